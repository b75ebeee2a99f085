"""Evaluating Whoosh's query trees on arrays: the same documents and the same relevance as by Whoosh's own matchers.

A set of documents is a mask, one truth value a document. A phrase is found through the positions of its words, which
count on from document to document with a gap between, so that one search in sorted numbers serves all of them.
"""

from collections.abc import Sequence

import numpy as np
from whoosh import query

from explorer.engines.whoosh.arrays import Array
from explorer.engines.whoosh.index import PostingIndex
from explorer.engines.whoosh.postings import documents_at, side_by_side


class Evaluation:
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
            found = self.everything()
            for part in tree:
                found &= self.matching(part)
            return found
        if isinstance(tree, query.Not):
            return ~self.matching(tree.query)
        found = np.zeros(self._index.size, dtype=bool)
        self._mark(tree, found)
        return found

    def _mark(self, tree: query.Query, found: Array) -> None:
        """Add the documents that a query is true of to a mask."""
        if isinstance(tree, query.Or):
            for part in tree:
                self._mark(part, found)
        elif isinstance(tree, query.And | query.Not):
            found |= self.matching(tree)
        else:
            found[self._documents(tree)] = True

    def relevance(self, tree: query.Query) -> Array:
        """The relevance of each document that a query adds to: sums over Or, the best over DisjunctionMax."""
        total = np.zeros(self._index.size)
        self._add(tree, total)
        return total

    def _add(self, tree: query.Query, total: Array) -> None:
        if isinstance(tree, query.Or):
            for part in tree:
                self._add(part, total)
        elif isinstance(tree, query.DisjunctionMax):
            best = np.zeros(self._index.size)
            for part in tree:
                if isinstance(part, query.Or | query.DisjunctionMax):
                    np.maximum(best, self.relevance(part), out=best)
                else:
                    documents, scores = self._scored(part)
                    best[documents] = np.maximum(best[documents], scores)
            total += best
        else:
            documents, scores = self._scored(tree)
            total[documents] += scores

    def _documents(self, leaf: query.Query) -> Array:
        """The documents of a term or phrase."""
        if isinstance(leaf, query.Phrase):
            return self._phrase(leaf)
        postings = self._index.field(leaf.fieldname).postings
        return postings.documents[postings.find(leaf.text)]

    def _scored(self, leaf: query.Query) -> tuple[Array, Array]:
        """The documents of a term or phrase, each with its score."""
        field = self._index.field(leaf.fieldname)
        if isinstance(leaf, query.Phrase):
            documents = self._phrase(leaf)
            scores = _sum([field.scores_at(word, documents) for word in leaf.words]) if len(documents) else np.zeros(0)
        else:
            documents, scores = field.scored(leaf.text)
        return documents, scores if leaf.boost == 1.0 else scores * leaf.boost

    def _phrase(self, phrase: query.Phrase) -> Array:
        known = self._index.known_row(phrase.words) if phrase.fieldname == "body" and phrase.slop == 1 else None
        if known is not None:
            return known
        key = (phrase.fieldname, tuple(phrase.words), phrase.slop)
        if key not in self._phrases:
            postings = self._index.field(phrase.fieldname).postings
            rows = [postings.places(word) for word in phrase.words]
            ends = side_by_side(rows) if phrase.slop == 1 else _within(rows, phrase.slop)
            self._phrases[key] = documents_at(ends, self._index.bases)
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
