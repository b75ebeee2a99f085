"""Evaluating Whoosh's query trees on arrays: the same documents and the same relevance as by Whoosh's own matchers.

A set of documents is a mask, one truth value a document. A phrase is found through the positions of its words, which
count on from document to document with a gap between, so that one search in sorted numbers serves all of them.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from whoosh import query

from explorer.engines.whoosh.array_file import Array
from explorer.engines.whoosh.postings import adjacent, documents_at
from explorer.engines.whoosh.query_builder import AnyOf, AnyTerm, BestTerm
from explorer.engines.whoosh.scoring import PostingIndex

_RANKS = 3  # of the terms of an indicator that a document has, those that are kept with their scores
_MANY = 16  # a share of all documents: relevance is worked out for all that a query adds to, not for the hits alone


class Executor:
    """One query on one index; a phrase that is both needed and ranked by is looked up once."""

    def __init__(self, index: PostingIndex) -> None:
        self._index = index
        self._phrases: dict[tuple[str, tuple[str, ...], int], Array] = {}

    def everything(self) -> Array:
        """The mask of all documents."""
        return np.ones(self._index.size, dtype=bool)

    def matching(self, tree: query.Query) -> Array:
        """The mask of the documents that a query is true of."""
        if isinstance(tree, query.And):
            found: Array | None = None
            for part in tree:
                more = self.matching(part)
                found = more if found is None else np.logical_and(found, more, out=found)
            return self.everything() if found is None else found
        if isinstance(tree, query.Not):
            return ~self.matching(tree.query)
        found = np.zeros(self._index.size, dtype=bool)
        self._mark(tree, found)
        return found

    def _mark(self, tree: query.Query, found: Array) -> None:
        """Add the documents that a query is true of to a mask."""
        if isinstance(tree, query.Term | query.Phrase):
            found[self._documents(tree)] = True
        elif isinstance(tree, AnyOf):
            postings = self._index.field(tree.fieldname).postings
            found[postings.documents[postings.find_any(tree.words)[0]]] = True
        elif isinstance(tree, AnyTerm):
            found[self._any_term(tree)] = True
        elif isinstance(tree, query.Or):
            for part in tree:
                self._mark(part, found)
        else:
            found |= self.matching(tree)

    def _any_term(self, tree: AnyTerm) -> Array:
        def find() -> tuple[Array]:
            found = np.zeros(self._index.size, dtype=bool)
            for part in tree:
                self._mark(part, found)
            return (np.flatnonzero(found).astype(np.int32),)

        return self._index.kept((AnyTerm, tree.indicator), find)[0]

    def relevance(self, tree: query.Query, hits: Array | None = None) -> Array:
        """The relevance of each document that a query adds to: sums over Or, the best over DisjunctionMax.

        With `hits`, only theirs is sure to be whole.
        """
        total = np.zeros(self._index.size)
        if hits is not None:
            hits = hits.astype(np.int32) if len(hits) * _MANY < self._index.size else None
        self._add(tree, total, hits)
        return total

    def _add(self, tree: query.Query, total: Array, hits: Array | None) -> None:
        if isinstance(tree, query.Term | query.Phrase):
            documents, scores = self._scored(tree, hits)
            if len(documents):
                total[documents] += scores
        elif isinstance(tree, AnyOf):
            documents, scores = self._index.field(tree.fieldname).scored_any(tree.words)
            total += np.bincount(documents, scores, len(total))
        elif isinstance(tree, BestTerm) and len(tree.left_out) < _RANKS:
            documents, scores = self._best_term(tree)
            total[documents] += scores
        elif isinstance(tree, query.Or):
            for part in tree:
                self._add(part, total, hits)
        else:
            total += self._best(tree, hits)

    def _best_term(self, tree: BestTerm) -> tuple[Array, Array]:
        """The documents of an indicator's terms with their best score, of the terms that are not left out."""

        def rank() -> tuple[Array, ...]:
            """The documents, and of each the best scores, best first, with the numbers of their terms."""
            found = [self._scored(part, None) for part in tree.terms]
            numbers = np.repeat(np.arange(len(found), dtype=np.uint8), [len(scores) for _, scores in found])
            documents = np.concatenate([np.zeros(0, np.int32), *(documents for documents, _ in found)])
            scores = np.concatenate([np.zeros(0), *(scores for _, scores in found)])
            order = np.lexsort((-scores, documents))
            known, starts = np.unique(documents[order], return_index=True)
            rows = np.repeat(np.arange(len(known)), np.diff(starts, append=len(order)))
            ranks = np.arange(len(order)) - starts[rows]
            kept = ranks < _RANKS
            best, givers = np.zeros((_RANKS, len(known))), np.zeros((_RANKS, len(known)), np.uint8)
            best[ranks[kept], rows[kept]] = scores[order][kept]
            givers[ranks[kept], rows[kept]] = numbers[order][kept]
            return known, best, givers

        documents, best, givers = self._index.kept((BestTerm, tree.indicator), rank)
        scores = best[len(tree.left_out)]
        for place in reversed(range(len(tree.left_out))):
            is_out = givers[place] == tree.left_out[0]
            for number in tree.left_out[1:]:
                is_out |= givers[place] == number
            scores = np.where(is_out, scores, best[place])
        return documents, scores

    def _best(self, parts: Iterable[query.Query], hits: Array | None) -> Array:
        best = np.zeros(self._index.size)
        for part in parts:
            if isinstance(part, query.Term | query.Phrase):
                documents, scores = self._scored(part, hits)
                best[documents] = np.maximum(best[documents], scores)
            else:
                np.maximum(best, self.relevance(part, hits), out=best)
        return best

    def _documents(self, leaf: query.Query) -> Array:
        """The documents of a term or phrase."""
        if isinstance(leaf, query.Phrase):
            return self._phrase(leaf)
        postings = self._index.field(leaf.fieldname).postings
        return postings.documents[postings.find(leaf.text)]

    def _scored(self, leaf: query.Query, hits: Array | None) -> tuple[Array, Array]:
        """The documents of a term or phrase, each with its score."""
        field = self._index.field(leaf.fieldname)
        if isinstance(leaf, query.Phrase):
            documents = self._phrase(leaf)
            scores = _sum([field.scores_at(word, documents) for word in leaf.words]) if len(documents) else np.zeros(0)
        else:
            documents, scores = field.scored(leaf.text, hits)
        return documents, scores if leaf.boost == 1.0 else scores * leaf.boost

    def _phrase(self, phrase: query.Phrase) -> Array:
        known = self._index.known_row(phrase.words) if phrase.fieldname == "body" and phrase.slop == 1 else None
        if known is not None:
            return known
        key = (phrase.fieldname, tuple(phrase.words), phrase.slop)
        if key not in self._phrases:
            postings = self._index.field(phrase.fieldname).postings
            rows = [postings.places(word) for word in phrase.words]
            ends = adjacent(rows) if phrase.slop == 1 else _within(rows, phrase.slop)
            self._phrases[key] = documents_at(ends, self._index.shift)
        return self._phrases[key]


def _within(rows: Sequence[Array], slop: int) -> Array:
    """Where the last of several words stands, each of them at most `slop` behind the one before."""
    ends = rows[0]
    for places in rows[1:]:
        if not len(ends):
            break
        ends = _following(ends, places, slop)
    return ends


def _following(ends: Array, places: Array, slop: int) -> Array:
    """Those of the sorted places that stand at most `slop` behind one of the sorted ends."""
    if len(ends) * 4 < len(places):
        first = np.searchsorted(places, ends, side="right")
        last = np.searchsorted(places, ends + slop, side="right")
        first[1:] = np.maximum(first[1:], last[:-1])  # no place twice
        lengths = last - first
        stops = np.cumsum(lengths)
        return places[np.arange(int(stops[-1])) + np.repeat(first - (stops - lengths), lengths)]
    before = np.searchsorted(ends, places) - 1  # the last end before each place
    return places[(before >= 0) & (places - ends[before] <= slop)]


def _sum(parts: list[Array]) -> Array:
    """Halves added to halves, as Whoosh adds the words of a phrase: floats depend on the order."""
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return _sum(parts[:half]) + _sum(parts[half:])
