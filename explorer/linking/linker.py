"""The linker: the indicators that a passage gives evidence for, and those that a query refers to.

The patterns of `index/links/` have weights; an indicator is linked when its patterns have enough points, more easily in
a section that is about it. Nothing is learned and nothing is random, thus every link can be explained.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from explorer.core import paths
from explorer.linking.entries import pattern_lookup, query_terms, reader_tables
from explorer.linking.links import Explanation, Link, PatternMatch
from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import Matcher, PatternHit, Sentence
from explorer.linking.points import (
    Hits,
    is_boosted,
    link_threshold,
    main_threshold,
    repetition_points,
    section_points,
    sentence_points,
    strongest_in_section,
)
from explorer.linking.reader import EntryKey, Lines, Reader, Rows, evidence_of, hits_by_indicator
from explorer.linking.vocabulary import CRIME, EVERYDAY, Vocabulary, read_vocabulary
from explorer.model.profiles import Passage, parse_reference
from explorer.model.taxonomy import EDITIONS, taxonomy


@dataclass(frozen=True, slots=True)
class _WeighedIndicator:
    """The evidence for one indicator in a passage, in points."""

    indicator: str
    points: float
    main_points: float  # the points, and a little for every repetition
    threshold: float
    is_boosted: bool
    is_scored: bool
    hits: Hits

    @property
    def is_linked(self) -> bool:
        return self.is_scored and self.points >= self.threshold


class Linker:
    """Links passages and reads queries with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._topics = {topic.indicator: topic for topic in vocabulary.topics}

    @cached_property
    def _lookup(self) -> PatternLookup[EntryKey]:
        return pattern_lookup(self._vocabulary, is_query=False)

    @cached_property
    def _matcher(self) -> Matcher[EntryKey]:
        return Matcher(self._lookup)

    @cached_property
    def _crime(self) -> frozenset[int]:
        return self._lookup.class_terms(CRIME)

    @cached_property
    def _everyday(self) -> frozenset[int]:
        return self._lookup.class_terms(EVERYDAY)

    def explain(self, passage: Passage, edition: int | None) -> tuple[Explanation, ...]:
        """Explain every indicator that a passage has any evidence for, linked ones first."""
        sentences, weighed = self._weigh_passage(passage, edition)
        return tuple(
            _explanation(indicator, grade, [self._match(passage.text, sentences, hit) for hit in indicator.hits])
            for indicator, grade in self._graded(weighed)
        )

    def _match(self, text: str, sentences: Sequence[Sentence], hit: PatternHit[EntryKey]) -> PatternMatch:
        entry = self._topics[hit.key.indicator].all_entries[hit.key.number]
        return PatternMatch(entry.pattern.written, entry.strength, entry.location, hit.evidence(text, sentences))

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        """Return the indicators of an edition that a passage is evidence for: those it is about first, then by points.

        Without an edition, which a chapter may lack, all indicators count.
        """
        sentences, weighed = self._weigh_passage(passage, edition)
        return tuple(
            Link(indicator.indicator, grade, evidence_of(passage.text, sentences, indicator.hits))
            for indicator, grade in self._graded(weighed)
            if grade
        )

    def _weigh_passage(self, passage: Passage, edition: int | None) -> tuple[list[Sentence], list[_WeighedIndicator]]:
        """Return the sentences of a passage, and all indicators that occur in it with their points."""
        weights = self._vocabulary.weights
        sentences = self._matcher.read(passage.text, parse_reference(passage.text_id).code or "")
        hits_of = hits_by_indicator(self._matcher.hits(sentences))
        everyday, crime = (_count_terms(sentences, terms) for terms in (self._everyday, self._crime))
        threshold = link_threshold(everyday, crime, weights)
        strongest = strongest_in_section(hits_of, self._vocabulary.sections.get(passage.section, ()))
        scored = {indicator.slug for indicator in taxonomy().indicators_of(edition or EDITIONS[-1])}
        return sentences, [
            self._weigh(slug, hits, passage.section, strongest, threshold, is_scored=slug in scored)
            for slug, hits in hits_of.items()
        ]

    def _weigh(
        self, slug: str, hits: Hits, section: str, strongest: float, threshold: float, is_scored: bool
    ) -> _WeighedIndicator:
        """Weigh one indicator in a passage, where the strongest that the section is about has `strongest` points."""
        weights = self._vocabulary.weights
        is_about = slug in self._vocabulary.sections.get(section, ())
        boosted = is_about and is_boosted(hits, strongest, weights)
        points = section_points(hits, strongest, weights) if boosted else sentence_points(hits, weights)
        factor = weights.section_boost if boosted or section in self._topics[slug].sections else 1.0
        return _WeighedIndicator(
            indicator=slug,
            points=factor * points,
            main_points=factor * (points + repetition_points(hits, weights)),
            threshold=threshold,
            is_boosted=boosted,
            is_scored=is_scored,
            hits=hits,
        )

    def _graded(self, weighed: Iterable[_WeighedIndicator]) -> list[tuple[_WeighedIndicator, int]]:
        """Return each indicator with its grade, the best first; grade 0 is not linked."""
        weights = self._vocabulary.weights
        ordered = sorted(weighed, key=lambda indicator: (-indicator.main_points, indicator.indicator))
        boosted = (indicator.main_points for indicator in ordered if indicator.is_linked and indicator.is_boosted)
        threshold = main_threshold(max(boosted, default=0.0), weights)
        graded = [(indicator, _grade(indicator, threshold)) for indicator in ordered]
        return sorted(graded, key=lambda pair: -pair[1])

    @cached_property
    def _query_lookup(self) -> PatternLookup[EntryKey]:  # apart from passages: a search needs this one alone
        return pattern_lookup(self._vocabulary, is_query=True)

    @cached_property
    def _reader(self) -> Reader:
        weights = self._vocabulary.weights
        return Reader(self._query_lookup, query_terms(self._vocabulary), weights.medium, weights.strong)

    def read(self, text: str) -> tuple[Link, ...]:
        """Return the indicators that a query refers to; grade 2 where its words name it."""
        return self._reader.read(text)

    def words(self, indicator: str) -> tuple[str, ...]:
        """Return the plain terms of an indicator, most usual first. Raises NotFoundError."""
        return self._reader.words(indicator)

    def reader_tables(self) -> tuple[Lines, Rows]:
        """Return the tables from which `Reader.stored` reads queries as this linker does."""
        return reader_tables(self._vocabulary, self._query_lookup)


def _count_terms(sentences: Iterable[Sentence], terms: frozenset[int]) -> int:
    return len({term for sentence in sentences for term in terms.intersection(sentence.term_spans)})


def _grade(indicator: _WeighedIndicator, threshold: float) -> int:
    """Return 2 where the passage is about the indicator, 1 where it is evidence for it, else 0."""
    if not indicator.is_linked:
        return 0
    return 2 if indicator.is_boosted and indicator.main_points >= threshold else 1


def _explanation(indicator: _WeighedIndicator, grade: int, matches: Iterable[PatternMatch]) -> Explanation:
    if not indicator.is_scored:
        reason = "the edition does not score it"
    elif grade:
        reason = f"linked with {indicator.points:g} points of {indicator.threshold:g}, grade {grade}"
    else:
        reason = f"not linked: {indicator.points:g} points of {indicator.threshold:g}"
    if indicator.is_boosted and indicator.is_scored:
        reason += ", in a section about it"
    return Explanation(
        indicator.indicator,
        grade,
        indicator.points,
        indicator.threshold,
        indicator.is_boosted,
        reason,
        tuple(matches),
    )


@cache
def linker() -> Linker:
    """Return the linker with the vocabulary that this copy ships. Raises VocabularyError."""
    return Linker(read_vocabulary(paths.content("index") / "links"))
