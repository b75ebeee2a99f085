"""Matching the patterns of a vocabulary in a text.

A text is read once for all patterns: its words give the terms of each sentence, and only the patterns that need one of
those terms are tried.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from explorer.linking.links import Evidence
from explorer.linking.words import WordForm, sentence_words

MOST_KNOWN = 65_536  # word forms in the cache of a matcher
PatternKeyT = TypeVar("PatternKeyT")
PatternKey_co = TypeVar("PatternKey_co", covariant=True)
_Beginning = tuple[list[int], dict[int, list[tuple[tuple[int, ...], int]]], frozenset[int]]


class FormSpan(NamedTuple):
    """Adjacent words of one sentence, by their numbers in it."""

    start: int
    end: int  # after the last


class Rule(NamedTuple, Generic[PatternKey_co]):
    """A compiled pattern, its choices numbered."""

    key: PatternKey_co
    terms: int
    near: int | None  # a choice that the sentence must have too, in other words
    also: int | None  # a choice that the sentence must have too
    unless: int | None  # a choice that the sentence must not have
    within: int | None  # words that may lie between a term and one near it


class Lookup(Protocol[PatternKey_co]):
    """The words, terms, choices and rules of a vocabulary, each by its number."""

    @property
    def ignored(self) -> int:
        """The choice whose words count for nothing else."""

    def words_of(self, form: str) -> frozenset[int]:
        """Return the words that a folded form of a text is one of."""

    def terms_from(self, word: int) -> Iterable[tuple[tuple[int, ...], int]]:
        """Return the terms that begin with a word, each with its other words."""

    def terms_of(self, choice: int) -> frozenset[int]:
        """Return the terms of a choice."""

    def rules_of(self, term: int) -> Iterable[int]:
        """Return the rules to try where a term occurs."""

    def rule(self, number: int) -> Rule[PatternKey_co]:
        """Return a rule."""

    def countries_of(self, term: int) -> Collection[str] | None:
        """Return the codes of the countries that a term names; None where it names none."""


class Sentence:
    """One sentence with the spans of the vocabulary's terms."""

    def __init__(
        self, words: Sequence[WordForm], term_spans: Mapping[int, list[FormSpan]], lookup: Lookup[object]
    ) -> None:
        self.words = words
        self.term_spans = term_spans
        self._lookup = lookup
        self._spans: dict[int, list[FormSpan]] = {}

    def spans(self, choice: int) -> list[FormSpan]:
        """Return the spans of a choice, in reading order."""
        if choice not in self._spans:
            terms = self._lookup.terms_of(choice).intersection(self.term_spans)
            self._spans[choice] = sorted(span for term in terms for span in self.term_spans[term])
        return self._spans[choice]

    def evidence(self, text: str, start: int, end: int) -> Evidence:
        """Return the words of the text from word `start` to before word `end`."""
        first, last = self.words[start].start, self.words[end - 1].end
        return Evidence(text[first:last], first, last)

    def find(self, rule: Rule[object]) -> tuple[FormSpan, ...]:
        """Return the spans of a rule's terms, each before the words that must be near it; none where it does not match.

        The words near must be others than those of the terms.
        """
        terms = self.spans(rule.terms)
        if not terms or (rule.unless is not None and self.spans(rule.unless)):
            return ()
        if rule.also is not None and not self.spans(rule.also):
            return ()
        if rule.near is None:
            return tuple(terms)
        most = len(self.words) if rule.within is None else rule.within
        pairs = [
            (_distance(term, other), term, other)
            for term in terms
            for other in self.spans(rule.near)
            if 0 <= _distance(term, other) <= most
        ]
        return min(pairs)[1:] if pairs else ()


def _distance(left: FormSpan, right: FormSpan) -> int:
    """Return the number of words between two spans; below 0 where they overlap."""
    return max(right.start - left.end, left.start - right.end)


@dataclass(frozen=True, slots=True)
class PatternHit(Generic[PatternKeyT]):
    """A pattern that matched in a sentence."""

    key: PatternKeyT
    sentence: int  # number of the sentence
    spans: tuple[FormSpan, ...]

    @property
    def words(self) -> set[tuple[int, int]]:
        """The words that it covers, each by sentence and number."""
        return {(self.sentence, word) for span in self.spans for word in range(span.start, span.end)}

    def evidence(self, text: str, sentence: Sentence) -> tuple[Evidence, ...]:
        """Return the words of the text that it covers."""
        return tuple(sentence.evidence(text, *span) for span in self.spans)


class Matcher(Generic[PatternKeyT]):
    """Matches the patterns of a lookup in texts."""

    def __init__(self, lookup: Lookup[PatternKeyT]) -> None:
        self._lookup = lookup
        self._known: dict[str, frozenset[int]] = {}
        self._beginnings: dict[frozenset[int], _Beginning] = {}

    def read(self, text: str, home_country: str = "") -> list[Sentence]:
        """Split a text into sentences with their terms; names of the country `home_country` count for nothing."""
        return [self._sentence(text, words, home_country) for words in sentence_words(text)]

    def _sentence(self, text: str, words: Sequence[WordForm], home_country: str) -> Sentence:
        numbers = [self._words_of(word.form) for word in words]
        sentence = Sentence(words, self._find_terms(text, words, numbers, home_country), self._lookup)
        if ignored := sentence.spans(self._lookup.ignored):
            for span in ignored:
                numbers[span.start : span.end] = [frozenset()] * (span.end - span.start)
            sentence = Sentence(words, self._find_terms(text, words, numbers, home_country), self._lookup)
        return sentence

    def _words_of(self, form: str) -> frozenset[int]:
        words = self._known.get(form)
        if words is None:
            if len(self._known) >= MOST_KNOWN:  # queries have new words without end
                self._known.clear()
            words = self._known[form] = self._lookup.words_of(form)
        return words

    def _find_terms(
        self, text: str, words: Sequence[WordForm], numbers: Sequence[frozenset[int]], home_country: str
    ) -> dict[int, list[FormSpan]]:
        """Return the spans of every term, with `numbers` the vocabulary's words that each word is one of."""
        spans: dict[int, list[FormSpan]] = {}
        for start, known in enumerate(numbers):
            if not known:
                continue
            single, longer, seconds = self._beginning(known)
            for term in single:
                spans.setdefault(term, []).append(FormSpan(start, start + 1))
            if not longer or start + 1 == len(numbers) or words[start + 1].breaks:
                continue
            for second in seconds & numbers[start + 1]:
                for others, term in longer[second]:
                    end = start + 2 + len(others)
                    if not others or (
                        end <= len(numbers)
                        and not any(word.breaks for word in words[start + 2 : end])
                        and all(map(frozenset.__contains__, numbers[start + 2 : end], others))
                    ):
                        spans.setdefault(term, []).append(FormSpan(start, end))
        self._drop_names(text, words, spans, home_country)
        return spans

    def _drop_names(
        self, text: str, words: Sequence[WordForm], spans: dict[int, list[FormSpan]], home_country: str
    ) -> None:
        """Drop the names of countries that are not in capitals, and those of the home country."""
        for term in tuple(spans):
            codes = self._lookup.countries_of(term)
            if codes is None:
                continue
            capitals = [span for span in spans[term] if text[words[span.start].start].isupper()]
            if capitals and codes != {home_country}:
                spans[term] = capitals
            else:
                del spans[term]

    def _beginning(self, known: frozenset[int]) -> _Beginning:
        """Return the terms that are one of these words, and by their second word those that begin with one."""
        if known not in self._beginnings:
            single: list[int] = []
            longer: dict[int, list[tuple[tuple[int, ...], int]]] = {}
            for number in known:
                for others, term in self._lookup.terms_from(number):
                    if others:
                        longer.setdefault(others[0], []).append((others[1:], term))
                    else:
                        single.append(term)
            self._beginnings[known] = (single, longer, frozenset(longer))
        return self._beginnings[known]

    def hits(self, sentences: Sequence[Sentence]) -> Iterator[PatternHit[PatternKeyT]]:
        """Yield each pattern that a text has, once for each of its sentences."""
        for number, sentence in enumerate(sentences):
            rules = {rule for term in sentence.term_spans for rule in self._lookup.rules_of(term)}
            for rule in map(self._lookup.rule, sorted(rules)):
                if spans := sentence.find(rule):
                    yield PatternHit(rule.key, number, spans)
