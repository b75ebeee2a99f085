"""What queries are evaluated on: the postings of every field, and the numbers that relevance is made of."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import log

import numpy as np
from whoosh.scoring import BM25F

from explorer.engines.whoosh.arrays import Array
from explorer.engines.whoosh.postings import ROWS, Postings
from explorer.engines.whoosh.schema import FIELDS, WITH_LENGTHS


class Field:
    """One field: postings, and BM25F as Whoosh computes it, to the last bit."""

    def __init__(self, arrays: Mapping[str, Array], name: str, documents: int, scoring: BM25F) -> None:
        self._arrays = arrays
        self._name = name
        self._documents = documents
        self._scoring = scoring

    @cached_property
    def postings(self) -> Postings:
        return Postings.from_arrays(self._arrays, self._name)

    @cached_property
    def _is_scored(self) -> bool:
        return f"{self._name}/total" in self._arrays

    @cached_property
    def _length_weight(self) -> float:
        return float(self._scoring._field_B.get(self._name, self._scoring.B))

    @cached_property
    def _norms(self) -> Array:
        """What the length of each document adds to a denominator."""
        b = self._length_weight
        average = float(self._arrays[f"{self._name}/total"][0]) / self._documents or 1
        lengths = self._arrays[f"{self._name}/lengths"].astype(np.float64)
        return self._scoring.K1 * ((1 - b) + b * lengths / average)

    def scored(self, term: str) -> tuple[Array, Array]:
        """The documents that have a term, and the relevance that it gives each."""
        found = self.postings.find(term)
        documents = self.postings.documents[found]
        return documents, self._scores(documents, self.postings.counts[found], len(documents))

    def scores_at(self, term: str, documents: Array) -> Array:
        """The relevance that a term gives documents which all have it."""
        found = self.postings.find(term)
        having = self.postings.documents[found]
        at = np.searchsorted(having, documents.astype(having.dtype))  # of one type, or all of `having` is converted
        return self._scores(documents, self.postings.counts[found][at], len(having))

    def _scores(self, documents: Array, counts: Array, having: int) -> Array:
        weights = counts.astype(np.float64)
        if not self._is_scored:
            return weights
        idf = log(self._documents / (having + 1)) + 1
        k1 = self._scoring.K1
        norms = self._norms[documents] if self._name in WITH_LENGTHS else k1
        return idf * ((weights * (k1 + 1)) / (weights + norms))


class PostingIndex:
    """All fields of a generation. Read-only, so threads share it."""

    def __init__(self, arrays: Mapping[str, Array], scoring: BM25F) -> None:
        self.bases = arrays["bases"]
        self.size = len(self.bases) - 1  # documents
        self._arrays = arrays
        self._fields = {name: Field(arrays, name, self.size, scoring) for name in FIELDS}

    def field(self, name: str) -> Field:
        return self._fields[name]

    @cached_property
    def _rows(self) -> Postings:
        return Postings.from_arrays(self._arrays, ROWS)

    def known_row(self, words: Sequence[str]) -> Array | None:
        """The documents in which the body has these words side by side; None where that was not looked up before."""
        row = " ".join(words)
        return self._rows.documents[self._rows.find(row)] if row in self._rows.numbers else None
