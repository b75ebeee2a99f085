"""Addresses of the Index's site: what the page at one is of. Its scheme is `/2023/country/papua_new_guinea`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from explorer.ingest.country_names import area_named, country_of, words_of
from explorer.ingest.publisher_hosts import original_address
from explorer.model.taxonomy import Country, taxonomy

AddressKind = Literal["country", "comparison", "area", "indicator", "map", "ranking", "report", "start", "other"]

# The words of an address that say what is at it, and what follows them.
_OF_COUNTRY = frozenset({"country", "countries", "profile", "profiles"})
_OF_AREA = frozenset({"region", "regions", "continent", "continents"})
_OF_COMPARISON = frozenset({"compare", "comparison", "comparisons", "versus", "vs"})
_OF_INDICATOR = frozenset(
    {"indicator", "indicators", "market", "markets", "criminal markets", "actor", "actors", "criminal actors"}
)
_OF_MAP = frozenset({"map", "heatmap", "heat map", "world map"})
_OF_RANKING = frozenset({"ranking", "rankings", "rank", "ranks"})
_OF_REPORT = frozenset({"report", "reports"})
_NOTHING = re.compile(r"(?:19|20)\d\d|index|home|en|english|", re.IGNORECASE)  # parts that say nothing of a page
_SUFFIX = re.compile(r"\.(?:[sx]?html?|php|aspx?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """What the page at an address is of."""

    kind: AddressKind
    countries: tuple[Country, ...] = ()
    subjects: tuple[str, ...] = ()  # what it compares or is about, by name


@lru_cache(maxsize=256)
def read_site_address(address: str) -> SiteAddress:
    """Tell what the page at an address is of, by the scheme of the Index's site, whatever its host."""
    try:
        parts = urlsplit(original_address(address))
    except ValueError:
        return SiteAddress("other")
    segments = [_SUFFIX.sub("", unquote(part)).strip() for part in parts.path.split("/")]
    words = [words_of(segment) for segment in segments if not _NOTHING.fullmatch(segment)]
    asked = [words_of(value) for key, value in parse_qsl(parts.query) if key.lower() in _OF_COUNTRY | _OF_COMPARISON]
    if not words and not asked:
        return SiteAddress("start")
    return _read(words, asked)


def _read(words: Sequence[str], asked: Sequence[str]) -> SiteAddress:
    keys = [word.lower() for word in words]
    countries = tuple(dict.fromkeys(filter(None, map(country_of, (*words, *asked)))))
    subjects = tuple(dict.fromkeys(_subjects([*words, *asked])))
    if keys[:1] and keys[0] in _OF_REPORT:
        return SiteAddress("report")
    if any(key in _OF_COMPARISON for key in keys):
        return SiteAddress("comparison", countries, subjects)
    if asked or any(key in _OF_COUNTRY for key in keys):
        if len(subjects) > 1:
            return SiteAddress("comparison", countries, subjects)
        kind: AddressKind = "country" if countries else "area" if subjects else "other"
        return SiteAddress(kind, countries, subjects)
    if any(key in _OF_AREA for key in keys):  # as `/region/west_africa/comoros`
        return SiteAddress("country" if countries else "area", countries, subjects)
    for place, key in enumerate(keys):
        if key in _OF_INDICATOR and not countries:
            return SiteAddress("indicator", (), tuple(_indicator(word) for word in words[place + 1 : place + 2]))
        if key in _OF_MAP or key in _OF_RANKING:
            return SiteAddress("map" if key in _OF_MAP else "ranking", countries)
    return SiteAddress("other", countries)


def _subjects(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        country = country_of(word)
        if name := country.name if country else area_named(word):
            yield name


def _indicator(word: str) -> str:
    indicator = taxonomy().find_indicator(word)
    return indicator.label if indicator else word
