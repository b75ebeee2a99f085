"""The lists of terms in the files of the vocabulary, as they are written, each term with its file and line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from explorer.core.content_file import TableFile
from explorer.linking.patterns import ClassName, PatternTerm, parse_term
from explorer.linking.strengths import QUERY_TERMS
from explorer.linking.vocabulary import Topic, Vocabulary, VocabularyEntry

LISTS = ("terms", "near", "also", "unless")  # of an entry


@dataclass(frozen=True, slots=True)
class WrittenTerm:
    """A term of a list, as an editor wrote it."""

    written: str
    option: PatternTerm | ClassName
    location: str  # "markets/heroin-trade.toml:12"

    def __str__(self) -> str:
        return repr(self.written)


@dataclass(frozen=True)
class TermList:
    """One list of terms in a file."""

    name: str  # "terms", "near", "also", "unless", "query_terms", or "the class police"
    terms: Sequence[WrittenTerm]
    entry: VocabularyEntry | None = None

    @cached_property
    def plain(self) -> Sequence[tuple[PatternTerm, WrittenTerm]]:
        """The terms that are no class."""
        return [(term.option, term) for term in self.terms if isinstance(term.option, PatternTerm)]


@dataclass(frozen=True)
class WrittenTopic:
    """The lists of one indicator."""

    topic: Topic
    query_terms: TermList
    entries: Sequence[Sequence[TermList]]  # of each entry its terms, near, also and unless

    @property
    def lists(self) -> Iterator[TermList]:
        """Yield all lists of the file."""
        yield self.query_terms
        for lists in self.entries:
            yield from lists


@dataclass(frozen=True)
class WrittenVocabulary:
    """The lists of all files."""

    shared: Sequence[TermList]  # classes and phrases of words.toml
    topics: Sequence[WrittenTopic]

    @property
    def lists(self) -> Iterator[TermList]:
        """Yield the lists of all files."""
        yield from self.shared
        for topic in self.topics:
            yield from topic.lists


def read_written(folder: Path, vocabulary: Vocabulary) -> WrittenVocabulary:
    """Read the lists of a vocabulary's files again, as they are written. Raises VocabularyError."""
    words = TableFile(folder / "words.toml")
    shared = [
        _read_list(words, "words.toml", kind, number, key, f"{kind.replace('_', ' ')} {table.get('name', '')}".strip())
        for kind, key in (("class", "terms"), ("ignore_phrases", "phrases"))
        for number, table in enumerate(_tables(words, kind))
    ]
    paths = {path.stem: path for path in folder.glob("*/*.toml")}
    return WrittenVocabulary(shared, [_read_topic(paths[topic.indicator], topic) for topic in vocabulary.topics])


def _read_topic(path: Path, topic: Topic) -> WrittenTopic:
    file, place = TableFile(path), f"{path.parent.name}/{path.name}"
    entries = [
        [_read_list(file, place, "entry", number, key, key, entry) for key in LISTS]
        for number, entry in enumerate(topic.entries)
    ]
    return WrittenTopic(topic, _read_list(file, place, "indicator", 0, QUERY_TERMS, QUERY_TERMS), entries)


def _read_list(
    file: TableFile, place: str, kind: str, number: int, key: str, name: str, entry: VocabularyEntry | None = None
) -> TermList:
    written = _tables(file, kind)[number].get(key, [])
    assert isinstance(written, list), key
    terms = [
        WrittenTerm(term, parse_term(term), f"{place}:{file.item_line(kind, number, key, term)}") for term in written
    ]
    return TermList(name, terms, entry)


def _tables(file: TableFile, kind: str) -> Sequence[dict[str, object]]:
    tables = file.data[kind]
    assert isinstance(tables, list), kind
    return tables
