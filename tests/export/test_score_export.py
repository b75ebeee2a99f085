"""The scores as files: the same rows in each format, and a package that the validator accepts."""

import datetime
import io
import json
from pathlib import Path

from frictionless import validate
from python_calamine import CalamineWorkbook

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.export.data_package import DESCRIPTOR
from explorer.export.score_export import FILES, score_export, score_package
from explorer.export.score_table import ScoreFilter

DAY = datetime.date(2025, 3, 1)
ASKED = ScoreFilter.from_args([("area", "Southern Asia"), ("edition", "2025")])


def test_the_package_of_all_scores_is_valid(world_home: Home, tmp_path: Path) -> None:
    package = score_package(Library.open(world_home).rankings, ScoreFilter(), DAY, "http://127.0.0.1/data")
    for name, data in package.files().items():
        (tmp_path / name).write_bytes(data)
    report = validate(str(tmp_path / DESCRIPTOR), type="package")
    assert report.valid, report.flatten(["title", "message"])
    record = json.loads(package.files()[DESCRIPTOR])
    assert [resource["schema"]["primaryKey"] for resource in record["resources"]] == [
        ["iso3", "edition", "indicator"],
        ["iso3", "edition"],
    ]
    for resource in record["resources"]:
        assert all(field["description"] for field in resource["schema"]["fields"])
    assert record["sources"][0]["path"] == "https://ocindex.net/"
    assert (record["homepage"], record["created"]) == ("http://127.0.0.1/data", "2025-03-01T00:00:00Z")


def test_every_format_has_the_same_rows(world_home: Home) -> None:
    rankings = Library.open(world_home).rankings
    for is_wide in (False, True):
        made = score_export(rankings, ASKED, DAY, is_wide=is_wide)
        about, *objects = map(json.loads, made.write("jsonl").decode().splitlines())
        book = CalamineWorkbook.from_filelike(io.BytesIO(made.write("xlsx")))
        headings, *rows = book.get_sheet_by_name("Result").to_python()
        assert [list(each.values()) for each in objects] == [[None if c == "" else c for c in row] for row in rows]
        assert list(objects[0]) == headings
        assert about["about"]["area"] == "Southern Asia"
        assert about["about"]["rows"] == len(rows) == (8 if is_wide else 8 * 36)
        sheet = {str(name): str(value) for name, value, *_ in book.get_sheet_by_name("About").to_python()}
        assert sheet["Column iso3"].startswith("ISO 3166-1")
        assert made.name + ".csv" in FILES
