"""The search index is rebuilt when the corpus changed, and only then."""

from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.core.errors import CorpusError
from explorer.corpus.home import Home, HomeError
from explorer.corpus.library import Library
from explorer.engines.manage import ensure_current, is_current, rankings, rebuild
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from tests.factories import andorra_2021, kyrgyzstan_2023, store, tuvalu_2021


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
    assert rebuild(home, engine, lambda done, of: steps.append((done, of))) == engine.generation
    assert home.path.is_dir()
    assert steps[-1][0] == steps[-1][1] > 0


def test_a_corpus_that_cannot_be_read_leaves_the_old_generation(
    tmp_path: Path, make_engine: Callable[[], SearchEngine]
) -> None:
    home, engine = store(Home(tmp_path / "home"), andorra_2021()), make_engine()
    generation = rebuild(home, engine)
    path = home.profiles / "2023" / "alb.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\ncountry: ALB\nedition: 2022\n---\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"alb\.md:3"):
        rebuild(home, engine)
    assert engine.generation == generation


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
