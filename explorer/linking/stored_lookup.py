"""A lookup read from stored tables: to compile the whole vocabulary takes a good part of a second."""

import json
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Generic, Protocol

from explorer.linking.matching import PatternKeyT, Rule


class Numbers(Protocol):
    """Rows of whole numbers from 0."""

    def __getitem__(self, row: int, /) -> Sequence[int]: ...


class StoredLookup(Generic[PatternKeyT]):
    """The lookup that `PatternLookup.tables` wrote; each entry is decoded once, when it is first needed."""

    def __init__(
        self, lines: Mapping[str, Sequence[str]], rows: Mapping[str, Numbers], make_key: Callable[..., PatternKeyT]
    ) -> None:
        """Take the tables; `make_key` makes a key of the values of its tuple."""
        self._forms, self._form_words = lines["forms"], rows["form-words"]
        self._prefixes, self._prefix_words = lines["prefixes"], rows["prefix-words"]
        self._word_terms, self._term_words = rows["word-terms"], rows["term-words"]
        self._term_rules = rows["term-rules"]
        self._choice_terms = rows["choice-terms"]
        self._rules = lines["rules"]
        self._make_key = make_key
        self._figures, names, (self.ignored,) = (rows["single"][row] for row in range(3))
        self._names = dict(zip(names, map(set, map(str.split, lines["countries"])), strict=True))
        self.rules_of = cache(self._term_rules.__getitem__)
        self.terms_of = cache(self._terms_of)
        self.rule = cache(self._rule)

    def words_of(self, form: str) -> frozenset[int]:
        words = set(_row_of(self._forms, self._form_words, form))
        for length in range(2, len(form) + 1):
            words.update(_row_of(self._prefixes, self._prefix_words, form[:length]))
        if form[0].isdigit():
            words.update(self._figures)
        return frozenset(words)

    def terms_from(self, word: int) -> Sequence[tuple[tuple[int, ...], int]]:
        return [(tuple(self._term_words[term])[1:], term) for term in self._word_terms[word]]

    def _terms_of(self, choice: int) -> frozenset[int]:
        return frozenset(self._choice_terms[choice])

    def _rule(self, number: int) -> Rule[PatternKeyT]:
        key, *parts = json.loads(self._rules[number])
        return Rule(self._make_key(*key), *parts)

    def countries_of(self, term: int) -> set[str] | None:
        return self._names.get(term)


def _row_of(lines: Sequence[str], rows: Numbers, line: str) -> Sequence[int]:
    """Return the row of a line in a sorted list of lines; empty if it is not there."""
    at = bisect_left(lines, line)
    return rows[at] if at < len(lines) and lines[at] == line else ()
