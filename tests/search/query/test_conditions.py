"""Conditions on scores among the words of a query."""

import pytest

from explorer.search.query.conditions import find_conditions, read_condition
from explorer.search.query.nodes import Condition


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("heroin-trade:>=7", Condition("heroin-trade", False, 700, None, "at least 7")),
        ("Score.Heroin_Trade: 7-8", Condition("heroin-trade", False, 700, 800, "from 7 to 8")),
        ("change.resilience:-1", Condition("resilience", True, -100, -100, "-1")),
        ("heroin-trade>=7", Condition("heroin-trade", False, 700, None, "at least 7")),
        ("change.resilience < 0", Condition("resilience", True, None, -1, "below 0")),
        ("criminality=5/10", Condition("criminality", False, 500, 500, "5")),
    ],
)
def test_a_condition_is_read_with_its_colon_or_before_a_sign(typed: str, condition: Condition) -> None:
    assert read_condition(typed) == (condition, len(typed))
    assert read_condition(f"police {typed}) or", 7) == (condition, len(typed) + 7)


@pytest.mark.parametrize(
    "typed", ["heroin-trade", "heroin-trade 7", "heroin-trade:", "heroin>=7", "heroin-trade:high", 'heroin-trade="x"']
)
def test_other_text_is_no_condition(typed: str) -> None:
    assert read_condition(typed) is None
    assert find_conditions(typed) == []


def test_conditions_that_an_operator_joins_are_one_run() -> None:
    query = "kenya heroin-trade:>=7 OR -resilience<4 police NOT change.resilience:>0 2021"
    found = find_conditions(query)
    assert [query[run.start : run.end] for run in found] == [run.text for run in found]
    assert [run.text for run in found] == ["heroin-trade:>=7 OR -resilience<4", "NOT change.resilience:>0"]
