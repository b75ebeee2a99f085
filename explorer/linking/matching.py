"""Where the patterns of a vocabulary stand in a text.

A text is read once for all patterns: its words give the terms that stand in each sentence, and only patterns of which a
term is there are looked at.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from explorer.linking.links import Evidence
from explorer.linking.words import WordForm, sentences

NEAR = 5  # words that may stand between two that are joined by ".." or "~"
MOST_KNOWN = 65_536  # words of which it is remembered which terms have them
PatternKeyT = TypeVar("PatternKeyT")
PatternKey_co = TypeVar("PatternKey_co", covariant=True)
_Beginning = tuple[list[int], dict[int, list[tuple[tuple[int, ...], int]]], frozenset[int]]


class FormSpan(NamedTuple):
    """Words of one sentence, by their places in it."""

    start: int
    end: int  # behind the last


class NumberedPart(NamedTuple):
    """A part of a pattern whose choices are numbered."""

    choices: tuple[int, ...]
    joins: tuple[str, ...]


class Rule(NamedTuple, Generic[PatternKey_co]):
    """A pattern, ready to be looked for."""

    key: PatternKey_co
    together: tuple[NumberedPart, ...]
    elsewhere: tuple[NumberedPart, ...]
    not_together: tuple[NumberedPart, ...]
    not_elsewhere: tuple[NumberedPart, ...]
    needs: tuple[int, ...]  # choices that its sentence must have


class Lookup(Protocol[PatternKey_co]):
    """The words, terms, choices and rules of a vocabulary, each by its number."""

    @property
    def mask(self) -> int:
        """The choice whose words count for nothing else."""

    def words_of(self, form: str) -> frozenset[int]:
        """The words that a folded form of a text is one of."""

    def terms_from(self, word: int) -> Iterable[tuple[tuple[int, ...], int]]:
        """The terms that begin with a word, each with its other words."""

    def choices_of(self, term: int) -> Iterable[int]:
        """The choices that a term is of."""

    def terms_of(self, choice: int) -> frozenset[int]:
        """The terms of a choice."""

    def rules_of(self, term: int) -> Iterable[int]:
        """The rules that may be met where a term stands."""

    def rule(self, number: int) -> Rule[PatternKey_co]:
        """A rule."""

    def countries_of(self, term: int) -> Collection[str] | None:
        """The codes that a term stands for, when it is the name of a country."""


class Sentence:
    """One sentence, and where the terms of a vocabulary stand in it."""

    def __init__(self, words: Sequence[WordForm], found: Mapping[int, list[FormSpan]], lookup: Lookup[object]) -> None:
        self.words = words
        self.found = found  # terms
        self._lookup = lookup
        self._present: set[int] = set()
        for term in found:
            self._present.update(lookup.choices_of(term))
        self._spans: dict[int, list[FormSpan]] = {}

    def has(self, choices: Iterable[int]) -> bool:
        """Whether it has a term of each choice."""
        return self._present.issuperset(choices)

    def spans(self, choice: int) -> list[FormSpan]:
        """Where a choice stands, in reading order."""
        if choice not in self._spans:
            terms = self._lookup.terms_of(choice).intersection(self.found)
            self._spans[choice] = sorted(span for term in terms for span in self.found[term])
        return self._spans[choice]

    def find(self, part: NumberedPart) -> list[FormSpan]:
        """Where the choices of a part stand near each other."""
        if not self.has(part.choices):
            return []
        found = self.spans(part.choices[0])
        for choice, join in zip(part.choices[1:], part.joins, strict=True):
            found = [
                FormSpan(min(left.start, right.start), max(left.end, right.end))
                for left in found
                for right in self.spans(choice)
                if _joined(left, right, join)
            ]
        return found


def _joined(left: FormSpan, right: FormSpan, join: str) -> bool:
    return 0 <= right.start - left.end <= NEAR or (join == "~" and 0 <= left.start - right.end <= NEAR)


@dataclass(frozen=True, slots=True)
class PatternHit(Generic[PatternKeyT]):
    """A pattern found in a sentence."""

    key: PatternKeyT
    sentence: int
    spans: tuple[FormSpan, ...]  # of each part that must stand in the sentence

    @property
    def words(self) -> set[tuple[int, int]]:
        """Sentence and place of each word that it covers."""
        return {(self.sentence, word) for span in self.spans for word in range(span.start, span.end)}

    def evidence(self, text: str, read: Sequence[Sentence]) -> tuple[Evidence, ...]:
        """The words of the text that it covers."""
        words = read[self.sentence].words
        offsets = [(words[span.start].start, words[span.end - 1].end) for span in self.spans]
        return tuple(Evidence(text[start:end], start, end) for start, end in offsets)


class Matcher(Generic[PatternKeyT]):
    """Finds patterns, each of which the caller knows by a key."""

    def __init__(self, lookup: Lookup[PatternKeyT]) -> None:
        self._lookup = lookup
        self._known: dict[str, frozenset[int]] = {}
        self._beginnings: dict[frozenset[int], _Beginning] = {}

    def read(self, text: str, own: str = "") -> list[Sentence]:
        """The sentences of a text; names of the country `own` count for nothing."""
        return [self._sentence(text, words, own) for words in sentences(text)]

    def _sentence(self, text: str, words: Sequence[WordForm], own: str) -> Sentence:
        numbers = [self._words_of(word.form) for word in words]
        sentence = Sentence(words, self._scan(text, words, numbers, own), self._lookup)
        if masked := sentence.spans(self._lookup.mask):
            for span in masked:
                numbers[span.start : span.end] = [frozenset()] * (span.end - span.start)
            sentence = Sentence(words, self._scan(text, words, numbers, own), self._lookup)
        return sentence

    def _words_of(self, form: str) -> frozenset[int]:
        found = self._known.get(form)
        if found is None:
            if len(self._known) >= MOST_KNOWN:  # queries have new words without end
                self._known.clear()
            found = self._known[form] = self._lookup.words_of(form)
        return found

    def _scan(
        self, text: str, words: Sequence[WordForm], numbers: Sequence[frozenset[int]], own: str
    ) -> dict[int, list[FormSpan]]:
        found: dict[int, list[FormSpan]] = {}
        for place, known in enumerate(numbers):
            if not known:
                continue
            single, longer, seconds = self._beginning(known)
            for term in single:
                found.setdefault(term, []).append(FormSpan(place, place + 1))
            if not longer or place + 1 == len(numbers) or words[place + 1].breaks:
                continue
            for second in seconds & numbers[place + 1]:
                for others, term in longer[second]:
                    end = place + 2 + len(others)
                    if not others or (
                        end <= len(numbers)
                        and not any(word.breaks for word in words[place + 2 : end])
                        and all(map(frozenset.__contains__, numbers[place + 2 : end], others))
                    ):
                        found.setdefault(term, []).append(FormSpan(place, end))
        for term in tuple(found):
            codes = self._lookup.countries_of(term)
            if codes is None:
                continue
            capitals = [span for span in found[term] if text[words[span.start].start].isupper()]
            if capitals and codes != {own}:
                found[term] = capitals
            else:
                del found[term]
        return found

    def _beginning(self, known: frozenset[int]) -> _Beginning:
        """The terms that are one of these words, and by their second word those that begin with one."""
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

    def hits(self, read: Sequence[Sentence]) -> Iterator[PatternHit[PatternKeyT]]:
        """Each pattern that a text has, once for each of its sentences."""
        for place, sentence in enumerate(read):
            numbers = {number for term in sentence.found for number in self._lookup.rules_of(term)}
            for rule in map(self._lookup.rule, sorted(numbers)):
                if not sentence.has(rule.needs):
                    continue
                spans = [sentence.find(part) for part in rule.together]
                if (
                    all(spans)
                    and not any(sentence.find(part) for part in rule.not_together)
                    and all(any(other.find(part) for other in read) for part in rule.elsewhere)
                    and not any(other.find(part) for part in rule.not_elsewhere for other in read)
                ):
                    yield PatternHit(rule.key, place, tuple(found[0] for found in spans))
