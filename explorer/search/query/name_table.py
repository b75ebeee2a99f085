"""The names that a plain query may have: of the taxonomy, and of `index/names.toml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from explorer.entities.place_names import Key, key_of, place_names
from explorer.model.taxonomy import EDITIONS, taxonomy
from explorer.text.stems import stem

Filters = tuple[tuple[str, str], ...]  # name and value, as in a SearchRequest


class NameKind(Enum):
    """The kinds of names; what else a query names decides whether a people is a filter."""

    PLACE = "place"
    PEOPLE = "people"  # of a country or region: words where a place is named too
    SECTION = "section"
    SAID_SECTION = "said section"  # "drugs section": never meant as words
    EDITION = "edition"
    NONE = "none"  # contains a name, and is none


@dataclass(frozen=True, slots=True)
class NameMeaning:
    """What a name stands for in a query."""

    filters: Filters
    kind: NameKind


@cache
def stems_of_names() -> frozenset[str]:
    """Return the stems of all words of these names, and of those of indicators and pillars: none is misspelt."""
    known = taxonomy()
    labels = [known.indicator(slug).label for slug in known.scored]
    keys = [*name_table()[0], *map(key_of, labels), *(key_of(heading.title) for heading in known.headings)]
    return frozenset(stem(word) for key in keys for word in key)


@cache
def name_table() -> tuple[Mapping[Key, NameMeaning], int]:
    """Return every name that a query may have, and how many words the longest has."""
    known, places = taxonomy(), place_names()
    table: dict[Key, NameMeaning] = {}

    def add(names: Iterable[str | Key], kind: NameKind, *filters: tuple[str, str]) -> None:
        for name in names:
            table[key_of(name) if isinstance(name, str) else name] = NameMeaning(filters, kind)

    peoples: dict[Key, list[tuple[str, str]]] = {}
    for country in known.countries:
        add((country.code,), NameKind.PLACE, ("country", country.code))
        for demonym in country.demonyms:
            for form in (demonym, f"{demonym}s"):
                peoples.setdefault(key_of(form), []).append(("country", country.code))
    for words, code in places.peoples.items():
        for key in (words, (*words[:-1], f"{words[-1]}s")):
            peoples.setdefault(key, []).append(("country", code))
    for key, filters in peoples.items():
        add((key,), NameKind.PEOPLE, *filters)
    for country in known.countries:
        names = (country.name, *country.also)
        letters = [tuple(name.lower()) for name in names if name.isalpha() and name.isupper()]  # "P.R.C."
        add((*names, *letters), NameKind.PLACE, ("country", country.code))
    for key, codes in places.shared.items():
        add((key,), NameKind.PLACE, *(("country", code) for code in codes))
    for key, region in places.region_adjectives.items():
        add((key,), NameKind.PEOPLE, ("region", region))
    for key, region in places.regions.items():
        add((key,), NameKind.PLACE, ("region", region))
    for area in known.regions:
        add((area.name, *area.also), NameKind.PLACE, ("region", area.name))
    for continent in known.continents:
        add((continent,), NameKind.PLACE, ("continent", continent))
    for heading in known.headings:
        said = (f"{heading.title} section", f"section {heading.title}")
        add(said, NameKind.SAID_SECTION, ("section", heading.slug))
        if " " in heading.title:
            add((heading.title,), NameKind.SECTION, ("section", heading.slug))
    for year in map(str, EDITIONS):
        add((year, f"{year} edition", f"{year} editions", f"edition {year}"), NameKind.EDITION, ("edition", year))
    add(places.no_names, NameKind.NONE)
    return table, max(map(len, table))
