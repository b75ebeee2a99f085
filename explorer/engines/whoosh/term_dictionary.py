"""The words of one generation: candidates for a prefix, a fuzzy word or a misspelling."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from functools import cached_property

import numpy as np

from explorer.engines.whoosh.array_types import Array, LetterSets
from explorer.search.lexicon import CloseWord, in_order_of_closeness
from explorer.text.stems import stem

_CANDIDATES = 500  # of a close word, before they are put in order


class TermDictionary:
    """Every word of an index with the number of passages that have it, in alphabetical order."""

    def __init__(
        self,
        words: Sequence[str],
        passages: Sequence[int] | Array,
        stems: Container[str],
        letters: LetterSets | None = None,
    ) -> None:
        """Take sorted words; `passages` that have each have shape (words,), and `letters` are those of `letters_of`."""
        self._words = words
        self._passages = np.asarray(passages)
        self._stems = stems
        self._indexed_letters = letters

    def knows(self, word: str) -> bool:
        """Return whether the index has a folded word, in this or another form."""
        return self.passages_with(word) > 0 or stem(word) in self._stems

    def passages_with(self, word: str) -> int:
        """Return how many passages have a folded word, in this form."""
        place = bisect_left(self._words, word)
        return int(self._passages[place]) if place < len(self._words) and self._words[place] == word else 0

    def range_starting(self, start: str) -> slice:
        """Return where the words that start with some letters are among all."""
        first = bisect_left(self._words, start)
        return slice(first, bisect_left(self._words, start + "\U0010ffff", lo=first))

    def starting(self, start: str) -> list[str]:
        """Return the words that start with some letters, those of most passages first."""
        numbers = self.range_starting(start)
        order = np.argsort(-self._passages[numbers].astype(np.int64), kind="stable")
        return [self._words[numbers.start + number] for number in order.tolist()]

    def close(self, word: str, distance: int) -> list[str]:
        """Return the words that differ in at most `distance` letters, the closest and then most frequent first.

        Two neighbouring letters that changed places count as one difference: the distance is that of optimal string
        alignment. Source: Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2.2.
        """
        from rapidfuzz import process  # lazily: only a misspelt word needs it
        from rapidfuzz.distance import OSA

        differ = np.bitwise_count(self._letters ^ letters_of([word])[0])
        possible = np.flatnonzero(differ <= 2 * distance).tolist()  # one letter for another changes two bits at most
        matches = process.extract(
            word,
            {number: self._words[number] for number in possible},
            scorer=OSA.distance,
            score_cutoff=distance,
            limit=_CANDIDATES,
            processor=None,
        )
        return in_order_of_closeness(
            word, (CloseWord(text, apart, int(self._passages[number])) for text, apart, number in matches)
        )

    @cached_property
    def _letters(self) -> LetterSets:
        return letters_of(self._words) if self._indexed_letters is None else self._indexed_letters


def letters_of(words: Iterable[str]) -> LetterSets:
    """Return the letters of each word."""
    masks = []
    for word in words:
        mask = 0
        for letter in set(word):
            mask |= 1 << (ord(letter) & 63)
        masks.append(mask)
    return np.array(masks, dtype=np.uint64)
