"""Names of countries, measures, areas and indexes in other languages than English: `index/translations/`."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.core import paths
from explorer.core.content_file import TableFile
from explorer.core.errors import CountryError
from explorer.entities.text_language import ENGLISH
from explorer.entities.text_language import language_of as language_of
from explorer.model.taxonomy import Taxonomy, taxonomy
from explorer.text.punctuation import APOSTROPHES, DASHES

KINDS = ("country", "measure", "area", "series")
WORLD = "World"
ELSEWHERE = "?"  # an area that the Index does not have, or only a part of one
SERIES = ("index", "enact", "other")
_SHARED = "shared"
LANGUAGES = ("es", "fr", "pt", "ru")

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_INFLECTED = re.compile(rf"({_WORD.pattern})(?:\+(\w+))?")  # a word, and the name of its ending
# What may stand between two words of a name: short, and no empty line.
_GAP = re.compile(rf"[{re.escape(APOSTROPHES + DASHES)}.,&]?\s{{0,3}}[{re.escape(APOSTROPHES + DASHES)}&]?\s{{0,3}}")
_DISTINCT = str.maketrans({"й": "\ue000"})  # a letter of its own, not an accented "и"


@dataclass(frozen=True, slots=True)
class TranslatedName:
    """A name in a text of another language."""

    start: int
    end: int
    text: str  # as in the text
    kind: str  # one of KINDS
    slug: str  # a country's code, a measure's slug, an area's name, WORLD, ELSEWHERE, or one of SERIES


@dataclass(frozen=True, slots=True)
class _FieldName:
    """A name in all its forms, and what it names; no kind where it only contains a name."""

    steps: tuple[frozenset[str], ...]  # of each word the forms, after what joins it to the word before
    kind: str
    slug: str
    capital: int | None  # the last word with a capital
    is_acronym: bool  # of which that word is
    ends_in_dot: bool
    exact: str | None = None  # the only spelling, where another is a word
    is_given_name: bool = False  # a name of people too

    def is_written(self, words: Sequence[str]) -> bool:
        """Return whether words that are its own but for accents and capitals have those that it needs."""
        if self.exact is not None:
            return unicodedata.normalize("NFC", " ".join(words)) == self.exact
        if self.capital is None:
            return True
        word = words[self.capital]
        return word.isupper() if self.is_acronym else word[0].isupper()

    def overlaps(self, other: "_FieldName") -> bool:
        """Return whether a form of one is a form of the other."""
        return len(self.steps) == len(other.steps) and all(
            not own.isdisjoint(others) for own, others in zip(self.steps, other.steps, strict=True)
        )


def _fold(word: str) -> str:
    """Return a word without capitals and accents; "ё" is "е", "й" stays."""
    plain = word.casefold()
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", plain).translate(_DISTINCT))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _join(gap: str) -> str | None:
    """Return what stands between two words as one of " ", "'", "." and ","; None where it separates names."""
    if not gap or not _GAP.fullmatch(gap) or gap.count("\n") > 1:
        return None
    if "." in gap or "," in gap:
        return "." if "." in gap else ","
    return "'" if any(mark in gap for mark in APOSTROPHES) else " "


def _steps(text: str, words: Sequence[re.Match[str]], at: int) -> Iterator[tuple[int, str]]:
    """Yield the words from one on, each with what joins it to the word before it, until nothing joins."""
    yield at, _fold(words[at][0])
    for later in range(at + 1, len(words)):
        gap = _join(text[words[later - 1].end() : words[later].start()])
        if gap is None:
            return
        yield later, f"{gap}{_fold(words[later][0])}"


def _before_capital(text: str, end: int) -> bool:
    """Return whether a word with a capital follows after a space, as a family name does a given one."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


class TranslatedNames:
    """The names of one language."""

    def __init__(self, names: Iterable[_FieldName]) -> None:
        self._names: dict[str, list[_FieldName]] = {}  # by the forms of their first words
        for name in names:
            for form in name.steps[0]:
                self._names.setdefault(form, []).append(name)

    def find(self, text: str) -> tuple[TranslatedName, ...]:
        """List the names in a text, in order; of overlapping names the one that starts first, then the longest."""
        return tuple(name for name in self._find(text) if name.kind != _SHARED)

    def find_shared(self, text: str) -> tuple[TranslatedName, ...]:
        """List, in order, what could name several countries, "Congo", and so is no name of one."""
        return tuple(name for name in self._find(text) if name.kind == _SHARED)

    def _find(self, text: str) -> Iterator[TranslatedName]:
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            names = self._names.get(_fold(words[at][0]))
            longest = self._longest(text, words, at, names) if names else None
            if longest is None:
                at += 1
                continue
            start, end = words[at].start(), words[at + len(longest.steps) - 1].end()
            end += longest.ends_in_dot and text.startswith(".", end)
            if longest.kind:
                yield TranslatedName(start, end, text[start:end], longest.kind, longest.slug)
            at += len(longest.steps)

    def _longest(
        self, text: str, words: Sequence[re.Match[str]], at: int, names: Sequence[_FieldName]
    ) -> _FieldName | None:
        longest = None
        for place, step in _steps(text, words, at):
            number = place - at
            names = [name for name in names if len(name.steps) > number and step in name.steps[number]]
            if not names:
                break
            written = [word[0] for word in words[at : place + 1]]
            for name in names:
                if (
                    len(name.steps) == len(written)
                    and name.is_written(written)
                    and not (name.is_given_name and _before_capital(text, words[place].end()))
                ):
                    longest = name
                    break
        return longest


class _NameFile:
    """One file of names in a language, read and checked."""

    def __init__(self, path: Path, known: Taxonomy) -> None:
        self._file = TableFile(path)
        self._known = known
        self._endings = self._read_endings()
        self._owned: dict[str, list[_FieldName]] = {}  # by the forms of their first words

    def _read_endings(self) -> Mapping[str, tuple[str, ...]]:
        tables = self._file.tables("ending", {"name": str, "forms": list}, {})
        self._file.check_unique("ending", "name", tables)
        return {
            table.text("name"): tuple("" if form == "-" else form for form in table.texts("forms")) for table in tables
        }

    def names(self) -> Iterator[_FieldName]:
        """Yield every name. Raises VocabularyError."""
        for kind in KINDS:
            yield from self._read_kind(kind, kind, {"people": list} if kind == "country" else {})
        for kind in ("plain_word", "given_name"):
            if kind in self._file.data:
                yield from self._read_kind(kind, "country", {})
        for table_kind, key, kind in (("shared_name", "names", _SHARED), ("no_name", "phrases", "")):
            for number, table in enumerate(self._file.tables(table_kind, {key: list}, {})):
                for text in table.texts(key):
                    name = self._name(table_kind, number, key, text, kind, "")
                    self._own(table_kind, number, key, text, name)
                    yield name

    def _read_kind(self, table_kind: str, kind: str, optional: Mapping[str, type]) -> Iterator[_FieldName]:
        tables = self._file.tables(table_kind, {kind: str, "names": list}, optional)
        for number, table in enumerate(tables):
            named = table.text(kind)
            slug = self._slug(kind, named)
            if slug is None:
                self._file.fail(table_kind, number, kind, f"{named!r} is no {kind} of the Index.")
            for key in ("names", *optional):
                for text in table.texts(key):
                    name = self._name(table_kind, number, key, text, kind, slug)
                    self._own(table_kind, number, key, text, name)
                    yield name

    def _own(self, kind: str, number: int, key: str, text: str, name: _FieldName) -> None:
        for form in name.steps[0]:
            others = self._owned.setdefault(form, [])
            for other in others:
                if (other.kind, other.slug) != (name.kind, name.slug) and name.overlaps(other):
                    self._file.fail_item(kind, number, key, text, f"{text!r} already names {other.slug or 'nothing'}.")
            others.append(name)

    def _slug(self, kind: str, name: str) -> str | None:
        if kind == "country":
            try:
                return self._known.find_country(name).code
            except CountryError:
                return None
        if kind == "measure":
            return name if name in self._known.scored else None
        if kind == "series":
            return name if name in SERIES else None
        areas = {WORLD, ELSEWHERE, *self._known.continents, *(region.name for region in self._known.regions)}
        return name if name in areas else None

    def _name(self, table_kind: str, number: int, key: str, text: str, kind: str, slug: str) -> _FieldName:
        """Read a name: of each word, the forms that the ending after its "+" stands for."""
        words = list(_INFLECTED.finditer(text))
        ends = [0, *(word.end() for word in words)]
        gaps = [text[end : word.start()] for end, word in zip(ends, words, strict=False)]
        joins = ["", *map(_join, gaps[1:])]
        if not words or "+" in "".join((*gaps, text[ends[-1] :])) or None in joins:
            self._file.fail_item(table_kind, number, key, text, f"{text!r} is no name of words with one mark between.")
        steps = []
        for join, word in zip(joins, words, strict=True):
            if word[2] and word[2] not in self._endings:
                message = f"{text!r} has an ending {word[2]!r}, of which there is no [[ending]] table."
                self._file.fail_item(table_kind, number, key, text, message)
            endings = self._endings[word[2]] if word[2] else ("",)
            steps.append(frozenset(f"{join}{_fold(word[1] + ending)}" for ending in endings))
        stems = [word[1] for word in words]
        capital = next((place for place in range(len(stems) - 1, -1, -1) if stems[place][0].isupper()), None)
        return _FieldName(
            tuple(steps),
            kind,
            slug,
            capital,
            capital is not None and len(stems[capital]) > 1 and stems[capital].isupper(),
            text.endswith("."),
            " ".join(stems) if table_kind == "plain_word" else None,
            table_kind == "given_name",
        )


def read_translated_names(path: Path, known: Taxonomy) -> TranslatedNames:
    """Read and check the names of one language. Raises VocabularyError with file and line."""
    return TranslatedNames(_NameFile(path, known).names())


@cache
def translated_names(language: str) -> TranslatedNames:
    """Return the names in a language of LANGUAGES; for English, none. Raises VocabularyError."""
    if language == ENGLISH:
        return TranslatedNames(())
    if language not in LANGUAGES:
        raise ValueError(f"There are no names in the language {language!r}.")
    return read_translated_names(paths.content("index") / "translations" / f"{language}.toml", taxonomy())
