"""Which indicators a passage gives evidence for, and which a query speaks of.

Words in `index/links/` are worth points; an indicator is linked when its words are worth enough, more easily in a
section that is about it. Nothing is learned and nothing is random, so that every link can be explained.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from explorer.core import paths
from explorer.linking.entries import asked_words, pattern_lookup, reader_tables
from explorer.linking.links import Explanation, Link, PatternMatch
from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import Matcher, PatternHit, Sentence
from explorer.linking.reader import EntryKey, Lines, Reader, Rows, by_indicator, evidence_of
from explorer.linking.vocabulary import CRIME, EVERYDAY, Vocabulary, read_vocabulary
from explorer.model.profiles import Passage, parse_reference
from explorer.model.taxonomy import EDITIONS, taxonomy

_FEW_EVERYDAY = 2  # so many more words of everyday life than of crime are no sign of anything
_FEW_HINTS = 2  # hints that count, beside something stronger, in a section about something else
_MANY_HINTS = 4  # hints that link without anything stronger, in a section about their indicator
_REPEATED = 0.25  # what a pattern is worth in each further sentence, for how much a passage is about something


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What speaks for one indicator in a passage."""

    indicator: str
    points: float
    extent: float  # the points, and a little for every repetition
    needed: float
    is_supported: bool
    is_scored: bool
    hits: tuple[PatternHit[EntryKey], ...]

    @property
    def is_linked(self) -> bool:
        return self.is_scored and self.points >= self.needed


class Linker:
    """Links passages and reads queries with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._topics = {topic.indicator: topic for topic in vocabulary.topics}

    @cached_property
    def _lookup(self) -> PatternLookup[EntryKey]:
        return pattern_lookup(self._vocabulary, is_query=False)

    @cached_property
    def _passages(self) -> Matcher[EntryKey]:
        return Matcher(self._lookup)

    @cached_property
    def _crime(self) -> frozenset[int]:
        return self._lookup.class_terms(CRIME)

    @cached_property
    def _everyday(self) -> frozenset[int]:
        return self._lookup.class_terms(EVERYDAY)

    def explain(self, passage: Passage, edition: int | None) -> tuple[Explanation, ...]:
        """What speaks for each indicator that anything in a passage speaks for: linked ones first."""
        read, found = self._weigh(passage, edition)
        explained = [
            _explanation(one, grade, tuple(self._match(passage.text, read, hit) for hit in one.hits))
            for one, grade in self._graded(found)
        ]
        return tuple(explained)

    def _match(self, text: str, read: Sequence[Sentence], hit: PatternHit[EntryKey]) -> PatternMatch:
        entry = self._topics[hit.key.indicator].all_entries[hit.key.number]
        return PatternMatch(entry.pattern.written, entry.strength, entry.place, hit.evidence(text, read))

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        """The indicators of an edition that a passage is evidence for: those it is about first, then the strongest.

        Without an edition, which a chapter may lack, all indicators count.
        """
        read, found = self._weigh(passage, edition)
        return tuple(
            Link(one.indicator, grade, evidence_of(passage.text, read, one.hits))
            for one, grade in self._graded(found)
            if grade
        )

    def _weigh(self, passage: Passage, edition: int | None) -> tuple[list[Sentence], list[_Weighed]]:
        weights = self._vocabulary.weights
        read = self._passages.read(passage.text, parse_reference(passage.text_id).code or "")
        excess = _count(read, self._everyday) - _count(read, self._crime) - _FEW_EVERYDAY
        needed = weights.enough + weights.everyday * max(0, excess)
        scored = {one.slug for one in taxonomy().indicators_of(edition or EDITIONS[-1])}
        by_slug = by_indicator(self._passages.hits(read))
        about = self._vocabulary.sections.get(passage.section, frozenset())
        loudest = max((_once(hits) for slug, hits in by_slug.items() if slug in about), default=0.0)
        weighed = []
        for slug, hits in by_slug.items():
            once = _once(hits)
            # A section speaks for those of its indicators that are heard in the passage, not for all of them.
            is_supported = slug in about and once >= loudest / 2
            # Elsewhere evidence is a sentence: words scattered over a passage say little.
            points = once
            is_hinted = all(hit.key.worth <= weights.hint for hit in hits)
            if is_supported and is_hinted and (once < loudest or once < _MANY_HINTS * weights.hint):
                points = 0.0  # hints alone are enough when they are many, and only for what the passage speaks of most
            elif not is_supported:
                best = max(_outside(its, weights.hint) for its in _by_sentence(hits))
                points = best + weights.scattered * (max(best, _outside(hits, weights.hint)) - best)
            support = weights.support if is_supported or passage.section in self._topics[slug].sections else 1.0
            repeated = sum(hit.key.worth for hit in hits) - once
            weighed.append(
                _Weighed(
                    indicator=slug,
                    points=support * points,
                    extent=support * (points + _REPEATED * repeated),
                    needed=needed,
                    is_supported=is_supported,
                    is_scored=slug in scored,
                    hits=tuple(hits),
                )
            )
        return read, weighed

    def _graded(self, found: Iterable[_Weighed]) -> list[tuple[_Weighed, int]]:
        """Each with its grade, the best first; grade 0 is not linked."""
        ordered = sorted(found, key=lambda one: (-one.extent, one.indicator))
        strongest = max((one.extent for one in ordered if one.is_linked and one.is_supported), default=0.0)
        about = max(self._vocabulary.weights.about, strongest / 2)
        graded = [
            (one, (2 if one.is_supported and one.extent >= about else 1) if one.is_linked else 0) for one in ordered
        ]
        return sorted(graded, key=lambda pair: -pair[1])

    @cached_property
    def _query_lookup(self) -> PatternLookup[EntryKey]:  # apart from passages: who reads queries has only this made
        return pattern_lookup(self._vocabulary, is_query=True)

    @cached_property
    def _reader(self) -> Reader:
        weights = self._vocabulary.weights
        return Reader(self._query_lookup, asked_words(self._vocabulary), weights.likely, weights.sure)

    def read(self, text: str) -> tuple[Link, ...]:
        """The indicators that a query speaks of; grade 2 where its words name it."""
        return self._reader.read(text)

    def words(self, indicator: str) -> tuple[str, ...]:
        """Plain terms of an indicator, most usual first. Raises NotFoundError."""
        return self._reader.words(indicator)

    def reader_tables(self) -> tuple[Lines, Rows]:
        """What `Reader.stored` reads queries by as this linker does."""
        return reader_tables(self._vocabulary, self._query_lookup)


def _count(read: Iterable[Sentence], terms: frozenset[int]) -> int:
    return len({term for sentence in read for term in terms.intersection(sentence.found)})


def _once(hits: Iterable[PatternHit[EntryKey]]) -> float:
    return sum({hit.key.number: hit.key.worth for hit in hits}.values())


def _outside(hits: Iterable[PatternHit[EntryKey]], hint: float) -> float:
    """What hits are worth where the section is about something else: hints only beside something stronger, and few."""
    worths = {hit.key.number: hit.key.worth for hit in hits}.values()
    strong = sum(worth for worth in worths if worth > hint)
    hints = sum(worth <= hint for worth in worths)
    return strong + hint * min(hints, _FEW_HINTS) if strong else 0.0


def _by_sentence(hits: Iterable[PatternHit[EntryKey]]) -> Iterable[list[PatternHit[EntryKey]]]:
    found: dict[int, list[PatternHit[EntryKey]]] = {}
    for hit in hits:
        found.setdefault(hit.sentence, []).append(hit)
    return found.values()


def _explanation(one: _Weighed, grade: int, matches: tuple[PatternMatch, ...]) -> Explanation:
    if not one.is_scored:
        reason = "the edition does not score it"
    elif grade:
        reason = f"linked with {one.points:g} points of {one.needed:g}, grade {grade}"
    else:
        reason = f"not linked: {one.points:g} points of {one.needed:g}"
    if one.is_supported and one.is_scored:
        reason += ", in a section about it"
    return Explanation(one.indicator, grade, one.points, one.needed, one.is_supported, reason, matches)


@cache
def linker() -> Linker:
    """The linker with the vocabulary that this copy ships. Raises VocabularyError."""
    return Linker(read_vocabulary(paths.content("index") / "links"))
