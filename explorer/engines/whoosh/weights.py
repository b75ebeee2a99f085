"""What makes one hit more relevant than another: all weights in one place, so that each part can be measured alone."""

from dataclasses import dataclass

from whoosh.scoring import BM25F


@dataclass(frozen=True, slots=True)
class RelevanceWeights:
    """How much each kind of match counts beside a word of the passage in any of its forms, which counts 1.

    A part of ranking is switched off by setting its weight to 0.
    """

    body_length: float = 0.6  # B of BM25F: how much long passages are held against them
    exact: float = 0.3  # the word in the form that was typed, on top
    title: float = 0.4  # in the section's title
    labels: float = 0.4  # in the label of an indicator that the passage is linked to
    place: float = 0.8  # in the names of the country
    spelling: float = 0.8  # a close spelling
    synonym: float = 0.4  # the best of other terms for a word
    term: float = 0.45  # the best of the other terms of the indicator that the query speaks of
    about: float = 1.6  # linked to that indicator, grade 2; times how rare such passages are
    evidence: float = 0.6  # the same, grade 1
    phrase: float = 0.5  # two neighbouring words of the query side by side
    near: float = 0.25  # the same within NEAR words, in either order


NEAR = 8  # words
SATURATION = 1.2  # K1 of BM25F


def make_scoring(weights: RelevanceWeights) -> BM25F:
    """Whoosh's BM25F with our parameters; short fields are not held to a length."""
    return BM25F(B=0.0, K1=SATURATION, body_B=weights.body_length, exact_B=weights.body_length)
