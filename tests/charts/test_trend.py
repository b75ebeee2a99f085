"""Lines over the editions, and their breaks."""

from explorer.charts.trend import Break, Trend, spread_labels, x_of_edition


def after_2021(earlier: int, _later: int) -> bool:
    return earlier > 2021


def test_editions_are_spaced_by_their_year() -> None:
    assert x_of_edition(2023) - x_of_edition(2021) == x_of_edition(2025) - x_of_edition(2023)


def test_a_line_breaks_where_editions_are_not_like_for_like() -> None:
    (series,) = Trend.of([("Kyrgyzstan", {2021: 5.33, 2023: 5.08, 2025: 5.25}, after_2021)]).series
    assert [line.is_comparable for line in series.lines] == [False, True]


def test_a_break_is_marked_half_way() -> None:
    trend = Trend.of([("Kyrgyzstan", {2021: 5.33}, after_2021)])
    assert trend.breaks == (Break(2021, 2023, (x_of_edition(2021) + x_of_edition(2023)) / 2, "not comparable"),)


def test_an_edition_without_a_score_has_no_point() -> None:
    (series,) = Trend.of([("Extortion", {2021: None, 2023: 4.0, 2025: 4.5}, after_2021)]).series
    assert [point.edition for point in series.points] == [2023, 2025]


def test_a_series_without_scores_is_left_out_and_others_keep_their_order() -> None:
    trend = Trend.of([("A", {}, after_2021), ("B", {2021: 3.0}, after_2021), ("C", {2025: 4.0}, after_2021)])
    assert [(series.label, series.number) for series in trend.series] == [("B", 1), ("C", 2)]


def test_a_score_of_5_50_is_half_way_up() -> None:
    (series,) = Trend.of([("A", {2021: 5.5}, after_2021)]).series
    assert series.last.y == (206 + 20) / 2


def test_labels_that_would_overlap_are_moved_apart_around_their_middle() -> None:
    assert spread_labels([100.0, 104.0], 14) == [95.0, 109.0]
    assert spread_labels([100.0, 160.0], 14) == [100.0, 160.0]


def test_labels_stay_in_their_order() -> None:
    assert spread_labels([50.0, 50.0, 50.0, 10.0], 10) == [40.0, 50.0, 60.0, 10.0]


def test_a_series_can_go_on_where_another_breaks() -> None:
    scores: dict[int, float | None] = {2021: 5.0, 2023: 5.0}
    trend = Trend.of([("Criminality", scores, after_2021), ("Resilience", scores, lambda _a, _b: True)])
    assert [line.is_comparable for series in trend.series for line in series.lines] == [False, True]
    assert [edition_break.words for edition_break in trend.breaks] == ["Criminality not comparable"]


def test_a_single_edition_has_no_line() -> None:
    assert not Trend.of([("A", {2021: 5.0}, after_2021)]).has_lines
    assert Trend.of([("A", {2021: 5.0, 2025: 5.0}, after_2021)]).has_lines


def test_a_trend_is_a_table_as_well() -> None:
    table = Trend.of([("A", {2021: None, 2023: 4.0, 2025: 4.5}, after_2021)]).table("Means")
    assert table.records() == [{"series": "A", "2021": None, "2023": 4.0, "2025": 4.5}]
