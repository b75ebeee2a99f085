"""Paths of stored content in a home."""

import re
from pathlib import Path

import pytest

from explorer.corpus.chapter_markdown import read_chapter_markdown
from explorer.corpus.home import Home
from explorer.corpus.profile_markdown import read_profile_markdown
from explorer.corpus.storage import source_file, store_chapter, store_profile, store_scores
from tests.factories import make_chapter, make_profile, small_profile


def test_profiles_are_stored_by_edition_and_code(tmp_path: Path) -> None:
    path = store_profile(tmp_path, small_profile("kgz-2023"))
    assert path == tmp_path / "2023" / "kgz.md"
    assert read_profile_markdown(path.read_text("utf-8"), path.name) == small_profile("kgz-2023")


def test_chapters_are_stored_by_id(tmp_path: Path) -> None:
    path = store_chapter(Home(tmp_path), make_chapter())
    assert path == tmp_path / "chapters" / "ferries-and-the-law.md"
    assert read_chapter_markdown(path.read_text("utf-8"), path.name) == make_chapter()


def test_scores_of_an_edition_are_one_file(tmp_path: Path) -> None:
    profiles = [make_profile(id, scores={"heroin-trade": 5.0}) for id in ("uga-2023", "ken-2023")]
    path = store_scores(tmp_path, profiles)
    assert path == tmp_path / "2023.csv"
    assert path.read_text("utf-8") == "country,heroin-trade\nKEN,5.0\nUGA,5.0\n"


def test_a_snapshot_is_named_by_id_and_hash(tmp_path: Path) -> None:
    home = Home(tmp_path)
    path, data = source_file(home, b"<p>Tea</p>", "Chad.HTML", "tcd-2021")
    assert (path.parent, data) == (home.sources, b"<p>Tea</p>")
    assert path.name.startswith("tcd-2021-") and path.suffix == ".html"
    assert source_file(home, b"<p>Tea</p>", "Chad.HTML", "tcd-2021") == (path, data)
    assert source_file(home, b"Tea", "notes")[0].name.endswith(".txt")


@pytest.mark.parametrize(
    ("name", "stem", "suffix"),
    [
        ("scores 2023 (final).xlsx", "scores-2023-final", ".xlsx"),
        ("line\nbreak\x1b[2J.xlsx", "line-break-2J", ".xlsx"),
        ("scores.x\nlsx", "scores", ".txt"),
        ("back\\slash:colon?.xlsx", "back-slash-colon", ".xlsx"),
        ("...hidden.xlsx", "hidden", ".xlsx"),
        ("-rf.xlsx", "rf", ".xlsx"),
        ("\udcff\udcfe.xlsx", "source", ".xlsx"),
        ("Кыргызстан.xlsx", "Кыргызстан", ".xlsx"),
        ("con.xlsx", "con", ".xlsx"),
        ("a" * 250 + ".xlsx", "a" * 50, ".xlsx"),
        ("😀" * 60 + ".xlsx", "source", ".xlsx"),
        ("𠀀" * 60 + ".xlsx", "𠀀" * 50, ".xlsx"),
        ("scores." + "x" * 200, "scores", ".txt"),
    ],
)
def test_a_snapshot_has_a_name_that_every_system_takes(tmp_path: Path, name: str, stem: str, suffix: str) -> None:
    path, _ = source_file(Home(tmp_path), b"scores", name)
    assert re.fullmatch(rf"{re.escape(stem)}-[0-9a-f]{{12}}{re.escape(suffix)}", path.name)
    assert len(path.name.encode()) < 255
