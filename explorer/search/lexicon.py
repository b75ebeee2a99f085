"""The words of an index: candidates for a prefix, a fuzzy word or a misspelling.

The distance of two words is that of optimal string alignment. Source: Boytsov, "Indexing methods for approximate
dictionary searching", 2011, section 2.2.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol


class Lexicon(Protocol):
    """The words of an index."""

    def knows(self, word: str) -> bool:
        """Return whether the index has a folded word, in this or another form."""

    def starting(self, start: str) -> Sequence[str]:
        """Return the words that start with some letters, those of most passages first."""

    def close(self, word: str, distance: int) -> Sequence[str]:
        """Return the words that differ in at most `distance` letters, the closest and then most frequent first."""


class CountedLexicon(Lexicon, Protocol):
    """The words of an index with the number of passages that have each."""

    def passages_with(self, word: str) -> int:
        """Return how many passages have a folded word, in this form."""


class CloseWord(NamedTuple):  # made hundreds of times for a misspelling
    """A word of the index that is like another one."""

    text: str
    distance: int  # letters in which it differs, two neighbours that changed places counted once
    passages: int  # that have it


def in_order_of_closeness(word: str, candidates: Iterable[CloseWord]) -> list[str]:
    """Return candidates for a word, the closest and then most frequent first.

    A candidate that starts with another letter counts as farther: people seldom mistake the first letter.
    """
    ranked = sorted(
        (close.distance + (close.text[:1] != word[:1]), -close.passages, close.text) for close in candidates
    )
    return [text for _, _, text in ranked]
