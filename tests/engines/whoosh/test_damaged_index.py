"""An index that is damaged while it is in use is refused with a sentence: no crash, no traceback, no bug hidden."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.corpus import make_profiles
from explorer.core.errors import IndexUnavailableError
from explorer.engines.generations import POINTER
from explorer.engines.whoosh.index_arrays import ARRAYS
from explorer.engines.whoosh.query_vocabulary import VOCABULARY
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from tests.factories import small_corpus, small_profile

MakeEngine = Callable[[], SearchEngine]
QUERIES = ("heroin", "border OR police", '"border guards"', "edition:2021", "traf*", "co~")


@pytest.fixture
def opened(make_engine: MakeEngine) -> SearchEngine:
    """Return an engine that has answered from its index."""
    engine = make_engine()
    engine.build(small_corpus(), "small")
    assert engine.search(SearchRequest.make("heroin")).total
    return engine


@pytest.fixture
def folder(opened: SearchEngine, tmp_path: Path) -> Path:
    return tmp_path / "generations" / opened.generation


@pytest.mark.parametrize("name", [ARRAYS, VOCABULARY])
def test_a_file_that_was_cut_short_is_not_read_on(opened: SearchEngine, folder: Path, name: str) -> None:
    """To read mapped memory beyond the end of its file kills the process with SIGBUS."""
    os.truncate(folder / name, 100)
    with pytest.raises(IndexUnavailableError, match=f"{name} was cut short.*oc-explorer index"):
        opened.search(SearchRequest.make("police"))
    with pytest.raises(IndexUnavailableError, match=f"{name} (was cut short|has 100 bytes)"):
        opened.probe()
    opened.build(small_corpus(), "again")
    assert opened.search(SearchRequest.make("police")).total


def test_an_error_over_damaged_arrays_is_the_damage(opened: SearchEngine, folder: Path) -> None:
    size = (folder / ARRAYS).stat().st_size
    with (folder / ARRAYS).open("r+b") as file:
        file.seek(size // 10)
        file.write(b"\xff" * (size * 8 // 10))
    errors = []
    for text in QUERIES:
        try:
            opened.search(SearchRequest.make(text))
        except IndexUnavailableError as error:
            errors.append(str(error))
    assert errors
    assert all(f"{folder.name}/{ARRAYS} was changed after it was written" in error for error in errors)


def test_an_error_over_a_whole_index_is_a_bug_and_surfaces(opened: SearchEngine) -> None:
    with pytest.raises(IndexError, match="a bug"), opened.backend.current():
        raise IndexError("a bug")


def test_a_probe_asks_the_files_and_not_the_cached_answers(opened: SearchEngine, folder: Path) -> None:
    for _ in range(20):
        assert opened.probe() == opened.generation
    with (folder / ARRAYS).open("r+b") as file:
        file.seek(-64, os.SEEK_END)  # padding: no search can tell
        file.write(b"x" * 64)
    for _ in range(3):
        with pytest.raises(IndexUnavailableError, match=f"{ARRAYS} was changed"):
            opened.probe()


@pytest.mark.parametrize("gone", ["folder", "manifest.json", "whoosh", "pointer"])
def test_a_probe_fails_when_a_restart_would(opened: SearchEngine, folder: Path, gone: str) -> None:
    assert opened.probe()
    if gone == "folder":
        shutil.rmtree(folder)
    elif gone == "whoosh":
        next(folder.glob("segments/*/whoosh/*.seg")).unlink()
    else:
        (folder.parent / POINTER if gone == "pointer" else folder / gone).unlink()
    with pytest.raises(IndexUnavailableError, match="oc-explorer index"):
        opened.probe()


def test_a_probe_of_an_index_without_passages_is_well(make_engine: MakeEngine) -> None:
    engine = make_engine()
    assert engine.build([], "none") == engine.probe()


def test_a_damaged_segment_is_not_taken_over_by_the_next_build(make_engine: MakeEngine, tmp_path: Path) -> None:
    """It would get a new digest, by which it is sound."""
    engine = make_engine()
    profiles = make_profiles(600, seed=5)
    name = engine.build(profiles, "first")
    path = max((tmp_path / "generations" / name).glob("segments/*/arrays"), key=lambda path: path.stat().st_size)
    data = path.read_bytes()
    path.write_bytes(data[:-100] + b"x" * 100)
    again = engine.build(profiles, "first")
    written = tmp_path / "generations" / again / path.relative_to(tmp_path / "generations" / name)
    assert written.read_bytes() == data
    assert engine.problems() == []


def test_one_generation_stays_when_no_other_process_reads_the_one_before(opened: SearchEngine, folder: Path) -> None:
    for text in ("second", "third"):
        name = opened.build([small_profile("kgz-2021")], text)
        assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == [name]
        assert opened.search(SearchRequest.make("heroin")).total == 1
