"""The indicators that the words of a query refer to: the part of linking that every search needs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from explorer.linking.links import Evidence, Link
from explorer.linking.matching import Lookup, Matcher, PatternHit, Sentence
from explorer.linking.stored_lookup import Numbers, StoredLookup
from explorer.model.taxonomy import taxonomy

Lines = Mapping[str, Sequence[str]]
Rows = Mapping[str, Sequence[Sequence[int]]]
QueryTerms = Mapping[str, Sequence[str]]  # the plain terms of each indicator, most usual first


class EntryKey(NamedTuple):
    """An entry of the vocabulary, by its indicator and its number there."""

    indicator: str
    number: int
    weight: float  # 0 where the entry only looks like the indicator's words


class Reader:
    """Reads queries with one vocabulary."""

    def __init__(self, lookup: Lookup[EntryKey], query_terms: QueryTerms, medium: float, strong: float) -> None:
        """Take the patterns; a hit of weight `medium` refers to an indicator, one of weight `strong` names it."""
        self._matcher = Matcher(lookup)
        self._query_terms = query_terms
        self._medium, self._strong = medium, strong

    @classmethod
    def stored(cls, lines: Lines, rows: Mapping[str, Numbers]) -> "Reader":
        """Make a reader from the tables that `reader_tables` made of a vocabulary."""
        query_terms = {slug: terms for slug, *terms in (line.split("\t") for line in lines["query-terms"])}
        return cls(StoredLookup(lines, rows, EntryKey), query_terms, *map(float, lines["weights"]))

    def read(self, text: str) -> tuple[Link, ...]:
        """Return the indicators that a query refers to; grade 2 where its words name it."""
        sentences = self._matcher.read(text)
        links = []
        for slug, hits in hits_by_indicator(self._matcher.hits(sentences)).items():
            weight = max(hit.key.weight for hit in hits)
            if weight >= self._medium:
                links.append(Link(slug, 2 if weight >= self._strong else 1, evidence_of(text, sentences, hits)))
        order = list(self._query_terms)
        return tuple(sorted(links, key=lambda link: (-link.grade, order.index(link.indicator))))

    def words(self, indicator: str) -> tuple[str, ...]:
        """Return the plain terms of an indicator, most usual first. Raises NotFoundError."""
        taxonomy().indicator(indicator)
        return tuple(self._query_terms.get(indicator, ()))


def hits_by_indicator(hits: Iterable[PatternHit[EntryKey]]) -> dict[str, list[PatternHit[EntryKey]]]:
    """Sort hits by indicator, the highest weight first, without those whose words an earlier hit has.

    The words of an excluded phrase are had by it.
    """
    hits_of: dict[str, list[PatternHit[EntryKey]]] = {}
    for hit in hits:
        hits_of.setdefault(hit.key.indicator, []).append(hit)
    counted: dict[str, list[PatternHit[EntryKey]]] = {}
    for indicator, candidates in hits_of.items():
        used = {word for hit in candidates if not hit.key.weight for word in hit.words}
        for hit in sorted(candidates, key=lambda hit: (-hit.key.weight, hit.sentence, hit.key.number)):
            if hit.key.weight and not hit.words & used:
                used |= hit.words
                counted.setdefault(indicator, []).append(hit)
    return counted


def evidence_of(text: str, sentences: Sequence[Sentence], hits: Iterable[PatternHit[EntryKey]]) -> tuple[Evidence, ...]:
    """Return the words of hits, in reading order, without overlaps."""
    candidates = {evidence for hit in hits for evidence in hit.evidence(text, sentences)}
    ordered: list[Evidence] = []
    for evidence in sorted(candidates, key=lambda evidence: (evidence.start, -evidence.end)):
        if not ordered or evidence.start >= ordered[-1].end:
            ordered.append(evidence)
    return tuple(ordered)
