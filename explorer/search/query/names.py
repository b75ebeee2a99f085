"""Names in plain queries: "mexico cocaine 2025" is the word "cocaine" with the filters Mexico and 2025.

Countries, peoples, codes, regions, continents, editions and section titles of several words; the longest name first,
whole words only. Pure: the names come from the taxonomy and `index/names.toml`. A query in the query language is left
as typed; where names are beside conditions on scores, the query that has them as fields is offered.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from explorer.core.lru_cache import cached_if_short
from explorer.entities.place_names import key_of
from explorer.model.taxonomy import offer, taxonomy
from explorer.search.query.conditions import field_of, find_conditions, score_of
from explorer.search.query.name_context import (
    SMALL,
    QueryWord,
    YearRange,
    is_excluded,
    is_meant,
    query_words,
    year_ranges,
)
from explorer.search.query.name_table import Filters, NameKind, NameMeaning, name_table
from explorer.search.query.nodes import FACETS, NAMES, NEW, NOTE, All, Filter
from explorer.text.punctuation import LOOKALIKES, as_sentence
from explorer.text.stop_words import STOP_WORDS


@dataclass(frozen=True, slots=True)
class QueryName:
    """A name in a query, and the filters that it stands for."""

    start: int
    end: int
    text: str  # as typed
    filters: Filters
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as understood: words to search, and the filters that its names stand for."""

    typed: str
    text: str  # the words that remain; empty where the query is nothing but the name of a country
    names: tuple[QueryName, ...]

    @property
    def filters(self) -> Filters:
        """The filters of all names, sorted and distinct."""
        return tuple(sorted({pair for name in self.names for pair in name.filters}))

    @property
    def place(self) -> All:
        """The filters of the names as a part of a query."""
        return All(tuple(Filter(name, self.chosen(name)) for name in dict.fromkeys(name for name, _ in self.filters)))

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return the values of one filter."""
        return tuple(value for other, value in self.filters if other == name)

    @property
    def read_as(self) -> str:
        """A sentence: "Read as “cocaine” in Mexico, 2025 edition."."""
        known = taxonomy()
        countries = [known.country(code).name for code in self.chosen("country")]
        places = [*countries, *self.chosen("region"), *self.chosen("continent")]
        editions = " and ".join(self.chosen("edition"))
        limits = [f"{editions} edition{'s' if ' ' in editions else ''}"] if editions else []
        limits += [f"section {known.heading(slug).title}" for slug in self.chosen("section")]
        subject = f"“{self.text}” in " if self.text and places else f"“{self.text}”" if self.text else ""
        return as_sentence(f"Read as {', '.join(filter(None, [subject + ' or '.join(places), *limits]))}")

    @property
    def in_fields(self) -> str:
        """The query in the query language: "cocaine country:MEX edition:2025"."""
        fields = []
        for name in dict.fromkeys(name for name, _ in self.filters):
            values = " OR ".join(f'{name}:"{value}"' for value in self.chosen(name))
            fields.append(f"({values})" if " OR " in values else values)
        return " ".join([*([self.text] if self.text else []), *fields])

    def with_text(self, text: str) -> str:
        """Return a query of other words with the names as typed."""
        return " ".join([text, *(name.text for name in self.names)])

    def without(self, pair: tuple[str, str]) -> str:
        """Return the query without the names that stand for a filter."""
        return _cut(self.typed, [name for name in self.names if pair in name.filters])


@cached_if_short(1024, 256)
def understand(text: str) -> Understood | None:
    """Find the names in a query; None where it has none, is in the query language, or would have no word left."""
    typed = text.translate(LOOKALIKES)
    if _is_in_language(typed):
        return None
    words = list(query_words(typed))
    names = _consistent(_people_apart(_narrowed(_named(typed, words))))
    if not names:
        return None
    understood = _understood(text, names, words)
    if understood is None and (others := [name for name in names if name.kind is not NameKind.SECTION]):
        return _understood(text, others, words) if len(others) < len(names) else None
    return understood


def with_names_as_fields(text: str) -> str | None:
    """Return a query that has names beside conditions on scores with these names as fields; None for any other."""
    typed = text.translate(LOOKALIKES)
    conditions = list(enumerate(find_conditions(typed)))
    for number, condition in reversed(conditions):
        typed = f"{typed[: condition.start]} {_PLACEHOLDER}{number} {typed[condition.end :]}"
    understood = understand(typed) if conditions else None
    if understood is None:
        return None
    offered = understood.in_fields
    for number, condition in reversed(conditions):  # the tenth before the first, with which it begins
        offered = offered.replace(f"{_PLACEHOLDER}{number}", condition.text)
    return offered


_PLACEHOLDER = "xconditionx"  # a word that is no name
_LANGUAGE = re.compile(r'["()*~=<>\[\]]|(?<!\S)-\w|(?<!\S)(?:AND|OR|NOT)(?!\S)')
_FIELD = re.compile(r"([A-Za-z][A-Za-z_.-]*):(?=(\S?))")
_ALONE = re.compile(r"(?<!\S)[^\w\s]+(?!\S)")
_AFTER = re.compile(
    r"(?:\s+(?:vs|versus)\b\.?|\s*:)?", re.IGNORECASE
)  # what goes with a name, or with the one after it
_DIRECTIONS = frozenset(("to", "into", "toward", "towards", "from"))  # profiles of other countries say so
_PLACES = (NameKind.PLACE, NameKind.PEOPLE)
FIELDS = frozenset((*FACETS, NAMES, NEW, NOTE))


def _is_in_language(typed: str) -> bool:
    """Tell whether a query is in the query language; a colon after a word that is no field is punctuation."""
    if _LANGUAGE.search(typed):
        return True
    known = (*FIELDS, *taxonomy().scored)
    for name, value in _FIELD.findall(typed):
        field = score_of(field_of(name))
        is_misspelt = value and key_of(name) not in name_table()[0] and offer(field, known)
        if field in known or is_misspelt:
            return True
    return False


def _named(typed: str, words: Sequence[QueryWord]) -> list[QueryName]:
    """Find the names, the longest at each word; in a compound only where names are all of it.

    None at all where one is excluded: no filter says that.
    """
    ranges = {years.start: years for years in year_ranges(typed)}
    names: list[tuple[QueryName, range]] = []
    unnamed: set[int] = set()
    at = 0
    while at < len(words):
        years = ranges.get(words[at].start)
        name, size = _range_at(words, years) if years else _name_at(typed, words, at)
        last = words[at + size - 1]
        if name is not None and is_excluded(typed, words, at, size):
            return []
        within = range(words[at].compound, last.compound + 1)
        is_direction = name is not None and name.kind in _PLACES and at > 0 and words[at - 1].key in _DIRECTIONS
        if name is None or name.kind is NameKind.NONE or is_direction:
            unnamed.update(within)
        else:
            start, end = words[at].start, years.end if years else last.end
            names.append((QueryName(start, end, typed[start:end], name.filters, name.kind), within))
        at += size
    return [name for name, within in names if unnamed.isdisjoint(within)]


def _name_at(typed: str, words: Sequence[QueryWord], at: int) -> tuple[NameMeaning | None, int]:
    """Return the longest name that starts with a word, and its words; None and one word where none does."""
    table, longest = name_table()
    for size in range(min(longest, len(words) - at), 0, -1):
        *first, last = words[at : at + size]
        keys = tuple(word.key for word in first)
        name = table.get((*keys, last.key)) or table.get((*keys, last.owner))
        if name is not None and is_meant(typed, words, at, size, name):
            return name, size
    return None, 1


def _range_at(words: Sequence[QueryWord], years: YearRange) -> tuple[NameMeaning | None, int]:
    """Return the editions of a range of years, and its words; None where it is one of dates."""
    size = sum(years.start <= word.start < years.end for word in words)
    editions = tuple(("edition", year) for year in years.editions)
    return (NameMeaning(editions, NameKind.EDITION) if editions else None), size


def _people_apart(names: Sequence[QueryName]) -> list[QueryName]:
    """Return the names without peoples where a place is named: Venezuelan gangs in Chile are words about Chile."""
    named = {pair for name in names if name.kind is NameKind.PLACE for pair in name.filters}
    return [name for name in names if not named or name.kind is not NameKind.PEOPLE or named.issuperset(name.filters)]


def _narrowed(names: Sequence[QueryName]) -> list[QueryName]:
    """Return the names, those of several countries as the one of them that the query names too: "Congolese DRC"."""
    named = {name.filters[0] for name in names if name.kind is NameKind.PLACE and len(name.filters) == 1}
    is_shared = [name.kind in _PLACES and not named.isdisjoint(name.filters) for name in names]
    return [
        replace(name, filters=tuple(pair for pair in name.filters if pair in named)) if shared else name
        for name, shared in zip(names, is_shared, strict=True)
    ]


def _consistent(names: list[QueryName]) -> list[QueryName]:
    """Return the names without regions and continents that would exclude a country, or a region, that is named."""
    known = taxonomy()
    values = {kind: {value for name in names for other, value in name.filters if other == kind} for kind in _AREAS}
    countries = [known.country(code) for code in values["country"]]
    regions = [region for region in known.regions if region.name in values["region"]]
    excluded = set()
    if not all(country.region in values["region"] for country in countries):
        excluded.add("region")
    continents = [country.continent for country in countries] + [region.continent for region in regions]
    if not values["continent"].issuperset(continents):
        excluded.add("continent")
    return [name for name in names if excluded.isdisjoint(kind for kind, _ in name.filters)]


_AREAS = ("country", "region", "continent")


def _understood(text: str, names: Sequence[QueryName], words: Sequence[QueryWord]) -> Understood | None:
    """Return the query as understood, if a word remains, or it is the name of one country or says a section."""
    remaining = [word for word in words if not any(name.start <= word.start < name.end for name in names)]
    if any(word.key not in STOP_WORDS and word.key not in SMALL for word in remaining):
        return Understood(text, _cut(text, names), tuple(names))
    filters = [pair for name in names for pair in name.filters]
    places = {pair for pair in filters if pair[0] != "edition"}
    is_country = [name for name, _ in places] == ["country"]
    if is_country or any(name.kind is NameKind.SAID_SECTION for name in names):
        return Understood(text, "", tuple(names))
    return None


def _cut(typed: str, names: Iterable[QueryName]) -> str:
    """Return a query without some names, and without the small words before them."""
    rest = typed
    for name in sorted(names, key=lambda name: -name.start):
        before = rest[: name.start].rstrip()
        while (last := before.rpartition(" ")[2]) and last.casefold().rstrip(".") in SMALL:
            before = before[: len(before) - len(last)].rstrip()
        after = _AFTER.match(rest, name.end)
        rest = f"{before} {rest[after.end() if after else name.end :]}"
    return " ".join(_ALONE.sub(" ", rest).split()).strip(",:;.!? -")
