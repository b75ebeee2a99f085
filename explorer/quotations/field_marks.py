"""Names of the field in a text: countries, areas, measures and indexes, each with its place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from explorer.entities.mentions import countries_in
from explorer.entities.name_matcher import NameMatcher, without_accents
from explorer.entities.place_names import Key, key_of, place_names
from explorer.entities.text_language import ENGLISH
from explorer.entities.translated_names import translated_names
from explorer.model.taxonomy import taxonomy
from explorer.quotations.claim_words import any_of, claim_vocabulary

MarkKind = Literal["country", "area", "measure", "series"]


@dataclass(frozen=True, slots=True)
class FieldMark:
    """A name of the field."""

    kind: MarkKind
    start: int  # in its text
    end: int
    name: str  # code of a country, slug of a measure; "index", "enact" or "other" of a series; "World", the name of an
    # area, or "?" for one that the Index does not have
    is_part: bool = False  # whether the name of an area means only a part of it


_OWN = r"(?:(?:global|gi-?toc(?:[’']s)?|initiative[’']s)\s+){0,3}"
_INDEX = re.compile(
    rf"(?<!\w)(?:{_OWN}organi[sz]ed[\s-]+crime[\s-]+index|global[\s-]+index(?:\s+(?:on|of)\s+organi[sz]ed\s+crime)?"
    r"|#?oc[\s-]?index|#organi[sz]edcrimeindex|goci|gocix|criminality[\s-]+index"
    r"|crime[\s-]+index|ocindex(?:\.net)?)(?!\w)",
    re.IGNORECASE,
)
_ENACT = re.compile(
    r"(?<!\w)(?:ENACT\b(?:(?:[’']s)?\s+(?:africa(?:n)?\s+)?(?:organi[sz]ed\s+crime\s+)?index)?"
    r"(?:\s+for\s+africa)?|africa(?:n|[’']s)?\s+organi[sz]ed\s+crime\s+index"
    r"|organi[sz]ed\s+crime\s+index\s+(?:for|of)\s+africa)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:(?<!\w)(?:(?!The\s|In\s|On\s|By\s)[A-Z][\w’'&-]{1,25}\s+(?:(?:of|for|on|and)\s+){0,1}){1,6}"
    r"(?:Index|Indices|Barometer|Ranking|Scoreboard|Survey|Watchlist|Indicators)"
    r"|(?<!\w)(?:Index|Ranking)\s+of\s+(?:[A-Z][\w’'-]{1,25}\s*){1,5}"
    r"|(?<!\w)(?:CPI|HDI|GPI|GTI|EIU|GII|FSI|RSF|Freedom\s+House"
    r"|Transparency\s+International|World\s+Happiness\s+Report"
    r"|Numbeo|FATF|PISA|FIFA))(?!\w)"
)
_BARE = re.compile(r"(?<!\w)(?:Index|index(?=\s+(?:of|for)?\s*20\d\d))(?!\w)")
_PARTS = re.compile(
    r"(?<!\w)(?:Latin\s+America(?:n)?(?:\s+and\s+the\s+Caribbean)?"
    r"|(?:the\s+)?(?:Western\s+)?Balkans?(?:\s+states)?|Balkan"
    r"|Middle\s+East(?:ern)?|MENA|Sahel|Horn\s+of\s+Africa|Maghreb|Gulf(?:\s+states)?|Levant|Scandinavia(?:n)?|Nordics?"
    r"|Baltics?|European\s+Union|EU(?![\w-])|ASEAN|ECOWAS|G7|G20|OECD|NATO|BRICS"
    r"|Commonwealth|Mercosur|SADC|sub-Saharan\s+Africa"
    r"|Sub-Saharan\s+Africa|Asia[\s-]+Pacific|Asia\s+and\s+the\s+Pacific|Indo-Pacific"
    r"|Pacific|Benelux|Iberia|Andes|Andean|Great\s+Lakes"
    r"|Arab\s+(?:world|states|countries|League)|Golden\s+Triangle|Northern\s+Triangle"
    r"|Mediterranean|Schengen|Visegr[aá]d|Eurasia"
    r"|post-Soviet\s+\w+|Eastern\s+blo[c]|Central\s+Asia|(?:South\s+)?Caucasus|Eastern\s+Europe|Central\s+Europe)(?!\w)"
)
_ROSE = re.compile(r"(?<!\w)rose(?!\w)")
_ADJECTIVES = {"african": "Africa", "asian": "Asia", "european": "Europe", "oceanian": "Oceania"}


def _pattern(keys: Iterable[Key]) -> str:
    return any_of(r"[\s-]+(?:the\s+)?".join("(?:and|&)" if word == "and" else word for word in key) for key in keys)


@cache
def _areas() -> tuple[re.Pattern[str], Mapping[Key, tuple[str, bool]]]:
    known, places = taxonomy(), place_names()
    halves = {**places.regions, **places.region_adjectives}
    names = {key: (name, " and " in name or "&" in name) for key, name in halves.items()}
    for region in known.regions:
        names |= {key_of(name): (region.name, False) for name in (region.name, *region.also)}
    names |= {key_of(name): (name, False) for name in known.continents}
    names |= {key_of(word): (name, False) for word, name in _ADJECTIVES.items()}
    return re.compile(rf"(?<![\w-])(?:{_pattern(names)})(?![\w-])", re.IGNORECASE), names


@cache
def _measures() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    names: list[tuple[str, str]] = []
    for measure in taxonomy().scored.values():
        plain = [re.escape(name).replace(r"\ ", " ").replace(r"\-", "-") for name in (measure.label, *measure.also)]
        plain += claim_vocabulary().measures.get(measure.slug, ())
        names += [(re.sub("[- ]", "[-\u2010\u2011\\\\s]+", name), measure.slug) for name in plain]
    each = tuple((re.compile(name, re.IGNORECASE), slug) for name, slug in names)
    return re.compile(rf"(?<![\w-])(?:{any_of(name for name, _ in names)})(?![\w-])", re.IGNORECASE), each


@cache
def _slug(text: str) -> str:
    return next((slug for pattern, slug in _measures()[1] if pattern.fullmatch(text)), "")


@cache
def _more_countries() -> NameMatcher:
    return NameMatcher(claim_vocabulary().countries)


@cache
def _shared() -> re.Pattern[str]:
    names = any_of(" ".join(word.capitalize() for word in key) for key in place_names().shared)
    return re.compile(rf"(?<!\w)(?:{names}|Congolese)(?!\w)")


def _candidates(text: str) -> Iterator[FieldMark]:
    """Yield every name, of overlapping ones the one that counts first."""
    yield from (FieldMark("series", *match.span(), "enact") for match in _ENACT.finditer(text))
    yield from (FieldMark("series", *match.span(), "index") for match in _INDEX.finditer(text))
    pattern, names = _areas()
    areas = [match for match in pattern.finditer(text) if match[0][0].isupper()]
    yield from (
        FieldMark("area", *match.span(), *names[key_of(match[0])]) for match in areas if re.search("and|&", match[0])
    )
    codes = claim_vocabulary().countries
    # "Kenya rose from 6.95" is no flower; a word of the same length keeps the places
    mentions = countries_in(_ROSE.sub("grew", text))
    countries = [FieldMark("country", mention.start, mention.end, mention.names) for mention in mentions]
    spans = _more_countries().find(without_accents(text))
    countries += [FieldMark("country", span.start, span.end, codes[span.name]) for span in spans]
    yield from sorted(countries, key=lambda country: (country.start, -country.end))
    yield from (
        FieldMark("series", *match.span(), "other") for match in _OTHER.finditer(text) if match[0] != "The Index"
    )
    yield from (FieldMark("series", *match.span(), "index") for match in _BARE.finditer(text))
    yield from (FieldMark("area", *match.span(), "?") for match in _PARTS.finditer(text))
    yield from (FieldMark("area", *match.span(), *names[key_of(match[0])]) for match in areas)
    yield from (FieldMark("country", *match.span(), "") for match in _shared().finditer(text))
    for match in _measures()[0].finditer(text):
        yield FieldMark("measure", *match.span(), _slug(" ".join(match[0].split())))


def marks_in(text: str, language: str = ENGLISH) -> tuple[FieldMark, ...]:
    """Find the names of the field in a text, in order and without overlaps."""
    if language != ENGLISH:
        names = translated_names(language).find(text)
        return tuple(FieldMark(name.kind, name.start, name.end, name.slug) for name in names)  # type: ignore[arg-type]
    taken = bytearray(len(text))
    marks = []
    for mark in _candidates(text):
        if not any(taken[mark.start : mark.end]):
            taken[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
            marks.append(mark)
    return tuple(sorted(marks, key=lambda mark: mark.start))
