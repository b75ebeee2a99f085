"""The words of one generation: what a prefix, a fuzzy word or a misspelling may stand for."""

import json
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer.search.tokens import stem

_CANDIDATES = 500  # of a close word, before they are put in order


class Words:
    """Every word of an index with the number of passages that have it, in alphabetical order."""

    def __init__(self, words: Sequence[str], passages: Sequence[int], stems: Sequence[str]) -> None:
        self._words = words
        self._passages = dict(zip(words, passages, strict=True))
        self._stems = frozenset(stems)

    @classmethod
    def read(cls, path: Path) -> "Words":
        return cls(**json.loads(path.read_bytes()))

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in the index, in this or another form."""
        return word in self._passages or stem(word) in self._stems

    def passages_with(self, word: str) -> int:
        """In how many passages a folded word stands, in this form."""
        return self._passages.get(word, 0)

    def starting(self, start: str) -> list[str]:
        """The words that start so, those of most passages first."""
        first = bisect_left(self._words, start)
        found = self._words[first : bisect_left(self._words, start + "\U0010ffff", lo=first)]
        return sorted(found, key=lambda word: (-self._passages[word], word))

    def close(self, word: str, distance: int) -> list[str]:
        """The words that differ in at most so many letters, the closest and then most frequent first.

        Two neighbouring letters that changed places count as one. A word that starts with another
        letter counts as farther, because people seldom mistake the first.
        """
        found = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=distance, limit=_CANDIDATES, processor=None
        )
        ranked = sorted((apart + (close[:1] != word[:1]), -self._passages[close], close) for close, apart, _ in found)
        return [close for _, _, close in ranked]
