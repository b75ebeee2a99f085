"""Conditions on columns are read and met as those of the query language."""

import pytest

from explorer.core.errors import QueryError
from explorer.search.table.column_conditions import ColumnCondition


@pytest.mark.parametrize(
    ("raw", "text", "description"),
    [
        ("cocaine-trade:>=7", "cocaine-trade:>=7", "Cocaine trade is at least 7"),
        (" resilience < 4 ", "resilience:< 4", "Resilience is below 4"),
        ("resilience≤4", "resilience:≤4", "Resilience is at most 4"),
        (
            "change-2021.heroin-trade:<−1",
            "change-2021.heroin-trade:<-1",
            "The change of Heroin trade since 2021 is below -1",
        ),
        ("rank.resilience:1-10", "rank.resilience:1-10", "The rank of Resilience in the world is from 1 to 10"),
        ("heroin-trade:[5 TO 7}", "heroin-trade:[5 TO 7}", "Heroin trade is at least 5 and below 7"),
        ("passages:>0", "passages:>0", "The number of passages found is more than 0"),
        ("passages:<3", "passages:<3", "The number of passages found is less than 3"),
        ("change.resilience:>=0.1", "change.resilience:>=0.1", "The change of Resilience is at least 0.1"),
        ("rank-region.resilience:1", "rank-region.resilience:1", "The rank of Resilience in its region is 1"),
        ("resilience:{7 TO 5]", "resilience:{7 TO 5]", "Resilience is at least 5 and below 7"),
    ],
)
def test_a_condition_is_read_and_said(raw: str, text: str, description: str) -> None:
    condition = ColumnCondition.read(raw)
    assert (condition.text, condition.description) == (text, description)
    assert ColumnCondition.read(condition.text) == condition


@pytest.mark.parametrize(
    ("raw", "met", "unmet"),
    [
        ("heroin-trade:>=7", (7.0, 9.5), (6.5, None)),
        ("heroin-trade:>7", (7.5,), (7.0,)),
        ("heroin-trade:<=7", (7.0, 1.0), (7.5, None)),
        ("heroin-trade:<7", (6.5,), (7.0, None)),
        ("criminality:5.33", (5.33,), (5.32, 5.34)),
        ("criminality:[5 TO 6]", (5.0, 6.0, 5.5), (4.99, 6.01)),
        ("change.criminality:>0", (0.01,), (0.0, -0.5, None)),
        ("change.criminality:[-1 TO -0.5]", (-1.0, -0.5), (0.0, -1.01)),
    ],
)
def test_a_figure_meets_it_or_not(raw: str, met: tuple[float, ...], unmet: tuple[float | None, ...]) -> None:
    condition = ColumnCondition.read(raw)
    assert [condition.meets(value) for value in met] == [True] * len(met)
    assert [condition.meets(value) for value in unmet] == [False] * len(unmet)


def test_a_tie_has_every_rank_of_its_span() -> None:
    for bounds, is_met in (("<=97", False), ("<=98", True), ("100", True), ("101-110", True), (">101", False)):
        assert ColumnCondition.read(f"rank.criminality:{bounds}").meets(98, 101) == is_met, bounds


@pytest.mark.parametrize(
    "raw", ["heroin-trade", "heroin-trade:seven", "heroin-trade:>=7 resilience:<4", ">=7", ":", ""]
)
def test_what_is_no_condition_is_refused_with_examples(raw: str) -> None:
    with pytest.raises(QueryError, match="A column is compared with a number, as in heroin-trade:>=7"):
        ColumnCondition.read(raw)


@pytest.mark.parametrize("bounds", [">=99999999999999999999999", ">1.1400000000000001", "[5 TO 10000]", "<1,1234567"])
def test_a_number_of_too_many_digits_is_refused_as_such(bounds: str) -> None:
    with pytest.raises(QueryError, match="a number has too many digits: at most four are read before the decimal"):
        ColumnCondition.read(f"resilience:{bounds}")


def test_an_unknown_column_is_refused_with_the_closest_names() -> None:
    with pytest.raises(QueryError, match="Did you mean heroin-trade"):
        ColumnCondition.read("herion-trade:>=7")
    with pytest.raises(QueryError, match="Did you mean heroin-trade"):
        ColumnCondition.read("herion-trade")
