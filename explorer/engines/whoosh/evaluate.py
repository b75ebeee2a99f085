"""Evaluating Whoosh's query trees: postings and their scores come from Whoosh, sets and sums are made here.

Whoosh's own compound matchers miscount in some settings, and what they skip for speed cannot give exact totals.
"""

from collections.abc import Iterator

from whoosh import query
from whoosh.searching import Searcher


class Evaluation:
    """Queries against one searcher; a posting list that several of them need is read once."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._context = searcher.context()
        self._leaves: dict[query.Query, dict[int, float]] = {}
        self._everything = frozenset(range(searcher.doc_count_all()))

    def everything(self) -> frozenset[int]:
        """The numbers of all documents."""
        return self._everything

    def matching(self, tree: query.Query) -> frozenset[int]:
        """The numbers of the documents that a query is true of."""
        if isinstance(tree, query.Or):
            return frozenset().union(*map(self.matching, tree))
        if isinstance(tree, query.And):
            return frozenset.intersection(*map(self.matching, tree))
        if isinstance(tree, query.Not):
            return self._everything - self.matching(tree.query)
        return frozenset(self._postings(tree))

    def relevance(self, tree: query.Or) -> dict[int, float]:
        """The relevance of each document that a query adds to: the sum over terms and phrases."""
        total: dict[int, float] = {}
        for leaf in self._leaves_of(tree):
            for number, score in self._postings(leaf).items():
                total[number] = total.get(number, 0.0) + score
        return total

    def _leaves_of(self, tree: query.Query) -> Iterator[query.Query]:
        if isinstance(tree, query.Or):
            for part in tree:
                yield from self._leaves_of(part)
        else:
            yield tree

    def _postings(self, leaf: query.Query) -> dict[int, float]:
        """The documents of a term or phrase, each with its score."""
        if leaf not in self._leaves:
            found: dict[int, float] = {}
            matcher = leaf.matcher(self._searcher, self._context)
            while matcher.is_active():
                found[matcher.id()] = matcher.score()
                matcher.next()
            self._leaves[leaf] = found
        return self._leaves[leaf]
