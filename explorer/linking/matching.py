"""Where the patterns of a vocabulary stand in a text.

A text is read once for all patterns: its words give the terms that stand in each sentence, and only patterns of which a
term is there are looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from explorer.linking.links import Evidence
from explorer.linking.patterns import Choice, Part, Pattern, Term
from explorer.linking.words import Word, fold_word, inflections, sentences

NEAR = 5  # words that may stand between two that are joined by ".." or "~"
Key = TypeVar("Key")
_Beginning = tuple[list[int], dict[int, list[tuple[tuple[int, ...], int]]]]


class _Lexicon:
    """Every word that a vocabulary knows, numbered, so that each word of a text is looked up once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._forms: dict[str, set[int]] = {}
        self._prefixes: dict[str, set[int]] = {}
        self._figures: set[int] = set()
        self._known: dict[str, frozenset[int]] = {}

    def number(self, word: str) -> int:
        """The number of a word as written in a term, "shell|front", "smuggl*" or "=arms"."""
        if word not in self._numbers:
            self._numbers[word] = len(self._numbers)
            for one in word.split("|"):
                self._add(one, self._numbers[word])
            self._known.clear()
        return self._numbers[word]

    def _add(self, one: str, number: int) -> None:
        if one == "#":
            self._figures.add(number)
        elif one.endswith("*"):
            prefix = fold_word(one[:-1])
            self._prefixes.setdefault(prefix, set()).add(number)
            if prefix.endswith("is"):  # "legalis*" means "legalize" as well
                self._prefixes.setdefault(prefix[:-1] + "z", set()).add(number)
        elif one.startswith("="):
            self._forms.setdefault(fold_word(one[1:]), set()).add(number)
        else:
            for form in inflections(fold_word(one)):
                self._forms.setdefault(fold_word(form), set()).add(number)

    def numbers(self, form: str) -> frozenset[int]:
        """The words that a folded form of a text is one of."""
        if form not in self._known:
            found = set(self._forms.get(form, ()))
            for length in range(2, len(form) + 1):
                found |= self._prefixes.get(form[:length], set())
            if form[0].isdigit():
                found |= self._figures
            self._known[form] = frozenset(found)
        return self._known[form]


class Span(NamedTuple):
    """Words of one sentence, by their places in it."""

    start: int
    end: int  # behind the last


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern whose choices are numbered."""

    choices: tuple[int, ...]
    joins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule(Generic[Key]):
    """A pattern, ready to be looked for."""

    key: Key
    together: tuple[_Part, ...]
    elsewhere: tuple[_Part, ...]
    not_together: tuple[_Part, ...]
    not_elsewhere: tuple[_Part, ...]
    needs: tuple[int, ...]  # choices that its sentence must have


class _Choices:
    """The terms of each choice, and the choices of each term."""

    def __init__(self) -> None:
        self.terms: list[frozenset[int]] = []
        self.by_term: dict[int, list[int]] = {}

    def add(self, terms: Iterable[int]) -> int:
        number = len(self.terms)
        self.terms.append(frozenset(terms))
        for term in self.terms[number]:
            self.by_term.setdefault(term, []).append(number)
        return number


class Sentence:
    """One sentence, and where the terms of a vocabulary stand in it."""

    def __init__(self, words: Sequence[Word], found: Mapping[int, list[Span]], choices: _Choices) -> None:
        self.words = words
        self.found = found  # terms
        self._choices = choices
        self._present: set[int] = set()
        for term in found:
            self._present.update(choices.by_term.get(term, ()))
        self._spans: dict[int, list[Span]] = {}

    def has(self, choices: Iterable[int]) -> bool:
        """Whether it has a term of each choice."""
        return self._present.issuperset(choices)

    def spans(self, choice: int) -> list[Span]:
        """Where a choice stands, in reading order."""
        if choice not in self._spans:
            terms = self._choices.terms[choice].intersection(self.found)
            self._spans[choice] = sorted(span for term in terms for span in self.found[term])
        return self._spans[choice]

    def find(self, part: _Part) -> list[Span]:
        """Where the choices of a part stand near each other."""
        if not self.has(part.choices):
            return []
        found = self.spans(part.choices[0])
        for choice, join in zip(part.choices[1:], part.joins, strict=True):
            found = [
                Span(min(left.start, right.start), max(left.end, right.end))
                for left in found
                for right in self.spans(choice)
                if _joined(left, right, join)
            ]
        return found


def _joined(left: Span, right: Span, join: str) -> bool:
    return 0 <= right.start - left.end <= NEAR or (join == "~" and 0 <= left.start - right.end <= NEAR)


@dataclass(frozen=True, slots=True)
class Hit(Generic[Key]):
    """A pattern found in a sentence."""

    key: Key
    sentence: int
    spans: tuple[Span, ...]  # of each part that must stand in the sentence

    @property
    def words(self) -> set[tuple[int, int]]:
        """Sentence and place of each word that it covers."""
        return {(self.sentence, word) for span in self.spans for word in range(span.start, span.end)}

    def evidence(self, text: str, read: Sequence[Sentence]) -> tuple[Evidence, ...]:
        """The words of the text that it covers."""
        words = read[self.sentence].words
        offsets = [(words[span.start].start, words[span.end - 1].end) for span in self.spans]
        return tuple(Evidence(text[start:end], start, end) for start, end in offsets)


class Matcher(Generic[Key]):
    """Finds patterns, each of which the caller knows by a key."""

    def __init__(self, classes: Mapping[str, Iterable[Term]], names: Mapping[Term, set[str]], names_class: str) -> None:
        """`names` of countries, each with the codes it stands for, count in capitals only, and not at home."""
        self._lexicon = _Lexicon()
        self._terms: dict[tuple[int, ...], int] = {}
        self._starts: dict[int, list[tuple[tuple[int, ...], int]]] = {}  # first word → the other words, term
        self._beginnings: dict[frozenset[int], _Beginning] = {}
        self._choices = _Choices()
        self._choice_numbers: dict[Choice, int] = {}
        self._rules: list[_Rule[Key]] = []
        self._rules_of: dict[int, list[int]] = {}  # by the terms of the smallest choice that they need
        self._classes = {name: [self._term(term) for term in terms] for name, terms in classes.items()}
        self._classes[names_class] = [self._term(term) for term in names]
        self._names = {self._term(term): codes for term, codes in names.items()}
        self._mask = self.choice(Choice(()))

    def _term(self, term: Term) -> int:
        words = tuple(self._lexicon.number(word) for word in term.words)
        if words not in self._terms:
            self._terms[words] = len(self._terms)
            self._starts.setdefault(words[0], []).append((words[1:], self._terms[words]))
        return self._terms[words]

    def choice(self, choice: Choice) -> int:
        """The number of a choice, which sentences are asked for."""
        if choice not in self._choice_numbers:
            terms: set[int] = set()
            for option in choice.options:
                terms.update([self._term(option)] if isinstance(option, Term) else self._classes[option.name])
            self._choice_numbers[choice] = self._choices.add(terms)
        return self._choice_numbers[choice]

    def class_terms(self, name: str) -> frozenset[int]:
        """The terms of a class, as they stand in `Sentence.found`."""
        return frozenset(self._classes[name])

    def mask(self, terms: Iterable[Term]) -> None:
        """Let the words of these terms count for nothing else."""
        self._mask = self.choice(Choice(tuple(terms)))

    def add(self, pattern: Pattern, key: Key) -> None:
        """Look for a pattern from now on."""
        together, elsewhere, not_together, not_elsewhere = (
            tuple(self._part(part) for part in parts)
            for parts in (pattern.together, pattern.elsewhere, pattern.not_together, pattern.not_elsewhere)
        )
        needs = tuple(dict.fromkeys(choice for part in together for choice in part.choices))
        rule = _Rule(key, together, elsewhere, not_together, not_elsewhere, needs)
        for term in min((self._choices.terms[choice] for choice in needs), key=len):
            self._rules_of.setdefault(term, []).append(len(self._rules))
        self._rules.append(rule)

    def _part(self, part: Part) -> _Part:
        return _Part(tuple(self.choice(choice) for choice in part.choices), part.joins)

    def read(self, text: str, own: str = "") -> list[Sentence]:
        """The sentences of a text; names of the country `own` count for nothing."""
        return [self._sentence(text, words, own) for words in sentences(text)]

    def _sentence(self, text: str, words: Sequence[Word], own: str) -> Sentence:
        numbers = [self._lexicon.numbers(word.form) for word in words]
        sentence = Sentence(words, self._scan(text, words, numbers, own), self._choices)
        if masked := sentence.spans(self._mask):
            for span in masked:
                numbers[span.start : span.end] = [frozenset()] * (span.end - span.start)
            sentence = Sentence(words, self._scan(text, words, numbers, own), self._choices)
        return sentence

    def _scan(
        self, text: str, words: Sequence[Word], numbers: Sequence[frozenset[int]], own: str
    ) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        for place, known in enumerate(numbers):
            if not known:
                continue
            single, longer = self._beginning(known)
            for term in single:
                found.setdefault(term, []).append(Span(place, place + 1))
            if not longer or place + 1 == len(numbers) or words[place + 1].breaks:
                continue
            for second in numbers[place + 1]:
                for others, term in longer.get(second, ()):
                    end = place + 2 + len(others)
                    if not others or (
                        end <= len(numbers)
                        and not any(word.breaks for word in words[place + 2 : end])
                        and all(map(frozenset.__contains__, numbers[place + 2 : end], others))
                    ):
                        found.setdefault(term, []).append(Span(place, end))
        for term in [term for term in found if term in self._names]:
            capitals = [span for span in found[term] if text[words[span.start].start].isupper()]
            if capitals and self._names[term] != {own}:
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
                for others, term in self._starts.get(number, ()):
                    if others:
                        longer.setdefault(others[0], []).append((others[1:], term))
                    else:
                        single.append(term)
            self._beginnings[known] = (single, longer)
        return self._beginnings[known]

    def hits(self, read: Sequence[Sentence]) -> Iterator[Hit[Key]]:
        """Each pattern that a text has, once for each of its sentences."""
        for place, sentence in enumerate(read):
            numbers = {number for term in sentence.found for number in self._rules_of.get(term, ())}
            for rule in (self._rules[number] for number in sorted(numbers)):
                if not sentence.has(rule.needs):
                    continue
                spans = [sentence.find(part) for part in rule.together]
                if (
                    all(spans)
                    and not any(sentence.find(part) for part in rule.not_together)
                    and all(any(other.find(part) for other in read) for part in rule.elsewhere)
                    and not any(other.find(part) for part in rule.not_elsewhere for other in read)
                ):
                    yield Hit(rule.key, place, tuple(found[0] for found in spans))
