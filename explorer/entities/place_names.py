"""Names of places as people type them in plain queries, and phrases that only contain one: `index/names.toml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.core import paths
from explorer.core.content_file import TableFile
from explorer.core.errors import CountryError
from explorer.model.taxonomy import Taxonomy, name_key, taxonomy

Key = tuple[str, ...]  # the words of a name, as `name_key` reduces them


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Everything in the file, checked; names are reduced to their keys."""

    regions: Mapping[Key, str]  # other names and halves of names, to the region
    region_adjectives: Mapping[Key, str]
    shared: Mapping[Key, tuple[str, ...]]  # to the codes of several countries
    peoples: Mapping[Key, str]  # further words for a people, to the code of the country
    plain_words: Mapping[str, bool]  # ordinary words too: names with these capitals; where true, beside a place
    beside: Mapping[Key, frozenset[str]]  # words beside which a name is none
    no_names: frozenset[Key]


def key_of(name: str) -> Key:
    """Return the words of a name, reduced for comparison."""
    return tuple(name_key(name).split())


def read_place_names(folder: Path, known: Taxonomy) -> PlaceNames:
    """Read and check the file in a folder. Raises VocabularyError with file and line."""
    file = TableFile(folder / "names.toml")
    regions: dict[Key, str] = {}
    adjectives: dict[Key, str] = {}
    for number, table in enumerate(file.tables("region", {"region": str, "also": list}, {"adjectives": list})):
        if not (region := known.find_region(table.text("region"))):
            file.fail("region", number, "region", f"{table.text('region')!r} is not a region of the Index.")
        regions |= dict.fromkeys(map(key_of, table.texts("also")), region.name)
        adjectives |= dict.fromkeys(map(key_of, table.texts("adjectives")), region.name)
    shared = {
        key_of(table.text("name")): tuple(
            [_code(file, known, "shared_name", number, "countries", name) for name in table.texts("countries")]
        )
        for number, table in enumerate(file.tables("shared_name", {"name": str, "countries": list}, {}))
    }
    peoples: dict[Key, str] = {}
    for number, table in enumerate(file.tables("people", {"country": str, "words": list}, {})):
        code = _code(file, known, "people", number, "country", table.text("country"))
        peoples |= dict.fromkeys(map(key_of, table.texts("words")), code)
    plain_words = {
        name: table.values.get("beside_place") is True
        for table in file.tables("plain_word", {"names": list}, {"beside_place": bool})
        for name in table.texts("names")
    }
    return PlaceNames(
        regions,
        adjectives,
        shared,
        peoples,
        plain_words,
        {
            key_of(table.text("name")): frozenset(table.texts("beside"))
            for table in file.tables("word_beside", {"name": str, "beside": list}, {})
        },
        _no_names(file, TableFile(folder / "works.toml")),
    )


def _code(file: TableFile, known: Taxonomy, kind: str, number: int, key: str, name: str) -> str:
    try:
        return known.find_country(name).code
    except CountryError as error:
        file.fail(kind, number, key, str(error))


def _no_names(file: TableFile, works: TableFile) -> frozenset[Key]:
    tables = [
        *file.tables("no_name", {"phrases": list}, {}),
        *works.tables("other_meaning", {"country": str, "phrases": list}, {}),
    ]
    return frozenset(_keys(phrase for table in tables for phrase in table.texts("phrases")))


def _keys(phrases: Iterable[str]) -> Iterable[Key]:
    return (key_of(phrase) for phrase in phrases if phrase[-1].isalnum())  # the key of "US$" is that of the country


@cache
def place_names() -> PlaceNames:
    """Return the names that this copy ships. Raises VocabularyError."""
    return read_place_names(paths.content("index"), taxonomy())
