"""The file of an export: what it is called decides its format, and a folder is written whole or not at all."""

import datetime
from pathlib import Path

import click
import pytest

from explorer.charts.table import Column, Row, Table
from explorer.cli.export_file import PACKAGE, file_format, hand_out_package
from explorer.export.data_package import DataPackage
from explorer.export.writers import Export


@pytest.mark.parametrize(
    ("format", "name", "expected"),
    [
        (None, None, "csv"),
        (None, "a.csv", "csv"),
        (None, "a.JSONL", "jsonl"),
        (None, "a.zip", PACKAGE),
        (None, "datapackage.json", PACKAGE),
        (None, "a", "csv"),
        ("jsonl", "a.txt", "jsonl"),
        (PACKAGE, "a.b", PACKAGE),
    ],
)
def test_the_ending_decides_unless_the_format_is_given(format: str | None, name: str | None, expected: str) -> None:
    assert file_format(format, Path(name) if name else None) == expected


def test_a_folder_is_no_file_for_a_table(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="is a folder; name a file, or add --format datapackage"):
        file_format(None, tmp_path)
    assert file_format(PACKAGE, tmp_path) == PACKAGE


def test_another_ending_names_those_that_there_are() -> None:
    with pytest.raises(click.UsageError, match=r"csv, jsonl, xlsx, zip, not 'ods'"):
        file_format(None, Path("a.ods"))


def test_what_no_package_put_there_is_not_replaced(tmp_path: Path) -> None:
    table = Table("Few", (Column("a", "a"),), (Row(("b",)),))
    package = DataPackage.of(Export("few", (), table), datetime.date(2025, 3, 1))
    (tmp_path / "few.csv").write_text("precious")
    with pytest.raises(click.UsageError, match=r"has a few\.csv that is of no data package"):
        hand_out_package(package, tmp_path / "datapackage.json")
    assert [path.name for path in tmp_path.iterdir()] == ["few.csv"]
    assert (tmp_path / "few.csv").read_text() == "precious"
    (tmp_path / "few.csv").unlink()
    for _ in range(2):  # the second time over the first
        hand_out_package(package, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["datapackage.json", "few.csv"]
    (tmp_path / "datapackage.json").write_text("[]")
    with pytest.raises(click.UsageError, match=r"datapackage\.json that is of no data package"):
        hand_out_package(package, tmp_path)
