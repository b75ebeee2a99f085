"""The file of an export: what it is called decides its format, and a folder is written whole or not at all."""

from pathlib import Path

import click
import pytest

from explorer.cli.export_file import PACKAGE, file_format


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
    with pytest.raises(click.UsageError, match="is a folder; name a file"):
        file_format(None, tmp_path)
    assert file_format(PACKAGE, tmp_path) == PACKAGE


def test_another_ending_names_those_that_there_are() -> None:
    with pytest.raises(click.UsageError, match=r"csv, jsonl, xlsx, zip, json, not 'ods'"):
        file_format(None, Path("a.ods"))
