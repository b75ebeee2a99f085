"""Scores and averages as the Index defines them."""

import pytest

from explorer.core.errors import ScoreError
from explorer.model.scores import aggregates, check_score, criminality, is_rounded, mean_score, rounded
from explorer.model.taxonomy import AGGREGATES, taxonomy


def test_five_actors_weigh_as_much_as_fifteen_markets() -> None:
    assert criminality(markets=[4.0] * 15, actors=[8.0] * 5) == 6.0


@pytest.mark.parametrize("score", [0.99, 0, -1, 10.01, float("nan"), float("inf")])
def test_a_score_outside_1_to_10_is_refused_by_name(score: float) -> None:
    with pytest.raises(ScoreError, match=r"^heroin-trade: the score .* is outside 1-10"):
        check_score("heroin-trade", score)


@pytest.mark.parametrize("score", [1, 5.33, 10])
def test_a_score_from_1_to_10_is_given_back(score: float) -> None:
    assert check_score("heroin-trade", score) == score


def test_a_group_without_scores_has_no_mean() -> None:
    with pytest.raises(ScoreError, match="has no scores"):
        mean_score([])
    with pytest.raises(ScoreError, match="has no scores"):
        criminality([], [5.0])


def test_a_mean_is_not_rounded() -> None:
    assert mean_score([1.0, 1.0, 2.0]) == pytest.approx(4 / 3, abs=1e-12)


@pytest.mark.parametrize(
    ("score", "published"), [(4.625, 4.63), (5.325, 5.33), (4.624999, 4.62), (1.005, 1.01), (2.675, 2.68), (7.0, 7.0)]
)
def test_halves_are_rounded_up_as_published(score: float, published: float) -> None:
    assert rounded(score) == published


def test_a_fall_is_rounded_like_a_rise() -> None:
    assert rounded(4.83 - 4.17) == 0.66
    assert rounded(4.17 - 4.83) == -0.66


@pytest.mark.parametrize(("edition", "counts"), [(2021, (10, 4, 12)), (2023, (15, 5, 12)), (2025, (15, 5, 12))])
def test_averages_are_made_of_the_indicators_of_their_edition(edition: int, counts: tuple[int, int, int]) -> None:
    markets, actors, _ = counts
    scores = {indicator.slug: 5.0 for indicator in taxonomy().indicators_of(edition)}
    scores |= {"heroin-trade": 10.0, "foreign-actors": 1.0, "prevention": 8.0}
    averages = aggregates(scores, edition)
    assert tuple(averages) == AGGREGATES
    assert averages["criminal-markets"] == pytest.approx(5 + 5 / markets)
    assert averages["criminal-actors"] == pytest.approx(5 - 4 / actors)
    assert averages["criminality"] == pytest.approx(5 + (5 / markets - 4 / actors) / 2)
    assert averages["resilience"] == pytest.approx(5.25)


def test_a_missing_indicator_leaves_no_averages() -> None:
    scores = {indicator.slug: 5.0 for indicator in taxonomy().indicators_of(2021)}
    assert aggregates(scores, 2023) == {}
    assert aggregates({slug: score for slug, score in scores.items() if slug != "prevention"}, 2021) == {}


@pytest.mark.parametrize(("published", "expected"), [(5.32, True), (5.33, True), (5.31, False), (5.34, False)])
def test_a_published_average_may_be_half_of_the_last_decimal_off(published: float, expected: bool) -> None:
    assert is_rounded(published, 5.325) is expected
