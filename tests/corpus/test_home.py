"""The home folder, its lock, and atomic writes."""

from pathlib import Path

import pytest

from explorer.corpus.home import Home, HomeError, write_atomically


def test_everything_is_in_the_folder_of_the_home(tmp_path: Path) -> None:
    home = Home(tmp_path)
    folders = (home.profiles, home.scores, home.chapters, home.sources, home.earlier, home.first_seen, home.generations)
    assert {folder.parent for folder in folders} == {tmp_path}
    assert len({folder.name for folder in folders}) == len(folders)


def test_a_home_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    home = Home(tmp_path / "data" / "explorer")
    home.make()
    home.make()
    assert home.path.is_dir()


def test_a_home_below_a_file_is_refused_with_the_option_to_use(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(HomeError, match=r"cannot be made .* Name another with --home"):
        Home(file / "home").make()


def test_a_lock_is_for_one_at_a_time_and_released_at_the_end(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with home.lock(), pytest.raises(HomeError, match="another import or build"), home.lock(wait=0):
        pass
    with home.lock(wait=0):
        assert (home.path / ".lock").exists()


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "2021" / "kgz.md"
    for data in (b"the first, longer content", b"the second"):
        write_atomically(path, data)
    assert path.read_bytes() == b"the second"
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_content(tmp_path: Path) -> None:
    path = tmp_path / "scores"
    path.mkdir()
    (path / "2021.csv").write_bytes(b"old")
    with pytest.raises(HomeError, match="nothing there was changed"):
        write_atomically(path, b"new")
    assert (path / "2021.csv").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_home_where_no_file_can_be_made_is_refused_with_the_true_reason() -> None:
    with pytest.raises(HomeError, match=r"^/proc: the home folder cannot be written"), Home(Path("/proc")).lock():
        pass
    with pytest.raises(HomeError, match=r"^/proc: the home folder cannot be written"):
        Home(Path("/proc")).prepare()
    with pytest.raises(HomeError, match=r"^/proc/none: the home folder cannot be made"):
        Home(Path("/proc/none")).make()


def test_files_of_a_home_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    home = Home(tmp_path)
    first, second = home.scores / "2021.csv", home.scores / "2023.csv"
    home.write({first: b"old", second: b"old"})
    second.unlink()
    second.mkdir()
    with pytest.raises(HomeError, match=r"2023\.csv: cannot be written \(Is a directory\); nothing there was changed"):
        home.write({first: b"new", second: b"new"})
    assert first.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [home.scores]


def test_what_a_killed_import_began_is_finished_by_the_next_that_locks_the_home(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.scores.mkdir()
    (home.scores / "2023.csv").write_bytes(b"old")
    (home.scores / ".0123456789abcdef.part").write_bytes(b"new")
    home.journal.write_text('{"scores/.0123456789abcdef.part": "scores/2023.csv"}', encoding="utf-8")
    with home.lock():
        assert (home.scores / "2023.csv").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "scores"]


def test_parts_that_are_left_are_removed_before_an_import_and_nothing_else(tmp_path: Path) -> None:
    home = Home(tmp_path)
    part = ".0123456789abcdef.part"
    kept = [home.path / "film.part", home.path / "other" / part, home.generations / part]
    for path in (home.path / part, home.profiles / "2021" / part, home.sources / ".h3_x0abc.part", *kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    home.prepare()
    assert sorted(home.path.rglob("*.part")) == sorted(kept)


def test_a_home_that_is_not_there_is_not_made_before_something_is_stored(tmp_path: Path) -> None:
    Home(tmp_path / "data" / "home").prepare()
    assert list(tmp_path.iterdir()) == []
