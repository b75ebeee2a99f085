"""Claims about ranks: "ranked 23rd of 46 in Asia by criminality".

What a rank is by, and where, are only those phrases that stand with it. Another area or measure in the sentence makes
it unclear at most; the country's own name is never an area.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from explorer.corpus.library import Library
from explorer.model.areas import named_area
from explorer.model.profiles import Profile
from explorer.model.ranks import RANKED, Rank, rank_figures
from explorer.model.taxonomy import Country, Indicator, taxonomy
from explorer.quotations.claim import Claim
from explorer.quotations.ranked_areas import NamedArea, area_named, area_of, area_phrases, areas_in, possessive_area
from explorer.quotations.statements import (
    INDEX_NAME,
    Statement,
    is_linked,
    measure_names,
    read_phrases,
    unread_word,
)

Ranks = Mapping[str, Mapping[str, Rank]]  # by slug, then by kind of area

_WORLD = NamedArea("world", "", "")
_COUNTED_FROM_ELSEWHERE = re.compile(
    r"\s*(?:-|–|to|or|and)\s*(?:the\s+)?\d|\s*percentile|\s+(?:from\s+(?:the\s+)?(?:bottom|last|end)|(?:from|to)\s+last"
    r"|(?!highest\b)(?:\w+est|most|least|last|worst)\b)",
    re.IGNORECASE,
)
# After the phrases of a rank, in the same clause: an area or a group that is none of the Index.
_CLAUSE_END = re.compile(r"[,;:–—(]|\b(?:which|who|where|while|whereas|but|and)\b")
_OTHER_AREA = re.compile(
    r"\b(?:in|across|within|of)\s+(?:the\s+|all\s+)?[A-Z]|\bamong|\b(?:region|continent|subregion|countries|states|nations)\b"
)
_AT_START = re.compile(r"\s*(?:In\s+(?:19|20)\d\d,?\s+)?")
_BY = r"(?:for|by|in|on|in\s+terms\s+of|measured\s+by|according\s+to)\s+(?:the\s+|its\s+)?(?:overall\s+)?"


@dataclass(frozen=True, slots=True)
class _StatedRank:
    """A rank with what stands beside it."""

    rank: int
    of: int | None
    areas: tuple[NamedArea, ...]
    others: tuple[NamedArea, ...]  # that the sentence names elsewhere
    measure: Indicator | None
    span: tuple[int, int]
    doubt: str  # in a sentence, why it is not plainly a rank of the Index; empty where it is


@cache
def _rank_pattern() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:ranks|ranked|ranking|placed|came|stands|stood|is)\s+(?:at\s+|joint\s+|only\s+)?(?:the\s+)?"
        rf"(?:{possessive_area()}\s+)?|{possessive_area().replace('<whose>', '<owner>')}\s+(?=\w+\s+highest\b))"
        r"(?P<rank>[1-9]\d{0,2})(?:st|nd|rd|th)\b",
        re.IGNORECASE,
    )


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    patterns = (
        r"[\s,(]*+(?:out\s+of|of|among|amongst)\s+(?:a\s+total\s+of\s+)?(?:all\s+|the\s+)*(?P<of>\d{1,3})\b"
        r"(?:\s+(?:countries|states|nations|places)\b)?(?:\s+(?:assessed|scored|ranked|covered|surveyed)\b)?\)?",
        r"\s+(?:places?|position|spot|overall|rank)\b",
        rf"\s+highest(?:\s+(?P<highest>{measure_names()})(?:\s+(?:scores?|levels?))?)?\b",
        rf"[\s,(]*+(?:in|on|of|by)\s+(?:the\s+)?(?:(?:19|20)\d\d\s+)?(?:{INDEX_NAME}|index\b)(?:[\s,(]*(?:19|20)\d\d\b\)?)?",
        r"[\s,(]*+(?:(?:in|for|of)\s+)?(?:the\s+)?(?:19|20)\d\d\b(?:\s+(?:edition|ranking|assessment))?\)?",
        rf"[\s,(]*+{_BY}(?P<measure>{measure_names()})(?:\s+(?:scores?|levels?|rank(?:ing)?)\b)?\)?",
    )
    return (*area_phrases(), *(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def _read_rank(statement: Statement, match: re.Match[str]) -> _StatedRank:
    text = statement.masked
    phrases = read_phrases(text, match.end(), _phrases())
    end = phrases[-1].end() if phrases else match.end()
    groups = [phrase.groupdict() for phrase in phrases]
    areas = [area_of(phrase) for phrase in phrases if phrase.re in area_phrases()]
    if whose := match["whose"] or match["owner"]:
        areas.append(area_named(whose))
    start = match.start()
    if not areas and (front := _area_in_front(text, start)):
        start, areas = front.start(), [area_of(front)]
    counts = {int(group[key]) for group in groups for key in ("of", "count", "total") if group.get(key)}
    named = [name for group in groups if (name := group.get("measure") or group.get("highest"))]
    clause = _CLAUSE_END.split(text[end:], maxsplit=1)[0]
    others = areas_in(re.sub(INDEX_NAME, "", text[:start] + text[end:], flags=re.IGNORECASE))
    doubt = ""
    if _COUNTED_FROM_ELSEWHERE.match(text, match.end()):
        doubt = "It does not plainly count from the highest score."
    elif _OTHER_AREA.search(clause):
        doubt = "The countries that it ranks among are not plainly an area of the Index."
    elif word := unread_word(text, end):
        doubt = f"“{word}” after the rank was not read."
    elif len(counts) > 1 or len(named) > 1 or len({(area.kind, area.name) for area in areas}) > 1:
        doubt = "It names several areas, measures or numbers of countries."
    measure = taxonomy().find_indicator(named[0]) if named else _measure_in_front(statement, match.start())
    of = min(counts) if counts else None
    return _StatedRank(int(match["rank"]), of, tuple(areas), others, measure, (start, end), doubt)


def _area_in_front(text: str, end: int) -> re.Match[str] | None:
    """Find an area at the start of a sentence whose rank follows: "In Asia, Kyrgyzstan ranked 23rd"."""
    start = match.end() if (match := _AT_START.match(text)) else 0
    fronts = read_phrases(text, start, area_phrases())
    return fronts[0] if fronts and fronts[0].end() <= end and is_linked(text[fronts[0].end() : end]) else None


def _measure_in_front(statement: Statement, end: int) -> Indicator | None:
    """Return the measure that is the subject of a rank: "By criminality, X ranked", "X's criminality ranked"."""
    if len(statement.measures) != 1:
        return None
    start, measure_end, measure = statement.measures[0]
    gap = statement.masked[measure_end:end]
    is_at_start = re.fullmatch(f"{_AT_START.pattern}{_BY}", statement.masked[:start], re.IGNORECASE) is not None
    return measure if measure_end <= end and is_linked(gap) and (is_at_start or "," not in gap) else None


def rank_claims(statement: Statement, country: Country, library: Library) -> Iterator[Claim]:
    """Check the rank that a sentence states."""
    matches = list(_rank_pattern().finditer(statement.masked))
    if len(matches) != 1 or not re.search(r"\brank|\bof\s+\d|\bhighest", statement.text, re.IGNORECASE):
        return
    stated = _read_rank(statement, matches[0])
    slugs = {measure.slug for _, _, measure in statement.measures}
    if len(slugs) > 1 and (stated.measure is None or _is_one_of_several(statement, stated)):
        return
    profile = statement.named_profile(country, library)
    if not isinstance(profile, Profile):
        yield from profile
        return
    yield _judge(statement, stated, profile, _ranks(profile, library))


def _is_one_of_several(statement: Statement, stated: _StatedRank) -> bool:
    """Return whether another measure is joined to that of a rank: "72nd for criminality and resilience"."""
    end = stated.span[1]
    gaps = (statement.text[end:start] for start, _, _ in statement.measures if start >= end)
    return any(re.fullmatch(r"[\s,]*(?:and|or)?\s*(?:the\s+)?", gap) for gap in gaps)


def _ranks(profile: Profile, library: Library) -> Ranks:
    """Return the published ranks, and computed ones where the whole world is in the corpus."""
    country_count = len(taxonomy().countries)
    return {
        slug: dict(areas)
        for slug, areas in library.rankings.ranks_of(profile).items()
        if slug in profile.ranks or ("world" in areas and areas["world"].of == country_count)
    }


def _judge(statement: Statement, stated: _StatedRank, profile: Profile, ranks: Ranks) -> Claim:
    """Compare a stated rank with those of a profile."""

    def unchecked(reason: str) -> Claim:
        return statement.claim("cannot be checked", reason, profile.id, stated.span)

    if stated.doubt:
        return unchecked(stated.doubt)
    slugs = [stated.measure.slug] if stated.measure else list(RANKED)
    area = _area(stated, [ranks.get(slug, {}) for slug in slugs], profile.country)
    if isinstance(area, str):
        return unchecked(area)
    known = {slug: rank for slug in slugs if (rank := ranks.get(slug, {}).get(area.kind)) is not None}
    if not known:
        return unchecked("The rank that it refers to is not in this corpus.")
    figures = "; ".join(f"{_label(slug)} {_figures(rank)}" for slug, rank in known.items())
    agreeing = [slug for slug, rank in known.items() if rank.includes(stated.rank)]
    if not stated.measure and (len(agreeing) != 1 or statement.measures):
        return unchecked(
            f"The sentence does not say plainly by what it ranks. {profile.country.name} {profile.edition}: {figures}."
        )
    slug = stated.measure.slug if stated.measure else agreeing[0]
    rank, named = known[slug], f"{_label(slug)}, {profile.country.name} {profile.edition}"
    if area.is_part and stated.of is None and stated.rank <= (rank.to or rank.rank):
        return unchecked(f"{named}: {_figures(rank)}; the Index has no ranks in {area.text} alone.")
    if agreeing:
        return statement.claim("matches", f"{named}: {_figures(rank)}, as stated.", profile.id, stated.span)
    if area.text and not area.name and area.kind != "world":
        return unchecked(f"{named}: {_figures(rank)}; the text may mean another {area.kind}.")
    if unclear := _agreeing_elsewhere(stated, ranks.get(slug, {}), profile.country):
        return unchecked(
            f"{named}: {_figures(rank)}, and {_figures(unclear)}; the sentence does not say plainly which."
        )
    message = f"{named}: the {rank.origin} rank is {_figures(rank)}, the text says {stated.rank}."
    return statement.claim("differs", message, profile.id, stated.span)


def _area(stated: _StatedRank, ranks: Sequence[Mapping[str, Rank]], country: Country) -> NamedArea | str:
    """Return the area that a rank is in, by name or by its number of countries, else the world; or what is wrong."""
    area = stated.areas[0] if stated.areas else None
    if area is not None and area.name not in ("", country.continent, country.region):
        own, other = map(named_area, (country.region, area.name))
        return f"The Index counts {country.name} in {own}, {country.continent}, not in {other}."
    if stated.of is None:
        return area or _WORLD
    sizes = {kind: (rank.of, rank.name) for areas in ranks for kind, rank in areas.items()}
    fitting = [kind for kind, (of, _) in sizes.items() if of == stated.of and (area is None or kind == area.kind)]
    if len(fitting) == 1:
        return area or NamedArea(fitting[0], "", "")
    if not sizes:
        return _WORLD
    groups = ", ".join(f"{of} in {named_area(name)}" for of, name in sizes.values())
    return f"The corpus has ranks of {country.name} among {groups}, and none of {stated.of}."


def _agreeing_elsewhere(stated: _StatedRank, ranks: Mapping[str, Rank], country: Country) -> Rank | None:
    """Return the rank in another area that the sentence may mean, where that one agrees."""
    if stated.areas:
        return None
    kinds = {other.kind for other in stated.others if other.name in (country.continent, country.region)}
    return next((rank for kind, rank in ranks.items() if kind in kinds and rank.includes(stated.rank)), None)


def _label(slug: str) -> str:
    return taxonomy().indicator(slug).label


def _figures(rank: Rank) -> str:
    return f"{rank_figures(rank)} of {rank.of}" + (f" in {named_area(rank.name)}" if rank.name else "")
