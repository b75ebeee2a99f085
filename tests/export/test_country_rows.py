"""The country table as columns and rows: every figure with what is known of it, numbers as numbers."""

import csv
import datetime
import io

import pytest
from python_calamine import CalamineWorkbook

from explorer.export.country_rows import export_countries, rows_table
from explorer.ingest.workbook import read_workbook
from explorer.model.rankings import Rankings
from explorer.model.taxonomy import EDITIONS
from explorer.search.answering import SearchEngine
from explorer.search.table.country_table import CountryTable
from explorer.search.table.table_request import TableRequest
from tests.workbooks import scores, table, workbook

PAIRS = (
    ("columns", "criminality,change.criminality,rank.criminality,change-2021.financial-crimes"),
    ("where", "criminality:>=5"),
)


@pytest.fixture(scope="module")
def countries(engine: SearchEngine) -> CountryTable:
    rankings = Rankings.of(read_workbook(workbook({str(each): table(each) for each in EDITIONS}), "s.xlsx").profiles)
    return CountryTable.of(TableRequest.from_args(PAIRS, rankings), rankings, engine)


def test_a_change_has_its_comparability_and_a_rank_its_span(countries: CountryTable) -> None:
    made = rows_table(countries)
    assert [column.slug for column in made.columns] == [
        *("country", "code", "edition", "continent", "region", "criminality"),
        *("change.criminality", "change.criminality.comparable", "change.criminality.origin"),
        *("rank.criminality", "rank.criminality.to", "rank.criminality.origin"),
        *(f"change-2021.financial-crimes{companion}" for companion in ("", ".comparable", ".origin")),
    ]
    first = made.records()[0]
    assert first["change.criminality.comparable"] == "yes"
    assert first["rank.criminality.origin"] == "computed"
    assert (first["change-2021.financial-crimes"], first["change-2021.financial-crimes.origin"]) == (None, None)
    assert first["change-2021.financial-crimes.comparable"] == "Financial crimes was not scored before 2023."


def test_a_csv_starts_with_its_headings_and_every_cell_is_there(countries: CountryTable) -> None:
    headings, *rows = csv.reader(io.StringIO(rows_table(countries).csv()))
    assert headings[:7] == [
        *("Country", "Code", "Edition", "Continent", "Region", "Criminality", "Criminality, change since 2023")
    ]
    assert len(rows) == len(countries.rows) > 0
    assert {len(row) for row in rows} == {len(headings)}


def test_a_workbook_has_numbers_and_what_was_asked(countries: CountryTable) -> None:
    export = export_countries(countries, datetime.date(2026, 11, 30), "https://example.org/explore")
    book = CalamineWorkbook.from_filelike(io.BytesIO(export.write("xlsx")))
    headings, first, *_ = book.get_sheet_by_name("Result").to_python()
    assert first[headings.index("Criminality")] == max(scores(number, 2025)["criminality"] for number in range(193))
    assert isinstance(first[headings.index("Criminality, rank in the world")], float)
    about = {str(row[0]): row[1] for row in book.get_sheet_by_name("About").to_python()}
    assert about["Conditions"] == "Criminality is at least 5"
    assert about["Answer"] == f"{countries.sentence}."
    assert about["Address"] == "https://example.org/explore"
