"""The files of a home are looked at with every probe, and read a few at a time."""

import os
from pathlib import Path

import pytest

from explorer.corpus.corpus_probe import AT_ONCE, CorpusProbe
from explorer.corpus.home import Home
from explorer.model.taxonomy import taxonomy
from tests.factories import andorra_2021, make_chapter, make_profile, store
from tests.other_users import needs_administrator, other_user

COUNT = 3 * AT_ONCE


@pytest.fixture
def home(tmp_path: Path) -> Home:
    codes = [country.code.lower() for country in taxonomy().countries][:COUNT]
    return store(Home(tmp_path), *(make_profile(f"{code}-2021", scores={"heroin-trade": 2.0}) for code in codes))


@pytest.fixture
def probe(home: Home) -> CorpusProbe:
    return CorpusProbe(home, home.path / "bundled")


def first(home: Home) -> Path:
    return min((home.profiles / "2021").iterdir())


def test_a_home_that_can_be_read_has_no_problem(probe: CorpusProbe, home: Home) -> None:
    assert [probe.step() for _ in range(COUNT)] == [()] * COUNT
    assert CorpusProbe(Home(home.path / "none"), home.path).step() == ()


def test_a_file_that_was_changed_is_read_at_once_and_reported_until_it_is_mended(
    probe: CorpusProbe, home: Home
) -> None:
    probe.step()
    whole = first(home).read_bytes()
    first(home).write_text("---\n")
    for _ in range(COUNT):
        (error,) = probe.step()
        assert str(error).startswith(f"{first(home)}:1: ")
    first(home).write_bytes(whole)
    assert probe.step() == ()


def test_the_newest_file_is_read_first_by_a_probe_that_knows_none(probe: CorpusProbe, home: Home) -> None:
    first(home).write_text("---\n")
    assert len(probe.step()) == 1


def test_all_files_are_read_sooner_or_later(probe: CorpusProbe, home: Home) -> None:
    paths = sorted((home.profiles / "2021").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    paths[0].write_bytes(b"\xff" * paths[0].stat().st_size)
    status = paths[0].stat()
    for path in paths[1:]:
        os.utime(path, (status.st_atime, status.st_mtime + 10))  # all others are newer
    counts = [len(probe.step()) for _ in range(COUNT)]
    assert counts[0] == 0
    assert counts[-1] == 1


def test_scores_and_chapters_are_read_too(probe: CorpusProbe, home: Home) -> None:
    store(home, make_chapter())
    home.scores.mkdir()
    (home.scores / "2021.csv").write_text("country,heroin-trade\nKGZ,7\n")
    assert probe.step() == ()
    (home.scores / "2021.csv").write_text("country,heroin-trade\nKGZ,70\n")
    (home.chapters / "ferries-and-the-law.md").write_bytes(b"")
    assert len(probe.step()) == 2


def test_what_is_not_a_file_or_is_gone_meanwhile_is_no_traceback(probe: CorpusProbe, home: Home) -> None:
    path = first(home)
    path.unlink()
    assert probe.step() == ()
    path.mkdir()
    assert len(probe.step()) == 1
    path.rmdir()
    path.symlink_to("nowhere")
    assert len(probe.step()) == 1


@needs_administrator
def test_a_file_that_this_user_may_not_read_is_reported(open_folder: Path) -> None:
    home = store(Home(open_folder), andorra_2021())
    probe = CorpusProbe(home, open_folder / "bundled")
    assert probe.step() == ()
    first(home).chmod(0o600)
    with other_user():
        (error,) = probe.step()
    assert str(error) == f"{first(home)}: the file cannot be read (Permission denied)."
