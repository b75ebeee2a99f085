"""Files that are named are read; in folders, parts of saved pages and files of the system are passed over."""

import os
from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.ingest.source_files import find_sources, is_source_name
from tests.other_users import as_user


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder


def found(*paths: Path) -> tuple[list[str], int]:
    """Return the names of the files to read, and how many were passed over."""
    sources = find_sources(paths)
    return [path.name for path in sources.paths], sources.passed_over


def test_files_in_folders_are_read_in_order_of_name(tmp_path: Path) -> None:
    make(tmp_path, "b.html", "a/c.md", "a/b.xlsx", "c", "d.txt")
    assert found(tmp_path) == (["b.xlsx", "c.md", "b.html", "c", "d.txt"], 0)


def test_the_folders_of_the_home_are_read_only_when_they_are_named(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    make(tmp_path, "a.html", "home/sources/kgz-2021-0a1b.html", "home/profiles/2021/kgz.md", "home/other/b.html")
    assert [path.name for path in find_sources([tmp_path], home.folders).paths] == ["a.html", "b.html"]
    assert [path.name for path in find_sources([home.path], home.folders).paths] == ["b.html"]
    assert [path.name for path in find_sources([home.sources], home.folders).paths] == ["kgz-2021-0a1b.html"]


@pytest.mark.parametrize(
    "folder",
    ["Kyrgyzstan_files", "Kyrgyzstan-Dateien", "Kyrgyzstan_fichiers", "Kyrgyzstan_archivos", "Kyrgyzstan.files",
     "Kyrgyzstan_soubory", "Kyrgyzstan-filer", "Kyrgyzstan_ficheiros"],
)  # fmt: skip
def test_a_page_that_was_saved_with_its_parts_is_one_page(tmp_path: Path, folder: str) -> None:
    parts = ("frame.html", "data.txt", "deep/saved_resource.html", "no-end")
    make(tmp_path, "Kyrgyzstan.html", *(f"{folder}/{part}" for part in parts))
    assert found(tmp_path) == (["Kyrgyzstan.html"], 4)


def test_the_word_of_any_other_language_is_known_by_style_sheets_and_scripts(tmp_path: Path) -> None:
    make(tmp_path, "Чад.htm", "Чад_файлы/frame.html", "Чад_файлы/main.css")
    assert found(tmp_path) == (["Чад.htm"], 2)


@pytest.mark.parametrize("folder", ["Chad_old", "Chad-2023", "Chad", "Kenya_files", "files", "Chadfiles"])
def test_a_folder_of_another_name_has_sources_of_its_own(tmp_path: Path, folder: str) -> None:
    make(tmp_path, "Chad.html", f"{folder}/page.html")
    names, passed_over = found(tmp_path)
    assert (sorted(names), passed_over) == (["Chad.html", "page.html"], 0)


@pytest.mark.parametrize(
    "name",
    ["main.css", "a.JS", "map.png", "font.woff2", "Thumbs.db", "desktop.ini", ".DS_Store", "~$scores.xlsx",
     "page.html.crdownload", "page.html.part", ".hidden", "video.mp4", "data.json"],
)  # fmt: skip
def test_what_is_no_source_is_passed_over_in_a_folder_and_read_when_named(tmp_path: Path, name: str) -> None:
    make(tmp_path, name)
    assert not is_source_name(name)
    assert found(tmp_path) == ([], 1)
    assert found(tmp_path / name) == ([name], 0)


@pytest.mark.parametrize(
    "name", ["page.html", "page.mhtml", "notes", "scores.xlsx", "scores.csv", "x.pdf", "a.css.html"]
)
def test_what_can_be_a_source_is_read(name: str) -> None:
    assert is_source_name(name)


def test_the_parts_of_a_page_are_read_where_their_folder_is_named(tmp_path: Path) -> None:
    make(tmp_path, "Chad.html", "Chad_files/frame.html", "Chad_files/main.css")
    assert found(tmp_path / "Chad_files") == (["frame.html"], 1)


def test_two_paths_to_one_file_are_one(tmp_path: Path) -> None:
    make(tmp_path, "a.html", "sub/b.html")
    (tmp_path / "link.html").symlink_to("a.html")
    (tmp_path / "again.html").hardlink_to(tmp_path / "a.html")
    assert found(tmp_path / "a.html", tmp_path / "sub" / ".." / "a.html", tmp_path) == (["a.html", "b.html"], 0)
    gone = tmp_path / "gone.html"
    assert found(gone, tmp_path / "sub" / ".." / "gone.html") == (["gone.html"], 0)


def test_what_cannot_be_read_is_listed_and_not_lost(tmp_path: Path) -> None:
    make(tmp_path, "sub/page.html")
    (tmp_path / "dangling.html").symlink_to("nowhere")
    (tmp_path / "loop.html").symlink_to("loop.html")
    (tmp_path / "again").symlink_to("sub")
    os.mkfifo(tmp_path / "fifo")
    assert found(tmp_path) == (["again", "dangling.html", "fifo", "loop.html", "page.html"], 0)


def test_a_folder_that_may_not_be_read_is_listed(shared_path: Path) -> None:
    make(shared_path, "closed/page.html", "open.html")
    (shared_path / "closed").chmod(0)
    assert as_user(found, shared_path) == (["closed", "open.html"], 0)
    (shared_path / "closed").chmod(0o755)
