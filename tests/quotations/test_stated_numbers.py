"""Numbers as texts state them."""

import re

import pytest

from explorer.model.taxonomy import taxonomy
from explorer.quotations.stated_numbers import NUMERAL, agrees, number_pattern, read_number, score_text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7.50 in 2021", "7.50"),
        ("10", "10"),
        ("zero", "0"),
        ("ten points", "10"),
        ("two and a half points", "2.5"),
        ("1½ points", "1.5"),
        ("half a point", "0.5"),
        ("a half point", "0.5"),
        ("a full point", "1"),
        ("half of it", ""),
        ("two percentage points", ""),
        ("two-thirds", ""),
        ("12 points", ""),
        ("3 times", ""),
        ("7.5%", ""),
        ("one point five", ""),
    ],
)
def test_a_number_of_points_is_read_in_figures_or_words(text: str, number: str) -> None:
    match = re.match(number_pattern("number"), text)
    assert (read_number(match["number"]) if match else "") == number


@pytest.mark.parametrize("text", ["7.5", "twenty", "threefold", "tripled", "per cent", "third", "half", "¼", "a point"])
def test_everything_that_is_a_number_is_noticed(text: str) -> None:
    assert NUMERAL.fullmatch(text)


def test_an_average_agrees_where_it_rounds_and_an_indicator_where_it_is_equal() -> None:
    average, indicator = taxonomy().indicator("criminality"), taxonomy().indicator("heroin-trade")
    assert agrees("5.3", 5.33, average) and agrees("4.9", 4.95, average) and agrees("5.0", 4.95, average)
    assert agrees("7", 7.0, indicator) and not agrees("7", 7.5, indicator)
    assert (score_text(5.3, average), score_text(7, indicator)) == ("5.30", "7.0")
