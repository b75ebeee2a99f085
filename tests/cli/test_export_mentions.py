"""`export mentions`: who names whom, in every format."""

import csv
import io
import json
from pathlib import Path

import pytest
from frictionless import validate
from python_calamine import CalamineWorkbook

from tests.cli.conftest import CommandLine


@pytest.fixture
def command(indexed: CommandLine) -> CommandLine:
    return indexed


def test_mentions_are_written_and_chosen(command: CommandLine) -> None:
    done = command("export", "mentions", "--to", "Afghanistan", "--to", "russia", "--section", "Drugs")
    assert done.status == 0
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert {row["to"] for row in rows} == {"AFG", "RUS"}
    assert {(row["from"], row["section"], row["edition"]) for row in rows} == {("KGZ", "drugs", "2021")}
    none = command("export", "mentions", "--from", "Albania")
    assert (none.status, len(none.out.splitlines()), "No passage here" in none.err) == (1, 1, True)
    wrong = command("export", "mentions", "--edition", "2022")
    assert (wrong.status, wrong.out) == (2, "")


def test_the_name_of_the_file_chooses_the_format(command: CommandLine, tmp_path: Path) -> None:
    for name in ("mentions.jsonl", "mentions.xlsx", "mentions.zip"):
        done = command("export", "mentions", "--kind", "country", "--output", tmp_path / name)
        assert (done.status, done.out) == (0, "")
        assert "written to" in done.err
    rows = [json.loads(line) for line in (tmp_path / "mentions.jsonl").read_text("utf-8").splitlines()]
    assert {"passage", "from", "to", "text"} <= set(rows[1])
    assert CalamineWorkbook.from_path(tmp_path / "mentions.xlsx").sheet_names == ["Result", "About"]
    report = validate(str(tmp_path / "mentions.zip"), type="package")
    assert report.valid, report.flatten(["title", "message"])
