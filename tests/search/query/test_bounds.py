"""The bounds of a score, as typed."""

import pytest

from explorer.search.query.bounds import Bounds, find_bounds


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
    assert find_bounds(f"x:{typed}", 2) == (bounds, len(typed) + 2)


@pytest.mark.parametrize(
    ("typed", "bounds"),
    [
        ("[5 TO 7]", Bounds(500, 700, "at least 5 and at most 7")),
        ("{5 TO 7}", Bounds(501, 699, "above 5 and below 7")),
        ("[5 to *]", Bounds(500, None, "at least 5")),
        ("{* - 7]", Bounds(None, 700, "at most 7")),
        ("[* TO *]", Bounds(None, None, "any number")),
        ("[7 TO 5]", Bounds(500, 700, "at least 5 and at most 7")),
        ("[7 TO 5}", Bounds(501, 700, "above 5 and at most 7")),
        ("{7 TO -5]", Bounds(-500, 699, "at least -5 and below 7")),
    ],
)
def test_a_square_bracket_includes_its_bound_and_a_curly_one_does_not(typed: str, bounds: Bounds) -> None:
    assert find_bounds(typed, 0) == (bounds, len(typed))


@pytest.mark.parametrize(
    ("typed", "bounds"),
    [
        *(
            (typed, Bounds(700, 800, "from 7 to 8"))
            for typed in ("7-8", "7—8", "7..8", "7...8", "7…8", "7 - 8", "7 to 8")
        ),
        *((typed, Bounds(700, 800, "from 7 to 8")) for typed in ("7 TO 8", "8-7", "7/10-8/10", "7-8/10")),
        ("6.5-7,5", Bounds(650, 750, "from 6.5 to 7,5")),
        ("-1--0.5", Bounds(-100, -50, "from -1 to -0.5")),
        ("-0.5-+1", Bounds(-50, 100, "from -0.5 to +1")),
    ],
)
def test_two_numbers_are_a_range_to_which_both_belong(typed: str, bounds: Bounds) -> None:
    assert find_bounds(f"{typed}, police", 0) == (bounds, len(typed))


@pytest.mark.parametrize(
    ("typed", "bounds", "rest"),
    [
        ("-1", Bounds(-100, -100, "-1"), ""),
        (">=7/10", Bounds(700, None, "at least 7"), ""),
        ("7 -8", Bounds(700, 700, "7"), " -8"),  # without the word 8
        ("7 - police", Bounds(700, 700, "7"), " - police"),
        ("7 to 8 km", Bounds(700, 800, "from 7 to 8"), " km"),
        ("7 to 8km", Bounds(700, 700, "7"), " to 8km"),
        ("7.", Bounds(700, 700, "7"), "."),
        ("7)", Bounds(700, 700, "7"), ")"),
    ],
)
def test_bounds_end_where_the_query_goes_on(typed: str, bounds: Bounds, rest: str) -> None:
    assert find_bounds(typed, 0) == (bounds, len(typed) - len(rest))


@pytest.mark.parametrize(
    "typed",
    [
        "7st",
        "seven",
        "7.5.1",
        ">",
        "7/12",
        "7/100",
        "7-",
        "7-x",
        ">=7-8",
        "7-8-9",
        "7..",
        "7%",
        "7*",
        ">=7<8",
        "-",
        "- 1",
    ],
)
def test_what_is_no_number_has_no_bounds(typed: str) -> None:
    assert find_bounds(typed, 0) is None


@pytest.mark.parametrize(
    ("typed", "bounds", "rest"),
    [
        (">7 <8", Bounds(701, 799, "above 7 and below 8"), ""),
        ("<=8 >= 7 police", Bounds(700, 800, "at most 8 and at least 7"), " police"),
        ("> 0 > 1", Bounds(101, None, "above 0 and above 1"), ""),
        (">=-1 <0.5", Bounds(-100, 49, "at least -1 and below 0.5"), ""),
        (">=7 =8", Bounds(700, None, "at least 7"), " =8"),
        ('>=7 ="8"', Bounds(700, None, "at least 7"), ' ="8"'),
        (">7 <8%", Bounds(701, None, "above 7"), " <8%"),
        ("7 <8", Bounds(700, 700, "7"), " <8"),
    ],
)
def test_comparisons_that_follow_one_another_are_a_range(typed: str, bounds: Bounds, rest: str) -> None:
    assert find_bounds(typed, 0) == (bounds, len(typed) - len(rest))
