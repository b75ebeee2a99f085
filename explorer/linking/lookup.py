"""The words, terms, choices and rules of patterns, each numbered, so that a text is read once for all patterns."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic

from explorer.linking.matching import PatternKeyT, Rule
from explorer.linking.patterns import NONE, Alternatives, ClassName, Pattern, PatternTerm
from explorer.linking.words import fold_word, inflections


class _WordNumbers:
    """Every word of a vocabulary, numbered, so that each word of a text is looked up once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.forms: dict[str, set[int]] = {}
        self.prefixes: dict[str, set[int]] = {}
        self.figures: set[int] = set()

    def number(self, word: str) -> int:
        """Return the number of a word as written in a term, "shell|front", "smuggl*" or "=arms"."""
        if word not in self.numbers:
            self.numbers[word] = len(self.numbers)
            for option in word.split("|"):
                self._add(option, self.numbers[word])
        return self.numbers[word]

    def _add(self, option: str, number: int) -> None:
        if option == "#":
            self.figures.add(number)
        elif option.endswith("*"):
            prefix = fold_word(option[:-1])
            self.prefixes.setdefault(prefix, set()).add(number)
            if prefix.endswith("is"):  # "legalis*" means "legalize" as well
                self.prefixes.setdefault(prefix[:-1] + "z", set()).add(number)
        elif option.startswith("="):
            self.forms.setdefault(fold_word(option[1:]), set()).add(number)
        else:
            for form in inflections(fold_word(option)):
                self.forms.setdefault(fold_word(form), set()).add(number)


class PatternLookup(Generic[PatternKeyT]):
    """The lookup of patterns, each identified by a key of the caller's."""

    def __init__(
        self, classes: Mapping[str, Iterable[PatternTerm]], names: Mapping[PatternTerm, set[str]], names_class: str
    ) -> None:
        """Take the classes; `names` of countries, each with its codes, count in capitals only, and not at home."""
        self._words = _WordNumbers()
        self._terms: dict[tuple[int, ...], int] = {}
        self._terms_from: dict[int, list[tuple[tuple[int, ...], int]]] = {}  # first word → the other words, term
        self._choices: dict[Alternatives, int] = {}
        self._terms_of: list[frozenset[int]] = []  # by choice
        self._rules: list[Rule[PatternKeyT]] = []
        self._rules_of: dict[int, list[int]] = {}  # by the terms that they begin with
        self._classes = {name: [self._term(term) for term in terms] for name, terms in classes.items()}
        self._classes[names_class] = [self._term(term) for term in names]
        self._names = {self._term(term): codes for term, codes in names.items()}
        self._ignored = self._choice(NONE)
        self.names_choice = self._choice(Alternatives((ClassName(names_class),)))

    def _term(self, term: PatternTerm) -> int:
        words = tuple(self._words.number(word) for word in term.words)
        if words not in self._terms:
            self._terms[words] = len(self._terms)
            self._terms_from.setdefault(words[0], []).append((words[1:], self._terms[words]))
        return self._terms[words]

    def _choice(self, choice: Alternatives) -> int:
        if choice not in self._choices:
            terms: set[int] = set()
            for option in choice.options:
                terms.update([self._term(option)] if isinstance(option, PatternTerm) else self._classes[option.name])
            self._choices[choice] = len(self._choices)
            self._terms_of.append(frozenset(terms))
        return self._choices[choice]

    def class_terms(self, name: str) -> frozenset[int]:
        """Return the numbers of a class's terms, as in `Sentence.term_spans`."""
        return frozenset(self._classes[name])

    def ignore(self, phrases: Iterable[PatternTerm]) -> None:
        """Let the words of these phrases count for nothing else."""
        self._ignored = self._choice(Alternatives(tuple(phrases)))

    def add(self, pattern: Pattern, key: PatternKeyT) -> None:
        """Add a pattern to those that are matched."""
        near, also, unless = (
            self._choice(choice) if choice.options else None for choice in (pattern.near, pattern.also, pattern.unless)
        )
        rule = Rule(key, self._choice(pattern.terms), near, also, unless, pattern.within)
        for term in self._terms_of[rule.terms]:
            self._rules_of.setdefault(term, []).append(len(self._rules))
        self._rules.append(rule)

    # The protocol `Lookup`.

    @property
    def ignored(self) -> int:
        return self._ignored

    def words_of(self, form: str) -> frozenset[int]:
        words = set(self._words.forms.get(form, ()))
        for length in range(2, len(form) + 1):
            words |= self._words.prefixes.get(form[:length], set())
        if form[0].isdigit():
            words |= self._words.figures
        return frozenset(words)

    def terms_from(self, word: int) -> Sequence[tuple[tuple[int, ...], int]]:
        return self._terms_from.get(word, ())

    def terms_of(self, choice: int) -> frozenset[int]:
        return self._terms_of[choice]

    def rules_of(self, term: int) -> Sequence[int]:
        return self._rules_of.get(term, ())

    def rule(self, number: int) -> Rule[PatternKeyT]:
        return self._rules[number]

    def countries_of(self, term: int) -> set[str] | None:
        return self._names.get(term)

    def tables(self) -> tuple[dict[str, Sequence[str]], dict[str, Sequence[Sequence[int]]]]:
        """Return the tables of a StoredLookup, as lines and as rows of numbers; keys are tuples of text and numbers."""
        words, terms = self._words, range(len(self._terms))
        forms, prefixes = sorted(words.forms), sorted(words.prefixes)
        names = sorted(self._names)
        lines: dict[str, Sequence[str]] = {
            "forms": forms,
            "prefixes": prefixes,
            "rules": [json.dumps(rule) for rule in self._rules],
            "countries": [" ".join(sorted(self._names[term])) for term in names],
        }
        rows: dict[str, Sequence[Sequence[int]]] = {
            "form-words": [sorted(words.forms[form]) for form in forms],
            "prefix-words": [sorted(words.prefixes[prefix]) for prefix in prefixes],
            "word-terms": [[term for _, term in self.terms_from(word)] for word in range(len(words.numbers))],
            "term-words": list(self._terms),
            "term-rules": [self.rules_of(term) for term in terms],
            "choice-terms": [sorted(choice_terms) for choice_terms in self._terms_of],
            "single": [sorted(words.figures), names, [self._ignored]],
        }
        return lines, rows
