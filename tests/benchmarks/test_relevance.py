"""Measures of the relevance report."""

from pathlib import Path

import pytest

from benchmarks.relevance import Fts5, measure, ndcg, read_set

TUNE = Path(__file__).parents[2] / "benchmarks/judgements/tune"


def test_the_ideal_order_is_1_and_nothing_useful_is_0() -> None:
    grades = {"a": 3.0, "b": 1.0}
    assert ndcg(["a", "b", "c"], grades) == 1.0
    assert ndcg(["c"], grades) == 0.0
    assert ndcg(["b", "a"], grades) == pytest.approx((1 + 7 / 1.584962500721156) / (7 + 1 / 1.584962500721156))


def test_only_the_first_ten_hits_count() -> None:
    assert ndcg([*"bcdefghijk", "a"], {"a": 3.0}) == 0.0


def test_sqlite_answers_beside_the_engine() -> None:
    judged = read_set("tune", TUNE, None)
    database = Fts5(judged.profiles)
    assert measure(judged, lambda text: database.search(text, "OR")) > measure(
        judged, lambda text: database.search(text, "AND")
    )
