"""Names of countries, regions and continents as titles, addresses and file names have them: with "_", or in a row."""

import re
from functools import cache
from urllib.parse import unquote

from explorer.model.taxonomy import Country, name_key, taxonomy

_LONGEST = 80  # characters of a name
_MOST_WORDS = 12  # of a name
_SHORTEST = 4  # letters; abbreviations are words of menus too


def country_of(name: str) -> Country | None:
    """Return the country of a name, however its words are divided: "papua_new_guinea", "PapuaNewGuinea"."""
    if len(name) > _LONGEST:
        return None
    key = name_key(name)
    return _countries().get(key) or _joined().get(key.replace(" ", ""))


def area_named(name: str) -> str:
    """Return the region or continent of that name, as the Index has it; empty for any other."""
    words = name_key(name) if len(name) <= _LONGEST else ""
    region = taxonomy().find_region(words) if words else None
    return region.name if region else _continents().get(words, "")


def words_of(part: str) -> str:
    """Return a part of an address or a file name in words: "sierra_leone" and "Sierra%20Leone" as "sierra leone"."""
    return " ".join(re.sub(r"[-_+.\s]+", " ", unquote(part)).split())


def countries_in(text: str) -> tuple[Country, ...]:
    """Return the countries that the words of a text name, each once; of two that overlap the longer."""
    words = re.findall(r"[a-z]+", name_key(text))
    found: list[Country] = []
    at = 0
    while at < len(words):
        lengths = range(min(_MOST_WORDS, len(words) - at), 0, -1)
        length = next((length for length in lengths if " ".join(words[at : at + length]) in _countries()), 0)
        found += [_countries()[" ".join(words[at : at + length])]] if length else []
        at += max(length, 1)
    if not found and (country := country_of(text)):
        found.append(country)
    return tuple(dict.fromkeys(found))


@cache
def _countries() -> dict[str, Country]:
    """Return countries by folded name, without the abbreviations."""
    names = {name_key(name): country for country in taxonomy().countries for name in (country.name, *country.also)}
    return {name: country for name, country in names.items() if len(name) >= _SHORTEST}


@cache
def _joined() -> dict[str, Country]:
    return {name.replace(" ", ""): country for name, country in _countries().items()}


@cache
def _continents() -> dict[str, str]:
    return {name_key(continent): continent for continent in taxonomy().continents}
