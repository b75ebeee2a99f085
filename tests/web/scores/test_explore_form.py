"""The fields of the form become the parameters of the table."""

import pytest

from explorer.core.errors import QueryError
from explorer.web.scores.explore_form import as_request, column_choices, is_form, measure_choices


def test_a_column_or_a_group_is_added_to_those_that_are_shown() -> None:
    fields = [("add", "all-resilience"), ("add-as", "change-2021"), ("q", "")]
    assert is_form(fields)
    assert as_request(fields, ("averages",)) == [("columns", "averages,change-2021.all-resilience")]
    again = [*fields, ("columns", "criminality")]
    assert as_request(again, ("averages",)) == [("columns", "criminality,change-2021.all-resilience")]


@pytest.mark.parametrize(
    ("way", "condition"),
    [
        ("least", "heroin-trade:>=7"),
        ("most", "heroin-trade:<=7"),
        ("above", "heroin-trade:>7"),
        ("below", "heroin-trade:<7"),
        ("exactly", "heroin-trade:7"),
        ("between", "heroin-trade:[7 TO 9]"),
    ],
)
def test_a_condition_is_added(way: str, condition: str) -> None:
    fields = [("if", "heroin-trade"), ("if-as", ""), ("is", way), ("value", "7"), ("to", "9"), ("where", "a:1")]
    assert as_request(fields) == [("where", "a:1"), ("where", condition)]


def test_a_condition_is_on_a_measure_or_on_passages() -> None:
    fields = [("if", "heroin-trade"), ("is", "least"), ("value", "1"), ("find", "x")]
    assert ("where", "rank.heroin-trade:>=1") in as_request([*fields, ("if-as", "rank")])
    assert ("where", "passages:>=1") in as_request([*fields, ("if-as", "passages")])


def test_a_condition_without_its_number_is_refused() -> None:
    with pytest.raises(QueryError, match="needs a number: at least how much"):
        as_request([("if", "heroin-trade"), ("is", "least"), ("value", "")])
    with pytest.raises(QueryError, match="needs two numbers: between how much"):
        as_request([("if", "heroin-trade"), ("is", "between"), ("value", "3")])
    with pytest.raises(QueryError, match="There is no comparison 'leest'"):
        as_request([("if", "heroin-trade"), ("is", "leest"), ("value", "3")])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": "7"}, "Choose the score that is at least 7."),
        ({"value": "7", "is": "exactly"}, "Choose the score that is exactly 7."),
        ({"value": "7", "to": "5", "is": "between"}, "Choose the score that is between 7 and 5."),
        ({"to": "5", "is": "between"}, "Choose the score that is between two numbers."),
        ({"to": "5"}, "Choose the score that is at least a number."),
        (
            {"value": "7", "if-as": "rank-region", "is": "most"},
            "Choose the score whose rank in its region is at most 7.",
        ),
        ({"value": "1", "if-as": "change-2021"}, "Choose the score whose change since 2021 is at least 1."),
    ],
)
def test_a_number_without_its_score_is_never_dropped(fields: dict[str, str], sentence: str) -> None:
    with pytest.raises(QueryError) as refused:
        as_request([("if", ""), *fields.items()])
    assert str(refused.value) == sentence
    assert as_request([("if", ""), ("is", "least"), ("value", ""), ("to", " ")]) == []


def test_without_its_search_the_column_of_passages_goes() -> None:
    fields = [("find", " "), ("scope", "related"), ("columns", "passages,resilience"), ("where", "passages:>1")]
    assert as_request(fields) == [("columns", "resilience")]
    kept = [("find", "heroin"), ("scope", "related"), ("columns", "passages"), ("where", "passages:>1")]
    assert as_request(kept) == kept


def test_its_choices_are_the_measures_of_the_edition_and_every_score() -> None:
    assert ("change-2021", "Change since 2021") in measure_choices(2023)
    assert ("change-2023", "Change since 2023") not in measure_choices(2023)
    assert measure_choices(2023, has_passages=True)[-1] == ("passages", "Passages found")
    assert sum(len(options) for _, options in column_choices(has_groups=False)) == 36
    assert column_choices(has_groups=True)[0][1][0] == ("all", "All indicators")
