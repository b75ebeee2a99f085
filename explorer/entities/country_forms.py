"""How texts write the names of countries and peoples: the taxonomy's, and those of `index/mentions.toml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from explorer.core.content_file import ContentTable, TableFile
from explorer.core.errors import CountryError
from explorer.model.taxonomy import Taxonomy
from explorer.text.accents import strip_accents

FormKind = Literal["name", "abbreviation", "people", "combining form"]
_NO_PLURAL = ("s", "sh", "French", "ese", "hmen", "hman", "hwomen", "hwoman")  # "Swiss", "Danish", "Chinese"


@dataclass(frozen=True, slots=True)
class CountryForm:
    """A word or several by which a text names a country."""

    text: str  # without accents, spaces for hyphens
    codes: tuple[str, ...]  # several where it names them together: "North and South Korea"
    kind: FormKind
    is_plural: bool = False


def form_key(text: str) -> str:
    """Return a name as it is compared: without accents, with one apostrophe, and a space for each hyphen."""
    plain = strip_accents(text).replace("’", "'")
    for hyphen in "-\u2010\u2011\u2012\u2013":
        plain = plain.replace(hyphen, " ")
    return " ".join(plain.split())


class _Forms:
    """The forms that are collected, those that two countries share among them."""

    def __init__(self) -> None:
        self._forms: dict[str, CountryForm] = {}
        self._shared: set[str] = set()

    def add(self, texts: Iterable[str], codes: tuple[str, ...], kind: FormKind, *, is_plural: bool = False) -> None:
        for text in texts:
            key = form_key(text)
            known = self._forms.get(key)
            if known and known.codes != codes:
                self._shared.add(key)
            elif known is None:
                self._forms[key] = CountryForm(key, codes, kind, is_plural)

    def add_people(self, people: str, code: str) -> None:
        if people.startswith("Saint "):
            self.add_people(f"St {people.removeprefix('Saint ')}", code)
            self.add_people(f"St. {people.removeprefix('Saint ')}", code)
        self.add((people,), (code,), "people", is_plural=people.endswith(("hmen", "hwomen")))
        if not people.endswith(_NO_PLURAL):
            self.add((f"{people}s",), (code,), "people", is_plural=True)

    def without(self, other: Iterable[str]) -> Mapping[str, CountryForm]:
        left_out = self._shared.union(map(form_key, other))
        return {key: form for key, form in self._forms.items() if key not in left_out}


def read_country_forms(file: TableFile, known: Taxonomy) -> Mapping[str, CountryForm]:
    """Return every form by its key, without those that several countries share. Raises VocabularyError."""
    names, peoples = _Forms(), _Forms()
    for country in known.countries:
        for name in (country.name, *country.also):
            _add_name(names, name, country.code)
        for people in country.demonyms:
            peoples.add_people(people, country.code)
    for kind in ("name", "people", "combining_form"):
        for number, table in enumerate(file.tables(kind, {"country": str, "words": list}, {})):
            code = _code(file, known, kind, number, "country", table.text("country"))
            for word in table.texts("words"):
                if kind == "name":
                    _add_name(names, word, code)
                elif kind == "people":
                    peoples.add_people(word, code)
                else:
                    names.add((word,), (code,), "combining form")
    for number, table in enumerate(file.tables("joint_name", {"countries": list, "words": list}, {})):
        codes = tuple(_code(file, known, "joint_name", number, "countries", name) for name in table.texts("countries"))
        names.add(table.texts("words"), codes, "name")
    other = [word for table in no_countries(file) for word in table.texts("words")]
    return {**peoples.without(other), **names.without(other)}


def no_countries(file: TableFile) -> list[ContentTable]:
    """Return the tables of words that name no country. Raises VocabularyError."""
    return file.tables("no_country", {"words": list}, {})


def _add_name(names: _Forms, name: str, code: str) -> None:
    """Add a name in its spellings: in capitals, "St." and "Saint", and with "&" for "and"."""
    kind: FormKind = "abbreviation" if name.upper() == name and len(name) < 7 else "name"
    spellings = [name, name.replace("and", "&") if " and " in name else name]
    if name.startswith("St. "):
        spellings += [
            f"{saint} {rest}" for spelling in spellings for rest in [spelling[4:]] for saint in ("St", "Saint")
        ]
    names.add([*spellings, *(spelling[:1].upper() + spelling[1:] for spelling in spellings)], (code,), kind)
    if kind == "name" and len(name) > 3:
        names.add([spelling.upper() for spelling in spellings], (code,), kind)


def _code(file: TableFile, known: Taxonomy, kind: str, number: int, key: str, name: str) -> str:
    try:
        return known.find_country(name).code
    except CountryError as error:
        file.fail(kind, number, key, str(error))
