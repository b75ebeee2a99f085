"""`new:` in a search, and what is said of profiles without an earlier text."""

from collections.abc import Callable, Iterator

import pytest

from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from tests.factories import EDITIONS_AFTER, EDITIONS_BEFORE, make_profile

UNCOMPARED = "1 profile of 2023 has no earlier text here to compare with, and is not counted as new."


@pytest.fixture(scope="module")
def changed(changed_home: Home) -> Iterator[SearchEngine]:
    engine = open_engine(changed_home)
    assert isinstance(engine, SearchEngine)
    yield engine
    engine.close()


def _ids(engine: SearchEngine, text: str) -> list[str]:
    page = engine.search(SearchRequest.make(text, scope="words", limit=50))
    return sorted(hit.id for hit in page.hits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("new:2023", ["tjk-2023/drugs/1", "tjk-2023/drugs/2"]),
        ("new:2023 heroin", ["tjk-2023/drugs/1"]),
        ("edition:2023 -new:2023 country:tjk section:drugs", ["tjk-2023/drugs/3"]),
        ("new:2023 (couriers OR heroin)", ["tjk-2023/drugs/1", "tjk-2023/drugs/2"]),
        ("garages OR new:2023", ["tjk-2023/drugs/1", "tjk-2023/drugs/2", "uzb-2023/drugs/1"]),
        ("new:2021", []),
    ],
)
def test_new_passages_are_found(changed: SearchEngine, text: str, expected: list[str]) -> None:
    assert _ids(changed, text) == expected


def test_the_answer_names_profiles_that_have_no_earlier_text(changed: SearchEngine) -> None:
    for text in ("new:2023 heroin", "heroin -new:2023"):
        assert UNCOMPARED in changed.search(SearchRequest.make(text)).read_as
    assert "earlier text" not in changed.search(SearchRequest.make("heroin")).read_as


def test_an_edition_that_is_none_is_searched_as_words(changed: SearchEngine) -> None:
    assert "There is no edition" in changed.search(SearchRequest.make("new:1999")).read_as


def test_a_changed_earlier_edition_marks_the_later_one_anew(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    later = make_profile("tjk-2023", EDITIONS_AFTER)
    engine.build([make_profile("tjk-2021", EDITIONS_BEFORE), later], "first")
    assert _ids(engine, "new:2023") == ["tjk-2023/drugs/1", "tjk-2023/drugs/2"]
    engine.build([make_profile("tjk-2021", EDITIONS_AFTER), later], "second")
    assert _ids(engine, "new:2023") == []
