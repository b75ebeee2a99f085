"""Evaluating Whoosh's query trees: postings and their scores come from Whoosh, sets and sums are made here.

Whoosh's own compound matchers miscount in some settings, and what they skip for speed cannot give exact totals.
"""

from collections.abc import Mapping

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

    def relevance(self, tree: query.Query) -> Mapping[int, float]:
        """The relevance of each document that a query adds to: sums over Or, the best over DisjunctionMax."""
        if not isinstance(tree, query.Or | query.DisjunctionMax):
            return self._postings(tree)
        is_sum = isinstance(tree, query.Or)
        total: dict[int, float] = {}
        for part in tree:
            for number, score in self.relevance(part).items():
                before = total.get(number, 0.0)
                total[number] = before + score if is_sum else max(before, score)
        return total

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
