"""The home folder, its lock, and atomic writes."""

from pathlib import Path

import pytest

from explorer.corpus.home import Home, HomeError, write_atomically


def test_everything_is_in_the_folder_of_the_home(tmp_path: Path) -> None:
    home = Home(tmp_path)
    folders = (home.profiles, home.scores, home.chapters, home.sources, home.generations)
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
