"""`export scores`: one table of all scores, in every format."""

import csv
import io
import json
from pathlib import Path

import pandas
import pytest
from frictionless import validate
from python_calamine import CalamineWorkbook

from tests.cli.conftest import CommandLine


@pytest.fixture
def command(indexed: CommandLine) -> CommandLine:
    return indexed


def test_the_first_line_is_the_header(command: CommandLine) -> None:
    done = command("export", "scores")
    assert done.status == 0
    assert done.out.splitlines()[0].startswith(
        "country,iso3,edition,continent,region,pillar,indicator,label,score,change,"
    )
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["score"] for row in rows if row["indicator"] == "heroin-trade"] == ["7.00"]
    assert {(row["world_rank"], row["world_rank_origin"]) for row in rows if row["indicator"] == "criminality"} == {
        ("72", "published")
    }


def test_parts_and_the_wide_form_are_chosen(command: CommandLine) -> None:
    done = command("export", "scores", "--indicator", "Heroin trade", "--country", "kgz", "--edition", "2021", "--wide")
    assert done.out.splitlines()[1] == "Kyrgyzstan,KGZ,2021,Asia,Central Asia and the Caucasus,7.0"
    none = command("export", "scores", "--edition", "2025")
    assert (none.status, len(none.out.splitlines())) == (1, 1)
    assert "No such score is here." in none.err
    unknown = command("export", "scores", "--edition", "2022")
    assert (unknown.status, unknown.out, "2021, 2023, 2025" in unknown.err) == (2, "", True)


def test_the_name_of_the_file_chooses_the_format(command: CommandLine, tmp_path: Path) -> None:
    for name in ("scores.csv", "scores.jsonl", "scores.xlsx", "scores.zip", "package/datapackage.json"):
        done = command("export", "scores", "--output", tmp_path / name)
        assert (done.status, done.out) == (0, "")
        assert "written to" in done.err
    assert len(pandas.read_csv(tmp_path / "scores.csv")) == 30
    assert len(json.loads((tmp_path / "scores.jsonl").read_text("utf-8").splitlines()[1])) == 25
    assert CalamineWorkbook.from_path(tmp_path / "scores.xlsx").sheet_names == ["Result", "About"]
    for package in ("scores.zip", "package/datapackage.json"):
        report = validate(str(tmp_path / package), type="package")
        assert report.valid, report.flatten(["title", "message"])


def test_a_package_is_a_folder_where_its_name_has_no_ending(command: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    for _ in range(2):  # the second time over the first
        done = command("export", "scores", "--format", "datapackage", "--output", folder)
        assert (done.status, done.err) == (0, f"30 scores written to {folder}\n")
        assert sorted(path.name for path in folder.iterdir()) == ["datapackage.json", "scores-wide.csv", "scores.csv"]
    (tmp_path / "taken").write_text("mine")
    done = command("export", "scores", "--format", "datapackage", "--output", tmp_path / "taken")
    assert (done.status, (tmp_path / "taken").read_text()) == (2, "mine")
    assert "is a file; a data package is a folder" in done.err


def test_a_search_is_a_package_too(command: CommandLine, tmp_path: Path) -> None:
    done = command("export", "search", "border", "--output", tmp_path / "border.zip")
    assert done.status == 0
    assert validate(str(tmp_path / "border.zip"), type="package").valid
