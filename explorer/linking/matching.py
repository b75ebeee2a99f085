"""Where the patterns of a vocabulary stand in a text.

A text is read once for all patterns: its words give the terms that stand in each sentence, and only patterns of which a
term is there are looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from explorer.linking.links import Evidence
from explorer.linking.patterns import Choice, ClassName, Part, Pattern, Term
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


@dataclass(frozen=True, slots=True)
class Span:
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


class Sentence:
    """One sentence, and where the terms of a vocabulary stand in it."""

    def __init__(self, words: Sequence[Word], found: Mapping[int, list[Span]], choices: Sequence[int]) -> None:
        self.words = words
        self.found = found  # terms
        self._choices = choices
        self._bits = sum(1 << term for term in found)
        self._spans: dict[int, list[Span]] = {}

    def has(self, choice: int) -> bool:
        return bool(self._choices[choice] & self._bits)

    def spans(self, choice: int) -> list[Span]:
        """Where a choice stands, in reading order."""
        if choice not in self._spans:
            bits = self._choices[choice]
            spans = [span for term, spans in self.found.items() if bits >> term & 1 for span in spans]
            self._spans[choice] = sorted(spans, key=lambda span: (span.start, -span.end))
        return self._spans[choice]

    def find(self, part: _Part) -> list[Span]:
        """Where the choices of a part stand near each other."""
        if not all(self.has(choice) for choice in part.choices):
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
        self._choices: list[int] = []  # the terms of each choice, one bit a term
        self._members: list[frozenset[int]] = []  # the same as sets
        self._choice_numbers: dict[Choice, int] = {}
        self._rules: dict[int, list[_Rule[Key]]] = {}  # by the terms of the smallest choice that they need
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
        """The number of a choice, for `Sentence.has`."""
        if choice not in self._choice_numbers:
            terms: set[int] = set()
            for option in choice.options:
                terms.update([self._term(option)] if isinstance(option, Term) else self._classes[option.name])
            self._choice_numbers[choice] = len(self._choices)
            self._choices.append(sum(1 << term for term in terms))
            self._members.append(frozenset(terms))
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
        for term in min((self._members[choice] for choice in needs), key=len):
            self._rules.setdefault(term, []).append(rule)

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
            if longer and place + 1 < len(numbers):
                for second in () if words[place + 1].breaks else numbers[place + 1] & longer.keys():
                    for others, term in longer[second]:
                        end = place + 2 + len(others)
                        if end > len(numbers) or any(word.breaks for word in words[place + 2 : end]):
                            continue
                        if all(map(frozenset.__contains__, numbers[place + 2 : end], others)):
                            found.setdefault(term, []).append(Span(place, end))
        for term in found.keys() & self._names.keys():
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
            rules = {id(rule): rule for term in sentence.found for rule in self._rules.get(term, ())}
            for rule in rules.values():
                if not all(sentence.has(choice) for choice in rule.needs):
                    continue
                spans = [sentence.find(part) for part in rule.together]
                if not all(spans) or any(sentence.find(part) for part in rule.not_together):
                    continue
                if not all(any(other.find(part) for other in read) for part in rule.elsewhere):
                    continue
                if any(other.find(part) for part in rule.not_elsewhere for other in read):
                    continue
                yield Hit(rule.key, place, tuple(found[0] for found in spans))
