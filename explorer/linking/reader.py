"""Which indicators the words of a query speak of: the part of linking that every search needs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from explorer.linking.links import Evidence, Link
from explorer.linking.matching import Lookup, Matcher, PatternHit, Sentence
from explorer.linking.stored import Numbers, StoredLookup
from explorer.model.taxonomy import taxonomy

Lines = Mapping[str, Sequence[str]]
Rows = Mapping[str, Sequence[Sequence[int]]]
Asked = Mapping[str, Sequence[str]]  # the plain terms of each indicator, most usual first


class EntryKey(NamedTuple):
    """An entry of the vocabulary, by its indicator and its place there."""

    indicator: str
    number: int
    worth: float  # 0 where the entry only looks like the indicator's words


class Reader:
    """Reads queries with one vocabulary."""

    def __init__(
        self, lookup: Lookup[EntryKey], asked: Mapping[str, Sequence[str]], likely: float, sure: float
    ) -> None:
        """Words worth `likely` speak of an indicator, words worth `sure` name it."""
        self._matcher = Matcher(lookup)
        self._asked = asked
        self._likely, self._sure = likely, sure

    @classmethod
    def stored(cls, lines: Lines, rows: Mapping[str, Numbers]) -> "Reader":
        """A reader with what `reader_tables` made of a vocabulary."""
        asked = {slug: words for slug, *words in (line.split("\t") for line in lines["asked"])}
        return cls(StoredLookup(lines, rows, EntryKey), asked, *map(float, lines["worth"]))

    def read(self, text: str) -> tuple[Link, ...]:
        """The indicators that a query speaks of; grade 2 where its words name it."""
        read = self._matcher.read(text)
        links = []
        for slug, hits in by_indicator(self._matcher.hits(read)).items():
            worth = max(hit.key.worth for hit in hits)
            if worth >= self._likely:
                links.append(Link(slug, 2 if worth >= self._sure else 1, evidence_of(text, read, hits)))
        order = list(self._asked)
        return tuple(sorted(links, key=lambda link: (-link.grade, order.index(link.indicator))))

    def words(self, indicator: str) -> tuple[str, ...]:
        """Plain terms of an indicator, most usual first. Raises NotFoundError."""
        taxonomy().indicator(indicator)
        return tuple(self._asked.get(indicator, ()))


def by_indicator(hits: Iterable[PatternHit[EntryKey]]) -> dict[str, list[PatternHit[EntryKey]]]:
    """The hits of each indicator, the worthiest first, without those that only say again what another says."""
    found: dict[str, list[PatternHit[EntryKey]]] = {}
    for hit in hits:
        found.setdefault(hit.key.indicator, []).append(hit)
    kept: dict[str, list[PatternHit[EntryKey]]] = {}
    for indicator, its in found.items():
        taken = {word for hit in its if not hit.key.worth for word in hit.words}
        for hit in sorted(its, key=lambda hit: (-hit.key.worth, hit.sentence, hit.key.number)):
            if hit.key.worth and not hit.words & taken:
                taken |= hit.words
                kept.setdefault(indicator, []).append(hit)
    return kept


def evidence_of(text: str, read: Sequence[Sentence], hits: Iterable[PatternHit[EntryKey]]) -> tuple[Evidence, ...]:
    """The words that hits cover, in reading order, without overlaps."""
    found = {one for hit in hits for one in hit.evidence(text, read)}
    kept: list[Evidence] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
