"""The words of one generation: what a prefix, a fuzzy word or a misspelling may stand for."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from functools import cached_property

import numpy as np

from explorer.engines.whoosh.array_file import Array
from explorer.text.analysis import stem

_CANDIDATES = 500  # of a close word, before they are put in order


class TermDictionary:
    """Every word of an index with the number of passages that have it, in alphabetical order."""

    def __init__(
        self, words: Sequence[str], passages: Sequence[int] | Array, stems: Container[str], letters: Array | None = None
    ) -> None:
        self._words = words
        self._passages = np.asarray(passages)
        self._stems = stems
        self._given_letters = letters

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in the index, in this or another form."""
        return self.passages_with(word) > 0 or stem(word) in self._stems

    def passages_with(self, word: str) -> int:
        """In how many passages a folded word stands, in this form."""
        place = bisect_left(self._words, word)
        return int(self._passages[place]) if place < len(self._words) and self._words[place] == word else 0

    def range_starting(self, start: str) -> slice:
        """Where the words that start so stand among all."""
        first = bisect_left(self._words, start)
        return slice(first, bisect_left(self._words, start + "\U0010ffff", lo=first))

    def starting(self, start: str) -> list[str]:
        """The words that start so, those of most passages first."""
        found = self.range_starting(start)
        order = np.argsort(-self._passages[found].astype(np.int64), kind="stable")
        return [self._words[found.start + number] for number in order.tolist()]

    def close(self, word: str, distance: int) -> list[str]:
        """The words that differ in at most so many letters, the closest and then most frequent first.

        Two neighbouring letters that changed places count as one. A word that starts with another
        letter counts as farther, because people seldom mistake the first.
        """
        from rapidfuzz import process  # who misspells nothing does not wait for it
        from rapidfuzz.distance import OSA

        differ = np.bitwise_count(self._letters ^ letters_of([word])[0])
        possible = np.flatnonzero(differ <= 2 * distance).tolist()  # one letter for another changes two bits at most
        found = process.extract(
            word,
            {number: self._words[number] for number in possible},
            scorer=OSA.distance,
            score_cutoff=distance,
            limit=_CANDIDATES,
            processor=None,
        )
        ranked = sorted(
            (apart + (close[:1] != word[:1]), -int(self._passages[number]), close) for close, apart, number in found
        )
        return [close for _, _, close in ranked]

    @cached_property
    def _letters(self) -> Array:
        return letters_of(self._words) if self._given_letters is None else self._given_letters


def letters_of(words: Iterable[str]) -> Array:
    """Which letters each word has: one bit a letter, some of them shared by several."""
    masks = []
    for word in words:
        mask = 0
        for letter in set(word):
            mask |= 1 << (ord(letter) & 63)
        masks.append(mask)
    return np.array(masks, dtype=np.uint64)
