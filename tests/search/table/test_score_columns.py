"""Columns are named by measure and score; a group of them is one choice."""

import pytest

from explorer.core.errors import QueryError
from explorer.model.taxonomy import taxonomy
from explorer.search.table.score_columns import columns_of, groups, measures, read_choice, read_column


@pytest.mark.parametrize(
    ("raw", "name", "label"),
    [
        ("heroin-trade", "heroin-trade", "Heroin trade"),
        ("Heroin_Trade", "heroin-trade", "Heroin trade"),
        ("score.heroin-trade", "heroin-trade", "Heroin trade"),
        ("Heroin trade", "heroin-trade", "Heroin trade"),
        ("change.heroin-trade", "change.heroin-trade", "Heroin trade, change since the edition before"),
        ("CHANGE-2021.heroin-trade", "change-2021.heroin-trade", "Heroin trade, change since 2021"),
        ("rank.resilience", "rank.resilience", "Resilience, rank in the world"),
        ("rank-world.resilience", "rank.resilience", "Resilience, rank in the world"),
        ("rank-region.resilience", "rank-region.resilience", "Resilience, rank in its region"),
        ("passages", "passages", "Passages found"),
    ],
)
def test_a_column_has_one_spelling(raw: str, name: str, label: str) -> None:
    column = read_column(raw)
    assert (column.name, column.label) == (name, label)
    assert read_choice(raw) == name
    assert columns_of(name, 2025) == (column,)


def test_a_pillar_or_everything_is_one_choice_in_any_measure() -> None:
    everything = [column.slug for column in columns_of("all", 2025)]
    assert len(everything) == 36
    assert set(everything) == set(taxonomy().scored)
    assert everything[:3] == ["criminality", "criminal-markets", "human-trafficking"]
    assert len(columns_of("all-criminal-markets", 2025)) == 16
    assert len(columns_of("all-criminal-markets", 2021)) == 11  # the edition had no more
    assert len(columns_of("averages", 2021)) == 4
    changes = columns_of("change-2021.all-resilience", None)
    assert [column.name for column in changes][:2] == [
        "change-2021.resilience",
        "change-2021.political-leadership-and-governance",
    ]
    assert all(columns_of(group, edition) for group in groups() for edition in (None, 2021, 2023, 2025))


def test_a_change_is_offered_since_editions_that_are_earlier() -> None:
    assert measures(2025) == ("", "change", "change-2021", "change-2023", "rank", "rank-continent", "rank-region")
    assert measures(2021) == ("", "change", "rank", "rank-continent", "rank-region")
    assert measures(None) == measures(2025)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("herion-trade", "There is no column 'herion-trade'. Did you mean heroin-trade"),
        ("chang.heroin-trade", "Did you mean change.heroin-trade"),
        ("change-2022.heroin-trade", "There is no edition '2022'. Choose one of 2021, 2023, 2025."),
        ("rank-moon.heroin-trade", "a rank counts in the world, a continent or a region"),
        ("score-2021.heroin-trade", "There is no column 'score-2021.heroin-trade'. Did you mean"),
        ("-", "Columns are named as in heroin-trade"),
        ("<script>" * 500, "There is no column"),
    ],
)
def test_an_unknown_column_is_refused_with_the_closest_names(raw: str, message: str) -> None:
    with pytest.raises(QueryError) as refused:
        read_choice(raw)
    assert message in str(refused.value)
    assert len(str(refused.value)) < 400


def test_a_condition_is_on_one_column() -> None:
    with pytest.raises(QueryError, match="'all' is several columns"):
        read_column("all")
