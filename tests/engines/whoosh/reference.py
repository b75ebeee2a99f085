"""Reference results of a search, computed without arrays: by Whoosh's own matchers, and by Whoosh's own search."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from whoosh import query
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import MultiReader
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from explorer.linking.linker import linker
from explorer.model.chapters import Chapter, Text
from explorer.model.profiles import Passage
from explorer.search.plan import (
    AndNode,
    DisMaxNode,
    IndicatorTermsNode,
    NotNode,
    OrNode,
    PhraseNode,
    Plan,
    PlanNode,
    TermNode,
    TermsNode,
)
from explorer.search.query.nodes import FACETS
from explorer.search.relevance import SATURATION, RelevanceWeights
from explorer.search.request import SearchRequest
from explorer.search.scope import ENOUGH


class AnyOf(query.MultiTerm):  # type: ignore[misc]  # Whoosh has no types
    """Any of some terms of a field, each of which adds to the relevance."""

    def __init__(self, fieldname: str, words: Sequence[str]) -> None:
        self.fieldname = fieldname
        self.words = words
        self.boost = 1.0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnyOf) and (self.fieldname, self.words) == (other.fieldname, other.words)

    def __hash__(self) -> int:
        return hash((AnyOf, self.fieldname, tuple(self.words)))

    def _btexts(self, _: object) -> Iterator[bytes]:
        """Yield the terms, as Whoosh reads them."""
        return (word.encode() for word in self.words)


def to_whoosh(node: PlanNode) -> query.Query:
    """Translate a plan into Whoosh's own query classes."""
    match node:
        case TermNode(field, text, boost):
            return query.Term(field, text, boost=boost)
        case PhraseNode(field, terms, apart, boost):
            return query.Phrase(field, list(terms), slop=apart, boost=boost)
        case TermsNode(field, texts):
            return AnyOf(field, texts)
        case AndNode(parts):
            return query.And(list(map(to_whoosh, parts)))
        case OrNode(parts):
            return query.Or(list(map(to_whoosh, parts)))
        case NotNode(part):
            return query.Not(to_whoosh(part))
        case DisMaxNode(leaves):
            return query.DisjunctionMax(list(map(to_whoosh, leaves)))
        case IndicatorTermsNode(_, terms, left_out):
            return query.DisjunctionMax([to_whoosh(term) for n, term in enumerate(terms) if n not in left_out])


def whoosh_scoring(weights: RelevanceWeights) -> BM25F:
    """Return Whoosh's BM25F with our parameters."""
    fields = {f"{name}_B": weights.length_weight(name) for name in ("body", "exact")}
    return BM25F(B=0.0, K1=SATURATION, **fields)


@contextmanager
def open_searcher(generation: Path) -> Iterator[Searcher]:
    """Open Whoosh's searcher over all segments of a generation."""
    segments = sorted((generation / "segments").iterdir())
    readers = [FileStorage(str(segment / "whoosh")).open_index().reader() for segment in segments]
    searcher = Searcher(MultiReader(readers), weighting=whoosh_scoring(RelevanceWeights()))
    yield searcher
    for reader in readers:
        reader.close()


class Reference:
    """Evaluates query trees posting by posting."""

    def __init__(self, searcher: Searcher, texts: Iterable[Text]) -> None:
        self._searcher = searcher
        self._everything = frozenset(range(searcher.doc_count_all()))
        ordered = sorted(texts, key=lambda text: text.id)
        self.passages = [(text, passage) for text in ordered for passage in text.passages()]
        self._links = [
            {link.indicator: link.grade for link in linker().links(passage, text.edition)}
            for text, passage in self.passages
        ]

    def postings(self, leaf: query.Query) -> dict[int, float]:
        """Return the documents of a term or phrase, each with its score."""
        scores: dict[int, float] = {}
        for searcher, offset in self._searcher.leaf_searchers():
            matcher = leaf.matcher(searcher, searcher.context())
            while matcher.is_active():
                scores[matcher.id() + offset] = matcher.score()
                matcher.next()
        return scores

    def matching(self, tree: query.Query) -> frozenset[int]:
        if isinstance(tree, query.Or | query.DisjunctionMax):
            return frozenset().union(*map(self.matching, tree))
        if isinstance(tree, query.And):
            return frozenset.intersection(*map(self.matching, tree))
        if isinstance(tree, query.Not):
            return self._everything - self.matching(tree.query)
        return frozenset(self.postings(tree))

    def relevance(self, tree: query.Query) -> dict[int, float]:
        if not isinstance(tree, query.Or | query.DisjunctionMax):
            return self.postings(tree)
        total: dict[int, float] = {}
        for part in tree:
            for number, score in self.relevance(part).items():
                before = total.get(number, 0.0)
                total[number] = before + score if isinstance(tree, query.Or) else max(before, score)
        return total

    def facet(self, number: int, name: str) -> set[str]:
        """Return the values of a facet that a passage counts for."""
        text, passage = self.passages[number]
        if name == "indicator":
            return set(self._links[number])
        if name == "about":
            return {indicator for indicator, grade in self._links[number].items() if grade == 2}
        if name == "series":
            return {text.series} if text.edition or text.series == "enact" else set()
        if name == "edition":
            return {str(text.edition)} if text.edition else set()
        if isinstance(text, Chapter):
            return {"kind": {"chapter"}, "chapter": {text.id}}.get(name, set())
        country = text.country
        values = {
            "country": country.code,
            "region": country.region,
            "continent": country.continent,
            "section": passage.section,
            "kind": "profile",
        }
        return {values[name]} if name in values else set()

    def failed(self, number: int, request: SearchRequest) -> list[str]:
        """Return the names of the filters that a passage does not pass."""
        chosen = {name: set(request.chosen(name)) for name in FACETS}
        return [name for name in FACETS if chosen[name] and not chosen[name] & self.facet(number, name)]

    def find(self, plan: Plan, request: SearchRequest) -> dict[int, int]:
        """Return the passages in a request's scope, each with 0 where it has every word as typed, else 1."""
        typed = self.matching(to_whoosh(plan.typed)) if plan.typed else self._everything
        needed = self.matching(to_whoosh(plan.needed)) if plan.needed else self._everything
        groups = [self.matching(to_whoosh(words)) & needed for words in plan.words]
        matched = Counter(number for group in groups for number in group) if groups else dict.fromkeys(needed, 0)
        fewest = len(groups)
        if not request.is_exact:
            met = Counter(matched.values())
            enough = 0
            for fewest in range(len(groups), 0, -1):
                enough += met[fewest]
                if enough >= ENOUGH:
                    break
        related = {number: int(number not in typed) for number, count in matched.items() if count >= fewest}
        passing = [number for number in related if not self.failed(number, request)]
        words = [number for number in passing if not related[number]]
        is_enough = len(words) >= ENOUGH or len(words) == len(passing)
        if request.scope == "words" or (request.scope is None and is_enough):
            return {number: 0 for number, lacks in related.items() if not lacks}
        return related

    def counts(self, numbers: Iterable[int], request: SearchRequest) -> Mapping[str, Mapping[str, int]]:
        """Count the values of each facet over the passages that pass all filters but its own."""
        counts = {name: Counter(dict.fromkeys(request.chosen(name), 0)) for name in FACETS}
        for number in numbers:
            failed = self.failed(number, request)
            for name in FACETS if not failed else failed if len(failed) == 1 else ():
                counts[name].update(self.facet(number, name))
        return counts

    def id(self, number: int) -> str:
        passage: Passage = self.passages[number][1]
        return passage.id
