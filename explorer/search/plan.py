"""From an expanded query to the plan that an engine evaluates.

Pure: the statistics of an index are passed in. A plan is a tree of frozen nodes over the fields of
`explorer.search.indexed`; each engine evaluates it, or translates it into its own query language.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Protocol

from explorer.model.series import INDEX_SERIES
from explorer.search.link_grades import ABOUT, LEAST_EMPHASIS, MENTIONS, link_term
from explorer.search.query.expansion import ExpandedQuery, QueryLinker, phrases_of, walk
from explorer.search.query.nodes import All, Any, Condition, Filter, Fuzzy, Node, Not, Noted, Phrase, Prefix, Word
from explorer.search.query.synonyms import StemPhrase
from explorer.search.relevance import NEAR, RelevanceWeights, indicator_rarity, rarity
from explorer.text.stems import stem

MOST_TERMS = 24  # of an indicator that are searched beside the words of the query
FARTHEST_PAIR = 4  # words of a query from one to the other, for the two to rank higher near each other


class Statistics(Protocol):
    """The statistics of an index that a plan depends on."""

    @property
    def passage_count(self) -> int: ...

    def word_count(self, stem: str) -> int:
        """Return the number of passages that have a word with a stem."""

    def linked_count(self, indicator: str) -> int:
        """Return the number of passages that are linked to an indicator."""

    def uncompared_count(self, edition: str) -> int:
        """Return the number of profiles of an edition with text and no earlier text to compare it with."""

    def profiles_where(self, condition: Condition) -> Sequence[str]:
        """Return the ids of the profiles that meet a condition."""


@dataclass(frozen=True, slots=True)
class TermNode:
    """A term of a field."""

    field: str
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class PhraseNode:
    """Terms in this order, each at most `apart` places after the one before; relevance is the sum of the terms'."""

    field: str
    terms: tuple[str, ...]
    apart: int = 1  # 1: adjacent
    boost: float = 1.0


Leaf = TermNode | PhraseNode


@dataclass(frozen=True, slots=True)
class TermsNode:
    """Any of some terms of a field, each of which adds to the relevance: a prefix, or the profiles of a condition."""

    field: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AndNode:
    """Passages that match every part."""

    parts: tuple["PlanNode", ...]


@dataclass(frozen=True, slots=True)
class OrNode:
    """Passages that match any part, each of which adds to the relevance."""

    parts: tuple["PlanNode", ...]


@dataclass(frozen=True, slots=True)
class NotNode:
    """Passages that do not match a part."""

    part: "PlanNode"


@dataclass(frozen=True, slots=True)
class DisMaxNode:
    """Disjunction max: passages that match any part, of which the best adds to the relevance."""

    parts: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class IndicatorTermsNode:
    """The plain terms of an indicator: passages that match any; the best of those not left out adds to the relevance.

    `terms` depends on the indicator and the vocabulary alone, so an engine may cache what it finds by indicator.
    """

    indicator: str  # slug
    terms: tuple[Leaf, ...]
    left_out: tuple[int, ...] = ()  # places among the terms: those typed, which count more elsewhere


PlanNode = TermNode | PhraseNode | TermsNode | AndNode | OrNode | NotNode | DisMaxNode | IndicatorTermsNode


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan to evaluate: a hit matches `needed` and all or most of `words`; `ranking` orders the hits.

    Those that match `typed` too have every word of the query as it was typed, in any of its forms.
    """

    needed: PlanNode | None  # None: no passage is excluded
    words: tuple[PlanNode, ...]
    ranking: PlanNode | None  # None: all hits are equally relevant
    typed: PlanNode | None = None  # None: nothing was typed that a passage may lack
    series: tuple[str, ...] = (INDEX_SERIES,)  # whose scores an order by score is by


EVERYTHING = Plan(None, (), None)
NOTHING = Plan(OrNode(()), (), None)


def build_plan(expanded: ExpandedQuery, statistics: Statistics, linker: QueryLinker, weights: RelevanceWeights) -> Plan:
    """Return the plan of a query on an index with these statistics."""
    if not expanded.query.text.strip():
        return replace(EVERYTHING, series=expanded.series)
    if not expanded.root.parts:
        return NOTHING
    builder = _PlanBuilder(statistics, linker, weights)
    needed = tuple(builder.match(part) for part in expanded.needed)
    typed = tuple(builder.match_typed(part) for part in expanded.root.parts)
    ranking = tuple(builder.rank(expanded))
    return Plan(
        needed=AndNode(needed) if needed else None,
        words=tuple(builder.match(part) for part in expanded.words),
        ranking=OrNode(ranking) if ranking else None,
        typed=AndNode(typed),
        series=expanded.series,
    )


@dataclass(frozen=True)
class _PlanBuilder:
    statistics: Statistics
    linker: QueryLinker
    weights: RelevanceWeights

    def match(self, node: Node) -> PlanNode:
        """Return which passages a part of the query is true of."""
        match node:
            case Word():
                return self.match_word(node)
            case Phrase():
                return _phrase("exact" if node.is_exact else "body", node.stems, node.distance)
            case Prefix() | Fuzzy():
                return TermsNode("exact", node.words)
            case Noted(part):
                return self.match_noted(part)
            case Filter("about", values):
                return OrNode(tuple(TermNode("linked", link_term(value, ABOUT)) for value in values))
            case Filter(name, values):
                field = "linked" if name == "indicator" else name
                return OrNode(tuple(TermNode(field, value) for value in values))
            case Condition():
                return TermsNode("profile", tuple(self.statistics.profiles_where(node)))
            case All(parts):
                return AndNode(tuple(self.match(part) for part in parts))
            case Any(parts):
                return OrNode(tuple(self.match(part) for part in parts))
            case Not(part):
                return NotNode(self.match(part))

    def match_typed(self, node: Node) -> PlanNode:
        """Return which passages have a part of the query as it was typed: its words in any form, in their text."""
        match node:
            case Word() if not node.is_exact:
                joined = (TermNode("body", stem(node.joined)),) if node.joined else ()
                return OrNode((_phrase("body", node.stems), *joined))
            case All(parts):
                return AndNode(tuple(map(self.match_typed, parts)))
            case Any(parts):
                return OrNode(tuple(map(self.match_typed, parts)))
            case Not(Not(part)):
                return self.match_typed(part)
            case _:  # what is excluded is excluded in either scope
                return self.match(node)

    def match_word(self, word: Word) -> PlanNode:
        """Return the passages that have a word in any form, or a term of its expansion."""
        if word.is_exact:
            return _phrase("exact", word.words)
        parts: list[PlanNode] = [_phrase("body", word.stems)]
        if word.joined:
            parts.append(TermNode("body", stem(word.joined)))
        parts += [TermNode("body", stem(spelling)) for spelling in word.spellings]
        parts += [TermNode("body", stem(form)) for form in word.derived]
        parts += [_phrase("body", phrase) for phrase in word.synonyms]
        parts += [TermNode("linked", slug) for slug in word.indicators]
        if len(word.words) == 1:
            parts += [TermNode("title", word.stems[0]), TermNode("place", word.stems[0])]
        return OrNode(tuple(parts))

    def match_noted(self, part: Word | Phrase) -> PlanNode:
        """Return the passages that have the words in one of their notes."""
        field = "noted_exact" if part.is_exact else "noted"
        phrase = _phrase(field, part.stems, part.distance if isinstance(part, Phrase) else 0)
        if isinstance(part, Word) and part.joined and not part.is_exact:
            return OrNode((phrase, TermNode(field, stem(part.joined))))
        return phrase

    def rank(self, expanded: ExpandedQuery) -> list[PlanNode]:
        """Return the nodes that add to the relevance of a passage."""
        words: list[Word] = []
        walk(expanded.root, lambda node: words.append(node) if isinstance(node, Word) else None)
        parts: list[PlanNode] = []
        self.rank_list(expanded.root, parts, self.shares(words))
        return parts + self.rank_indicators(words)

    def shares(self, words: Sequence[Word]) -> Mapping[Word, float]:
        """Return what each word counts beside the rarest one, 0-1: in the measure of its rarity."""
        rarities = {word: self.rarity_of(word) for word in words}
        most = max(rarities.values(), default=0.0)
        return {
            word: 1 - self.weights.rarest * (1 - of_word / most) if of_word else 1.0
            for word, of_word in rarities.items()
        }

    def rarity_of(self, word: Word) -> float:
        """Return how rare the passages are that have a word or, if there are none, something similar; 0 if unknown."""
        typed = [word.stems, *((stem(form),) for form in (word.joined, *word.spellings) if form)]
        similar = [*((stem(form),) for form in word.derived), *word.synonyms]
        count = self.most_passages(typed) or max(
            self.most_passages(similar), *(self.statistics.linked_count(slug) for slug in word.indicators), 0
        )
        return rarity(self.statistics.passage_count, count) if count else 0.0

    def most_passages(self, phrases: Sequence[StemPhrase]) -> int:
        """Return how many passages have the most usual of some terms, at most."""
        return max((min(map(self.statistics.word_count, phrase)) for phrase in phrases), default=0)

    def rank_list(self, node: Node, parts: list[PlanNode], shares: Mapping[Word, float]) -> None:
        """Add the nodes by which a part of the query adds to the relevance."""
        match node:
            case Word():
                parts += self.rank_word(node, shares[node])
            case Phrase():
                parts.append(_phrase("exact" if node.is_exact else "body", node.stems, node.distance))
            case Prefix() | Fuzzy():
                parts.append(TermsNode("exact", node.words))
            case All(children, is_loose):
                for child in children:
                    self.rank_list(child, parts, shares)
                if is_loose:
                    parts += self.rank_nearness(children)
            case Any(children):
                for child in children:
                    self.rank_list(child, parts, shares)
            case Noted() | Filter() | Condition() | Not():
                pass

    def rank_word(self, word: Word, share: float) -> list[PlanNode]:
        """Return the fields in which a word, its spellings and its synonyms count, in the text by its share."""
        weights = self.weights
        if word.is_exact:
            return [_phrase("exact", word.words)]
        parts: list[PlanNode] = [_phrase("body", word.stems, weight=share)]
        if weights.exact:
            parts.append(_phrase("exact", word.words, weight=weights.exact * share))
        if word.joined:
            parts.append(TermNode("body", stem(word.joined), share))
        for spelling in word.spellings:
            parts.append(TermNode("body", stem(spelling), weights.spelling * share))
        if word.derived and weights.derived:
            weight = weights.derived * share
            parts.append(DisMaxNode(tuple(TermNode("body", stem(form), weight) for form in word.derived)))
        for text in (stem(word) for word in (*word.words, *word.spellings)):
            for field, weight in (("title", weights.title), ("labels", weights.labels), ("place", weights.place)):
                if weight:
                    parts.append(TermNode(field, text, weight))
        return parts + self.rank_synonyms(word.synonyms, share)

    def rank_synonyms(self, phrases: Sequence[StemPhrase], share: float) -> list[PlanNode]:
        """Return the best of other terms: several of them count no more than one."""
        weight = self.weights.synonym * share
        if not phrases or not weight:
            return []
        leaves = (leaf for phrase in phrases for leaf in _leaves("body", phrase, weight=weight))
        return [DisMaxNode(tuple(leaves))]

    def rank_indicators(self, words: Sequence[Word]) -> list[PlanNode]:
        """Return the links to the indicators that the words refer to, and the other terms of those indicators."""
        weights = self.weights
        parts: list[PlanNode] = []
        typed = {word.stems for word in words}
        for slug in dict.fromkeys(slug for word in words for slug in word.indicators):
            rarity = indicator_rarity(self.statistics.passage_count, self.statistics.linked_count(slug))
            for grade, weight in ((ABOUT, weights.main), (MENTIONS, weights.evidence)):
                if weight:
                    parts.append(TermNode("linked", link_term(slug, grade), weight * rarity / LEAST_EMPHASIS))
            if weights.term:
                parts.append(_best_term(self.linker, slug, weights.term, typed))
        return parts

    def rank_nearness(self, nodes: Sequence[Node]) -> list[PlanNode]:
        """Return words of the query that are near one another, and neighbours that are adjacent."""
        stems = [node.stems for node in nodes if isinstance(node, Word) and not node.is_exact]
        parts: list[PlanNode] = []
        for (first, one), (second, other) in combinations(enumerate(stems), 2):
            if self.weights.phrase and second == first + 1:
                parts.append(_phrase("body", (*one, *other), weight=self.weights.phrase))
            if self.weights.near and second <= first + FARTHEST_PAIR:
                parts.append(_phrase("body", (*one, *other), NEAR, self.weights.near))
        return parts


def _phrase(field: str, terms: Sequence[str], distance: int = 0, weight: float = 1.0) -> PlanNode:
    """Return adjacent terms, or each within a distance of the one before, in this order or in reverse."""
    leaves = _leaves(field, terms, distance, weight)
    return leaves[0] if len(leaves) == 1 else OrNode(leaves)


def _leaves(field: str, terms: Sequence[str], distance: int = 0, weight: float = 1.0) -> tuple[Leaf, ...]:
    """Return the leaf of a phrase; two, one a direction, where the terms may be apart."""
    if len(terms) == 1:
        return (TermNode(field, terms[0], weight),)
    if not distance:
        return (PhraseNode(field, tuple(terms), boost=weight),)
    return tuple(PhraseNode(field, tuple(order), distance, weight) for order in (terms, terms[::-1]))


# The terms of an indicator depend on the vocabulary alone, so their nodes are made once.


@lru_cache(maxsize=512)
def _indicator_terms(linker: QueryLinker, indicator: str, weight: float) -> IndicatorTermsNode:
    """Return the plain terms of an indicator: passages that have them without being evidence for it."""
    phrases = phrases_of(linker, indicator)[:MOST_TERMS]
    leaves = (leaf for phrase in phrases for leaf in _leaves("body", phrase, weight=weight))
    return IndicatorTermsNode(indicator, tuple(leaves))


def _best_term(linker: QueryLinker, indicator: str, weight: float, typed: Set[StemPhrase]) -> IndicatorTermsNode:
    """Return the terms of an indicator without those that were typed, which count more elsewhere."""
    every = _indicator_terms(linker, indicator, weight)
    phrases = phrases_of(linker, indicator)[:MOST_TERMS]
    left_out = tuple(number for number, phrase in enumerate(phrases) if phrase in typed)
    return IndicatorTermsNode(indicator, every.terms, left_out) if left_out else every
