"""The passages that match a plan, as masks: how many have its words, which are hits, and the first of them."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np

from explorer.engines.whoosh.array_types import (
    Array,
    DocumentKeys,
    DocumentMask,
    DocumentNumbers,
    DocumentScores,
    ValueCounts,
)
from explorer.engines.whoosh.executor import Executor
from explorer.engines.whoosh.facet_counts import FacetCounts, Selection
from explorer.engines.whoosh.scoring import PostingIndex
from explorer.engines.whoosh.top_k import top_k
from explorer.search.backends import RankedHit
from explorer.search.facets import FacetLabels
from explorer.search.plan import Plan
from explorer.search.request import SearchRequest


class MaskMatchSet:
    """The passages that match the needed part of a plan: the MatchSet of the embedded engine."""

    def __init__(
        self,
        postings: PostingIndex,
        facets: FacetCounts,
        sort_key: Callable[[str], DocumentKeys | None],
        plan: Plan,
        request: SearchRequest,
    ) -> None:
        self._facets = facets
        self._sort_key = sort_key
        self._plan = plan
        self._filters = facets.filters(request)
        indicators = request.chosen("indicator")
        self._about = facets["about"].mask(indicators) if indicators else None
        self._executor = Executor(postings)
        self._size = postings.size

    @cached_property
    def _needed(self) -> DocumentMask:
        """The passages that have all that the plan needs."""
        if self._plan.needed is None or not self._size:
            return self._executor.everything()
        return self._executor.matching(self._plan.needed)

    @cached_property
    def _matched(self) -> Array:
        """The number of the plan's words, fewer than 256, that each passage has: shape (passages,), uint8."""
        matched = np.zeros(self._size, np.uint8)
        for word in self._plan.words if self._size else ():
            matched += self._executor.matching(word)
        return matched

    def count_by_matched_words(self) -> Sequence[int]:
        counts: list[int] = np.bincount(self._matched[self._needed], minlength=len(self._plan.words) + 1).tolist()
        return counts

    @cached_property
    def _typed(self) -> DocumentMask:
        """The passages that have every word as typed."""
        if self._plan.typed is None or not self._size:
            return self._needed
        return self._executor.matching(self._plan.typed) & self._needed

    def with_words(self, fewest: int) -> "MaskHitSet":
        matches = self._needed & (self._matched >= fewest) if self._plan.words else self._needed
        return self._hit_set(matches)

    def as_typed(self) -> "MaskHitSet":
        return self._hit_set(self._typed)

    def _hit_set(self, matches: DocumentMask) -> "MaskHitSet":
        return MaskHitSet(
            self._facets, self._filters, matches, self._typed, self._relevance, self._about, self._sort_key
        )

    def _relevance(self, hits: DocumentNumbers) -> DocumentScores | None:
        """Return the relevance of each passage; that of the hits is complete."""
        ranking = self._plan.ranking
        return self._executor.relevance(ranking, hits) if ranking and self._size else None


class MaskHitSet:
    """The matches that have enough words and pass all filters: the HitSet of the embedded engine."""

    def __init__(
        self,
        facets: FacetCounts,
        filters: Mapping[str, DocumentMask],
        matches: DocumentMask,
        typed: DocumentMask,
        relevance: Callable[[DocumentNumbers], DocumentScores | None],
        about: DocumentMask | None,  # the passages that are about an indicator of the filters, where there is one
        sort_key: Callable[[str], DocumentKeys | None],
    ) -> None:
        self._facets = facets
        self._filters = filters
        self._matches = matches
        self._typed = typed
        self._relevance = relevance
        self._about = about
        self._sort_key = sort_key

    @cached_property
    def _selection(self) -> Selection:
        return self._facets.select(self._matches, self._filters)

    @cached_property
    def total(self) -> int:
        return int(np.count_nonzero(self._selection.mask))

    def first(self, sort: str, count: int) -> list[RankedHit]:
        hits = self._selection.numbers
        relevance = self._relevance(hits)
        is_wider = None if self._typed is self._matches else ~self._typed
        is_mention = None if self._about is None else ~self._about
        keys = [self._sort_key(sort), is_wider, None if relevance is None else -relevance, is_mention]
        numbers = top_k(hits, [key for key in keys if key is not None], count)
        relevances = [0.0] * len(numbers) if relevance is None else relevance[numbers].tolist()
        return list(map(RankedHit, numbers.tolist(), relevances, self._typed[numbers].tolist()))

    def facet_counts(self) -> Mapping[str, tuple[FacetLabels, ValueCounts]]:
        return self._facets.count(self._matches, self._filters, self._selection)
