"""Positions of scores on an axis, and their steps on a scale."""

import pytest

from explorer.charts.axis import Axis, Tick, half_point, step


def test_the_ends_of_an_axis_are_1_and_10() -> None:
    axis = Axis(100, 280)
    assert (axis.at(1), axis.at(10)) == (100, 280)


def test_an_axis_may_run_upwards_on_a_page_that_counts_downwards() -> None:
    assert Axis(246, 30).at(5.5) == 138.0


def test_an_axis_is_numbered_at_four_places() -> None:
    assert Axis(0, 90).ticks == (Tick(1, 0), Tick(4, 30), Tick(7, 60), Tick(10, 90))


def test_low_is_parted_from_high_at_5_50() -> None:
    assert Axis(0, 90).middle == 45


@pytest.mark.parametrize(("score", "expected"), [(1, 1), (1.99, 1), (2, 2), (5.33, 5), (9.5, 9), (10, 9)])
def test_every_whole_point_is_a_step_and_10_is_with_9(score: float, expected: int) -> None:
    assert step(score) == expected


@pytest.mark.parametrize(("score", "expected"), [(5.33, 5.0), (5.5, 5.5), (5.99, 5.5), (10, 10.0)])
def test_an_average_counts_at_the_half_point_that_it_has_reached(score: float, expected: float) -> None:
    assert half_point(score) == expected
