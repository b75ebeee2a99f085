"""The indicators that the words of a query refer to: the part of linking that every search needs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from explorer.linking.links import Evidence, Link
from explorer.linking.matching import Lookup, Matcher, PatternHit
from explorer.linking.stored_lookup import Numbers, StoredLookup
from explorer.linking.strengths import LINKS, NAMES, QUERY_TERMS, SUGGESTS
from explorer.model.taxonomy import taxonomy

Lines = Mapping[str, Sequence[str]]
Rows = Mapping[str, Sequence[Sequence[int]]]
ORDER = {LINKS: 0, NAMES: 1, QUERY_TERMS: 2, SUGGESTS: 3}  # of the strengths, the strongest first
QueryTerms = Mapping[str, Sequence[str]]  # the plain terms of each indicator, most usual first


class EntryKey(NamedTuple):
    """An entry of the vocabulary, by its indicator and its number there."""

    indicator: str
    number: int
    strength: str  # one of STRENGTHS, or QUERY_TERMS


class Reader:
    """Reads queries with one vocabulary."""

    def __init__(self, lookup: Lookup[EntryKey], query_terms: QueryTerms) -> None:
        """Take the entries, and the plain terms of each indicator."""
        self._matcher = Matcher(lookup)
        self._query_terms = query_terms

    @classmethod
    def stored(cls, lines: Lines, rows: Mapping[str, Numbers]) -> "Reader":
        """Make a reader from the tables that `reader_tables` made of a vocabulary."""
        query_terms = {slug: terms for slug, *terms in (line.split("\t") for line in lines["query-terms"])}
        return cls(StoredLookup(lines, rows, EntryKey), query_terms)

    def read(self, text: str) -> tuple[Link, ...]:
        """Return the indicators that the words of a query name, with grade 2."""
        sentences = self._matcher.read(text)
        links = []
        for slug, hits in hits_by_indicator(self._matcher.hits(sentences)).items():
            if any(hit.key.strength != SUGGESTS for hit in hits):
                words = (words for hit in hits for words in hit.evidence(text, sentences[hit.sentence]))
                links.append(Link(slug, 2, evidence_of(words)))
        order = list(self._query_terms)
        return tuple(sorted(links, key=lambda link: order.index(link.indicator)))

    def words(self, indicator: str) -> tuple[str, ...]:
        """Return the plain terms of an indicator, most usual first. Raises NotFoundError."""
        taxonomy().indicator(indicator)
        return tuple(self._query_terms.get(indicator, ()))


def hits_by_indicator(hits: Iterable[PatternHit[EntryKey]]) -> dict[str, list[PatternHit[EntryKey]]]:
    """Sort hits by indicator, the strongest first, without those whose words an earlier hit has."""
    hits_of: dict[str, list[PatternHit[EntryKey]]] = {}
    for hit in hits:
        hits_of.setdefault(hit.key.indicator, []).append(hit)
    counted: dict[str, list[PatternHit[EntryKey]]] = {}
    for indicator, candidates in hits_of.items():
        used: set[tuple[int, int]] = set()
        for hit in sorted(candidates, key=lambda hit: (ORDER[hit.key.strength], hit.sentence, hit.key.number)):
            if not hit.words & used:
                used |= hit.words
                counted.setdefault(indicator, []).append(hit)
    return counted


def evidence_of(candidates: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence in reading order, without overlaps."""
    ordered: list[Evidence] = []
    for evidence in sorted(set(candidates), key=lambda evidence: (evidence.start, -evidence.end)):
        if not ordered or evidence.start >= ordered[-1].end:
            ordered.append(evidence)
    return tuple(ordered)
