"""The linker: the indicators that a passage gives evidence for, and those that a query refers to.

Each sentence of a passage is weighed for each indicator by a linear model of its section, the entries of the
vocabulary that it matches and its other words. A passage has the probability that any of its sentences is evidence.
Everything is added up from tables that can be read, thus every link can be explained.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from explorer.core import paths
from explorer.linking.entries import pattern_lookup, query_terms, reader_tables
from explorer.linking.link_model import (
    PLACES,
    Floats,
    LinkModel,
    SentenceFeatures,
    entry_term,
    place_features,
    probabilities,
    read_model,
)
from explorer.linking.links import Evidence, Explanation, Link, SentenceExplanation, WeighedWords
from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import Matcher, PatternHit, Sentence
from explorer.linking.reader import EntryKey, Lines, Reader, Rows, evidence_of, hits_by_indicator
from explorer.linking.sentence_context import ContextTerm, context_terms
from explorer.linking.strengths import LINKS, STRENGTHS
from explorer.linking.vocabulary import CRIME, EVERYDAY, Vocabulary, read_vocabulary
from explorer.model.profiles import Passage, parse_reference
from explorer.model.taxonomy import EDITIONS, PILLARS, taxonomy

LEAST_SHARE = 0.5  # of the best sentence's probability, for a sentence to be shown as evidence
FEW_WORDS = 3  # of the context that are shown where no entry matches
CONTEXT, SECTION = "context", "section"  # the strengths of words that no entry lists, and of the section alone

Hits = Sequence[PatternHit[EntryKey]]


@dataclass(frozen=True)
class ReadSentence:
    """A sentence of a passage as it is weighed."""

    sentence: Sentence
    hits: dict[str, Hits]  # by indicator
    features: SentenceFeatures


@dataclass(frozen=True)
class WeighedPassage:
    """The sentences of a passage, and how probable it is that each is evidence for each indicator."""

    passage: Passage
    sentences: Sequence[ReadSentence]
    by_sentence: Floats  # float64[sentences, indicators], 0 where no word speaks for an indicator
    about: Floats  # float64[indicators], 1 where the section is about it

    @cached_property
    def whole(self) -> Floats:
        """The probability that any sentence is evidence, float64[indicators]."""
        any_sentence: Floats = 1 - np.prod(1 - self.by_sentence, axis=0)
        return any_sentence


class Linker:
    """Links passages and reads queries with one vocabulary and one model."""

    def __init__(self, vocabulary: Vocabulary, model: LinkModel) -> None:
        self.vocabulary = vocabulary
        self._model = model
        self._slugs = [indicator.slug for indicator in taxonomy().indicators]
        self._numbers = {slug: number for number, slug in enumerate(self._slugs)}
        self._topics = {topic.indicator: topic for topic in vocabulary.topics}
        self._markets = np.array([float(indicator.pillar == PILLARS[0]) for indicator in taxonomy().indicators])

    @cached_property
    def _lookup(self) -> PatternLookup[EntryKey]:
        return pattern_lookup(self.vocabulary, is_query=False)

    @cached_property
    def _matcher(self) -> Matcher[EntryKey]:
        return Matcher(self._lookup)

    @cached_property
    def _crime(self) -> frozenset[int]:
        return self._lookup.class_terms(CRIME)

    @cached_property
    def _everyday(self) -> frozenset[int]:
        return self._lookup.class_terms(EVERYDAY)

    def read_sentences(self, text: str, country: str) -> list[ReadSentence]:
        """Read the sentences of a text; names of its own country count for nothing."""
        sentences = self._matcher.read(text, country)
        hits_of: list[dict[str, list[PatternHit[EntryKey]]]] = [{} for _ in sentences]
        for slug, hits in hits_by_indicator(self._matcher.hits(sentences)).items():
            for hit in hits:
                hits_of[hit.sentence].setdefault(slug, []).append(hit)
        return [
            ReadSentence(sentence, dict(hits), self._features(sentence, hits))
            for sentence, hits in zip(sentences, hits_of, strict=True)
        ]

    def _features(self, sentence: Sentence, hits_of: dict[str, list[PatternHit[EntryKey]]]) -> SentenceFeatures:
        counts = np.zeros((len(self._slugs), len(STRENGTHS)))
        matched: dict[tuple[str, str], ContextTerm] = {}
        for slug, hits in hits_of.items():
            for _, strength in {(hit.key.number, hit.key.strength) for hit in hits}:
                counts[self._numbers[slug], STRENGTHS.index(strength)] += 1
            for hit in hits:
                term = ContextTerm(entry_term(slug, hit.key.strength), *hit.spans[0])
                matched.setdefault((slug, hit.key.strength), term)
        terms = context_terms(sentence, self._lookup.names_choice)
        return SentenceFeatures(counts, (*terms, *matched.values()))

    def weigh(self, passage: Passage) -> WeighedPassage:
        """Weigh each sentence of a passage for each indicator."""
        places = place_features(passage.section)
        sentences = self.read_sentences(passage.text, parse_reference(passage.text_id).code or "")
        by_sentence = np.zeros((len(sentences), len(self._slugs)))
        for number, read in enumerate(() if self._is_everyday(sentences) else sentences):
            has_words = read.features.counts.any(axis=1) | (self._model.most(read.features) > 0)
            probable = probabilities(self._model.log_odds(read.features, places)) * has_words
            told = self._markets * (read.features.counts[:, STRENGTHS.index(LINKS)] > 0)
            by_sentence[number] = np.maximum(probable, told * self.vocabulary.thresholds.told)
        return WeighedPassage(passage, sentences, by_sentence, places[:, -1])

    def _is_everyday(self, sentences: Sequence[ReadSentence]) -> bool:
        """Return whether a passage has many more words of everyday life than of crime."""
        seen = {term for read in sentences for term in read.sentence.term_spans}
        excess = len(seen & self._everyday) - len(seen & self._crime)
        return excess > self.vocabulary.thresholds.everyday

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        """Return the indicators of an edition that a passage is evidence for: those it is about first, then by weight.

        Without an edition, which a chapter may lack, all indicators count.
        """
        weighed = self.weigh(passage)
        scored = _scored(edition)
        graded = [(self._grade(weighed, number), number) for number in range(len(self._slugs)) if number in scored]
        order = sorted((-grade, -weighed.whole[number], number) for grade, number in graded if grade)
        return tuple(Link(self._slugs[number], -grade, self._evidence(weighed, number)) for grade, _, number in order)

    def _threshold(self, weighed: WeighedPassage, number: int) -> float:
        thresholds = self.vocabulary.thresholds
        return thresholds.section if weighed.about[number] else thresholds.elsewhere

    def _grade(self, weighed: WeighedPassage, number: int) -> int:
        """Return 2 where the passage is about the indicator, 1 where it is evidence for it, else 0."""
        probability = weighed.whole[number]
        if probability < self._threshold(weighed, number):
            return 0
        return 2 if weighed.about[number] and probability >= self.vocabulary.thresholds.main else 1

    def _evidence(self, weighed: WeighedPassage, number: int) -> tuple[Evidence, ...]:
        """Return the words of the sentences that are evidence: those of entries, else a few of the context."""
        found: list[Evidence] = []
        for sentence in self._evident(weighed, number):
            read = weighed.sentences[sentence]
            hits = read.hits.get(self._slugs[number], ())
            spans = [span for hit in hits for span in hit.spans] or self._context_spans(read, number)
            found += [read.sentence.evidence(weighed.passage.text, *span) for span in spans]
        return evidence_of(found)

    def _evident(self, weighed: WeighedPassage, number: int) -> list[int]:
        column = weighed.by_sentence[:, number]
        return [sentence for sentence, value in enumerate(column) if value and value >= LEAST_SHARE * column.max()]

    def _context_spans(self, read: ReadSentence, number: int) -> list[tuple[int, int]]:
        words = sorted(self._model.weighed_words(read.features, number), key=lambda word: -word.weight)
        return [(word.word.start, word.word.end) for word in words[:FEW_WORDS] if word.weight > 0]

    def explain(self, passage: Passage, edition: int | None) -> tuple[Explanation, ...]:
        """Explain every indicator that a passage has any evidence for, linked ones first."""
        weighed = self.weigh(passage)
        numbers = [number for number in range(len(self._slugs)) if weighed.by_sentence[:, number].any()]
        scored = _scored(edition)
        graded = [(self._grade(weighed, number) if number in scored else 0, number) for number in numbers]
        graded.sort(key=lambda pair: (-pair[0], -weighed.whole[pair[1]]))
        return tuple(self._explanation(weighed, number, grade, edition) for grade, number in graded)

    def _explanation(self, weighed: WeighedPassage, number: int, grade: int, edition: int | None) -> Explanation:
        probability, threshold = float(weighed.whole[number]), self._threshold(weighed, number)
        if number not in _scored(edition):
            reason = "the edition does not score it"
        else:
            reason = f"{'linked' if grade else 'not linked'}: {probability:.2f} of {threshold:.2f}"
            reason += f", grade {grade}" if grade else ""
        if weighed.about[number]:
            reason += ", in a section about it"
        sentences = tuple(self._explain_sentence(weighed, at, number) for at in self._evident(weighed, number))
        return Explanation(
            self._slugs[number], grade, probability, threshold, bool(weighed.about[number]), reason, sentences
        )

    def _explain_sentence(self, weighed: WeighedPassage, at: int, number: int) -> SentenceExplanation:
        text, read = weighed.passage.text, weighed.sentences[at]
        words = sorted(self._weighed_words(weighed, read, number), key=lambda words: -words.weight)
        whole = read.sentence.evidence(text, 0, len(read.sentence.words))
        return SentenceExplanation(whole.text, whole.start, float(weighed.by_sentence[at, number]), tuple(words))

    def _weighed_words(self, weighed: WeighedPassage, read: ReadSentence, number: int) -> Iterator[WeighedWords]:
        text, slug = weighed.passage.text, self._slugs[number]
        places = place_features(weighed.passage.section)[number]
        yield WeighedWords((), float(self._model.weights[number, : len(PLACES)] @ places), SECTION, "weights.csv")
        for hit in read.hits.get(slug, ()):
            entry = self._topics[slug].all_entries[hit.key.number]
            weight = self._model.entry_weight(number, entry.strength, bool(weighed.about[number]))
            yield WeighedWords(hit.evidence(text, read.sentence), weight, entry.strength, entry.location)
        for word in self._model.weighed_words(read.features, number):
            evidence = read.sentence.evidence(text, word.word.start, word.word.end)
            yield WeighedWords((evidence,), word.weight, CONTEXT, f"context.csv: {word.word.stems}")

    @cached_property
    def _query_lookup(self) -> PatternLookup[EntryKey]:  # apart from passages: a search needs this one alone
        return pattern_lookup(self.vocabulary, is_query=True)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._query_lookup, query_terms(self.vocabulary))

    def read(self, text: str) -> tuple[Link, ...]:
        """Return the indicators that the words of a query name, with grade 2."""
        return self._reader.read(text)

    def words(self, indicator: str) -> tuple[str, ...]:
        """Return the plain terms of an indicator, most usual first. Raises NotFoundError."""
        return self._reader.words(indicator)

    def reader_tables(self) -> tuple[Lines, Rows]:
        """Return the tables from which `Reader.stored` reads queries as this linker does."""
        return reader_tables(self.vocabulary, self._query_lookup)


@cache
def _scored(edition: int | None) -> frozenset[int]:
    """Return the numbers of the indicators that an edition scores; without one, those of the last."""
    scored = taxonomy().indicators_of(edition or EDITIONS[-1])
    return frozenset(number for number, indicator in enumerate(taxonomy().indicators) if indicator in scored)


@cache
def linker() -> Linker:
    """Return the linker with the vocabulary and model that this copy ships. Raises VocabularyError."""
    folder = paths.links_folder()
    return Linker(read_vocabulary(folder), read_model(folder))
