"""Bars by half points."""

from itertools import pairwise

from explorer.charts.axis import HALF_POINTS
from explorer.charts.histogram import Histogram

NONE = dict.fromkeys(HALF_POINTS, 0)


def test_the_highest_bar_takes_the_whole_height_and_others_their_share() -> None:
    columns = {column.score: column for column in Histogram.of(NONE | {4.0: 10, 4.5: 5}).columns}
    assert (columns[4.0].y, columns[4.0].height) == (22, 138)
    assert (columns[4.5].y, columns[4.5].height) == (91, 69)
    assert columns[5.0].height == 0


def test_every_half_point_has_a_place_of_its_own() -> None:
    columns = Histogram.of(NONE).columns
    assert [column.score for column in columns] == list(HALF_POINTS)
    assert all(left.x + left.width < right.x for left, right in pairwise(columns))


def test_a_bar_has_the_colour_of_its_score() -> None:
    columns = {column.score: column.step for column in Histogram.of(NONE).columns}
    assert (columns[1.5], columns[7.0], columns[10.0]) == (1, 7, 9)
