"""Names in passages: countries, and the treaties, organizations and programmes of `index/works.toml`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.core import paths
from explorer.core.content_file import TableFile
from explorer.model.chapters import Text
from explorer.model.profiles import Note, Passage
from explorer.model.taxonomy import Taxonomy, taxonomy
from explorer.text.punctuation import ANY_APOSTROPHE, ANY_HYPHEN

KINDS = ("treaty", "organization", "programme", "law")


@dataclass(frozen=True, slots=True)
class Work:
    """Something with a name that passages refer to."""

    slug: str  # "arms-trade-treaty"
    name: str
    kind: str  # one of KINDS
    also: tuple[str, ...] = ()  # acronyms and other names


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text."""

    start: int
    end: int
    text: str  # as in the text
    names: str  # a country's code, "UZB", or the slug of a work


@dataclass(frozen=True, slots=True)
class PassageMentions:
    """The mentions of one name in a passage."""

    passage: Passage
    words: tuple[str, ...]


def _name_pattern(name: str) -> str:
    """Return a regular expression for a name with any apostrophes, hyphens and spaces."""
    escaped = re.escape(name).replace("\\ ", r"\s+").replace("\\-", ANY_HYPHEN)
    return escaped.replace("’", "'").replace("'", ANY_APOSTROPHE)


def _normalize_name(text: str) -> str:
    """Return a name with one kind of apostrophe, hyphen and space."""
    return " ".join(re.sub(ANY_HYPHEN, "-", text.replace("’", "'")).split())


_WORD = re.compile(r"[^\W_]+")


class NameMatcher:
    """Names, each of one thing, and phrases that contain a name and mean something else."""

    def __init__(self, names: Mapping[str, str], other: Iterable[str] = ()) -> None:
        self._names = {_normalize_name(name): slug for name, slug in names.items()}
        # By their first words: to try all names at every offset of a text takes a hundred times as long.
        heads: dict[str, set[str]] = {}
        for name in (*names, *other):
            heads.setdefault(_WORD.findall(name)[0], set()).add(name)
        self._heads = {head: _longest_of(phrases) for head, phrases in heads.items()}

    def find(self, text: str) -> tuple[Mention, ...]:
        """List the names in a text, in order; of overlapping names the one that starts first, then the longest."""
        mentions: list[Mention] = []
        end = 0
        for word in _WORD.finditer(text):
            pattern = self._heads.get(word[0])
            if pattern is None or word.start() < end or not (match := pattern.match(text, word.start())):
                continue
            end = match.end()
            if (slug := self._names.get(_normalize_name(match[0]))) is not None:
                mentions.append(Mention(match.start(), end, match[0], slug))
        return tuple(mentions)


def _longest_of(names: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern for the longest of the names that starts at an offset; capitals count."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_name_pattern, longest_first))})(?!\w)")


def _country_names(known: Taxonomy) -> dict[str, str]:
    """Return every name and demonym that belongs to one country alone, with its code."""
    demonyms = [
        (form, country.code)
        for country in known.countries
        for demonym in country.demonyms
        for form in (demonym, f"{demonym}s")
    ]
    count = Counter(form for form, _ in demonyms)
    names = {form: code for form, code in demonyms if count[form] == 1}
    return names | {name: country.code for country in known.countries for name in (country.name, *country.also)}


def read_works(folder: Path, known: Taxonomy) -> tuple[tuple[Work, ...], NameMatcher]:
    """Read and check `works.toml`: the works, and the countries' names. Raises VocabularyError with file and line."""
    file = TableFile(folder / "works.toml")
    tables = file.tables("work", {"slug": str, "name": str, "kind": str}, {"also": list})
    file.check_unique("work", "slug", tables)
    owners: dict[str, str] = {}
    for number, table in enumerate(tables):
        slug = table.text("slug")
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
            file.fail("work", number, "slug", f"{slug!r} is not a slug: lower-case words joined by hyphens.")
        if table.text("kind") not in KINDS:
            file.fail("work", number, "kind", f"kind must be one of {', '.join(KINDS)}.")
        for name in (table.text("name"), *table.texts("also")):
            if owners.setdefault(_normalize_name(name), slug) != slug:
                file.fail("work", number, "name", f"{name!r} already names {owners[_normalize_name(name)]}.")
    meanings = file.tables("other_meaning", {"country": str, "phrases": list}, {})
    names = _country_names(known)
    named = {_normalize_name(name) for name in names}
    for number, table in enumerate(meanings):
        for phrase in table.texts("phrases"):
            if _normalize_name(phrase) in named:
                message = f"{phrase!r} is the name of a country; a phrase must say more."
                file.fail_item("other_meaning", number, "phrases", phrase, message)
    works = tuple(
        Work(table.text("slug"), table.text("name"), table.text("kind"), table.texts("also")) for table in tables
    )
    return works, NameMatcher(names, [phrase for table in meanings for phrase in table.texts("phrases")])


@cache
def _shipped() -> tuple[tuple[Work, ...], NameMatcher]:
    return read_works(paths.content("index"), taxonomy())


def works() -> tuple[Work, ...]:
    """Return the treaties, organizations and programmes that this copy knows. Raises VocabularyError."""
    return _shipped()[0]


@cache
def _work_names() -> NameMatcher:
    return NameMatcher({name: work.slug for work in works() for name in (work.name, *work.also)})


def countries_in(text: str) -> tuple[Mention, ...]:
    """Find the countries that a text names, by name or by people."""
    return _shipped()[1].find(text)


def works_in(text: str) -> tuple[Mention, ...]:
    """Find the treaties, organizations and programmes that a text names."""
    return _work_names().find(text)


def _group_mentions(passages: Iterable[tuple[Passage, tuple[Mention, ...]]]) -> dict[str, list[PassageMentions]]:
    passage_mentions: dict[str, list[PassageMentions]] = {}
    for passage, mentions in passages:
        words_for: dict[str, list[str]] = {}
        for mention in mentions:
            words_for.setdefault(mention.names, []).append(mention.text)
        for slug, words in words_for.items():
            passage_mentions.setdefault(slug, []).append(PassageMentions(passage, tuple(dict.fromkeys(words))))
    return passage_mentions


def name_works(texts: Iterable[Text]) -> dict[str, list[PassageMentions]]:
    """Return, for each work that is named anywhere, the passages that name it, in order of texts."""
    return _group_mentions((passage, works_in(passage.text)) for text in texts for passage in text.passages())


def name_countries(texts: Iterable[Text]) -> dict[str, list[PassageMentions]]:
    """Return, for each country by code, the passages of other countries' profiles, and of chapters, that name it."""

    def named() -> Iterator[tuple[Passage, tuple[Mention, ...]]]:
        for text in texts:
            own = text.country.code if text.country else None
            for passage in text.passages():
                yield passage, tuple(mention for mention in countries_in(passage.text) if mention.names != own)

    return _group_mentions(named())


@dataclass(frozen=True, slots=True)
class Cited:
    """A footnote or endnote of an imported text, with the passage that refers to it."""

    passage: Passage
    number: int  # among the passage's notes, from 1
    note: Note

    @property
    def anchor(self) -> str:
        """Fragment on the profile's page: of its first mark in the text, or of the note where it has none."""
        return f"{self.passage.anchor}-{f'mark-{self.number}-1' if self.note.places else f'note-{self.number}'}"


def notes_of(texts: Iterable[Text]) -> Iterator[Cited]:
    """Yield every note of every passage: the works that the corpus cites, each where it is cited."""
    for text in texts:
        for passage in text.passages():
            for number, note in enumerate(passage.notes, 1):
                yield Cited(passage, number, note)
