"""The areas in which countries are ranked, as running text names them: "in Asia", "among West African countries"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from explorer.entities.place_names import Key, key_of, place_names
from explorer.model.taxonomy import taxonomy

_Area = tuple[str, str, bool]  # kind, name, and whether its name means only a part


@dataclass(frozen=True, slots=True)
class NamedArea:
    """An area of the Index, as a text names it."""

    kind: str  # one of AREAS
    name: str  # as the Index calls it; empty for the world, and for "its region"
    text: str  # as written
    is_part: bool = False  # whether the name means only a part: "Central Asia" of "Central Asia and the Caucasus"


_CONTINENT_ADJECTIVES = {"african": "Africa", "asian": "Asia", "european": "Europe", "oceanian": "Oceania"}


@cache
def _nouns() -> dict[Key, _Area]:
    known = taxonomy()
    nouns = _regions(place_names().regions)
    for region in known.regions:
        nouns |= {key_of(name): ("region", region.name, False) for name in (region.name, *region.also)}
    return nouns | {key_of(name): ("continent", name, False) for name in known.continents}


@cache
def _adjectives() -> dict[Key, _Area]:
    adjectives = _regions(place_names().region_adjectives)
    return adjectives | {(key,): ("continent", name, False) for key, name in _CONTINENT_ADJECTIVES.items()}


def _regions(names: Mapping[Key, str]) -> dict[Key, _Area]:
    """Return the regions that names other than their own stand for; those of two halves are meant in part."""
    return {key: ("region", region, " and " in region or "&" in region) for key, region in names.items()}


def _pattern(keys: dict[Key, _Area]) -> str:
    longest_first = sorted(keys, key=lambda key: (-len(" ".join(key)), key))
    words = [r"[\s-]+(?:the\s+)?".join("(?:and|&)" if word == "and" else word for word in key) for key in longest_first]
    return "|".join(words)


# "Asia" is not meant in "Asia and the Pacific", "Asia-Pacific", "Asia's largest cities".
_NO_PART = r"(?![\w-]|[’']|/\w|\s+(?-i:[A-Z])|\s+(?:and|or|&)\s+(?:the\s+)?(?-i:[A-Z]))"


@cache
def area_phrases() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of phrases that name an area; `area_of` reads what they match."""
    before = (
        r"(?:in|among|amongst|across|within|of|throughout)\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?(?:(?P<count>\d{1,3})\s+)?"
    )
    states = r"(?:countries|states|nations)\b"
    patterns = (
        rf"{before}(?:(?P<noun>{_pattern(_nouns())}){_NO_PART}|(?P<adjective>{_pattern(_adjectives())})\s+(?:region\b|{states}))",
        r"(?:in|within|across|of|on)\s+(?:its|the)\s+(?:own\s+)?(?P<own>region|continent)\b(?![’'])",
        r"(?P<world>in\s+the\s+(?:whole\s+|entire\s+)?world\b(?![’'])|worldwide\b|globally\b"
        rf"|(?:in|of|among)\s+the\s+world[’']s\s+(?:(?P<total>\d{{1,3}})\s+)?{states}"
        r"|in\s+the\s+global\s+ranking\b|of\s+all\s+(?:the\s+)?countries\b(?:\s+in\s+the\s+world\b)?)",
    )
    return tuple(re.compile(rf"\s*\(?{pattern}\)?", re.IGNORECASE) for pattern in patterns)


@cache
def possessive_area() -> str:
    """Return a pattern for "Asia's" or "the world's", with a group for the name."""
    return rf"(?:(?P<whose>{_pattern(_nouns())}|world)[’']s?)"


@cache
def _mentions() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_pattern(_nouns())})(?![\w-])", re.IGNORECASE)


def areas_in(text: str) -> tuple[NamedArea, ...]:
    """Find the areas that a text names anywhere, the longest names first."""
    return tuple(area_named(match[0]) for match in _mentions().finditer(text))


def area_named(text: str) -> NamedArea:
    """Return the area of a name that is one, or of an adjective."""
    if text.lower() == "world":
        return NamedArea("world", "", text)
    kind, name, is_part = (_nouns() | _adjectives())[key_of(text)]
    return NamedArea(kind, name, text, is_part)


def area_of(match: re.Match[str]) -> NamedArea:
    """Return the area that a phrase names."""
    groups = match.groupdict()
    if own := groups.get("own"):
        return NamedArea("region" if own.lower() == "region" else "continent", "", match[0].strip())
    if groups.get("world"):
        return NamedArea("world", "", match[0].strip())
    return area_named(groups["noun"] or groups["adjective"])
