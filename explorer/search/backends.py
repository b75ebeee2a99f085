"""The interface between search and an engine: a backend, whose current generation is searched.

`explorer.search.answering` makes the engine of it: it expands queries, plans them, decides how many words a hit must
have, and makes pages, snippets and notes. A backend evaluates plans and returns stored passages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.model.chapters import Text
from explorer.model.published_scores import PublishedScores
from explorer.search.engine import PassageLinker, Progress
from explorer.search.facets import FacetLabels
from explorer.search.highlighting import Located, QueryMarker
from explorer.search.lexicon import CountedLexicon
from explorer.search.marks import WordMark
from explorer.search.plan import Plan, Statistics
from explorer.search.query.expansion import QueryLinker
from explorer.search.query.synonyms import Synonyms
from explorer.search.relevance import RelevanceWeights
from explorer.search.request import SearchRequest
from explorer.search.stored import StoredPassage, StoredText


class QueryVocabulary(NamedTuple):
    """The vocabulary by which queries are expanded."""

    linker: QueryLinker
    synonyms: Synonyms


class RankedHit(NamedTuple):
    """The number of a passage, and why it is where it is."""

    number: int
    relevance: float  # engine-made, unitless
    has_words: bool  # every word of the query as typed


class HitSet(Protocol):
    """The hits of a request: they match its plan, have enough of its words, and pass all its filters."""

    @property
    def total(self) -> int:
        """The number of hits, exactly."""

    def first(self, sort: str, count: int) -> Sequence[RankedHit]:
        """Return the first hits in order: by `sort`, those with all words as typed first, by relevance, by number.

        Before their numbers decide, those come first that are about an indicator by which they are filtered.
        """

    def facet_counts(self) -> Mapping[str, tuple[FacetLabels, NDArray[np.int64]]]:
        """Return for each facet its values, and the counts of hits without its own filter: shape (values,), int64."""


class MatchSet(Protocol):
    """The passages that match the needed part of a plan."""

    def count_by_matched_words(self) -> Sequence[int]:
        """Return how many of them, whatever the filters of the request, have 0, 1, 2 … of the plan's words."""

    def with_words(self, fewest: int) -> HitSet:
        """Return those that have at least `fewest` of the plan's words."""

    def as_typed(self) -> HitSet:
        """Return those that have every word as typed."""


class SearchIndex(Statistics, Protocol):
    """One generation, the same for a whole request. Thread-safe."""

    @property
    def id(self) -> str:
        """The id of the generation."""

    @property
    def lexicon(self) -> CountedLexicon:
        """The words of the passages."""

    @property
    def vocabulary(self) -> QueryVocabulary | None:
        """The vocabulary that it was built with; None where this copy ships another."""

    def match(self, plan: Plan, request: SearchRequest) -> MatchSet:
        """Evaluate a plan under the filters of a request."""

    def read(self, numbers: Iterable[int]) -> Iterator[StoredPassage]:
        """Yield passages by their numbers."""

    def passages(self) -> Iterator[StoredPassage]:
        """Yield all passages, in order of id."""

    def find(self, passage: Located) -> StoredPassage | None:
        """Return a passage by its id; None where it is not there, or with another text."""

    def marks(self, numbers: Sequence[int], marker: QueryMarker) -> list[list[WordMark]]:
        """Return the marks of each of these passages: in order, not overlapping."""

    def written_word(self, word: str) -> str:
        """Return a folded word of the passages as they write it."""

    def word_counts(self, numbers: Sequence[int]) -> list[int]:
        """Return how many words each of these passages has; the parts of a compound count each."""

    @property
    def series(self) -> Sequence[str]:
        """The series that it has texts of, by slug."""

    def profiles(self) -> Sequence[StoredText]:
        """Return all profiles, with and without text, in order of id."""

    def scores(self) -> Mapping[str, PublishedScores]:
        """Return what is published of the scores of all profiles, by profile id."""


class Backend(Protocol):
    """The generations of one index. Thread-safe."""

    @property
    def weights(self) -> RelevanceWeights:
        """The weights by which relevance is computed."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint that the current build was given. Raises IndexUnavailableError when there is none."""

    def current(self) -> AbstractContextManager[SearchIndex]:
        """Open the current generation, which is kept for the block. Raises IndexUnavailableError."""

    def build(
        self, texts: Iterable[Text], fingerprint: str, linker: PassageLinker, synonyms: Synonyms, progress: Progress
    ) -> str:
        """Build a new generation beside the current one, switch to it, and return its id."""

    def problems(self) -> list[str]:
        """List the faults of the current generation, every byte compared."""

    def probe(self) -> None:
        """Check that the current generation could be opened again, and compare some more of its bytes.

        Raises IndexUnavailableError.
        """

    def restore(self) -> str:
        """Make the newest whole generation current, and return its id. Raises IndexUnavailableError."""

    def close(self) -> None:
        """Release the generation; the next search opens it again."""
