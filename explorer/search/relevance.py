"""The relevance of a passage to a query: the weights of each kind of match, and the formula of one term's score.

The formula is BM25F with one field at a time: Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple
weighted fields", CIKM 2004, https://doi.org/10.1145/1031171.1031181. The scores of all terms are added.
"""

from bisect import bisect_left
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

NEAR = 8  # words
SATURATION = 1.2  # k1 of BM25F: how soon more occurrences of a term in one passage stop adding to its score


@dataclass(frozen=True, slots=True)
class RelevanceWeights:
    """The weight of each kind of match beside a word of the passage in any of its forms, which counts 1.

    A part of ranking is switched off by setting its weight to 0.
    """

    body_length: float = 0.6  # b of BM25F: how much the length of a passage lowers its score
    rarest: float = 1.0  # how much the commoner words count less than the rarest one: 1 by their rarity, 0 not at all
    exact: float = 0.1  # the word in the form that was typed, on top
    title: float = 0.6  # in the section's title
    labels: float = 0.3  # in the label of an indicator that the passage is linked to
    place: float = 0.8  # in the names of the country
    spelling: float = 0.8  # a close spelling
    derived: float = 0.5  # the best of the words that have its root
    synonym: float = 0.8  # the best of other terms for a word
    term: float = 0.3  # the best of the other terms of the indicator that the query refers to
    main: float = 4.0  # linked to that indicator, grade 2; times how rare such passages are, and more by its evidence
    evidence: float = 2.2  # the same, grade 1
    phrase: float = 0.5  # two neighbouring words of the query, adjacent
    near: float = 0.4  # two words of the query that are close in it, within NEAR words, in either order

    def length_weight(self, field: str) -> float:
        """Return b of BM25F for a field, 0-1; the length of short fields does not count."""
        return self.body_length if field in ("body", "exact") else 0.0


def rarity(passages: int, document_frequency: int) -> float:
    """Return the inverse document frequency of a term that n of N passages have: ln(N / (n + 1)) + 1."""
    return log(passages / (document_frequency + 1)) + 1


def indicator_rarity(passages: int, linked: int) -> float:
    """Return the factor for the weight of a link to an indicator, higher for a rare one.

    max(0.5, sqrt(1 + ln((N + 1) / (n + 1)))) for n linked of N passages, of our own: the root of an inverse
    document frequency. A whole one, as a word has it, would lift all on a rare subject above what has the words.
    """
    return sqrt(max(0.25, 1 + log((passages + 1) / (linked + 1))))


def term_weights(
    counts: NDArray[np.float64], lengths: NDArray[np.float64], average: float, length_weight: float
) -> NDArray[np.float64]:
    """Return the score of a term by count and rounded length, before the rarity of the term is multiplied in.

    All arrays have shape (n,); `average` is the mean length of the field over all passages, in words.
    tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average)), the term frequency part of BM25.
    """
    norms = SATURATION * ((1 - length_weight) + length_weight * lengths / average)
    return (counts * (SATURATION + 1)) / (counts + norms)


# Lengths grow by 3.3 %, as in Whoosh's index, so that few pairs of count and length differ: 0-10, 12, 13, … 106374.
_LENGTHS = tuple(round(27 * (1.033**step - 1)) for step in range(256))


def rounded_length(length: int) -> int:
    """Return the length of a field, in words, as relevance counts it: the next of 256 steps, upwards."""
    return _LENGTHS[min(bisect_left(_LENGTHS, length), len(_LENGTHS) - 1)]
