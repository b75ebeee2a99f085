"""The files of a corpus are listed, and what cannot be read among them is reported."""

import os
import sys
from pathlib import Path

import pytest

from explorer.core.errors import CorpusError
from explorer.corpus.corpus_files import hash_files, list_files, read_text
from explorer.corpus.home import Home
from tests.factories import andorra_2021, make_chapter, store, tuvalu_2021
from tests.other_users import needs_administrator, other_user


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = store(Home(tmp_path / "home"), andorra_2021(), tuvalu_2021(), make_chapter())
    home.scores.mkdir()
    (home.scores / "2023.csv").write_text("country\n")
    return home


def test_files_are_listed_by_layer_and_id(home: Home, tmp_path: Path) -> None:
    files = list_files(home, tmp_path / "bundled")
    assert {id: path.relative_to(home.path).as_posix() for id, path in files.documents[home.profiles].items()} == {
        "and-2021": "profiles/2021/and.md",
        "tuv-2021": "profiles/2021/tuv.md",
    }
    assert [path.name for path in files.scoresheets] == ["2023.csv"]
    assert list(files.chapters) == ["ferries-and-the-law"]
    assert (files.unlisted, files.misnamed) == ((), ())
    assert [path.name for path, _ in files.own()] == ["and.md", "tuv.md", "2023.csv", "ferries-and-the-law.md"]
    for _, read in files.own():
        read()


def test_a_home_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    files = list_files(Home(tmp_path / "none"), tmp_path / "bundled")
    assert list(files.own()) == []
    assert files.unlisted == ()


@pytest.mark.parametrize("name", ["2021/xyz.md", "2021/kgz copy.md", "2021/.kgz.md", "1999/kgz.md"])
def test_a_document_that_is_named_by_no_country_or_edition_is_reported(home: Home, tmp_path: Path, name: str) -> None:
    path = home.profiles / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    files = list_files(home, tmp_path / "bundled")
    assert [str(error).partition(": ")[0] for error in files.misnamed] == [str(path)]
    assert set(files.documents[home.profiles]) == {"and-2021", "tuv-2021"}


@pytest.mark.parametrize("name", ["extra.csv", "1999.csv", "2023 (1).csv"])
def test_a_scoresheet_that_is_named_by_no_edition_is_reported(home: Home, tmp_path: Path, name: str) -> None:
    (home.scores / name).touch()
    files = list_files(home, tmp_path / "bundled")
    assert [str(error).partition(": ")[0] for error in files.misnamed] == [str(home.scores / name)]
    assert [path.name for path in files.scoresheets] == ["2023.csv"]


@needs_administrator
def test_a_folder_that_another_user_may_not_read_is_reported(open_folder: Path) -> None:
    home = store(Home(open_folder), andorra_2021())
    (home.profiles / "2021").chmod(0o700)
    with other_user():
        files = list_files(home, open_folder / "bundled")
    (error,) = files.unlisted
    assert str(error) == f"{home.profiles / '2021'}: the folder cannot be read (Permission denied)."
    assert files.documents[home.profiles] == {}


@pytest.mark.parametrize(("data", "reason"), [(b"\xff", r"not UTF-8 \(byte 0\)"), (None, "cannot be read")])
def test_a_file_that_cannot_be_read_is_a_corpus_error(tmp_path: Path, data: bytes | None, reason: str) -> None:
    path = tmp_path / "file"
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(data)
    with pytest.raises(CorpusError, match=reason):
        read_text(path)


def test_the_hash_changes_with_every_file_and_when_one_can_be_read_again(tmp_path: Path) -> None:
    paths = [tmp_path / "one", tmp_path / "two"]
    paths[0].write_text("1")
    hashes = {hash_files(paths)}
    paths[1].mkdir()
    hashes.add(hash_files(paths))
    paths[1].rmdir()
    paths[1].write_text("2")
    hashes.add(hash_files(paths))
    paths[0].write_text("3")
    hashes.add(hash_files(paths))
    assert len(hashes) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
@pytest.mark.parametrize("name", ["profiles/2021/and.md", "chapters/ferries-and-the-law.md", "scores/2023.csv"])
def test_a_pipe_in_the_place_of_a_file_is_reported_and_nothing_waits_for_it(
    home: Home, tmp_path: Path, name: str
) -> None:
    path = home.path / name
    path.unlink()
    os.mkfifo(path)
    files = list_files(home, tmp_path / "bundled")
    reading = dict(files.own())[path]
    with pytest.raises(CorpusError, match="cannot be read \\(Not a regular file\\)"):
        reading()
    assert hash_files([path]) != hash_files([])


@pytest.mark.parametrize("name", ["profiles", "profiles/2021", "chapters", "scores"])
@pytest.mark.parametrize("is_link", [True, False])
def test_a_folder_that_leads_nowhere_or_is_a_file_is_reported(
    home: Home, tmp_path: Path, name: str, is_link: bool
) -> None:
    folder = home.path / name
    folder.rename(tmp_path / "unmounted")
    if is_link:  # as where another disk is not mounted
        folder.symlink_to(tmp_path / "mounted")
    else:
        folder.write_text("")
    (error,) = list_files(home, tmp_path / "bundled").unlisted
    assert str(error).startswith(f"{folder}: the folder cannot be read (")
