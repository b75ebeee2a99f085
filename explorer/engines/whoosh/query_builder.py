"""From a meaning to Whoosh queries. Pure: what it needs to know of an index is handed in."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Protocol

from whoosh import query

from explorer.engines.whoosh.weights import NEAR, RelevanceWeights
from explorer.search.query.expansion import ExpandedQuery, QueryLinker, phrases_of, walk
from explorer.search.query.nodes import All, Any, Condition, Filter, Fuzzy, Node, Not, Noted, Phrase, Prefix, Word
from explorer.search.query.synonyms import StemPhrase
from explorer.text.analysis import stem

MOST_TERMS = 24  # of an indicator that are searched beside the words of the query


class Statistics(Protocol):
    """What ranking must know of an index."""

    @property
    def passage_count(self) -> int: ...

    def linked_count(self, indicator: str) -> int:
        """The number of passages that are linked to an indicator."""

    def profiles_where(self, condition: Condition) -> Sequence[str]:
        """The ids of the profiles that meet a condition."""


class AnyOf(query.MultiTerm):
    """Any of some terms of a field, each of which adds to the relevance: what a prefix or a condition stands for."""

    def __init__(self, fieldname: str, words: Sequence[str], boost: float = 1.0) -> None:
        self.fieldname = fieldname
        self.words = words
        self.boost = boost

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnyOf) and (self.fieldname, self.words) == (other.fieldname, other.words)

    def __hash__(self) -> int:
        return hash((AnyOf, self.fieldname, tuple(self.words)))

    def _btexts(self, _: object) -> Iterator[bytes]:
        """The terms, as Whoosh asks for them."""
        return (word.encode() for word in self.words)


class AnyTerm(query.Or):
    """The plain terms of an indicator, of which any may match."""

    @classmethod
    def of(cls, indicator: str, terms: Sequence[query.Query]) -> "AnyTerm":
        found = cls(terms)
        found.indicator = indicator
        return found


class BestTerm(query.DisjunctionMax):
    """The plain terms of an indicator, of which the best adds to the relevance; some may be left out."""

    @classmethod
    def of(cls, indicator: str, terms: Sequence[query.Query], left_out: Sequence[int] = ()) -> "BestTerm":
        found = cls([term for number, term in enumerate(terms) if number not in left_out])
        found.indicator, found.terms, found.left_out = indicator, terms, left_out
        return found


@dataclass(frozen=True)
class Plan:
    """What is evaluated: a hit matches `needed` and all or most of `words`; `ranking` orders the hits."""

    needed: query.Query | None
    words: tuple[query.Query, ...]
    ranking: query.Query | None


def build_query(meaning: ExpandedQuery, statistics: Statistics, reader: QueryLinker, weights: RelevanceWeights) -> Plan:
    """The queries that answer a meaning on an index with these statistics."""
    compiler = _QueryBuilder(statistics, reader, weights)
    needed = [compiler.match(part) for part in meaning.needed]
    return Plan(
        needed=query.And(needed) if needed else None,
        words=tuple(compiler.match(part) for part in meaning.words),
        ranking=_any(compiler.rank(meaning)),
    )


@dataclass(frozen=True)
class _QueryBuilder:
    statistics: Statistics
    reader: QueryLinker
    weights: RelevanceWeights

    def match(self, node: Node) -> query.Query:
        """Which passages a part of the query is true of."""
        match node:
            case Word():
                return self.match_word(node)
            case Phrase():
                return _match_row("exact" if node.is_exact else "body", node.stems, node.distance)
            case Prefix() | Fuzzy():
                return AnyOf("exact", node.words)
            case Noted(part):
                return self.match_noted(part)
            case Filter(name, values):
                field = "linked" if name == "indicator" else name
                return query.Or([query.Term(field, value) for value in values])
            case Condition():
                return AnyOf("profile", self.statistics.profiles_where(node))
            case All(parts):
                return query.And([self.match(part) for part in parts])
            case Any(parts):
                return query.Or([self.match(part) for part in parts])
            case Not(part):
                return query.Not(self.match(part))

    def match_word(self, word: Word) -> query.Query:
        if word.is_exact:
            return _match_row("exact", word.words)
        found = [_match_row("body", word.stems)]
        if word.joined:
            found.append(query.Term("body", stem(word.joined)))
        found += [query.Term("body", stem(spelling)) for spelling in word.spellings]
        found += [_match_row("body", row) for row in word.synonyms]
        found += [query.Term("linked", slug) for slug in word.indicators]
        if len(word.indicators) == 1:  # what speaks of several is too wide to be replaced by the terms of each
            found.append(_any_term(self.reader, word.indicators[0]))
        if len(word.words) == 1:
            found += [query.Term("title", word.stems[0]), query.Term("place", word.stems[0])]
        return query.Or(found)

    def match_noted(self, part: Word | Phrase) -> query.Query:
        field = "noted_exact" if part.is_exact else "noted"
        row = _match_row(field, part.stems, part.distance if isinstance(part, Phrase) else 0)
        if isinstance(part, Word) and part.joined and not part.is_exact:
            return query.Or([row, query.Term(field, stem(part.joined))])
        return row

    def rank(self, meaning: ExpandedQuery) -> list[query.Query]:
        """What adds to the relevance of a passage."""
        found: list[query.Query] = []
        spoken: list[Word] = []
        walk(meaning.root, lambda node: spoken.append(node) if isinstance(node, Word) else None)
        self.rank_list(meaning.root, found)
        return found + self.rank_indicators(spoken)

    def rank_list(self, node: Node, found: list[query.Query]) -> None:
        match node:
            case Word():
                found += self.rank_word(node)
            case Phrase():
                found.append(_match_row("exact" if node.is_exact else "body", node.stems, node.distance))
            case Prefix() | Fuzzy():
                found.append(AnyOf("exact", node.words))
            case All(parts, is_loose):
                for part in parts:
                    self.rank_list(part, found)
                if is_loose:
                    found += self.rank_nearness(parts)
            case Any(parts):
                for part in parts:
                    self.rank_list(part, found)
            case Noted() | Filter() | Condition() | Not():
                pass

    def rank_word(self, word: Word) -> list[query.Query]:
        weights = self.weights
        if word.is_exact:
            return [_match_row("exact", word.words)]
        found = [_match_row("body", word.stems)]
        if weights.exact:
            found.append(_match_row("exact", word.words, weight=weights.exact))
        if word.joined:
            found.append(query.Term("body", stem(word.joined)))
        for spelling in word.spellings:
            found.append(query.Term("body", stem(spelling), boost=weights.spelling))
        for one in (stem(word) for word in (*word.words, *word.spellings)):
            for field, weight in (("title", weights.title), ("labels", weights.labels), ("place", weights.place)):
                if weight:
                    found.append(query.Term(field, one, boost=weight))
        return found + self.rank_synonyms(word.synonyms)

    def rank_synonyms(self, rows: Sequence[StemPhrase]) -> list[query.Query]:
        """The best of other terms: several of them say no more than one."""
        if not rows or not self.weights.synonym:
            return []
        return [query.DisjunctionMax([_match_row("body", row, weight=self.weights.synonym) for row in rows])]

    def rank_indicators(self, spoken: Sequence[Word]) -> list[query.Query]:
        """Passages that are linked to what the words speak of, and those that have other words for it."""
        weights = self.weights
        found: list[query.Query] = []
        typed = {word.stems for word in spoken}
        for slug in dict.fromkeys(slug for word in spoken for slug in word.indicators):
            rarity = 1 + log((self.statistics.passage_count + 1) / (self.statistics.linked_count(slug) + 1))
            for grade, weight in ((2, weights.about), (1, weights.evidence)):
                if weight:
                    found.append(query.Term("linked", f"{slug}/{grade}", boost=weight * max(0.5, rarity)))
            if weights.term:
                found.append(_best_term(self.reader, slug, weights.term, typed))
        return found

    def rank_nearness(self, parts: Sequence[Node]) -> list[query.Query]:
        """Neighbouring words of the query that stand side by side, or near one another."""
        row = [part.stems for part in parts if isinstance(part, Word) and not part.is_exact]
        found: list[query.Query] = []
        for first, second in pairwise(row):
            if self.weights.phrase:
                found.append(_match_row("body", (*first, *second), weight=self.weights.phrase))
            if self.weights.near:
                found.append(_match_row("body", (*first, *second), NEAR, self.weights.near))
        return found


def _match_row(field: str, row: Sequence[str], distance: int = 0, weight: float = 1.0) -> query.Query:
    """Words side by side, or each within a distance of the one before, in this order or in reverse."""
    if len(row) == 1:
        return query.Term(field, row[0], boost=weight)
    if not distance:
        return query.Phrase(field, list(row), boost=weight)
    orders = (list(row), list(row)[::-1])
    return query.Or([query.Phrase(field, order, slop=distance, boost=weight) for order in orders])


# The trees of an indicator's terms depend on the vocabulary alone, so they are made once.


def _terms(reader: QueryLinker, indicator: str) -> Sequence[StemPhrase]:
    """The stems of the plain terms of an indicator: passages that say it without being evidence for it."""
    return phrases_of(reader, indicator)[:MOST_TERMS]


@lru_cache(maxsize=256)
def _any_term(reader: QueryLinker, indicator: str) -> AnyTerm:
    return AnyTerm.of(indicator, [_match_row("body", row) for row in _terms(reader, indicator)])


@lru_cache(maxsize=256)
def _whole_best_term(reader: QueryLinker, indicator: str, weight: float) -> BestTerm:
    return BestTerm.of(indicator, [_match_row("body", row, weight=weight) for row in _terms(reader, indicator)])


def _best_term(reader: QueryLinker, indicator: str, weight: float, typed: Set[StemPhrase]) -> BestTerm:
    """Without the terms that were typed, which count more elsewhere."""
    whole = _whole_best_term(reader, indicator, weight)
    left_out = [number for number, row in enumerate(_terms(reader, indicator)) if row in typed]
    return BestTerm.of(indicator, whole.terms, left_out) if left_out else whole


def _any(found: Sequence[query.Query]) -> query.Query | None:
    return query.Or(list(found)) if found else None
