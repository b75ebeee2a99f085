"""The interface of an engine for pages, commands and exports; `explorer.search.answering` makes one of any backend."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from explorer.linking.links import Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage, TextKind
from explorer.model.published_scores import PublishedScores
from explorer.search.highlighting import Located
from explorer.search.marks import WordMark
from explorer.search.query.expansion import QueryLinker
from explorer.search.request import SearchRequest
from explorer.search.result_set import Occurrences, ResultSet
from explorer.search.results import Found, SearchPage
from explorer.search.stored import StoredText

Progress = Callable[[int, int], None]  # done, of


def silent(_done: int, _of: int) -> None:
    """Show no progress."""


class PassageLinks(Protocol):
    """Links passages to indicators."""

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        """Return the indicators that a passage is evidence for: of an edition of the Index, or without one of any."""


class PassageLinker(QueryLinker, PassageLinks, Protocol):
    """Links passages and queries with one vocabulary."""


class Marker(Protocol):
    """Marks the words of a text that a query matched; the same for snippets and for the page of a profile."""

    @property
    def query_indicators(self) -> Collection[str]:
        """The indicators that the query refers to."""

    @property
    def in_notes(self) -> "Marker | None":
        """The marker of the words that the query looks for in notes; None where it looks for none."""

    def marks(self, text: str) -> list[WordMark]:
        """Return the marks of a text, in order, not overlapping."""

    def mark(self, text: str) -> str:
        """Return the whole text as HTML: escaped, with <mark> around each match."""

    def snippet(self, passage: Located, marks: Sequence[WordMark] | None = None) -> str:
        """Return the part of a passage that shows best what matched, as HTML; `marks` where they are known."""


class IndexedPassage(Protocol):
    """A passage of the current generation."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def text_kind(self) -> TextKind: ...


class Engine(Protocol):
    """An index of passages that can be rebuilt and searched. Thread-safe."""

    @property
    def generation(self) -> str:
        """The id of the complete build that answers now. Raises IndexUnavailableError when there is none."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint that the current build was given. Raises IndexUnavailableError when there is none."""

    def problems(self) -> list[str]:
        """List the faults of the current generation, every byte compared; empty when it is sound."""

    def probe(self) -> str:
        """Check that the index answers afresh, and would be opened again; returns the id of the generation.

        Each call reads other passages and compares other bytes. Raises IndexUnavailableError.
        """

    def restore(self) -> str:
        """Make the newest whole build current, and return its id. Raises IndexUnavailableError where there is none."""

    def build(self, texts: Iterable[Text], fingerprint: str, progress: Progress = silent) -> str:
        """Build a new generation beside the current one, switch to it, and return its id.

        Raises IndexUnavailableError when the disk does not take it; the old generation then serves on.
        """

    def close(self) -> None:
        """Release the generation; the next search opens it again."""

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        """Return the indicators of an edition of the Index that a passage is evidence for, as it was indexed."""

    def profiles(self) -> Sequence[StoredText]:
        """Return all profiles, with and without text, in order of id. Raises IndexUnavailableError."""

    def scores(self) -> Mapping[str, PublishedScores]:
        """Return what is published of the scores of all profiles, by profile id. Raises IndexUnavailableError."""

    def search(self, request: SearchRequest) -> SearchPage:
        """Answer a request. Raises QueryError or IndexUnavailableError."""

    def words_of(self, request: SearchRequest) -> SearchRequest:
        """Return the request for the words that a search marks, without the names that it reads as filters."""

    def count(self, request: SearchRequest) -> Found:
        """Count what a request finds, without hits and facets. Raises as `search` does."""

    def passages(self, request: SearchRequest) -> ResultSet:
        """Return all hits of a request, with whole texts. Raises as `search` does."""

    def occurrences(self, request: SearchRequest) -> Occurrences:
        """Return all hits of a request, and where its words occur in them. Raises as `search` does."""

    def stored_passages(self) -> Iterator[IndexedPassage]:
        """Yield every passage of the current generation, in order of id. Raises IndexUnavailableError."""

    def marker(self, text: str, is_exact: bool = False) -> Marker:
        """Return the marker of a query's matches, with its spelling corrected and expanded as a search does."""

    def starting(self, start: str, limit: int) -> Sequence[str]:
        """Return the folded words of the index that start with some letters, those of most passages first."""

    def written_words(self, words: Iterable[str]) -> Sequence[str]:
        """Return folded words of the index as texts write them."""

    def passages_with(self, words: Iterable[str]) -> Mapping[str, int]:
        """Return how many passages have each of these folded words, in this form."""
