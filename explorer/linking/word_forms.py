"""The forms that a word or term of the vocabulary matches, and which terms others cover."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, TypeVar

from explorer.linking.lookup import PatternLookup
from explorer.linking.patterns import PatternTerm
from explorer.linking.vocabulary import COUNTRIES
from explorer.linking.words import fold_word

OwnerT = TypeVar("OwnerT")


# Plurals and participles, whose own endings ("opiateses") are no words. "Crisis", "access" and "seed" are none.
_INFLECTED = re.compile(r"\w{2,}[^sui]s|\w{2,}[^e]ed")


@dataclass(frozen=True)
class WordForms:
    """All that one word of a term matches."""

    forms: frozenset[str]  # folded
    likely: frozenset[str]  # those of them that are words
    prefixes: frozenset[str]
    has_numbers: bool

    def match(self, form: str) -> bool:
        """Return whether a folded form is one of them."""
        return (
            form in self.forms or any(map(form.startswith, self.prefixes)) or (self.has_numbers and form[:1].isdigit())
        )

    def cover(self, others: "WordForms") -> bool:
        """Return whether every other form that is a word is one of these."""
        return (
            all(map(self.match, others.likely))
            and all(any(map(prefix.startswith, self.prefixes)) for prefix in others.prefixes)
            and (self.has_numbers or not others.has_numbers)
        )

    @property
    def sample(self) -> str:
        """Any form that it matches, or a prefix, or "0" of numbers."""
        return min(self.prefixes or self.likely, default="0")


@cache
def word_forms(word: str) -> WordForms:
    """Return what a word matches, written as in a term: "shell|front", "smuggl*", "=arms" or "#"."""
    likely: set[str] = set()
    for option in word.split("|"):
        written = fold_word(option.removeprefix("="))
        likely |= {written} if _INFLECTED.fullmatch(written) else _read_forms(option)[0]
    return WordForms(_read_forms(word)[0], frozenset(likely), *_read_forms(word)[1:])


def _read_forms(word: str) -> tuple[frozenset[str], frozenset[str], bool]:
    """Return the forms, the prefixes, and whether it matches numbers, as linking looks them up."""
    lookup: PatternLookup[None] = PatternLookup({"word": [PatternTerm((word,))]}, {}, COUNTRIES)
    lines, rows = lookup.tables()
    return frozenset(lines["forms"]), frozenset(lines["prefixes"]), bool(rows["single"][0])


@cache
def term_forms(term: PatternTerm) -> tuple[WordForms, ...]:
    """Return what each word of a term matches."""
    return tuple(map(word_forms, term.words))


def covers(part: PatternTerm, whole: PatternTerm) -> bool:
    """Return whether a term matches wherever another does: each of its words covers one, in the same order."""
    words, others = term_forms(part), term_forms(whole)
    return any(
        all(word.cover(other) for word, other in zip(words, others[start:], strict=False))
        for start in range(len(others) - len(words) + 1)
    )


@dataclass
class TermCovers(Generic[OwnerT]):
    """Terms by their first word, in which those that cover another are found without trying all."""

    _by_form: dict[str, list[tuple[PatternTerm, OwnerT]]] = field(default_factory=dict)
    _by_prefix: dict[str, list[tuple[PatternTerm, OwnerT]]] = field(default_factory=dict)
    _by_number: list[tuple[PatternTerm, OwnerT]] = field(default_factory=list)

    def add(self, term: PatternTerm, owner: OwnerT) -> None:
        """Add a term, with whatever the caller knows it by."""
        first = term_forms(term)[0]
        for form in first.forms:
            self._by_form.setdefault(form, []).append((term, owner))
        for prefix in first.prefixes:
            self._by_prefix.setdefault(prefix, []).append((term, owner))
        if first.has_numbers:
            self._by_number.append((term, owner))

    def find(self, term: PatternTerm) -> Iterator[tuple[PatternTerm, OwnerT]]:
        """Yield the terms that cover a term, itself included."""
        seen = set()
        for word in term_forms(term):
            for candidate in self._beginning(word.sample):
                if id(candidate) not in seen:
                    seen.add(id(candidate))
                    if covers(candidate[0], term):
                        yield candidate

    def _beginning(self, sample: str) -> Iterator[tuple[PatternTerm, OwnerT]]:
        tables: Sequence[Sequence[tuple[PatternTerm, OwnerT]]] = (
            self._by_form.get(sample, ()),
            *(self._by_prefix.get(sample[:length], ()) for length in range(2, len(sample) + 1)),
            self._by_number if sample[0].isdigit() else (),
        )
        for table in tables:
            yield from table
