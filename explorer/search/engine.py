"""What every engine can do."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from explorer.linking.links import Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage
from explorer.search.highlighting import Located
from explorer.search.query.expansion import QueryLinker
from explorer.search.request import SearchRequest
from explorer.search.result_set import Occurrences, ResultSet
from explorer.search.results import SearchPage

Progress = Callable[[int, int], None]  # done, of


def silent(_done: int, _of: int) -> None:
    """Progress that nobody watches."""


class PassageLinks(Protocol):
    """Says what passages are evidence for."""

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        """The indicators of an edition that a passage gives evidence for; of any, where there is none."""


class PassageLinker(QueryLinker, PassageLinks, Protocol):
    """Links passages, and reads queries, with one vocabulary."""


class Marker(Protocol):
    """Knows which words of a text a query matched; the same for snippets and for the reader of a whole profile."""

    @property
    def asked(self) -> Collection[str]:
        """The indicators that the query speaks of."""

    @property
    def in_notes(self) -> "Marker | None":
        """Marks what the query looks for in the notes of passages; None where it looks for nothing there."""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each matched run of words, in order, not overlapping."""

    def spans_in(self, passage: Located) -> list[tuple[int, int]]:
        """The same for a whole passage, sooner: what it speaks of may be known."""

    def mark(self, text: str) -> str:
        """The whole text as HTML: escaped, with <mark> around what matched."""

    def snippet(self, text: str, spans: Sequence[tuple[int, int]] | None = None) -> str:
        """The part of the text that shows best what matched, as HTML like that of `mark`.

        `spans` are those of the text, where they are known.
        """


class Engine(Protocol):
    """An index of passages that can be rebuilt and searched."""

    @property
    def generation(self) -> str:
        """The id of the complete build that answers now. Raises IndexUnavailableError when there is none."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint that the current build was given. Raises IndexUnavailableError when there is none."""

    def problems(self) -> list[str]:
        """What is wrong with the current generation, every byte compared; empty when it is sound."""

    def build(self, texts: Iterable[Text], fingerprint: str, progress: Progress = silent) -> str:
        """Build a new generation beside the current one, switch to it, and return its id.

        Raises IndexUnavailableError when the disk does not take it; the old generation then serves on.
        """

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        """The indicators of an edition that a passage gives evidence for, as they were found when it was indexed."""

    def scores(self) -> Mapping[str, Mapping[str, float]]:
        """The scores of all profiles, by profile id and slug. Raises IndexUnavailableError when there is no build."""

    def search(self, request: SearchRequest) -> SearchPage:
        """Answer a request. Raises QueryError or IndexUnavailableError."""

    def passages(self, request: SearchRequest) -> ResultSet:
        """Everything that answers a request: the hits of `search`, all of them. Raises as `search` does."""

    def occurrences(self, request: SearchRequest) -> Occurrences:
        """Everything that answers a request, and where its words stand there. Raises as `search` does."""

    def marker(self, text: str, exact: bool = False) -> Marker:
        """What a search for this text would mark, spelling corrected and widened as the search itself does."""

    def starting(self, start: str, limit: int) -> Sequence[str]:
        """The folded words of the index that start so, those of most passages first."""

    def passages_with(self, words: Iterable[str]) -> Mapping[str, int]:
        """In how many passages each of these folded words stands, in this form."""
