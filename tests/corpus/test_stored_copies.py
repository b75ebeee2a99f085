"""Copies in a home, each read from its own file: as they are now, and without a list of the home."""

import os
from pathlib import Path

import pytest

from explorer.core.errors import CorpusError
from explorer.corpus.home import Home
from explorer.corpus.storage import store_chapter, store_profile, store_scores
from explorer.corpus.stored_copies import StoredCopies
from explorer.model.profiles import Profile
from tests.factories import make_chapter


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def scored(score: float) -> Profile:
    return Profile("KGZ", 2021, "none", scores={"heroin-trade": score})


def test_an_empty_home_has_no_copies(home: Home) -> None:
    copies = StoredCopies(home)
    assert (copies.chapter("tea"), copies.text("kgz-2021"), copies.scores("kgz-2021")) == (None, None, None)


def test_a_copy_is_what_was_stored_last(home: Home) -> None:
    copies = StoredCopies(home)
    for score in (7.0, 8.0):
        store_profile(home.profiles, scored(score))
        store_profile(home.scores, scored(score))
        store_chapter(home, make_chapter(published=2000 + int(score)))
        for copy in (copies.text("kgz-2021"), copies.scores("kgz-2021")):
            assert copy is not None and copy.scores == {"heroin-trade": score}
        chapter = copies.chapter("ferries-and-the-law")
        assert chapter is not None and chapter.published == 2000 + score


def test_scores_of_a_document_come_before_those_of_a_workbook(home: Home) -> None:
    copies = StoredCopies(home)
    row = Profile("KGZ", 2021, "none", scores={"heroin-trade": 3.0, "human-trafficking": 4.0})
    store_scores(home.scores, [row])
    assert copies.scores("kgz-2021") is not None and copies.scores("and-2021") is None
    store_profile(home.scores, scored(7.0))
    merged = copies.scores("kgz-2021")
    assert merged is not None and merged.scores == {"heroin-trade": 7.0, "human-trafficking": 4.0}
    (home.scores / "2021" / "kgz.md").unlink()
    assert (copies.scores("kgz-2021") or row).scores == row.scores


def test_what_cannot_be_read_is_told_each_time(home: Home) -> None:
    copies = StoredCopies(home)
    home.scores.mkdir()
    (home.scores / "2021.csv").write_bytes(b"\xff")
    for _ in range(2):
        with pytest.raises(CorpusError, match=r"2021\.csv"):
            copies.scores("kgz-2021")
    home.chapters.mkdir()
    (home.chapters / "tea.md").symlink_to("nowhere")
    with pytest.raises(CorpusError, match=r"tea\.md"):
        copies.chapter("tea")


def test_the_home_is_not_listed_and_scores_are_read_once(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    store_scores(home.scores, [Profile("KGZ", 2021, "none", scores={"heroin-trade": 3.0})])
    store_chapter(home, make_chapter())
    read: list[Path] = []
    whole = os.open

    def open_path(path: Path, flags: int, mode: int = 0o777) -> int:
        read.append(path)
        return whole(path, flags, mode)

    monkeypatch.setattr(os, "open", open_path)
    monkeypatch.setattr(os, "listdir", lambda _: pytest.fail("the home was listed"))
    monkeypatch.setattr(os, "scandir", lambda _: pytest.fail("the home was listed"))
    copies = StoredCopies(home)
    for _ in range(3):
        assert copies.scores("kgz-2021")
        assert copies.chapter("ferries-and-the-law")
    assert read.count(home.scores / "2021.csv") == 1


def test_a_copy_that_cannot_be_read_is_not_a_readable_one(home: Home) -> None:
    copies = StoredCopies(home)
    assert copies.readable("kgz-2021") is None and copies.readable("ferries-and-the-law") is None
    store_profile(home.profiles, scored(7.0))
    store_chapter(home, make_chapter())
    assert (copies.readable("kgz-2021"), copies.readable("ferries-and-the-law")) == (scored(7.0), make_chapter())
    for path in home.path.rglob("*.md"):
        path.write_bytes(b"\xff")
    assert copies.readable("kgz-2021") is None and copies.readable("ferries-and-the-law") is None
