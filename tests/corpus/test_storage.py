"""Paths of stored content in a home."""

from pathlib import Path

from explorer.corpus.chapter_markdown import read_chapter_markdown
from explorer.corpus.home import Home
from explorer.corpus.profile_markdown import read_profile_markdown
from explorer.corpus.storage import store_chapter, store_profile, store_scores, store_source
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


def test_a_snapshot_is_named_by_id_and_hash_and_kept_once(tmp_path: Path) -> None:
    home = Home(tmp_path)
    path = store_source(home, b"<p>Tea</p>", "Chad.HTML", "tcd-2021")
    assert path.parent == home.sources
    assert path.name.startswith("tcd-2021-") and path.suffix == ".html"
    before = path.stat().st_mtime_ns
    assert store_source(home, b"<p>Tea</p>", "Chad.HTML", "tcd-2021") == path
    assert path.stat().st_mtime_ns == before
    assert store_source(home, b"Tea", "notes").name.endswith(".txt")
