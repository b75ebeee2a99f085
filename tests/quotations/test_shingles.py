"""Candidates by shared words and pairs of words."""

import math

import numpy as np
import pytest

from explorer.quotations.shingles import ShingleIndex, TermPostings

TEXTS = [
    "boats carry cigarettes over the strait",
    "the strait is narrow and the cigarettes are cheap",
    "poppy fields in the hills",
]


def test_passages_that_share_more_come_first_and_strangers_not_at_all() -> None:
    assert ShingleIndex(TEXTS).candidates("Boats carry tobacco over the strait") == [0, 1]


def test_soft_hyphens_and_case_do_not_matter() -> None:
    assert ShingleIndex(TEXTS).candidates("POP\u00adPY FIELDS") == [2]


def test_a_pair_counts_more_than_its_words_apart() -> None:
    index = ShingleIndex(["poppy white fields red", "poppy fields white red"])
    assert index.candidates("poppy fields") == [1, 0]


@pytest.mark.parametrize("texts", [[], [""], ["one"]])
def test_an_index_of_nothing_has_no_candidates(texts: list[str]) -> None:
    assert ShingleIndex(texts).candidates("boats carry") == []


def test_a_term_weighs_by_the_inverse_of_the_passages_that_contain_it() -> None:
    postings = TermPostings(np.array([7, 7, 7, 9]), np.array([0, 0, 2, 1]), count=4)
    shared = np.zeros(4)
    assert postings.add_weight(shared, 7, 0.5) == pytest.approx(0.5 * math.log(3))
    assert shared.tolist() == pytest.approx([0.5 * math.log(3), 0, 0.5 * math.log(3), 0])
    assert postings.add_weight(shared, 8, 1.0) == pytest.approx(math.log(5))  # in no passage
    assert shared[3] == 0


def test_a_term_in_most_passages_weighs_nothing() -> None:
    postings = TermPostings(np.zeros(40, dtype=np.int64), np.arange(40), count=40)
    shared = np.zeros(40)
    assert postings.add_weight(shared, 0, 1.0) == 0
    assert not shared.any()
