"""The search index is rebuilt when the corpus changed, and only then."""

import datetime
import os
import resource
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from explorer.core.errors import CorpusError, IndexUnavailableError
from explorer.corpus.first_seen import SCORES, SeenDates
from explorer.corpus.home import Home, HomeError
from explorer.corpus.library import Library
from explorer.engines.manage import (
    Build,
    Kept,
    ensure_answering,
    ensure_current,
    is_current,
    rankings,
    rebuild,
    warnings_of,
)
from explorer.model.chapters import Text
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from tests.factories import andorra_2021, kyrgyzstan_2023, make_chapter, store, tuvalu_2021
from tests.other_users import NO_GROUP, USER, needs_administrator, other_user


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let this process write no file of more bytes, as on a full disk."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def test_an_index_is_built_once_and_again_when_the_corpus_changed(
    tmp_path: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine = Home(tmp_path / "home"), make_engine()
    assert not is_current(home, engine)
    assert ensure_current(home, engine)
    assert is_current(home, engine)
    first = engine.generation
    assert not ensure_current(home, engine)
    assert engine.generation == first
    store(home, tuvalu_2021())
    assert not is_current(home, engine)
    assert ensure_current(home, engine)
    assert engine.generation != first
    assert engine.search(SearchRequest.make("country:tuv")).total == 25


def test_a_rebuild_makes_the_home_and_reports_its_progress(
    tmp_path: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine = Home(tmp_path / "new" / "home"), make_engine()
    steps: list[tuple[int, int]] = []
    build = rebuild(home, engine, lambda done, of: steps.append((done, of)))
    assert (build.generation, build.problems) == (engine.generation, ())
    assert home.path.is_dir()
    assert steps[-1][0] == steps[-1][1] > 0


def broken(home: Home) -> Path:
    path = home.profiles / "2023" / "alb.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\ncountry: ALB\nedition: 2022\n---\n", encoding="utf-8")
    return path


def test_a_profile_that_cannot_be_read_is_named_and_left_out_until_it_is_mended(
    tmp_path: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine = store(Home(tmp_path / "home"), tuvalu_2021()), make_engine()
    path = broken(home)
    build = rebuild(home, engine)
    assert build.generation == engine.generation
    (problem,) = build.problems
    assert problem.startswith(f"{path}:3: ")
    (warning,) = warnings_of(build)
    assert warning == f"{problem} It is not in the search index."
    assert engine.search(SearchRequest.make("country:tuv")).total == 25
    assert is_current(home, engine)
    assert list(warnings_of(ensure_answering(home, engine))) == [warning]  # at each start, not at the first alone
    path.write_text(
        "---\ncountry: ALB\nedition: 2023\n---\n\n## Drugs\n\nCannabis grows in the hills.\n", encoding="utf-8"
    )
    assert not is_current(home, engine)
    mended = ensure_current(home, engine)
    assert mended and mended.problems == ()
    assert engine.search(SearchRequest.make("country:alb")).total == 1


@needs_administrator
def test_a_folder_that_cannot_be_read_leaves_the_old_generation(
    open_folder: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine = store(Home(open_folder), andorra_2021()), make_engine()
    os.chown(home.path, USER, NO_GROUP)
    generation = rebuild(home, engine).generation
    (home.path / ".lock").chmod(0o666)
    (home.profiles / "2021").chmod(0o700)
    with other_user(), pytest.raises(CorpusError, match="the folder cannot be read"):
        rebuild(home, engine)
    assert engine.generation == generation


def test_a_build_that_fails_keeps_the_last_whole_generation_with_a_warning(
    tmp_path: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine = store(Home(tmp_path), andorra_2021()), make_engine()
    built = ensure_answering(home, engine)
    assert isinstance(built, Build)
    assert ensure_answering(home, engine) is None
    store(home, tuvalu_2021())
    with files_of_at_most(1000):
        kept = ensure_answering(home, engine)
    assert isinstance(kept, Kept)
    assert kept.generation == built.generation == engine.generation
    (warning,) = warnings_of(kept)
    assert "could not be built" in warning and kept.generation in warning
    assert isinstance(ensure_answering(home, engine), Build)


def noting(reading: Callable[[Library, str], Text], ids: list[str]) -> Callable[[Library, str], Text]:
    def read(library: Library, id: str) -> Text:
        ids.append(id)
        return reading(library, id)

    return read


def test_a_start_with_a_current_index_reads_what_is_not_in_it_and_no_more(
    tmp_path: Path, make_engine: Callable[[], SearchEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, engine = store(Home(tmp_path), andorra_2021(), make_chapter()), make_engine()
    (home.chapters / "gold.md").write_text("---\n")
    rebuild(home, engine)
    read: list[str] = []
    for method in ("profile", "chapter"):
        monkeypatch.setattr(Library, method, noting(getattr(Library, method), read))
    (warning,) = warnings_of(ensure_answering(home, engine))
    assert warning.startswith(f"{home.chapters / 'gold.md'}:1: ")
    assert read == ["gold"]


def test_a_start_does_not_wait_for_another_build_where_a_whole_index_can_serve(
    tmp_path: Path, make_engine: Callable[[], SearchEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.engines.manage._SHORT_WAIT", 0.0)
    home, engine = store(Home(tmp_path), andorra_2021()), make_engine()
    generation = rebuild(home, engine).generation
    store(home, tuvalu_2021())
    with home.lock():
        kept = ensure_answering(home, engine)
    assert isinstance(kept, Kept)
    assert kept.generation == generation
    assert "another import or build is at work" in kept.reason


def test_a_damaged_generation_is_built_anew_or_the_one_before_serves(
    tmp_path: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine, reading = store(Home(tmp_path), andorra_2021()), make_engine(), make_engine()
    older = rebuild(home, engine).generation
    assert reading.search(SearchRequest.make("")).total  # keeps it on disk
    newer = rebuild(home, engine).generation
    arrays = home.generations / newer / "arrays"
    arrays.write_bytes(arrays.read_bytes()[:-1])
    with files_of_at_most(1000):
        kept = ensure_answering(home, engine)
    assert isinstance(kept, Kept) and kept.generation == older
    assert engine.problems() == []
    assert (home.generations / "current").read_text() == f"{older}\n"


def test_without_a_whole_generation_the_reason_is_raised(
    tmp_path: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine = store(Home(tmp_path), andorra_2021()), make_engine()
    with files_of_at_most(1000), pytest.raises(IndexUnavailableError, match="could not be built"):
        ensure_answering(home, engine)
    folder = home.generations / rebuild(home, engine).generation
    (folder / "arrays").write_bytes(b"")
    with files_of_at_most(1000), pytest.raises(IndexUnavailableError, match="could not be built"):
        ensure_answering(home, engine)
    assert isinstance(ensure_answering(home, engine), Build)
    assert engine.problems() == []


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path, make_engine: Callable[[], SearchEngine]) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HomeError, match="file/home: the home folder cannot be made"):
        rebuild(Home(tmp_path / "file" / "home"), make_engine())


def test_rankings_are_those_of_the_corpus_with_and_without_a_current_index(
    tmp_path: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine = store(Home(tmp_path / "home"), kyrgyzstan_2023()), make_engine()
    expected = Library.open(home).rankings
    assert rankings(home, engine) == expected
    rebuild(home, engine)
    assert rankings(home, engine) == expected
    store(home, andorra_2021())
    assert rankings(home, engine).score("AND", 2021, "heroin-trade") == 1.5


def test_an_index_of_a_version_without_dates_has_them_after_a_start(
    tmp_path: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine = store(Home(tmp_path / "home"), kyrgyzstan_2023()), make_engine()
    rebuild(home, engine)
    generation, text = engine.generation, next(kyrgyzstan_2023().passages()).text
    shutil.rmtree(home.first_seen)
    home.generations.mkdir(exist_ok=True)
    dates = SeenDates(home, datetime.datetime.now(datetime.UTC))
    assert dates.of_passage("kgz-2023", text).how == "unrecorded"
    assert ensure_answering(home, engine) is None and engine.generation == generation
    dates = SeenDates(home, dates.built)
    assert dates.of_passage("kgz-2023", text).how == "found"
    assert dates.of_scores("kgz-2023", kyrgyzstan_2023().scores).how == "found"


def test_dates_that_cannot_be_written_keep_no_index_from_being_built(
    tmp_path: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine = store(Home(tmp_path / "home"), kyrgyzstan_2023()), make_engine()
    home.first_seen.touch()
    assert rebuild(home, engine).problems == ()
    assert ensure_answering(home, engine) is None
    assert engine.search(SearchRequest()).total == 19


def test_scores_of_profiles_have_the_same_key_in_the_index(
    tmp_path: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine = store(Home(tmp_path / "home"), kyrgyzstan_2023(), andorra_2021()), make_engine()
    rebuild(home, engine)
    dates = SeenDates(home, datetime.datetime.now(datetime.UTC))
    hows = {text.id: dates.of_scores(text.id, text.scores).how for text in engine.profiles()}
    assert hows == {"kgz-2021": "released", "kgz-2023": "seen", "and-2021": "seen"}
    assert (home.first_seen / SCORES).is_file()
