"""How much of a sentence continues in another: word for word, in other words, or with another number.

Sentences are compared by the roots of their words, each weighted by how rare it is among the sentences of both sides,
as in inverse document frequency. The share of the shorter sentence counts, since a sentence that grew continues.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import NamedTuple

from explorer.text.analysis import fold_text
from explorer.text.sentences import split_sentences
from explorer.text.stems import root
from explorer.text.stop_words import STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CHANCE, _SURE = 0.22, 0.44  # shares below and above which a sentence does not and does continue
_FEWEST_SHARED = 2  # roots that two sentences share, unless one of them has fewer
_LEAST_OF_LONGER = 0.15  # share of the longer sentence that continues, unless the shorter is word for word in it


@lru_cache(maxsize=65_536)
def _root(word: str) -> str:
    """Return the root of a word as it is written, or an empty text for a stop word."""
    folded = fold_text(word)
    return "" if folded in STOP_WORDS else root(folded)


@dataclass(frozen=True, slots=True)
class ComparedSentence:
    """A sentence as it is compared."""

    words: tuple[str, ...]  # folded, with numbers: two sentences with the same are the same word for word
    roots: frozenset[str]  # without stop words and numbers; all words where there are no others


@lru_cache(maxsize=256)  # an edition is compared with the one before it and the one after
def compared_sentences(text: str) -> tuple[ComparedSentence, ...]:
    """Split a passage into sentences as they are compared; those without a word are left out."""
    sentences = []
    for start, end in split_sentences(text):
        sentence = text[start:end]
        written = _WORD.findall(sentence)
        numbers = _NUMBER.findall(sentence)
        words = (*map(fold_text, written), *numbers)
        roots = frozenset(map(_root, written)) - {""}
        if words:
            sentences.append(ComparedSentence(words, roots or frozenset(words)))
    return tuple(sentences)


class Continuation(NamedTuple):
    """Two sentences of which one may continue the other."""

    closeness: float  # 0-1: mean of the shares that they have of one another; 1 is word for word
    certainty: float  # 0-1: how surely it is the same sentence
    before: int  # places in their passages
    after: int


class SentenceSimilarity:
    """The similarity of sentences among those of two texts, whose rare words count more."""

    def __init__(self, sentences: Iterable[ComparedSentence]) -> None:
        distinct = {sentence.words: sentence for sentence in sentences}.values()
        frequencies = Counter(root for sentence in distinct for root in sentence.roots)
        self._weights = {root: log(1 + len(distinct) / count) for root, count in frequencies.items()}
        self._whole = {sentence.roots: self._weight(sentence.roots) for sentence in distinct}

    def continuations(
        self, before: Sequence[ComparedSentence], after: Sequence[ComparedSentence]
    ) -> list[Continuation]:
        """Return the pairs of sentences of two passages that may continue one another, the closest first."""
        pairs = [
            Continuation(*compared, first, second)
            for first, sentence in enumerate(before)
            for second, other in enumerate(after)
            if (compared := self._compare(sentence, other))
        ]
        return sorted(pairs, key=lambda pair: (-pair.closeness, abs(pair.before - pair.after), pair.before))

    def _compare(self, before: ComparedSentence, after: ComparedSentence) -> tuple[float, float] | None:
        """Return closeness and certainty; None where a sentence does not continue as another."""
        if before.words == after.words:
            return 1.0, 1.0
        shared = before.roots & after.roots
        if len(shared) < min(_FEWEST_SHARED, len(before.roots), len(after.roots)):
            return None
        weight = self._weight(shared)
        shorter, longer = sorted((self._whole[before.roots], self._whole[after.roots]))
        certainty = min(1.0, (weight / shorter - _CHANCE) / (_SURE - _CHANCE))
        if certainty <= 0 or weight < _LEAST_OF_LONGER * longer:
            return None
        return min(0.999, (weight / shorter + weight / longer) / 2), certainty

    def _weight(self, roots: Iterable[str]) -> float:
        return sum(map(self._weights.__getitem__, roots))
