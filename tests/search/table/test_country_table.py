"""The country table over three whole editions of invented scores."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from explorer.ingest.workbook import read_workbook
from explorer.model.profiles import Profile
from explorer.model.rankings import Rankings
from explorer.model.taxonomy import EDITIONS, taxonomy
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from explorer.search.table.country_table import CountryTable, Figure
from explorer.search.table.table_request import TableRequest
from tests.factories import make_profile
from tests.workbooks import scores, table, workbook

CODES = [country.code for country in taxonomy().countries]


@pytest.fixture(scope="module")
def made_up() -> Rankings:
    data = workbook({str(edition): table(edition) for edition in EDITIONS})
    return Rankings.of(read_workbook(data, "scores.xlsx").profiles)


def answer(rankings: Rankings, engine: SearchEngine, *pairs: tuple[str, str]) -> CountryTable:
    return CountryTable.of(TableRequest.from_args(pairs, rankings), rankings, engine)


def test_rows_are_countries_in_one_edition_or_in_all(made_up: Rankings, engine: SearchEngine) -> None:
    newest = answer(made_up, engine)
    assert (len(newest.rows), newest.total, newest.absent) == (193, 193, 0)
    assert {row.edition for row in newest.rows} == {2025}
    every = answer(made_up, engine, ("edition", "all"), ("area", "Caribbean"))
    assert (len(every.rows), every.noun) == (3 * 13, "profile")
    assert every.sentence == "All 39 profiles in the Caribbean have scores here"


def test_several_conditions_hold_at_once(made_up: Rankings, engine: SearchEngine) -> None:
    got = answer(made_up, engine, ("where", "heroin-trade:>=7"), ("where", "change-2021.resilience:<0"))
    numbers = {code: number for number, code in enumerate(CODES)}
    expected = {
        code
        for code, number in numbers.items()
        if scores(number, 2025)["heroin-trade"] >= 7
        and scores(number, 2025)["resilience"] < scores(number, 2021)["resilience"]
    }
    assert {row.country.code for row in got.rows} == expected
    assert expected
    assert got.sentence == f"{len(expected)} of 193 countries meet these conditions"


def test_ties_are_by_name_and_what_is_not_there_is_last(made_up: Rankings, engine: SearchEngine) -> None:
    for sort in ("heroin-trade", "-heroin-trade"):
        rows = answer(made_up, engine, ("columns", "heroin-trade"), ("sort", sort)).rows
        sign = -1 if sort == "heroin-trade" else 1
        keys = [(sign * (row.figures[0].value or 0), row.country.name) for row in rows]
        assert [key[0] for key in keys] == sorted(key[0] for key in keys)
        for before, after in pairwise(keys):
            assert before[0] != after[0] or CODES.index(_code(before[1])) < CODES.index(_code(after[1]))
    all_editions = answer(
        made_up,
        engine,
        ("edition", "all"),
        ("columns", "change-2021.criminality"),
        ("sort", "-change-2021.criminality"),
    )
    values = [row.figures[0].value for row in all_editions.rows]
    assert values.index(None) == 2 * 193
    assert set(values[2 * 193 :]) == {None}


def _code(name: str) -> str:
    return taxonomy().find_country(name).code


def test_places_are_sorted_by_too(made_up: Rankings, engine: SearchEngine) -> None:
    names = [row.country.name for row in answer(made_up, engine, ("sort", "-country")).rows]
    assert (names[0], names[-1]) == ("Zimbabwe", "Afghanistan")
    regions = [row.country.region for row in answer(made_up, engine, ("sort", "region")).rows]
    assert regions == sorted(regions)
    editions = [row.edition for row in answer(made_up, engine, ("edition", "all"), ("sort", "-edition")).rows]
    assert editions == sorted(editions, reverse=True)


def test_a_figure_says_how_comparable_it_is_or_why_it_is_not_there(made_up: Rankings, engine: SearchEngine) -> None:
    got = answer(
        made_up, engine, ("columns", "change-2021.criminality,change-2021.financial-crimes,change-2021.resilience")
    )
    criminality, financial, resilience = got.rows[0].figures
    assert criminality.value is not None
    assert "made of" in criminality.reason
    assert (financial.value, financial.reason) == (None, "Financial crimes was not scored before 2023.")
    assert resilience.comparable == "yes"
    itself = answer(made_up, engine, ("columns", "change-2023.resilience"), ("edition", "2023"))
    assert {row.figures[0] for row in itself.rows} == {
        Figure(None, reason="A change is since an earlier edition: 2023 is not before 2023.")
    }
    first = answer(made_up, engine, ("columns", "financial-crimes,change.resilience"), ("edition", "2021"))
    assert [figure.value for figure in first.rows[0].figures] == [None, None]
    assert [figure.reason.split(":")[0] for figure in first.rows[0].figures] == [
        "Financial crimes was not scored before 2023.",
        "2021 is the first edition of the Index",
    ]


def test_ranks_are_spans_and_none_without_all_countries(
    made_up: Rankings, engine: SearchEngine, small_corpus: list[Profile]
) -> None:
    ranks = [row.figures[0] for row in answer(made_up, engine, ("columns", "rank.heroin-trade")).rows]
    assert ranks[0].value == 1
    assert all(figure.end is not None and figure.origin == "computed" for figure in ranks)
    few = answer(Rankings.of(small_corpus), engine, ("columns", "rank.cocaine-trade"), ("where", "cocaine-trade:>1"))
    assert [(row.id, row.figures[0].value) for row in few.rows] == [("alb-2023", None)]
    assert (
        few.rows[0].figures[0].reason == "A rank needs the scores of all countries of the world: import the workbook."
    )


def test_what_is_not_here_is_counted_and_never_made_up(small_corpus: list[Profile], engine: SearchEngine) -> None:
    rankings = Rankings.of(small_corpus)
    got = answer(rankings, engine)
    assert [row.id for row in got.rows] == ["alb-2023", "kgz-2023"]
    assert (got.sentence, got.absent) == ("2 of 193 countries have scores here", 191)
    asked = answer(rankings, engine, ("q", "cocaine-trade:>=6"))
    assert (asked.sentence, asked.lacking) == ("1 of 193 countries meets this condition", 1)
    none = answer(rankings, engine, ("q", "cocaine-trade:>9 heroin-trade:>9"))
    assert (none.sentence, none.lacking) == ("None of 193 countries meets these conditions", 2)
    empty = answer(Rankings({}, {}), engine)
    assert (empty.rows, empty.sentence) == ((), "None of 193 countries has scores here")


def test_passages_are_a_column_like_others(small_corpus: list[Profile], engine: SearchEngine) -> None:
    rankings = Rankings.of(small_corpus)
    got = answer(rankings, engine, ("find", "heroin OR cannabis"), ("where", "passages:>0"), ("edition", "all"))
    assert {row.id: row.figures[0].value for row in got.rows} == {"kgz-2021": 1, "kgz-2023": 1, "alb-2023": 1}
    zero = answer(rankings, engine, ("find", "pistols"), ("edition", "2023"))
    assert {row.id: row.figures[0].value for row in zero.rows} == {"kgz-2023": 1, "alb-2023": 0}


def test_a_query_is_met_by_the_profiles_of_a_search(
    small_corpus: list[Profile], make_engine: Callable[[], SearchEngine]
) -> None:
    engine = make_engine()
    engine.build([*small_corpus, make_profile("tuv-2021", {"drugs": ["Nothing."]})], "with a text without scores")
    for query in (
        "-heroin-trade:>=7",
        "heroin-trade:>=7 OR cocaine-trade:>6",
        "change.heroin-trade:>0",
        "NOT resilience:<4.1",
    ):
        found = engine.search(SearchRequest.make(query)).profiles
        assert found is not None
        rows = answer(Rankings.of(small_corpus), engine, ("q", query), ("edition", "all")).rows
        assert {row.id for row in rows} == {profile.id for profile in found.items} != set(), query
