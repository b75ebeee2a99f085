"""What queries are evaluated on: the postings of every field, and the numbers that relevance is made of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from math import log

import numpy as np
from whoosh.scoring import BM25F

from explorer.engines.whoosh.array_file import Array
from explorer.engines.whoosh.postings import ROWS, Postings
from explorer.engines.whoosh.schema import FIELDS, WITH_LENGTHS

_NO_SCORES = np.zeros(0)
_FEW = 8  # times as many postings as documents that are asked about: look each document up, and leave the rest unread


class Field:
    """One field: postings, and BM25F as Whoosh computes it, to the last bit.

    Few passages differ both in how often they have a term and in their length as Whoosh rounds it, so each posting has
    the number of such a pair, and what a pair is worth is computed once.
    """

    def __init__(self, arrays: Mapping[str, Array], name: str, documents: int, scoring: BM25F) -> None:
        self._arrays = arrays
        self._name = name
        self._documents = documents
        self._scoring = scoring

    @cached_property
    def postings(self) -> Postings:
        return Postings.from_arrays(self._arrays, self._name)

    @cached_property
    def _pairs(self) -> Array:
        return self._arrays[f"{self._name}/pairs"]  # of each posting

    @cached_property
    def _is_scored(self) -> bool:
        return f"{self._name}/total" in self._arrays

    @cached_property
    def _worth(self) -> Array:
        """What each pair is worth, before the rarity of the term."""
        counts = self._arrays[f"{self._name}/pair_counts"].astype(np.float64)
        if not self._is_scored:
            return counts
        k1 = self._scoring.K1
        norms = k1
        if self._name in WITH_LENGTHS:
            b = float(self._scoring._field_B.get(self._name, self._scoring.B))
            average = float(self._arrays[f"{self._name}/total"][0]) / self._documents or 1
            norms = k1 * ((1 - b) + b * self._arrays[f"{self._name}/pair_lengths"].astype(np.float64) / average)
        return (counts * (k1 + 1)) / (counts + norms)

    def scored(self, term: str, among: Array | None = None) -> tuple[Array, Array]:
        """The documents that have a term, and the relevance that it gives each; perhaps only those `among` some."""
        found = self.postings.find(term)
        documents, pairs = self.postings.documents[found], self._pairs[found]
        having = len(documents)
        if not having:
            return documents, _NO_SCORES
        if among is not None and len(among) * _FEW < having:
            at = np.searchsorted(documents, among)
            met = documents.take(at, mode="clip") == among
            documents, pairs = among[met], pairs[at[met]]
        return documents, self._scores(pairs, having)

    def scores_at(self, term: str, documents: Array) -> Array:
        """The relevance that a term gives documents which all have it."""
        found = self.postings.find(term)
        having = self.postings.documents[found]
        if len(documents) * _FEW < len(having):
            at: Array = np.searchsorted(having, documents)
        else:
            places = np.empty(self._documents, np.int32)
            places[having] = np.arange(len(having), dtype=np.int32)
            at = places[documents]
        return self._scores(self._pairs[found][at], len(having))

    def scored_any(self, terms: Iterable[str]) -> tuple[Array, Array]:
        """The documents of several terms, one term after another, and the relevance that each gives."""
        found, lengths = self.postings.find_any(terms)
        scores = self._worth.take(self._pairs[found])
        if self._is_scored:
            scores *= np.repeat([self._rarity(length) for length in lengths.tolist()], lengths)
        return self.postings.documents[found], scores

    def _scores(self, pairs: Array, having: int) -> Array:
        scores = self._worth.take(pairs)
        if self._is_scored:
            scores *= self._rarity(having)
        return scores

    def _rarity(self, having: int) -> float:
        return log(self._documents / (having + 1)) + 1


class PostingIndex:
    """All fields of a generation. Read-only, so threads share it."""

    def __init__(self, arrays: Mapping[str, Array], scoring: BM25F) -> None:
        self.shift = int(arrays["shift"][0])  # a position, moved by so many bits, is the number of its document
        self.size = len(arrays["passages/section"])  # documents
        self._arrays = arrays
        self._fields = {name: Field(arrays, name, self.size, scoring) for name in FIELDS}
        self._kept: dict[object, tuple[Array, ...]] = {}

    def field(self, name: str) -> Field:
        return self._fields[name]

    def kept(self, key: object, make: Callable[[], tuple[Array, ...]]) -> tuple[Array, ...]:
        """Arrays that depend on the index and the vocabulary, not on a query: made when first asked for."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    @cached_property
    def _rows(self) -> Postings:
        return Postings.from_arrays(self._arrays, ROWS)

    def known_row(self, words: Sequence[str]) -> Array | None:
        """The documents in which the body has these words side by side; None where that was not looked up before."""
        row = " ".join(words)
        return self._rows.documents[self._rows.find(row)] if row in self._rows.numbers else None
