"""The relevance formula, against Whoosh's own and by its properties."""

import math

import numpy as np
import pytest
from whoosh.scoring import bm25
from whoosh.util.numeric import byte_to_length, length_to_byte

from explorer.search.relevance import (
    SATURATION,
    RelevanceWeights,
    indicator_rarity,
    rarity,
    rounded_length,
    term_weights,
)


def test_a_term_weighs_what_bm25_gives_it() -> None:
    counts, lengths = np.array([1.0, 2.0, 7.0]), np.array([40.0, 120.0, 308.0])
    weights = term_weights(counts, lengths, average=95.0, length_weight=0.6)
    expected = [bm25(1.0, count, length, 95.0, 0.6, SATURATION) for count, length in zip(counts, lengths, strict=True)]
    assert weights.tolist() == expected


def test_in_a_field_without_a_length_weight_length_does_not_count() -> None:
    counts = np.array([1.0, 1.0])
    short, long = term_weights(counts, np.array([3.0, 900.0]), average=20.0, length_weight=0.0)
    assert short == long == 1.0


def test_more_occurrences_add_less_and_less() -> None:
    first, second, third = term_weights(np.array([1.0, 2.0, 3.0]), np.full(3, 50.0), 50.0, 0.6)
    assert second - first > third - second > 0
    assert third < SATURATION + 1


def test_a_rare_term_counts_more() -> None:
    assert rarity(1000, 1) > rarity(1000, 500)
    assert rarity(10, 9) == 1.0  # ln(10 / 10) + 1
    assert rarity(100, 0) == pytest.approx(math.log(100) + 1)


def test_an_indicator_of_all_passages_still_counts_half() -> None:
    assert indicator_rarity(10, 2) == pytest.approx(math.sqrt(1 + math.log(11 / 3)))
    assert indicator_rarity(3, 100) == 0.5


def test_in_a_large_index_the_rarest_word_counts_more_than_a_link_to_an_indicator() -> None:
    assert rarity(12_000, 1) > RelevanceWeights().main * indicator_rarity(12_000, 1_200)


def test_lengths_are_rounded_as_in_whooshs_index() -> None:
    for length in (*range(600), 5_000, 24_657, 106_373, 106_374, 200_000):
        assert rounded_length(length) == byte_to_length(length_to_byte(length)), length


def test_only_the_length_of_the_text_counts() -> None:
    weights = RelevanceWeights(body_length=0.4)
    assert weights.length_weight("body") == weights.length_weight("exact") == 0.4
    assert weights.length_weight("title") == weights.length_weight("linked") == 0.0
