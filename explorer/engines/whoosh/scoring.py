"""The data of the executor: the postings of every field, and the relevance that a term gives each document."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np

from explorer.engines.whoosh.array_types import Array, DocumentNumbers, Scores
from explorer.engines.whoosh.index_arrays import IndexArrays, IndexField
from explorer.engines.whoosh.postings import Postings
from explorer.search.indexed import FIELDS
from explorer.search.relevance import RelevanceWeights, rarity, term_weights

_NO_SCORES = np.zeros(0)
_FEW = 8  # times as many postings as documents to score: look each document up, and leave the rest unread


class Field:
    """One field: postings, and the BM25F score of each, which is computed once for each pair of count and length."""

    def __init__(self, field: IndexField, documents: int, is_text: bool, length_weight: float) -> None:
        """Take a field and the number of all documents; `is_text`: rare terms and frequent occurrences count more."""
        self.postings: Postings = field.postings
        self._field = field
        self._pairs = field.pairs
        self._documents = documents
        self._is_text = is_text
        self._length_weight = length_weight

    @cached_property
    def _pair_weights(self) -> Array:
        """The weight of each pair before the rarity of the term: shape (pairs,), float64, unitless."""
        counts = self._field.pair_counts.astype(np.float64)
        if not self._is_text:
            return counts
        lengths = self._field.pair_lengths.astype(np.float64)
        average = (self._field.total or 0) / self._documents or 1.0
        return term_weights(counts, lengths, average, self._length_weight)

    def scores_of(self, term: str, among: DocumentNumbers | None = None) -> tuple[DocumentNumbers, Scores]:
        """Return the documents that have a term, and the score of each.

        With `among`, documents that are not among them may be left out.
        """
        postings = self.postings.find(term)
        documents, pairs = self.postings.documents[postings], self._pairs[postings]
        document_frequency = len(documents)
        if not document_frequency:
            return documents, _NO_SCORES
        if among is not None and len(among) * _FEW < document_frequency:
            at = np.searchsorted(documents, among)
            has_term = documents.take(at, mode="clip") == among
            documents, pairs = among[has_term], pairs[at[has_term]]
        return documents, self._scores(pairs, document_frequency)

    def scores_at(self, term: str, documents: DocumentNumbers) -> Scores:
        """Return the score that a term gives documents which all have it."""
        postings = self.postings.find(term)
        all_with_term = self.postings.documents[postings]
        if len(documents) * _FEW < len(all_with_term):
            at: Array = np.searchsorted(all_with_term, documents)
        else:
            places = np.empty(self._documents, np.int32)
            places[all_with_term] = np.arange(len(all_with_term), dtype=np.int32)
            at = places[documents]
        return self._scores(self._pairs[postings][at], len(all_with_term))

    def scores_of_any(self, terms: Iterable[str]) -> tuple[Array, Array]:
        """Return the documents of several terms, one term after another, and the score of each posting.

        Both have shape (postings,); int32, and float64, unitless.
        """
        postings, lengths = self.postings.find_any(terms)
        scores = self._pair_weights.take(self._pairs[postings])
        if self._is_text:
            scores *= np.repeat([rarity(self._documents, length) for length in lengths.tolist()], lengths)
        return self.postings.documents[postings], scores

    def _scores(self, pairs: Array, document_frequency: int) -> Scores:
        """Return the scores of the postings of one term, by their pairs: shape (n,), unsigned."""
        scores = self._pair_weights.take(pairs)
        if self._is_text:
            scores *= rarity(self._documents, document_frequency)
        return scores


class PostingIndex:
    """All fields of a generation. Read-only, so threads share it."""

    def __init__(self, arrays: IndexArrays, weights: RelevanceWeights) -> None:
        self.shift = arrays.shift  # bits: a position, shifted right by them, is the number of its document
        self.size = arrays.passage_count  # documents
        self._phrases = arrays.phrases
        self._fields = {
            name: Field(arrays.fields[name], self.size, field.is_text, weights.length_weight(name))
            for name, field in FIELDS.items()
        }
        self._cache: dict[object, tuple[Array, ...]] = {}

    def field(self, name: str) -> Field:
        """Return a field by its name."""
        return self._fields[name]

    def cached(self, key: object, make: Callable[[], tuple[Array, ...]]) -> tuple[Array, ...]:
        """Return arrays, of any shape, that depend on the index and the vocabulary alone: made when first needed."""
        if key not in self._cache:
            self._cache[key] = make()
        return self._cache[key]

    def known_phrase(self, stems: Sequence[str]) -> DocumentNumbers | None:
        """Return the documents in which the body has adjacent stems; None where it is not known."""
        phrase = " ".join(stems)
        return self._phrases.documents[self._phrases.find(phrase)] if phrase in self._phrases.numbers else None
