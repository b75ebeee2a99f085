"""`import` takes each source whole or refuses it whole, and `index` rebuilds."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from explorer.cli.import_ import import_, index
from explorer.cli.output import DONE, REFUSED, WRONG_USAGE
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.engines.open import open_engine
from explorer.search.request import SearchRequest

DOCUMENT = (
    "---\ncountry: AND\nedition: 2023\nscores:\n  heroin-trade: 3.5\n---\n\n## Drugs\n\nHeroin is sold by the gram.\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with a profile, and a file that is none."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "bad.md").write_text("nothing", encoding="utf-8")
    (folder / "good.md").write_text(DOCUMENT, encoding="utf-8")
    return folder


def run(home: Home, *words: str | Path) -> Result:
    return CliRunner().invoke(import_, list(map(str, words)), obj=home)


def test_an_import_is_reported_and_indexed(home: Home, folder: Path) -> None:
    done = run(home, folder / "good.md")
    assert done.exit_code == DONE
    taken, edition = done.stdout.splitlines()
    assert taken == f"{folder / 'good.md'}: imported and-2023: 1 passages, 1 scores."
    assert edition.startswith("  Edition: ")
    assert open_engine(home).search(SearchRequest.make("gram")).total == 1


def test_a_dry_run_reports_what_would_come_and_keeps_nothing(home: Home, folder: Path) -> None:
    done = run(home, folder / "good.md", "--dry-run")
    assert done.exit_code == DONE
    assert "would be imported and-2023" in done.stdout
    assert "and-2023" not in Library.open(home)
    assert not home.generations.exists()


def test_one_that_is_refused_keeps_no_other_out_and_sets_the_status(home: Home, folder: Path) -> None:
    done = run(home, folder, "--json")
    assert done.exit_code == REFUSED
    record = json.loads(done.stdout)
    assert [imported["profiles"] for imported in record["imported"]] == [["and-2023"]]
    assert [Path(refused["path"]).name for refused in record["refused"]] == ["bad.md"]


def test_where_all_is_refused_nothing_is_indexed(home: Home, folder: Path) -> None:
    done = run(home, folder / "bad.md")
    assert (done.exit_code, done.stdout) == (REFUSED, "")
    assert done.stderr.startswith(f"{folder / 'bad.md'}: refused. ")
    assert not home.generations.exists()


def test_a_folder_without_a_file_is_wrong_usage(home: Home, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run(home, tmp_path / "empty")
    assert done.exit_code == WRONG_USAGE
    assert "no file to import" in done.stderr


def test_each_index_is_a_new_generation(home: Home) -> None:
    done = CliRunner().invoke(index, ["--json"], obj=home)
    first = json.loads(done.stdout)
    assert first == {"generation": open_engine(home).generation, "home": str(home.path)}
    done = CliRunner().invoke(index, obj=home)
    assert done.stdout == f"The index is rebuilt: generation {open_engine(home).generation}.\n"
    assert first["generation"] not in done.stdout


def test_a_profile_that_cannot_be_read_is_named_and_keeps_no_other_out(home: Home, folder: Path) -> None:
    path = home.profiles / "2021" / "kgz.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\n", encoding="utf-8")
    done = run(home, folder / "good.md")
    assert done.exit_code == REFUSED
    assert done.stderr.startswith(f"Warning: {path}:1: ")
    assert "imported and-2023" in done.stdout
    assert open_engine(home).search(SearchRequest.make("gram")).total == 1
    done = CliRunner().invoke(index, ["--json"], obj=home)
    assert done.exit_code == REFUSED
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem.startswith(f"{path}:1: ")
    assert f"{problem} It is not in the search index." in done.stderr
