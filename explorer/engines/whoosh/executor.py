"""Evaluating a plan on arrays.

A set of documents is a DocumentMask. A phrase is found through the positions of its words, which count on from document
to document with a gap between, so that one search in sorted numbers serves all of them.
"""

from collections.abc import Sequence

import numpy as np

from explorer.engines.whoosh.array_types import Array, DocumentMask, DocumentNumbers, DocumentScores, Positions, Scores
from explorer.engines.whoosh.postings import adjacent, documents_at
from explorer.engines.whoosh.scoring import PostingIndex
from explorer.search.plan import (
    AndNode,
    DisMaxNode,
    IndicatorTermsNode,
    Leaf,
    NotNode,
    OrNode,
    PhraseNode,
    PlanNode,
    TermNode,
    TermsNode,
)

_RANKS = 3  # of the terms of an indicator that a document has, those that are cached with their scores
_MANY = 16  # a share of all documents: relevance is computed for all that a query adds to, not for the hits alone


class Executor:
    """One plan on one index; a phrase that is both needed and ranked by is looked up once."""

    def __init__(self, index: PostingIndex) -> None:
        self._index = index
        self._phrases: dict[tuple[str, tuple[str, ...], int], DocumentNumbers] = {}

    def everything(self) -> DocumentMask:
        """Return the mask of all documents."""
        return np.ones(self._index.size, dtype=bool)

    def matching(self, node: PlanNode) -> DocumentMask:
        """Return the mask of the documents that a node is true of: a new array, which the caller may change."""
        match node:
            case AndNode(parts):
                mask: DocumentMask | None = None
                for part in parts:
                    more = self.matching(part)
                    mask = more if mask is None else np.logical_and(mask, more, out=mask)
                return self.everything() if mask is None else mask
            case NotNode(part):
                return ~self.matching(part)
        mask = np.zeros(self._index.size, dtype=bool)
        self._mark(node, mask)
        return mask

    def _mark(self, node: PlanNode, mask: DocumentMask) -> None:
        """Add the documents that a node is true of to a mask."""
        match node:
            case TermNode() | PhraseNode():
                mask[self._documents(node)] = True
            case TermsNode(field, texts):
                postings = self._index.field(field).postings
                mask[postings.documents[postings.find_any(texts)[0]]] = True
            case OrNode(parts) | DisMaxNode(parts) | IndicatorTermsNode(_, parts):
                for part in parts:
                    self._mark(part, mask)
            case AndNode() | NotNode():
                mask |= self.matching(node)

    def relevance(self, node: PlanNode, hits: DocumentNumbers | None = None) -> DocumentScores:
        """Return the relevance of each document.

        With `hits`, the relevance of others may be incomplete.
        """
        total = np.zeros(self._index.size)
        if hits is not None:
            hits = hits.astype(np.int32) if len(hits) * _MANY < self._index.size else None
        self._add(node, total, hits)
        return total

    def _add(self, node: PlanNode, total: DocumentScores, hits: DocumentNumbers | None) -> None:
        """Add the relevance that a node gives each document to the total."""
        match node:
            case TermNode() | PhraseNode():
                documents, scores = self._leaf_scores(node, hits)
                if len(documents):
                    total[documents] += scores
            case TermsNode(field, texts):
                documents, scores = self._index.field(field).scores_of_any(texts)
                total += np.bincount(documents, scores, len(total))
            case IndicatorTermsNode(_, terms, left_out):
                if len(left_out) < _RANKS:
                    documents, scores = self._best_term(node)
                    total[documents] += scores
                else:
                    total += self._best([term for n, term in enumerate(terms) if n not in left_out], hits)
            case DisMaxNode(parts):
                total += self._best(parts, hits)
            case OrNode(parts):
                for part in parts:
                    self._add(part, total, hits)
            case AndNode() | NotNode():
                raise ValueError(f"{type(node).__name__} adds nothing to the relevance of a passage")

    def _best_term(self, node: IndicatorTermsNode) -> tuple[DocumentNumbers, Scores]:
        """Return the documents of an indicator's terms with their best score, of the terms that are not left out."""

        def rank() -> tuple[Array, ...]:
            """Return the documents, and of each the best scores, best first, with the numbers of their terms.

            The shapes are (n,), int32; (_RANKS, n), float64, unitless; and (_RANKS, n), uint8.
            """
            scored = [self._leaf_scores(leaf, None) for leaf in node.terms]
            numbers = np.repeat(np.arange(len(scored), dtype=np.uint8), [len(scores) for _, scores in scored])
            documents = np.concatenate([np.zeros(0, np.int32), *(documents for documents, _ in scored)])
            scores = np.concatenate([np.zeros(0), *(scores for _, scores in scored)])
            order = np.lexsort((-scores, documents))
            known, starts = np.unique(documents[order], return_index=True)
            rows = np.repeat(np.arange(len(known)), np.diff(starts, append=len(order)))
            ranks = np.arange(len(order)) - starts[rows]
            is_best = ranks < _RANKS
            best, givers = np.zeros((_RANKS, len(known))), np.zeros((_RANKS, len(known)), np.uint8)
            best[ranks[is_best], rows[is_best]] = scores[order][is_best]
            givers[ranks[is_best], rows[is_best]] = numbers[order][is_best]
            return known, best, givers

        documents, best, givers = self._index.cached(("best", node.indicator), rank)
        scores = best[len(node.left_out)]
        for place in reversed(range(len(node.left_out))):
            is_out = givers[place] == node.left_out[0]
            for number in node.left_out[1:]:
                is_out |= givers[place] == number
            scores = np.where(is_out, scores, best[place])
        return documents, scores

    def _best(self, leaves: Sequence[Leaf], hits: DocumentNumbers | None) -> DocumentScores:
        """Return the best score of the leaves in each document."""
        best = np.zeros(self._index.size)
        for leaf in leaves:
            documents, scores = self._leaf_scores(leaf, hits)
            best[documents] = np.maximum(best[documents], scores)
        return best

    def _documents(self, leaf: Leaf) -> DocumentNumbers:
        """Return the documents of a term or phrase."""
        if isinstance(leaf, PhraseNode):
            return self._phrase(leaf)
        postings = self._index.field(leaf.field).postings
        return postings.documents[postings.find(leaf.text)]

    def _leaf_scores(self, leaf: Leaf, hits: DocumentNumbers | None) -> tuple[DocumentNumbers, Scores]:
        """Return the documents of a term or phrase, and the score of each."""
        field = self._index.field(leaf.field)
        if isinstance(leaf, PhraseNode):
            documents = self._phrase(leaf)
            scores = _sum([field.scores_at(term, documents) for term in leaf.terms]) if len(documents) else np.zeros(0)
        else:
            documents, scores = field.scores_of(leaf.text, hits)
        return documents, scores if leaf.boost == 1.0 else scores * leaf.boost

    def _phrase(self, leaf: PhraseNode) -> DocumentNumbers:
        """Return the documents of a phrase."""
        known = self._index.known_phrase(leaf.terms) if leaf.field == "body" and leaf.apart == 1 else None
        if known is not None:
            return known
        key = (leaf.field, leaf.terms, leaf.apart)
        if key not in self._phrases:
            postings = self._index.field(leaf.field).postings
            places = [postings.places(term) for term in leaf.terms]
            ends = adjacent(places) if leaf.apart == 1 else _within(places, leaf.apart)
            self._phrases[key] = documents_at(ends, self._index.shift)
        return self._phrases[key]


def _within(places: Sequence[Positions], apart: int) -> Positions:
    """Return the places of the last of several terms, each of them at most `apart` places after the one before."""
    ends = places[0]
    for following in places[1:]:
        if not len(ends):
            break
        ends = _following(ends, following, apart)
    return ends


def _following(ends: Positions, places: Positions, apart: int) -> Positions:
    """Return those of the sorted places that are at most `apart` after one of the sorted ends."""
    if len(ends) * 4 < len(places):
        first = np.searchsorted(places, ends, side="right")
        last = np.searchsorted(places, ends + apart, side="right")
        first[1:] = np.maximum(first[1:], last[:-1])  # no place twice
        lengths = last - first
        stops = np.cumsum(lengths)
        return places[np.arange(int(stops[-1])) + np.repeat(first - (stops - lengths), lengths)]
    before = np.searchsorted(ends, places) - 1  # the last end before each place
    return places[(before >= 0) & (places - ends[before] <= apart)]


def _sum(parts: list[Scores]) -> Scores:
    """Add halves to halves, as Whoosh adds the terms of a phrase: the last digits of floats depend on the order."""
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return _sum(parts[:half]) + _sum(parts[half:])
