"""Dots stacked by half points."""

from explorer.charts.strip import Strip


def of(scores: dict[str, float], code: str, region: set[str]) -> Strip:
    strip = Strip.of(scores, code, region)
    assert strip is not None
    return strip


def test_every_country_has_one_dot() -> None:
    scores = {f"A{number:02}": 1 + number % 19 / 2 for number in range(193)}
    strip = of(scores, "A00", {"A01", "A02"})
    assert len(strip.dots) == len(set(strip.dots)) == 193
    assert len(strip.region) == 2


def test_half_points_are_15_units_apart() -> None:
    strip = of({"KGZ": 7.0, "KAZ": 7.5, "MMR": 10.0}, "KGZ", set())
    # 1.0 is in the middle of the first 15 units, after a margin of 4.
    assert strip.own.x == 4 + 12 * 15 + 8
    assert [dot.x - strip.own.x for dot in strip.others] == [15, 90]


def test_the_country_and_its_region_are_at_the_bottom_of_their_stack() -> None:
    scores = dict.fromkeys(("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "KGZ"), 5.0)
    strip = of(scores, "KGZ", {"KGZ", "FFF"})
    assert strip.own.row == 0
    assert [dot.row for dot in strip.region] == [0]
    assert [dot.row for dot in strip.others] == [0, 0, 0, 1, 1]
    assert strip.rows == 2


def test_an_average_is_placed_with_the_half_point_it_has_reached() -> None:
    strip = of({"KGZ": 5.33, "KAZ": 5.0}, "KGZ", {"KAZ"})
    assert strip.own.x // 15 == strip.region[0].x // 15


def test_dots_are_a_path_of_strokes_without_length() -> None:
    strip = of({"KGZ": 1.0}, "KGZ", set())
    assert strip.path([strip.own]) == "M12 1.5h0"


def test_a_country_without_a_score_has_no_strip() -> None:
    assert Strip.of({"KAZ": 4.0}, "KGZ", set()) is None
