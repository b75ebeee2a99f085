"""The parameters of score pages."""

import pytest

from explorer.core.errors import QueryError
from explorer.model.rankings import Rankings
from explorer.web.scores.params import read_edition, read_indicator, read_params, read_score


def test_empty_values_count_as_absent_and_unknown_names_are_refused() -> None:
    assert read_params([("area", ""), ("edition", "2021")], ("area", "edition")) == {"edition": "2021"}
    with pytest.raises(QueryError, match="Did you mean edition"):
        read_params([("editon", "2021")], ("area", "edition"))


def test_a_parameter_has_one_value_unless_it_is_a_list() -> None:
    given = [("profiles", "kgz-2021"), ("edition", "2021"), ("profiles", "kgz-2023"), ("edition", " 2021")]
    names = ("profiles", "edition")
    assert read_params(given, names, ("profiles",)) == {"profiles": "kgz-2021,kgz-2023", "edition": "2021"}
    with pytest.raises(QueryError, match=r"'profiles' twice, with 'kgz-2021' and 'kgz-2023'\. Give it once\.$"):
        read_params(given, names)


def test_a_score_is_named_by_slug_or_label() -> None:
    assert read_indicator("Heroin trade") is read_indicator("heroin-trade")
    with pytest.raises(QueryError):
        read_indicator("weather")


def test_the_newest_edition_that_has_the_scores_is_shown_unless_another_is_asked_for() -> None:
    rankings = Rankings({2021: {"resilience": {"KGZ": 4.17}}}, {})
    assert read_edition("", rankings, "resilience") == 2021
    assert read_edition("2023", rankings, "resilience") == 2023
    assert read_edition("", rankings, "prevention") == 2025
    with pytest.raises(QueryError):
        read_edition("2022", rankings, "resilience")


@pytest.mark.parametrize("value", ["0", "10.5", "nan", "inf", "high"])
def test_only_scores_from_1_to_10_are_bounds(value: str) -> None:
    assert read_score("from", "5.5") == 5.5
    with pytest.raises(QueryError, match="from must be a score"):
        read_score("from", value)
