"""Answers are cached within one generation."""

from collections.abc import Callable

from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from tests.factories import small_profile


def test_a_repeated_search_has_the_same_answer_and_its_own_time(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    engine.build([small_profile("kgz-2021")], "one")
    first, again = (engine.search(SearchRequest.make("heroin")) for _ in range(2))
    assert (again.hits, again.facets, again.total) == (first.hits, first.facets, first.total)
    assert again.hits is first.hits
    assert again.took_ms < first.took_ms
    assert engine.search(SearchRequest.make("heroin", is_exact=True)).hits is not first.hits


def test_a_new_generation_answers_afresh(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    engine.build([small_profile("kgz-2021")], "one")
    assert engine.search(SearchRequest.make("pistols")).total == 0
    engine.build([small_profile("kgz-2021"), small_profile("kgz-2023")], "two")
    assert engine.search(SearchRequest.make("pistols")).total == 1
