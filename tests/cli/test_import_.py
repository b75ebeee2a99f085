"""`import` takes each source whole or refuses it whole, and `index` rebuilds."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from explorer.cli.import_ import import_, index
from explorer.cli.output import DONE, REFUSED, UNUSABLE, WRONG_USAGE
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.engines.open import open_engine
from explorer.model.taxonomy import taxonomy
from explorer.search.request import SearchRequest
from tests.cli.conftest import CommandLine
from tests.enact import enact_page, enact_profile
from tests.ingest.sample_pages import as_late_markup, as_soup, sample_profile

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
    assert taken == f"{folder / 'good.md'}: imported and-2023: 1 passage, 1 score."
    assert edition.startswith("  Edition: ")
    assert open_engine(home).search(SearchRequest.make("gram")).total == 1


def test_a_dry_run_reports_what_would_come_and_keeps_nothing(home: Home, folder: Path) -> None:
    done = run(home, folder / "good.md", "--dry-run")
    assert done.exit_code == DONE
    assert "good.md: and-2023 would be imported: 1 passage, 1 score.\n" in done.stdout
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


def scored(home: Home, folder: Path, *scores: float) -> Path:
    """Make a page of Andorra, and scores of it that differ."""
    for name, text, values in (("scores.md", "", [score + 1 for score in scores]), ("page.md", "Heroin.", scores)):
        listed = "".join(f"  {one.slug}: {score}\n" for one, score in zip(taxonomy().indicators, values, strict=False))
        document = f"---\ncountry: AND\nedition: 2023\nscores:\n{listed}---\n" + (
            f"\n## Drugs\n\n{text}\n" if text else ""
        )
        (folder / name).write_text(document, encoding="utf-8")
    assert run(home, folder / "scores.md").exit_code == DONE
    return folder / "page.md"


def test_warnings_are_counted_and_listed_on_request(home: Home, tmp_path: Path) -> None:
    page = scored(home, tmp_path, 2.0, 3.0, 4.5)
    done = run(home, page)
    assert done.stderr == "3 scores differ from the workbook: `--verbose` lists them.\n"
    lines = run(home, page, "--verbose").stderr.splitlines()
    assert lines[0] == (
        "  Note: and-2023 human-trafficking: the page says 2, the workbook 3; the page's score is kept."
    )
    assert len(lines) == 3
    record = json.loads(run(home, page, "--json").stdout)
    assert len(record["imported"][0]["warnings"]) == 3
    assert record["warning_counts"] == {"score-differs": 3}


def test_a_warning_that_is_alone_of_its_kind_is_said_at_once(home: Home, tmp_path: Path) -> None:
    page = scored(home, tmp_path, 2.0)
    assert run(home, page).stderr == (
        f"{page}: and-2023 human-trafficking: the page says 2, the workbook 3; the page's score is kept.\n"
    )


def test_an_edition_of_another_series_may_be_given(home: Home, tmp_path: Path) -> None:
    source = tmp_path / "lesotho.txt"
    source.write_text(enact_page(enact_profile(2019)), encoding="utf-8")
    done = run(home, source, "--edition", "2019")
    assert done.exit_code == DONE
    assert "imported enact-lso-2019" in done.stdout
    assert "There is no edition 2025 of the ENACT Africa index." in run(home, source, "--edition", "2025").stderr


def test_copies_and_files_of_an_archive_are_reported(home: Home, tmp_path: Path) -> None:
    page = as_soup(sample_profile(2023, "KEN"))
    pages = tmp_path / "pages.zip"
    with zipfile.ZipFile(pages, "w") as archive:
        for name, content in (("kenya.html", page), ("kenya(1).html", page), ("a.css", "x"), ("x.md", "nothing")):
            archive.writestr(name, content)
    late = tmp_path / "kenya-2023.html"
    late.write_text(as_late_markup(sample_profile(2023, "KEN")), encoding="utf-8")
    other = tmp_path / "other.html"
    other.write_text(page.replace("Aloes leave", "Agave leave"), encoding="utf-8")
    done = run(home, late, pages, other)
    assert done.exit_code == REFUSED
    assert done.stdout.startswith(f"{pages}/kenya(1).html: imported ken-2023: ")
    less, same, refused, differs = done.stderr.splitlines()[:4]
    assert [less, same, differs] == [
        f"{late}: a copy of ken-2023, less full than {pages}/kenya(1).html: passed over.",
        f"{pages}/kenya.html: a copy of ken-2023, the same as {pages}/kenya(1).html: passed over.",
        f"{other}: a copy of ken-2023, as full as {pages}/kenya(1).html, but different from it: passed over.",
    ]
    assert refused.startswith(f"{pages}/x.md: refused. ")
    record = json.loads(run(home, late, pages, other, "--json").stdout)
    assert {record.pop("id") for record in record["superseded"]} == {"ken-2023"}
    assert {record.pop("kept") for record in record["superseded"]} == {f"{pages}/kenya(1).html"}
    assert record["superseded"] == [
        {"path": str(late), "is_same": False, "comparison": "less full"},
        {"path": f"{pages}/kenya.html", "is_same": True, "comparison": "same"},
        {"path": str(other), "is_same": False, "comparison": "as full"},
    ]
    assert (len(record["imported"]), len(record["refused"]), record["passed_over"]) == (1, 1, 1)


def test_the_evidence_of_a_country_that_the_text_does_not_name_is_reported(home: Home, tmp_path: Path) -> None:
    page = tmp_path / "uzbekistan-2023.html"
    page.write_text(as_late_markup(sample_profile(2023, "UZB")), encoding="utf-8")
    _, country, _ = run(home, page, "--dry-run").stdout.splitlines()
    assert country == "  Country: The file name uzbekistan-2023.html names Uzbekistan."
    (imported,) = json.loads(run(home, page, "--dry-run", "--json").stdout)["imported"]
    assert imported["country_evidence"] == "The file name uzbekistan-2023.html names Uzbekistan."


def test_a_folder_without_a_file_is_wrong_usage(home: Home, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run(home, tmp_path / "empty")
    assert done.exit_code == WRONG_USAGE
    assert "no file to import" in done.stderr


def test_an_empty_path_is_not_the_folder_of_the_moment(home: Home) -> None:
    done = run(home, "")
    assert (done.exit_code, "An empty path names no file" in done.stderr) == (WRONG_USAGE, True)


def test_parts_of_saved_pages_are_counted_and_refuse_nothing(home: Home, folder: Path) -> None:
    (folder / "bad.md").unlink()
    (folder / "page.html").symlink_to("good.md")
    (folder / "page_files").mkdir()
    for name in ("page_files/frame.html", "page_files/main.css", "Thumbs.db"):
        (folder / name).write_text("nothing", encoding="utf-8")
    done = run(home, folder)
    assert (done.exit_code, len(done.stdout.splitlines())) == (DONE, 2)
    assert done.stderr == "3 files that belong to saved pages or to the system were passed over.\n"
    (folder / "page_files" / "frame.html").unlink()
    assert json.loads(run(home, folder, "--json").stdout)["passed_over"] == 2
    (folder / "good.md").unlink()
    (folder / "page.html").unlink()
    (folder / "page_files" / "main.css").unlink()
    done = run(home, folder)
    assert (done.exit_code, done.stdout) == (DONE, "")
    assert done.stderr == "1 file that belongs to a saved page or to the system was passed over.\n"


def test_a_broken_link_keeps_no_other_out_and_a_path_that_is_not_there_is_wrong_usage(home: Home, folder: Path) -> None:
    (folder / "link.md").symlink_to("nowhere")
    done = run(home, folder / "link.md", folder / "good.md")
    assert (done.exit_code, len(done.stdout.splitlines())) == (REFUSED, 2)
    assert done.stderr == f"{folder / 'link.md'}: refused. The file cannot be read (No such file or directory).\n"
    done = run(home, folder / "good.md", folder / "nowhere.md")
    assert done.exit_code == WRONG_USAGE
    assert "nowhere.md' does not exist" in done.stderr


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_an_index_that_cannot_be_built_is_told_with_what_was_taken(
    home: Home, folder: Path, words: tuple[str, ...]
) -> None:
    home.path.mkdir()
    home.generations.write_text("in the way", encoding="utf-8")
    done = run(home, folder, *words)
    assert done.exit_code == UNUSABLE
    assert "could not be built" in done.stderr or "cannot be read" in done.stderr
    if words:
        record = json.loads(done.stdout)
        assert [imported["profiles"] for imported in record["imported"]] == [["and-2023"]]
        assert [Path(refused["path"]).name for refused in record["refused"]] == ["bad.md"]
        assert record["error"] in done.stderr
    else:
        assert f"{folder / 'good.md'}: imported and-2023" in done.stdout
        assert f"{folder / 'bad.md'}: refused." in done.stderr
    assert "and-2023" in Library.open(home)


def test_sources_are_taken_into_a_home_with_a_broken_profile_which_is_named(home: Home, folder: Path) -> None:
    broken = home.profiles / "2021" / "kgz.md"
    broken.parent.mkdir(parents=True)
    broken.write_text("---\n", encoding="utf-8")
    done = run(home, folder / "good.md")
    assert done.exit_code != DONE
    assert f"{folder / 'good.md'}: imported and-2023" in done.stdout
    assert str(broken) in done.stderr
    assert "and-2023" in Library.open(home)


def test_a_source_that_cannot_be_stored_is_told_apart_from_one_that_is_refused(home: Home, folder: Path) -> None:
    (home.profiles / "2023" / "and.md").mkdir(parents=True)
    done = run(home, folder / "good.md", "--json")
    assert done.exit_code == UNUSABLE
    (refused,) = json.loads(done.stdout)["refused"]
    assert refused["path"] == str(folder / "good.md")
    assert "cannot be written (Is a directory)" in refused["error"]


def test_a_home_that_is_none_is_told_once(folder: Path) -> None:
    done = run(Home(Path("/proc")), folder)
    assert done.exit_code == UNUSABLE
    assert done.stderr.startswith("oc-explorer: /proc: the home folder cannot be written (")
    assert len(done.stderr.splitlines()) == 1


def test_a_name_that_is_no_text_is_printed(command: CommandLine, folder: Path) -> None:
    good = (folder / "good.md").rename(folder / os.fsdecode(b"good\xff.md"))
    for words in ((), ("--json",)):
        done = command("import", good, "--dry-run", *words)
        assert (done.status, done.err) == (DONE, "")
        path = done.json["imported"][0]["path"] if words else done.out.partition(": ")[0]
        assert path == str(good.with_name("good\\xff.md"))


def interrupt(command: CommandLine, folder: Path, *words: str) -> tuple[int, str, str]:
    """Send the signal of Ctrl-C once some sources are stored; return status, stdout and stderr."""

    def listen() -> None:
        signal.signal(
            signal.SIGINT, signal.SIG_DFL
        )  # a test runner in the background ignores it, and so would its child

    line = [sys.executable, "-m", "explorer", "--home", str(command.home), "import", str(folder), *words]
    with subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=listen
    ) as process:
        while len(list((command.home / "profiles").glob("*/*.md"))) < 3 and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    return process.returncode, out, err


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_an_interrupted_import_tells_what_it_took_and_how_it_is_indexed(
    command: CommandLine, tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number, country in enumerate(taxonomy().countries):
        (folder / f"{number:03}.md").write_text(DOCUMENT.replace("AND", country.code), encoding="utf-8")
    status, out, err = interrupt(command, folder, *words)
    assert status == 130
    taken = len(json.loads(out)["imported"]) if words else out.count(": imported ")
    assert 0 < taken < 193
    assert "Traceback" not in err
    files = "1 file was" if taken == 1 else f"{taken} files were"
    assert f"{files} imported before the interruption. Run `oc-explorer index`, which was not done." in err
    assert command("index").status == 0
    assert taken <= command("search", "gram", "--json").json["total"] <= taken + 1


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
