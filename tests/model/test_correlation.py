"""Spearman's rho, as its formula has it, and the countries that do not fit."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.model.correlation import Correlation, mean_ranks, shares_members
from explorer.model.taxonomy import taxonomy

KNOWN = taxonomy()
SCORES = st.lists(st.integers(2, 20).map(lambda half: half / 2), min_size=3, max_size=40)


def correlate(across: list[float], up: list[float]) -> Correlation:
    codes = [country.code for country in KNOWN.countries][: len(across)]
    return Correlation.of(dict(zip(codes, across, strict=True)), dict(zip(codes, up, strict=True)), codes)


def test_equal_values_share_the_mean_of_their_ranks() -> None:
    assert mean_ranks([5.0, 7.0, 5.0, 1.0, 5.0]) == [3.0, 5.0, 3.0, 1.0, 3.0]


@pytest.mark.parametrize(
    ("across", "up", "rho"),
    [
        ([1, 2, 3, 4], [2, 4, 6, 8], 1.0),
        ([1, 2, 3, 4], [8, 6, 4, 2], -1.0),
        # The example of https://en.wikipedia.org/wiki/Spearman%27s_rank_correlation_coefficient
        ([106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17], -29 / 165),
    ],
)
def test_rho_is_that_of_the_formula(across: list[float], up: list[float], rho: float) -> None:
    assert correlate(across, up).rho == pytest.approx(rho)


@given(SCORES, st.randoms(use_true_random=False))
def test_rho_is_pearsons_correlation_of_mean_ranks(across: list[float], random: object) -> None:
    up = [(7 * score) % 9 + 1 for score in across]
    rho = correlate(across, up).rho
    if len(set(across)) == 1 or len(set(up)) == 1:
        assert rho is None
    else:
        assert rho == pytest.approx(statistics.correlation(mean_ranks(across), mean_ranks(up)))


def test_there_is_none_of_two_countries_or_of_scores_that_are_all_the_same() -> None:
    assert correlate([1, 2], [1, 2]).rho is None
    assert correlate([3, 3, 3], [1, 2, 3]).rho is None
    assert correlate([3, 3, 3], [1, 2, 3]).outliers == ()


def test_countries_without_one_of_the_scores_do_not_count() -> None:
    assert len(Correlation.of({"KGZ": 1, "KAZ": 2}, {"KAZ": 3, "TJK": 4}, ["KGZ", "KAZ", "TJK"])) == 1


def test_a_country_far_from_the_others_is_an_outlier() -> None:
    across = [float(number) for number in range(20)]
    up = [*across[:-1], -1.0]
    (outlier,) = correlate(across, up).outliers
    assert (outlier.code, outlier.is_higher) == (KNOWN.countries[19].code, False)
    assert outlier.deviations > 2
    assert correlate(across, across).outliers == ()


@pytest.mark.parametrize(
    ("first", "second", "shares"),
    [
        ("criminality", "criminal-markets", True),
        ("criminality", "heroin-trade", True),
        ("criminal-markets", "heroin-trade", True),
        ("resilience", "prevention", True),
        ("criminal-actors", "heroin-trade", False),
        ("criminality", "resilience", False),
        ("heroin-trade", "cocaine-trade", False),
        ("resilience", "heroin-trade", False),
    ],
)
def test_an_average_and_what_it_is_made_of_share_members(first: str, second: str, shares: bool) -> None:
    pair = KNOWN.indicator(first), KNOWN.indicator(second)
    assert shares_members(*pair) is shares_members(*reversed(pair)) is shares


@pytest.mark.parametrize(
    ("up", "word"),
    [([1, 2, 3, 4], "strong"), ([2, 1, 4, 3], "moderate"), ([2, 4, 1, 4], "weak"), ([3, 1, 4, 2], "hardly any")],
)
def test_the_strength_is_a_word(up: list[float], word: str) -> None:
    assert correlate([1, 2, 3, 4], up).strength == word
