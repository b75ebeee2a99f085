"""The limits of a workbook's archive."""

import io
import zipfile

import pytest

from explorer.core.errors import SourceError
from explorer.ingest import xlsx_archive
from explorer.ingest.xlsx_archive import COLUMNS, ROWS, read_checked_archive
from tests.workbooks import packed, parts, workbook

SHEET = "xl/worksheets/sheet1.xml"


def names(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return set(archive.namelist())


def test_only_xml_is_copied() -> None:
    contents = parts({"2021": [["Country"]]}) | {"xl/media/map.png": "picture"}
    assert names(read_checked_archive(packed(contents), "a.xlsx")) == set(parts({"2021": [["Country"]]}))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0old", "a.xlsx is of the old .xls kind"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx is encrypted"),
        (packed({"word/document.xml": "<x/>"}), "an archive, but not an Excel workbook"),
        (workbook({"2021": [["Country"]]})[:-30], "a.xlsx is damaged"),
        (packed(parts({"2021": "<worksheet>"})), "a.xlsx is damaged"),
        (packed(parts({"2021": "<!DOCTYPE x><x/>"})), "it declares a document type"),
    ],
)
def test_what_is_no_sound_workbook_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_checked_archive(data, "a.xlsx")


@pytest.mark.parametrize(("reference", "is_large"), [("IV2000", False), ("A2001", True), ("IW1", True)])
def test_a_cell_beyond_the_last_row_or_column_is_refused(reference: str, is_large: bool) -> None:
    assert (ROWS, COLUMNS) == (2000, 256)
    xml = f'<worksheet><row r="1"><c r="{reference}"><v>1</v></c></row></worksheet>'
    data = packed(parts({"2021": xml}))
    if not is_large:
        assert SHEET in names(read_checked_archive(data, "a.xlsx"))
        return
    with pytest.raises(SourceError, match="reaches beyond 2000 rows, 256 columns"):
        read_checked_archive(data, "a.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_archive, "LARGEST", 100)
    with pytest.raises(SourceError, match="unpacks to more than"):
        read_checked_archive(workbook({"2021": [["Country"]]}), "a.xlsx")
