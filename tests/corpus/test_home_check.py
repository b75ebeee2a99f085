"""Snapshots are compared with the hash in their name, and what others may write to is reported."""

import os
from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.corpus.home_check import access_problems, snapshot_problems
from explorer.corpus.storage import source_file
from tests.factories import andorra_2021, store


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = store(Home(tmp_path), andorra_2021())
    home.write(
        dict(
            [
                source_file(home, b"a page", "page.html", "and-2021"),
                source_file(home, b"a workbook", "Scores of all.XLSX"),
            ]
        )
    )
    return home


def test_snapshots_as_they_were_stored_are_sound(home: Home) -> None:
    (home.sources / "readme").write_text("of the operator")
    (home.sources / ".part").write_text("of an import that was killed")
    assert list(snapshot_problems(home)) == []
    assert list(snapshot_problems(Home(home.path / "none"))) == []


def test_every_snapshot_that_was_changed_is_named(home: Home) -> None:
    for path in home.sources.iterdir():
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
    problems = list(snapshot_problems(home))
    assert len(problems) == 2
    assert problems[0].startswith(f"{min(home.sources.iterdir())}: the snapshot was changed")
    min(home.sources.iterdir()).unlink()
    (home.sources / "and-2021-000000000000.html").mkdir()
    assert any("cannot be read" in problem for problem in snapshot_problems(home))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_everybody_may_write_to_is_reported_in_one_sentence(home: Home) -> None:
    assert list(access_problems(home)) == []
    path = home.profiles / "2021" / "and.md"
    path.chmod(0o666)
    (problem,) = access_problems(home)
    assert problem.startswith(f"{path} is open to all for writing")
    home.sources.chmod(0o777)
    (problem,) = access_problems(home)
    assert "and 1 more are open to all" in problem


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only an administrator can give files away")
def test_files_of_another_user_are_reported_and_those_of_a_shared_group_are_not(home: Home) -> None:
    path = home.profiles / "2021" / "and.md"
    os.chown(path, 12345, os.getegid())
    assert list(access_problems(home)) == []
    os.chown(path, 12345, 12345)
    (problem,) = access_problems(home)
    assert problem.startswith(f"{path} is of another user")
