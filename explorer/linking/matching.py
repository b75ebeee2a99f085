"""Matching the patterns of a vocabulary in a text.

A text is read once for all patterns: its words give the terms of each sentence, and only the patterns that need one of
those terms are tried.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from explorer.linking.links import Evidence
from explorer.linking.words import WordForm, sentence_words

NEAR = 5  # words that may lie between two that are joined by ".." or "~"
MOST_KNOWN = 65_536  # word forms in the cache of a matcher
PatternKeyT = TypeVar("PatternKeyT")
PatternKey_co = TypeVar("PatternKey_co", covariant=True)
_Beginning = tuple[list[int], dict[int, list[tuple[tuple[int, ...], int]]], frozenset[int]]


class FormSpan(NamedTuple):
    """Adjacent words of one sentence, by their numbers in it."""

    start: int
    end: int  # after the last


class NumberedPart(NamedTuple):
    """A part of a pattern whose choices are numbered."""

    choices: tuple[int, ...]
    joins: tuple[str, ...]


class Rule(NamedTuple, Generic[PatternKey_co]):
    """A compiled pattern."""

    key: PatternKey_co
    together: tuple[NumberedPart, ...]
    elsewhere: tuple[NumberedPart, ...]
    not_together: tuple[NumberedPart, ...]
    not_elsewhere: tuple[NumberedPart, ...]
    needs: tuple[int, ...]  # choices that its sentence must have


class Lookup(Protocol[PatternKey_co]):
    """The words, terms, choices and rules of a vocabulary, each by its number."""

    @property
    def ignored(self) -> int:
        """The choice whose words count for nothing else."""

    def words_of(self, form: str) -> frozenset[int]:
        """Return the words that a folded form of a text is one of."""

    def terms_from(self, word: int) -> Iterable[tuple[tuple[int, ...], int]]:
        """Return the terms that begin with a word, each with its other words."""

    def choices_of(self, term: int) -> Iterable[int]:
        """Return the choices that a term is in."""

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
        self._choices: set[int] = set()
        for term in term_spans:
            self._choices.update(lookup.choices_of(term))
        self._spans: dict[int, list[FormSpan]] = {}

    def has(self, choices: Iterable[int]) -> bool:
        """Return whether the sentence has a term of each choice."""
        return self._choices.issuperset(choices)

    def spans(self, choice: int) -> list[FormSpan]:
        """Return the spans of a choice, in reading order."""
        if choice not in self._spans:
            terms = self._lookup.terms_of(choice).intersection(self.term_spans)
            self._spans[choice] = sorted(span for term in terms for span in self.term_spans[term])
        return self._spans[choice]

    def find(self, part: NumberedPart) -> list[FormSpan]:
        """Return the spans in which the choices of a part are near each other."""
        if not self.has(part.choices):
            return []
        spans = self.spans(part.choices[0])
        for choice, join in zip(part.choices[1:], part.joins, strict=True):
            spans = [
                FormSpan(min(left.start, right.start), max(left.end, right.end))
                for left in spans
                for right in self.spans(choice)
                if _are_near(left, right, join)
            ]
        return spans


def _are_near(left: FormSpan, right: FormSpan, join: str) -> bool:
    return 0 <= right.start - left.end <= NEAR or (join == "~" and 0 <= left.start - right.end <= NEAR)


@dataclass(frozen=True, slots=True)
class PatternHit(Generic[PatternKeyT]):
    """A pattern that matched in a sentence."""

    key: PatternKeyT
    sentence: int  # number of the sentence
    spans: tuple[FormSpan, ...]  # of each part that must be in the sentence

    @property
    def words(self) -> set[tuple[int, int]]:
        """The words that it covers, each by sentence and number."""
        return {(self.sentence, word) for span in self.spans for word in range(span.start, span.end)}

    def evidence(self, text: str, sentences: Sequence[Sentence]) -> tuple[Evidence, ...]:
        """Return the words of the text that it covers."""
        words = sentences[self.sentence].words
        offsets = [(words[span.start].start, words[span.end - 1].end) for span in self.spans]
        return tuple(Evidence(text[start:end], start, end) for start, end in offsets)


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
                if not sentence.has(rule.needs):
                    continue
                spans = [sentence.find(part) for part in rule.together]
                if (
                    all(spans)
                    and not any(sentence.find(part) for part in rule.not_together)
                    and all(any(other.find(part) for other in sentences) for part in rule.elsewhere)
                    and not any(other.find(part) for part in rule.not_elsewhere for other in sentences)
                ):
                    yield PatternHit(rule.key, number, tuple(part_spans[0] for part_spans in spans))
