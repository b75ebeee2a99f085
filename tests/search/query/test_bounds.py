"""The bounds of a score, as typed."""

import pytest

from explorer.search.query.bounds import COMPARISON, RANGE, Bounds, read_bounds


@pytest.mark.parametrize(
    ("typed", "bounds"),
    [
        (">=7", Bounds(700, None, "at least 7")),
        ("=> 7", Bounds(700, None, "at least 7")),
        ("≤6.5", Bounds(None, 650, "at most 6.5")),
        (">7", Bounds(701, None, "above 7")),
        ("<4", Bounds(None, 399, "below 4")),
        ("=5", Bounds(500, 500, "5")),
        ("5,25", Bounds(525, 525, "5,25")),
        ("<-0.5", Bounds(None, -51, "below -0.5")),
        ("<5.332", Bounds(None, 533, "below 5.332")),
        (">=5.332", Bounds(534, None, "at least 5.332")),
        ("5.333", Bounds(534, 533, "5.333")),  # no score is
    ],
)
def test_a_comparison_has_one_bound_or_two_that_are_equal(typed: str, bounds: Bounds) -> None:
    match = COMPARISON.fullmatch(typed)
    assert match is not None
    assert read_bounds(match) == bounds


@pytest.mark.parametrize(
    ("typed", "bounds"),
    [
        ("[5 TO 7]", Bounds(500, 700, "at least 5 and at most 7")),
        ("{5 TO 7}", Bounds(501, 699, "above 5 and below 7")),
        ("[5 to *]", Bounds(500, None, "at least 5")),
        ("{* - 7]", Bounds(None, 700, "at most 7")),
        ("[* TO *]", Bounds(None, None, "any number")),
    ],
)
def test_a_square_bracket_includes_its_bound_and_a_curly_one_does_not(typed: str, bounds: Bounds) -> None:
    match = RANGE.fullmatch(typed)
    assert match is not None
    assert read_bounds(match) == bounds


@pytest.mark.parametrize("typed", ["7st", "seven", "7.5.1", ">"])
def test_what_is_no_number_is_no_comparison(typed: str) -> None:
    assert COMPARISON.match(typed) is None
