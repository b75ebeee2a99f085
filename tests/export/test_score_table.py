"""The scores as tables: each score of the workbook in its row and column, with its change and ranks."""

import csv
import io
from pathlib import Path

import pytest

from explorer.core.errors import QueryError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.export.score_table import (
    DESCRIPTIONS,
    TIDY,
    ScoreFilter,
    each_score,
    tidy_table,
    wide_descriptions,
    wide_table,
)
from explorer.model.rankings import Rankings
from tests.workbook_scores import country_key, read_scores

Rows = list[dict[str, str]]
WHOLE = ScoreFilter()


@pytest.fixture(scope="module")
def world(world_home: Home) -> Rankings:
    return Library.open(world_home).rankings


@pytest.fixture(scope="module")
def tidy(world: Rankings) -> Rows:
    return list(csv.DictReader(io.StringIO("".join(tidy_table(world, each_score(world, WHOLE)).csv_lines()))))


def chosen(**values: str | list[str]) -> ScoreFilter:
    pairs = [(name, each) for name, value in values.items() for each in ([value] if isinstance(value, str) else value)]
    return ScoreFilter.from_args(pairs)


def test_the_tidy_table_is_the_workbook_cell_for_cell(tidy: Rows, real_data: Path) -> None:
    published = read_scores(real_data / "workbooks" / "global_oc_index_2025.xlsx")
    ours = {(country_key(row["country"]), int(row["edition"]), row["indicator"]): float(row["score"]) for row in tidy}
    assert len(ours) == len(tidy) == len(published) == 19_686
    assert ours == published


def test_the_wide_table_is_the_workbook_cell_for_cell(world: Rankings, real_data: Path) -> None:
    published = read_scores(real_data / "workbooks" / "global_oc_index_2025.xlsx")
    rows = list(csv.DictReader(io.StringIO("".join(wide_table(world, WHOLE).csv_lines()))))
    ours = {
        (country_key(row["country"]), int(row["edition"]), slug): float(score)
        for row in rows
        for slug, score in row.items()
        if slug not in ("country", "iso3", "edition", "continent", "region") and score
    }
    assert (len(rows), ours) == (579, published)


def test_changes_are_those_between_the_rows_and_say_what_is_comparable(tidy: Rows) -> None:
    scores = {(row["iso3"], row["edition"], row["indicator"]): float(row["score"]) for row in tidy}
    previous = {"2023": "2021", "2025": "2023"}
    for row in tidy:
        before = scores.get((row["iso3"], previous.get(row["edition"], ""), row["indicator"]))
        if before is None:
            assert (row["change"], row["since"], row["comparable"], row["origin"]) == ("", "", "", "published")
            continue
        assert abs(float(row["change"]) - (float(row["score"]) - before)) < 0.0051
        gained = row["edition"] == "2023" and row["indicator"] in ("criminality", "criminal-markets", "criminal-actors")
        assert (row["since"], row["comparable"]) == (previous[row["edition"]], "FALSE" if gained else "TRUE")
        assert row["origin"] == "computed"


@pytest.mark.parametrize(("area", "column"), [("world", None), ("continent", "continent"), ("region", "region")])
def test_ranks_count_the_rows_with_a_higher_score(tidy: Rows, area: str, column: str | None) -> None:
    groups: dict[tuple[str, str, str], list[float]] = {}
    for row in tidy:
        groups.setdefault((row["edition"], row["indicator"], row[column] if column else ""), []).append(
            float(row["score"])
        )
    for row in tidy:
        scores = groups[row["edition"], row["indicator"], row[column] if column else ""]
        higher = sum(score > float(row["score"]) for score in scores)
        tied = scores.count(float(row["score"]))
        assert int(row[f"{area}_rank_of"]) == len(scores)
        if row[f"{area}_rank_origin"] == "published":  # by the digest that is bundled
            assert (row["iso3"], row["edition"]) == ("KGZ", "2021")
            assert higher < int(row[f"{area}_rank"]) <= higher + tied
            continue
        assert int(row[f"{area}_rank"]) == higher + 1
        assert row[f"{area}_rank_to"] == (str(higher + tied) if tied > 1 else "")
        assert row[f"{area}_rank_origin"] == "computed"


def test_every_column_is_described() -> None:
    assert list(DESCRIPTIONS) == [column.slug for column in TIDY] == [column.label for column in TIDY]
    assert len(wide_descriptions()) == 5 + 36


def test_a_part_can_be_asked_for(world: Rankings) -> None:
    table = wide_table(world, chosen(area="Central Asia", edition="2025"))
    codes = {str(row.cells[1]) for row in table.rows}
    assert {"KGZ", "KAZ", "TJK", "TKM", "UZB"} <= codes and {row.cells[2] for row in table.rows} == {2025}
    asked = chosen(country=["Kyrgyzstan", "TJK"], edition=["2025", "2021"], indicator="Heroin trade")
    table = tidy_table(world, each_score(world, asked))
    assert [row.cells[1:3] for row in table.rows] == [("KGZ", 2021), ("KGZ", 2025), ("TJK", 2021), ("TJK", 2025)]
    assert ScoreFilter.from_args((name, str(value)) for name, value in asked.to_args()) == asked


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"edition": "2022"}, "no edition '2022'"),
        ({"edition": "2019"}, "ENACT Africa index has one"),
        ({"indicator": "heroin-trad"}, "heroin-trade"),
        ({"country": "Kyrgystann"}, "Kyrgyzstan"),
        ({"area": "Southern Asiaa"}, "Southern Asia"),
        ({"series": "other"}, "no series 'other'"),
        ({"year": "2025"}, "no parameter 'year'"),
        ({"area": ["Asia", "Africa"]}, "Give area once"),
        ({"area": "Melanesia", "country": "KGZ"}, "Kyrgyzstan is not in Melanesia"),
        ({"series": "enact", "country": "KGZ"}, "not one of the 54 countries of Africa"),
        ({"edition": "2021", "indicator": "financial-crimes"}, "Financial crimes was not scored in 2021"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        chosen(**values)


def test_another_series_has_its_own_table(both_home: Home) -> None:
    rankings = Library.open(both_home).rankings_of("enact")
    rows = tidy_table(rankings, each_score(rankings, chosen(series="enact"))).records()
    assert {str(row["iso3"]) for row in rows} <= {
        str(country.code) for country in chosen(series="enact").of_series.countries
    }
    assert rows and {row["region"] for row in rows} == {None}
    index_rows = wide_table(Library.open(both_home).rankings, WHOLE).records()
    assert {row["edition"] for row in index_rows} <= {2021, 2023, 2025}
