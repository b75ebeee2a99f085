"""Claims about scores and ranks in running text, checked against the corpus.

A claim is only checked if its sentence names one country, one edition and one measure and makes one assertion; hedged,
negated and mixed sentences are left out. A wrong "differs" would be worse than silence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from functools import cache
from typing import Literal

from explorer.core.timeouts import with_timeout
from explorer.corpus.library import Library
from explorer.entities.mentions import countries_in
from explorer.model.comparability import comparability
from explorer.model.ids import profile_id
from explorer.model.profiles import Profile
from explorer.model.ranks import Rank, rank_figures
from explorer.model.taxonomy import EDITIONS, Country, Indicator, taxonomy
from explorer.text.sentences import split_statements

ClaimStatus = Literal["matches", "differs", "not in the corpus", "cannot be checked"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, or a part of one, that asserts something about a score, with the result of its check."""

    start: int
    end: int
    text: str
    status: ClaimStatus
    message: str  # in a sentence, with the published number
    id: str = ""  # the profile it was checked against


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    start: int
    country: Country | None  # if it names just one
    years: tuple[int, ...]
    measures: tuple[tuple[int, int, Indicator], ...]  # start and end of each name of a measure

    @property
    def edition(self) -> int | None:
        return self.years[0] if len(set(self.years)) == 1 and self.years[0] in EDITIONS else None


_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
# Words that make a number more than a plain statement.
_UNSURE = re.compile(
    r"\b(?:not|never|no longer|nearly|almost|about|around|roughly|approximately|over|under|above|below|more than"
    r"|less than|at least|at most|higher than|lower than|would|could|might|may|if|should|unlike|instead|average of"
    r"|target|expected|forecast|projected|combined|neighbours?|region's|regional)\b|n[’']t\b",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?P<score>10(?:\.0+)?|[1-9](?:\.\d{1,2})?)"
    r"(?![\d%]|[.,]\d|\s*(?:%|per cent|percent|points?\b|times\b|places?\b))"
)
_OF_TEN = r"(?:\s*(?:/|out of|of)\s*10)?"
_SCORED = re.compile(rf"\bscor(?:ed|es|ing)\s+(?:a\s+|an\s+|at\s+)?{_NUMBER}", re.IGNORECASE)
_SCORE_IS = re.compile(
    rf"\bscores?\b[^.;,\d]{{0,80}}?\b(?:of|was|is|were|stood at|stands at|reached)\s+(?:a\s+)?{_NUMBER}", re.IGNORECASE
)
_RANK = re.compile(
    r"\b(?:ranks|ranked|ranking|placed|came|stands|stood|is)\s+(?:at\s+|joint\s+|only\s+)?(?:the\s+)?"
    r"(?P<rank>[1-9]\d{0,2})(?:st|nd|rd|th)\b(?:[^.;\d]{0,40}?\b(?:out\s+)?of\s+(?P<of>\d{1,3})\b)?",
    re.IGNORECASE,
)
_ROSE = r"rose|rises|risen|increased|increases|grew|grown|went up|climbed"
_FELL = r"fell|falls|fallen|declined|declines|decreased|decreases|dropped|went down|shrank"
_MOVED = re.compile(rf"\b(?:(?P<rose>{_ROSE})|(?P<fell>{_FELL}))\b", re.IGNORECASE)
_FIRST, _LAST = _NUMBER.replace("<score>", "<first>"), _NUMBER.replace("<score>", "<last>")
_FROM_TO = re.compile(rf"\bfrom\s+{_FIRST}\s+(?:in\s+(?:19|20)\d\d\s+)?to\s+{_LAST}")
_BY = re.compile(r"\bby\s+(?P<by>\d{1,2}(?:\.\d{1,2})?)(?![\d%]|[.,]\d|\s*(?:%|per cent|percent|times\b|places?\b))")
_WORLD = re.compile(r"\b(?:world(?:wide)?|global(?:ly)?)\b", re.IGNORECASE)
_INDEX_NAME = re.compile(r"\b(?:global\s+)?organi[sz]ed\s+crime\s+index(?:\s+(?:19|20)\d\d)?", re.IGNORECASE)
# After a rank: an area that may be none of the Index.
_OTHER_AREA = re.compile(
    r"\b(?:in|among|across|within|of)\s+(?:the\s+|all\s+)?[A-Z]|\b(?:region|continent|subregion|countries|states)\b"
)


@cache
def _measures() -> re.Pattern[str]:
    names = {name for measure in taxonomy().scored.values() for name in (measure.label, *measure.also)}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    patterns = [re.escape(name).replace("\\ ", r"\s+").replace("\\-", "[-\u2010\u2011 ]") for name in longest_first]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])", re.IGNORECASE)


def _sentences(text: str) -> Iterator[_Sentence]:
    for start, end in split_statements(text):
        sentence = text[start:end]
        countries = {mention.names for mention in countries_in(sentence)}
        yield _Sentence(
            sentence,
            start,
            taxonomy().country(next(iter(countries))) if len(countries) == 1 else None,
            tuple(int(year[0]) for year in _YEAR.finditer(sentence)),
            tuple(_named(sentence)),
        )


def _named(sentence: str) -> Iterator[tuple[int, int, Indicator]]:
    for match in _measures().finditer(sentence):
        if (measure := taxonomy().find_indicator(match[0])) is not None:
            yield match.start(), match.end(), measure


def claims(text: str, library: Library) -> tuple[Claim, ...]:
    """Check every claim about a score or a rank that can be recognized, in order."""
    checked: list[Claim] = []
    for sentence in with_timeout(_sentences(text)):
        if sentence.country is not None and not _UNSURE.search(sentence.text):
            checked += [
                *_score_claims(sentence, sentence.country, library),
                *_rank_claims(sentence, sentence.country, library),
                *_movement_claims(sentence, sentence.country, library),
            ]
    return tuple(sorted(checked, key=lambda claim: claim.start))


def _claim(sentence: _Sentence, status: ClaimStatus, message: str, id: str = "") -> Claim:
    lead = len(sentence.text) - len(sentence.text.lstrip())
    text = sentence.text.strip()
    start = sentence.start + lead
    return Claim(start, start + len(text), text, status, message, id)


def _profile(sentence: _Sentence, country: Country, edition: int, library: Library) -> Profile | Claim:
    id = profile_id(country.code, edition)
    if id not in library:
        return _claim(sentence, "not in the corpus", f"{country.name} {edition} is not in this corpus.")
    return library.profile(id)


def _named_profile(sentence: _Sentence, country: Country, library: Library) -> Profile | Claim | None:
    """Return the profile of the edition that a sentence names, or the reason for none; None if it names several."""
    if sentence.edition is None:
        return _no_edition(sentence)
    return _profile(sentence, country, sentence.edition, library)


def _no_edition(sentence: _Sentence) -> Claim | None:
    """Return the reason why the edition is not clear; None if several are named, which is no mistake."""
    if not sentence.years:
        return _claim(sentence, "cannot be checked", "The sentence names no edition.")
    if len(set(sentence.years)) == 1:
        return _claim(sentence, "cannot be checked", f"There is no edition {sentence.years[0]} of the Index.")
    return None


def _score_claims(sentence: _Sentence, country: Country, library: Library) -> Iterator[Claim]:
    stated = list(_stated(sentence))
    if not stated or _MOVED.search(sentence.text):
        return
    profile = _named_profile(sentence, country, library)
    if not isinstance(profile, Profile):
        if profile is not None:
            yield profile
        return
    for measure, number in stated:
        published = profile.scores.get(measure.slug)
        named = f"{measure.label}, {country.name} {sentence.edition}"
        if published is None:
            message = f"{named}: no score is in this corpus."
            if measure.first_edition > profile.edition:
                message = f"{measure.label} was not scored before {measure.first_edition}."
            yield _claim(sentence, "not in the corpus", message, profile.id)
        elif _agrees(number, published, measure):
            yield _claim(sentence, "matches", f"{named}: {_score_text(published, measure)}, as stated.", profile.id)
        else:
            message = f"{named}: the published score is {_score_text(published, measure)}, the text says {number}."
            yield _claim(sentence, "differs", message, profile.id)


def _stated(sentence: _Sentence) -> Iterator[tuple[Indicator, str]]:
    """Yield the measures of which a sentence states a score, each with the number as written."""
    text = sentence.text
    paired = [
        (measure, match["score"])
        for start, end, measure in sentence.measures
        if (match := _paired(text, start, end)) is not None
    ]
    if re.search(r"\bscor", text, re.IGNORECASE) and paired and len(paired) == len(sentence.measures):
        yield from paired
    elif len(sentence.measures) == 1:
        numbers = {match["score"] for pattern in (_SCORED, _SCORE_IS) for match in pattern.finditer(text)}
        others = re.sub(r"\bout of 10\b|\bof 10\b|/\s*10\b", "", _YEAR.sub("", text))
        if len(numbers) == 1 and len(re.findall(r"\d+(?:[.,]\d+)*", others)) == 1:
            yield sentence.measures[0][2], numbers.pop()


def _paired(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the number right beside a measure: "7.0 for heroin trade", "heroin trade (7.0)"."""
    before = re.search(rf"(?<![\d.]){_NUMBER}{_OF_TEN}\s+(?:for|on|in|under)\s+(?:the\s+)?$", text[:start])
    return before or re.match(rf"\s*(?:score\s+)?(?:\(|:\s*|of\s+){_NUMBER}{_OF_TEN}", text[end:])


def _agrees(number: str, published: float, measure: Indicator) -> bool:
    """Return whether a number as written can be the published one; averages may be written with fewer decimals."""
    if not measure.is_aggregate:
        return float(number) == published
    step = Decimal(1).scaleb(-len(number.partition(".")[2]))
    exact = Decimal(str(published))
    return any(exact.quantize(step, way) == Decimal(number) for way in (ROUND_HALF_UP, ROUND_HALF_DOWN))


def _score_text(score: float, measure: Indicator) -> str:
    return f"{score:.{2 if measure.is_aggregate else 1}f}"


def _rank_claims(sentence: _Sentence, country: Country, library: Library) -> Iterator[Claim]:
    matches = list(_RANK.finditer(sentence.text))
    if len(matches) != 1 or not re.search(r"\brank|\bof\s+\d", sentence.text, re.IGNORECASE):
        return
    profile = _named_profile(sentence, country, library)
    if not isinstance(profile, Profile):
        if profile is not None:
            yield profile
        return
    measures = {measure.slug: measure for _, _, measure in sentence.measures}
    if len(measures) > 1:
        return
    rank, of = int(matches[0]["rank"]), int(matches[0]["of"]) if matches[0]["of"] else None
    ranks = _ranks(profile, library)
    slugs = list(measures) or ["criminality", "resilience"]
    chosen = {slug: _area(ranks.get(slug, {}), sentence.text, of, matches[0].end()) for slug in slugs}
    known = {slug: area_rank for slug, area_rank in chosen.items() if area_rank is not None}
    if not known:
        yield _claim(sentence, "cannot be checked", "The rank that it refers to is not in this corpus.", profile.id)
        return
    agreeing = [slug for slug, area_rank in known.items() if area_rank.includes(rank)]
    named = "; ".join(f"by {slug} {rank_figures(area_rank)} of {area_rank.of}" for slug, area_rank in known.items())
    if len(agreeing) == 1 or (agreeing and measures):
        area_rank = known[agreeing[0]]
        message = f"{country.name} {profile.edition} by {agreeing[0]}: "
        message += f"{rank_figures(area_rank)} of {area_rank.of}, as stated."
        yield _claim(sentence, "matches", message, profile.id)
    elif not measures or _ranks_so(ranks, ("criminality", "resilience"), sentence.text, of, matches[0]):
        message = f"The sentence does not say by what it ranks. {country.name} {profile.edition}: {named}."
        yield _claim(sentence, "cannot be checked", message, profile.id)
    else:
        origins = " and ".join(dict.fromkeys(area_rank.origin for area_rank in known.values()))
        message = f"{country.name} {profile.edition}: the {origins} rank is {named}, the text says {rank}."
        yield _claim(sentence, "differs", message, profile.id)


def _ranks_so(
    ranks: dict[str, dict[str, Rank]], slugs: Sequence[str], text: str, of: int | None, match: re.Match[str]
) -> bool:
    """Return whether a country has the rank of a match by one of these measures."""
    areas = (_area(ranks.get(slug, {}), text, of, match.end()) for slug in slugs)
    return any(area is not None and area.includes(int(match["rank"])) for area in areas)


def _ranks(profile: Profile, library: Library) -> dict[str, dict[str, Rank]]:
    """Return the published ranks, and computed ones where the whole world is in the corpus."""
    country_count = len(taxonomy().countries)
    return {
        slug: dict(areas)
        for slug, areas in library.rankings.ranks_of(profile).items()
        if slug in profile.ranks or ("world" in areas and areas["world"].of == country_count)
    }


def _area(ranks: dict[str, Rank], text: str, of: int | None, end: int) -> Rank | None:
    """Return the rank in the area that a sentence means, by name or by its number of countries; else in the world.

    `end` is where the rank ends in the sentence.
    """
    after = _INDEX_NAME.sub("", text[end:])
    text = _INDEX_NAME.sub("", text)
    named = [area for area, rank in ranks.items() if rank.name and re.search(rf"\b{re.escape(rank.name)}\b", text)]
    if _WORLD.search(text):
        named.append("world")
    if of is not None:
        fitting = [area for area, rank in ranks.items() if rank.of == of and (not named or area in named)]
        return ranks[fitting[0]] if len(fitting) == 1 else None
    if not named and not _OTHER_AREA.search(after):
        return ranks.get("world")
    return ranks[named[0]] if len(named) == 1 else None


def _movement_claims(sentence: _Sentence, country: Country, library: Library) -> Iterator[Claim]:
    moves = list(_MOVED.finditer(sentence.text))
    years = list(dict.fromkeys(sentence.years))
    if len(moves) != 1 or len(sentence.measures) != 1 or len(years) != 2:
        return
    first, last = sorted(years)
    if first not in EDITIONS or last not in EDITIONS:
        yield _claim(sentence, "cannot be checked", "The years that it compares are not both editions of the Index.")
        return
    measure = sentence.measures[0][2]
    if reason := _unlike(measure, first):
        yield _claim(sentence, "cannot be checked", reason)
        return
    profiles = [_profile(sentence, country, edition, library) for edition in (first, last)]
    for profile in profiles:
        if isinstance(profile, Claim):
            yield profile
            return
    scores = [profile.scores.get(measure.slug) for profile in profiles if isinstance(profile, Profile)]
    before, after = scores
    id = profile_id(country.code, last)
    if before is None or after is None:
        message = f"{measure.label}, {country.name}: not both scores are in this corpus."
        yield _claim(sentence, "not in the corpus", message, id)
        return
    is_so = after > before if moves[0]["rose"] else after < before
    numbers = _FROM_TO.search(sentence.text)
    if numbers is not None:
        is_so = is_so and _agrees(numbers["first"], before, measure) and _agrees(numbers["last"], after, measure)
    amount = _BY.search(sentence.text)
    if amount is not None:
        is_so = is_so and _agrees(amount["by"], round(abs(after - before), 2), measure)
    scores_text = f"{_score_text(before, measure)} in {first}, {_score_text(after, measure)} in {last}"
    message = f"{measure.label}, {country.name}: {scores_text}, a change of {after - before:+.2f}"
    read = [match.span() for match in (numbers, amount) if match is not None]
    if is_so and (unread := _unread_number(sentence.text, read)):
        yield _claim(sentence, "cannot be checked", f"{message}; the {unread} was not checked.", id)
        return
    message += ", as stated" if is_so else ""
    yield _claim(sentence, "matches" if is_so else "differs", f"{message}.", id)


def _unread_number(text: str, read: Sequence[tuple[int, int]]) -> str:
    """Return the first number of a sentence that is no year and was not compared; empty where there is none."""
    for match in re.finditer(r"\d+(?:[.,]\d+)*", text):
        is_read = any(start <= match.start() < end for start, end in read)
        if not is_read and not _YEAR.fullmatch(match[0]):
            return match[0]
    return ""


def _unlike(measure: Indicator, first: int) -> str:
    """Return the reason why two editions of a measure are not comparable; empty where they are."""
    if measure.first_edition > first:
        return f"{measure.label} was not scored before {measure.first_edition}."
    later = next((edition for edition in EDITIONS if edition > first), first)
    return comparability(measure.slug, later)
