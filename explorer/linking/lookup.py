"""The words, terms, choices and rules of patterns, each numbered, so that a text is read once for all patterns."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic

from explorer.linking.matching import NumberedPart, PatternKeyT, Rule
from explorer.linking.patterns import Alternatives, Pattern, PatternPart, PatternTerm
from explorer.linking.words import fold_word, inflections


class _Lexicon:
    """Every word that a vocabulary knows, numbered, so that each word of a text is looked up once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.forms: dict[str, set[int]] = {}
        self.prefixes: dict[str, set[int]] = {}
        self.figures: set[int] = set()

    def number(self, word: str) -> int:
        """The number of a word as written in a term, "shell|front", "smuggl*" or "=arms"."""
        if word not in self.numbers:
            self.numbers[word] = len(self.numbers)
            for one in word.split("|"):
                self._add(one, self.numbers[word])
        return self.numbers[word]

    def _add(self, one: str, number: int) -> None:
        if one == "#":
            self.figures.add(number)
        elif one.endswith("*"):
            prefix = fold_word(one[:-1])
            self.prefixes.setdefault(prefix, set()).add(number)
            if prefix.endswith("is"):  # "legalis*" means "legalize" as well
                self.prefixes.setdefault(prefix[:-1] + "z", set()).add(number)
        elif one.startswith("="):
            self.forms.setdefault(fold_word(one[1:]), set()).add(number)
        else:
            for form in inflections(fold_word(one)):
                self.forms.setdefault(fold_word(form), set()).add(number)


class PatternLookup(Generic[PatternKeyT]):
    """The lookup of patterns, each of which the caller knows by a key."""

    def __init__(
        self, classes: Mapping[str, Iterable[PatternTerm]], names: Mapping[PatternTerm, set[str]], names_class: str
    ) -> None:
        """`names` of countries, each with the codes it stands for, count in capitals only, and not at home."""
        self._lexicon = _Lexicon()
        self._terms: dict[tuple[int, ...], int] = {}
        self._terms_from: dict[int, list[tuple[tuple[int, ...], int]]] = {}  # first word → the other words, term
        self._choices: dict[Alternatives, int] = {}
        self._terms_of: list[frozenset[int]] = []  # by choice
        self._choices_of: dict[int, list[int]] = {}  # by term
        self._rules: list[Rule[PatternKeyT]] = []
        self._rules_of: dict[int, list[int]] = {}  # by the terms of the smallest choice that they need
        self._classes = {name: [self._term(term) for term in terms] for name, terms in classes.items()}
        self._classes[names_class] = [self._term(term) for term in names]
        self._names = {self._term(term): codes for term, codes in names.items()}
        self._mask = self._choice(Alternatives(()))

    def _term(self, term: PatternTerm) -> int:
        words = tuple(self._lexicon.number(word) for word in term.words)
        if words not in self._terms:
            self._terms[words] = len(self._terms)
            self._terms_from.setdefault(words[0], []).append((words[1:], self._terms[words]))
        return self._terms[words]

    def _choice(self, choice: Alternatives) -> int:
        if choice not in self._choices:
            terms: set[int] = set()
            for option in choice.options:
                terms.update([self._term(option)] if isinstance(option, PatternTerm) else self._classes[option.name])
            self._choices[choice] = number = len(self._choices)
            self._terms_of.append(frozenset(terms))
            for term in terms:
                self._choices_of.setdefault(term, []).append(number)
        return self._choices[choice]

    def class_terms(self, name: str) -> frozenset[int]:
        """The terms of a class, as they stand in `Sentence.found`."""
        return frozenset(self._classes[name])

    def set_mask(self, terms: Iterable[PatternTerm]) -> None:
        """Let the words of these terms count for nothing else."""
        self._mask = self._choice(Alternatives(tuple(terms)))

    def add(self, pattern: Pattern, key: PatternKeyT) -> None:
        """Look for a pattern from now on."""
        together, elsewhere, not_together, not_elsewhere = (
            tuple(map(self._part, parts))
            for parts in (pattern.together, pattern.elsewhere, pattern.not_together, pattern.not_elsewhere)
        )
        needs = tuple(dict.fromkeys(choice for part in together for choice in part.choices))
        rule = Rule(key, together, elsewhere, not_together, not_elsewhere, needs)
        for term in min((self._terms_of[choice] for choice in needs), key=len):
            self._rules_of.setdefault(term, []).append(len(self._rules))
        self._rules.append(rule)

    def _part(self, part: PatternPart) -> NumberedPart:
        return NumberedPart(tuple(map(self._choice, part.choices)), part.joins)

    # What a matcher asks.

    @property
    def mask(self) -> int:
        return self._mask

    def words_of(self, form: str) -> frozenset[int]:
        found = set(self._lexicon.forms.get(form, ()))
        for length in range(2, len(form) + 1):
            found |= self._lexicon.prefixes.get(form[:length], set())
        if form[0].isdigit():
            found |= self._lexicon.figures
        return frozenset(found)

    def terms_from(self, word: int) -> Sequence[tuple[tuple[int, ...], int]]:
        return self._terms_from.get(word, ())

    def choices_of(self, term: int) -> Sequence[int]:
        return self._choices_of.get(term, ())

    def terms_of(self, choice: int) -> frozenset[int]:
        return self._terms_of[choice]

    def rules_of(self, term: int) -> Sequence[int]:
        return self._rules_of.get(term, ())

    def rule(self, number: int) -> Rule[PatternKeyT]:
        return self._rules[number]

    def countries_of(self, term: int) -> set[str] | None:
        return self._names.get(term)

    def tables(self) -> tuple[dict[str, Sequence[str]], dict[str, Sequence[Sequence[int]]]]:
        """All that a StoredLookup needs, as lines and as rows of numbers; keys must be tuples of texts and numbers."""
        lexicon, terms = self._lexicon, range(len(self._terms))
        forms, prefixes = sorted(lexicon.forms), sorted(lexicon.prefixes)
        names = sorted(self._names)
        lines: dict[str, Sequence[str]] = {
            "forms": forms,
            "prefixes": prefixes,
            "rules": [json.dumps(rule) for rule in self._rules],
            "countries": [" ".join(sorted(self._names[term])) for term in names],
        }
        rows: dict[str, Sequence[Sequence[int]]] = {
            "form-words": [sorted(lexicon.forms[form]) for form in forms],
            "prefix-words": [sorted(lexicon.prefixes[prefix]) for prefix in prefixes],
            "word-terms": [[term for _, term in self.terms_from(word)] for word in range(len(lexicon.numbers))],
            "term-words": list(self._terms),
            "term-choices": [self.choices_of(term) for term in terms],
            "term-rules": [self.rules_of(term) for term in terms],
            "choice-terms": [sorted(found) for found in self._terms_of],
            "single": [sorted(lexicon.figures), names, [self._mask]],
        }
        return lines, rows
