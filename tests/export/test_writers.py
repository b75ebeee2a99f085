"""Export files: complete, labelled and without formulas."""

import csv
import datetime
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from explorer.charts.table import Column, Row, Table
from explorer.corpus.home import Home
from explorer.engines.open import embedded_engine, open_engine
from explorer.export.data_package import DataPackage
from explorer.export.writers import (
    FORMATS,
    LONGEST_CELL,
    RIGHTS,
    SOURCE,
    Export,
    ExportError,
    export_matrix,
    export_profiles,
    export_view,
)
from explorer.linking.linker import linker
from explorer.model.profiles import Source
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from explorer.search.views.term_matrix import matrix, read_terms
from explorer.search.views.view_request import VIEWS, ViewRequest
from tests.factories import SMALL_TEXTS, make_profile, small_corpus

DAY = datetime.date(2025, 3, 1)
FORMULA = '=HYPERLINK("http://example.org","heroin")'
TEXT_KINDS = ("country", "code", "section", "text")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """Build an engine over the small corpus, and a passage that a spreadsheet would run."""
    nasty = make_profile("tuv-2021", {"drugs": [FORMULA, "-1 heroin", "+x"]}, scores={"heroin-trade": 7.5})
    made = embedded_engine(tmp_path_factory.mktemp("exporting") / "generations", linker())
    made.build([*small_corpus(), nasty], "small")
    yield made
    made.close()


def source_of(id: str) -> Source:
    return Source(url=f"https://ocindex.net/{id}")


Make = Callable[..., Export]


@pytest.fixture
def export(engine: SearchEngine) -> Make:
    def make(query: str = "heroin", view: str = "passages", **values: Any) -> Export:
        request = ViewRequest.make(SearchRequest.make(query, **values), view)
        return export_view(engine, request, source_of, DAY, lambda _: "https://example.org/search?q=heroin")

    return make


def csv_rows(data: bytes) -> list[list[str]]:
    """Read a CSV file, headings first."""
    return list(csv.reader(io.StringIO(data.decode())))


def metadata(made: Export) -> dict[str, str]:
    return {name: str(value) for name, value in made.about}


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_format_says_what_was_asked_when_and_whose_words_they_are(export: Make) -> None:
    made = export("heroin", filters=[("edition", "2021")])
    first = json.loads(made.write("jsonl").decode().splitlines()[0])["about"]
    sheet = dict(sheets(made.write("xlsx"))["About"])
    package = json.loads(DataPackage.of(made, DAY).files()["datapackage.json"])["about"]
    assert sheet["Query"] == "heroin"
    assert sheet["Filters"] == "edition: 2021"
    assert sheet["Passages found"] == len(made.table.rows)
    assert sheet["Date"] == "2025-03-01"
    assert (sheet["Source"], sheet["Rights"]) == (SOURCE, RIGHTS)
    assert sheet["Generation"].startswith("g")
    assert "heroin" in sheet["Read as"]
    assert (first["query"], first["source"], first["passages_found"]) == ("heroin", SOURCE, len(made.table.rows))
    assert package == first


def test_the_first_line_of_a_csv_is_its_header_and_nothing_is_above_it(export: Make) -> None:
    written = export("heroin").write("csv").decode()
    assert written.splitlines()[0] == ",".join(column.label for column in export("heroin").table.columns)
    assert next(csv.DictReader(io.StringIO(written)))["Passage"] == export("heroin").table.rows[0].cells[0]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_exported_in_every_format_with_all_its_rows(export: Make, view: str) -> None:
    made = export("heroin OR drugs", view)
    _, *rows = csv_rows(made.write("csv"))
    _, *objects = made.write("jsonl").decode().splitlines()
    _, *sheet = sheets(made.write("xlsx"))["Result"]
    assert len(rows) == len(objects) == len(sheet) == len(made.table.rows) > 1


def test_nothing_found_is_still_labelled(export: Make) -> None:
    made = export("zebra")
    for format in FORMATS:
        assert made.write(format) != b""
    assert (metadata(made)["Passages found"], len(csv_rows(made.write("csv")))) == ("0", 1)


def test_passages_carry_their_whole_text_and_where_it_comes_from(export: Make) -> None:
    heading, *rows = csv_rows(export("heroin country:kgz").write("csv"))
    records = {row[0]: dict(zip(heading, row, strict=True)) for row in rows}
    record = records["kgz-2021/drugs/1"]
    assert record["Text"] == SMALL_TEXTS["kgz-2021"]["drugs"][0]
    assert record["Source"] == "https://ocindex.net/kgz-2021"
    assert record["Kind of text"] == "digest"
    assert "Heroin trade (" in record["Evidence for"]


def test_scores_that_were_asked_for_are_columns(export: Make) -> None:
    heading, *rows = csv_rows(export("heroin-trade:>=7", sort="-resilience").write("csv"))
    assert {"Heroin trade", "Resilience"} <= set(heading)
    assert {row[heading.index("Heroin trade")] for row in rows} == {"7.0", "7.5"}
    assert "" in {row[heading.index("Resilience")] for row in rows}


def test_text_that_looks_like_a_formula_is_made_harmless_in_csv(export: Make) -> None:
    heading, *rows = csv_rows(export("country:tuv").write("csv"))
    assert sorted(row[heading.index("Text")] for row in rows) == sorted((f"'{FORMULA}", "'-1 heroin", "'+x"))


def test_a_workbook_has_no_formula_and_its_text_is_as_it_was(export: Make) -> None:
    data = export("country:tuv").write("xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name) and b"<hyperlink" not in archive.read(name)
        assert b'quotePrefix="1"' in archive.read("xl/styles.xml")
    heading, *rows = sheets(data)["Result"]
    assert FORMULA in [row[heading.index("Text")] for row in rows]


def test_numbers_stay_numbers() -> None:
    columns = (Column("name", "Name"), Column("change", "Change", "change", 2), Column("count", "Count", "number"))
    made = Export("numbers", (("Rows", 2),), Table("", columns, (Row(("-x", -0.5, -3)), Row(("y", None, 1000)))))
    _, *rows = csv_rows(made.write("csv"))
    assert rows == [["'-x", "-0.50", "-3"], ["y", "", "1000"]]
    assert sheets(made.write("xlsx"))["Result"][1:] == [["-x", -0.5, -3.0], ["y", "", 1000.0]]
    assert json.loads(made.write("jsonl").decode().splitlines()[1]) == {"name": "-x", "change": -0.5, "count": -3}


def test_what_a_sheet_would_cut_is_refused_and_the_other_formats_hold_it() -> None:
    table = Table("", (Column("id", "Id"), Column("text", "Text")), (Row(("a/b/1", "x" * (LONGEST_CELL + 1))),))
    made = Export("long", (), table)
    with pytest.raises(ExportError, match=r"a/b/1 has a text of 32,768 characters.*CSV or JSON Lines"):
        made.write("xlsx")
    assert len(made.write("csv")) > LONGEST_CELL


def test_a_concordance_has_one_row_an_occurrence(export: Make) -> None:
    _, *rows = csv_rows(export("heroin country:kgz", "concordance").write("csv"))
    assert [row[1] for row in rows].count("heroin") == 2 and [row[1] for row in rows].count("Heroin") == 1


def test_a_distribution_says_what_it_measures(export: Make) -> None:
    made = export("heroin", "distribution")
    _, *rows = csv_rows(made.write("csv"))
    assert "1,000 words" in metadata(made)["Measure"]
    assert rows[-1][0] == "Total"
    assert metadata(made)["Occurrences"] == rows[-1][1]


def test_a_matrix_is_whole_and_its_sums_are_right(engine: SearchEngine) -> None:
    term_matrix = matrix(engine, SearchRequest.make(), read_terms("heroin\n=drug\nborder*"), "country")
    made = export_matrix(term_matrix, DAY, "/matrix")
    heading, *rows, whole = csv_rows(made.write("csv"))
    assert heading == ["Country", "Code", "Passages", "Words", "heroin", "'=drug", "border*"]
    assert metadata(made)["Terms"] == "3"
    for place in range(2, len(heading)):
        assert int(whole[place]) == sum(int(row[place]) for row in rows)


def test_a_large_result_is_written_whole(tmp_path: Path) -> None:
    columns = (Column("id", "Id"), Column("text", "Text"))
    rows = tuple(Row((f"kgz-2021/drugs/{number}", "Heroin. " * 20)) for number in range(12_000))
    made = Export("many", (("Rows", len(rows)),), Table("", columns, rows))
    assert len(csv_rows(made.write("csv"))) == 12_001
    assert len(sheets(made.write("xlsx"))["Result"]) == 12_001
    assert made.write("jsonl").count(b"\n") == 12_001


def test_an_export_names_the_source_of_another_series(both_home: Home) -> None:
    opened = open_engine(both_home)
    dagga = SearchRequest.make("dagga")
    page = opened.search(SearchRequest.make("heroin-trade:>=7 series:enact"))
    for made in (
        *(export_view(opened, ViewRequest.make(dagga, view), source_of, DAY, lambda _: "") for view in VIEWS),
        export_matrix(matrix(opened, dagga, read_terms("dagga"), "country"), DAY, ""),
        export_profiles(page, DAY, ""),
    ):
        sources = {name: str(value)[:18] for name, value in made.about if name.startswith("Source")}
        both = {"Source": "Global Organized C", "Source of the ENACT Africa index": "ENACT Africa Organ"}
        assert sources == (both if made.name != "matching-profiles" else {"Source": "ENACT Africa Organ"})
    assert "Source" not in dict(
        export_view(opened, ViewRequest.make(SearchRequest.make("zebra")), source_of, DAY, lambda _: "").about
    )
    opened.close()


@pytest.mark.parametrize(
    ("query", "values", "columns"),
    [
        ("heroin", {"scores": ("resilience", "change.heroin-trade")}, {"Resilience", "Change in heroin trade"}),
        ("about:heroin-trade", {}, {"Heroin trade"}),
        ("drugs", {"filters": [("indicator", "heroin-trade")]}, {"Heroin trade"}),
        ("heroin", {}, set()),
    ],
)
def test_hits_carry_the_scores_of_what_is_asked_about_and_of_any_others(
    export: Make, query: str, values: dict[str, Any], columns: set[str]
) -> None:
    made = export(query, **values)
    heading, *_ = csv_rows(made.write("csv"))
    scores = {"Resilience", "Heroin trade", "Cocaine trade", "Change in heroin trade"}
    assert set(heading) & scores == columns
