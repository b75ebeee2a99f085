"""Candidates for an altered quotation: the passages that share most of its words and pairs of neighbouring words.

Shingles of one and two words (Broder, "On the resemblance and containment of documents", 1997), each weighted by its
inverse document frequency (Spärck Jones, "A statistical interpretation of term specificity", 1972).
"""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.text.punctuation import INVISIBLE

_MOST_CANDIDATES = 12
_SHARE_OF_BEST = 0.25  # the least that a candidate shares, of what the best candidate shares
_SHARE_OF_ALL = 0.15  # the same, of the weight of all words and pairs of the quotation
_FREQUENT = 0.25  # terms in more of the passages than this are left out
_WORD_WEIGHT = 0.5  # of a single word, beside a pair's 1
_WORD = re.compile(r"[^\W_]+")
_DROP = str.maketrans("", "", INVISIBLE)


class ShingleIndex:
    """An inverted index of the words of passages and of their pairs of neighbouring words. Thread-safe."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._word_ids: dict[str, int] = {}
        ids: list[int] = []
        owners: list[int] = []
        for number, text in enumerate(texts):
            words = _plain_words(text)
            ids += [self._word_ids.setdefault(word, len(self._word_ids)) for word in words]
            owners += [number] * len(words)
        self._count = max(1, len(texts))
        terms = np.array(ids, dtype=np.int64)
        owner = np.array(owners, dtype=np.int64)
        in_one_passage = owner[:-1] == owner[1:]
        pairs = (terms[:-1] * len(self._word_ids) + terms[1:])[in_one_passage]
        self._words = TermPostings(terms, owner, self._count)
        self._pairs = TermPostings(pairs, owner[:-1][in_one_passage], self._count)

    def candidates(self, text: str) -> list[int]:
        """List the numbers of the passages that share most with a text, most first."""
        shared = np.zeros(self._count)
        ids = [self._word_ids.get(word, -1) for word in _plain_words(text)]
        weight = sum(self._words.add_weight(shared, id, _WORD_WEIGHT) for id in set(ids))
        size = len(self._word_ids)
        pairs = {-1 if -1 in pair else pair[0] * size + pair[1] for pair in pairwise(ids)}
        weight += sum(self._pairs.add_weight(shared, pair, 1.0) for pair in pairs)
        best = np.argsort(-shared, kind="stable")[:_MOST_CANDIDATES]
        # A passage that shares far less than the best, or than there is to share, is not like the quotation.
        least = max(_SHARE_OF_BEST * shared[best[0]], _SHARE_OF_ALL * weight, 1e-9) if len(best) else 0.0
        return [int(number) for number in best if shared[number] >= least]


class TermPostings:
    """For each term the passages that contain it, in one array."""

    def __init__(self, terms: NDArray[np.int64], owners: NDArray[np.int64], count: int) -> None:
        """Sort the postings; `terms` and `owners` have shape (postings,), `owners` are numbers below `count`."""
        self._count = count
        codes = np.unique(terms * count + owners)
        term_of = codes // count
        self._owners = (codes % count).astype(np.int32)  # shape (distinct postings,)
        self._terms, self._starts = np.unique(term_of, return_index=True)  # shape (distinct terms,)
        self._ends = np.append(self._starts[1:], len(term_of))

    def add_weight(self, shared: NDArray[np.float64], term: int, weight: float) -> float:
        """Add the term's weight to each passage that contains it, and return it; `shared` has shape (passages,).

        The weight is `weight · ln(1 + passages / passages with the term)`, and 0 for a frequent term.
        """
        at = int(np.searchsorted(self._terms, term))
        if at == len(self._terms) or self._terms[at] != term:
            return weight * math.log1p(self._count)  # as rare as possible
        start, end = int(self._starts[at]), int(self._ends[at])
        if end - start > max(_MOST_CANDIDATES, _FREQUENT * self._count):
            return 0.0
        term_weight = weight * math.log1p(self._count / (end - start))
        shared[self._owners[start:end]] += term_weight
        return term_weight


def _plain_words(text: str) -> list[str]:
    """Split a text into words, roughly: enough to choose the passages to align."""
    return _WORD.findall(text.translate(_DROP).casefold())
