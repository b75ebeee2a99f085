"""The number of words that a hit must have, and the note of an answer on hits that lack some."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from explorer.model.profiles import Passage, Profile, Section
from explorer.search.answering import TOO_FEW, SearchEngine, fewest_words, partial_notice
from explorer.search.request import SearchRequest


@pytest.mark.parametrize(
    ("counts", "fewest"),
    [
        ([5, 30, TOO_FEW], 2),  # ten have all words: enough
        ([5, 30, TOO_FEW - 1], 1),
        ([5, TOO_FEW, 0], 1),
        ([0, 4, 5, 1], 1),  # fewer words, until there are ten
        ([0, 0, 9, 1], 2),
        ([9, 0, 0, 0], 1),  # one word at least
    ],
)
def test_hits_need_all_words_unless_fewer_than_ten_have_them(counts: list[int], fewest: int) -> None:
    assert fewest_words(counts) == fewest


def test_an_answer_says_how_many_hits_have_all_words() -> None:
    assert partial_notice(7, 7) == ""
    assert partial_notice(0, 7) == " No passage has all words: these have most of them."
    assert partial_notice(1, 7) == " 1 passage has all words; those with most of them follow."
    assert partial_notice(2, 7) == " 2 passages have all words; those with most of them follow."


def profile_of(texts: list[str]) -> Profile:
    passages = tuple(Passage("kgz-2021", "drugs", number, text) for number, text in enumerate(texts, 1))
    return Profile("KGZ", 2021, "full", (Section("drugs", passages),))


@pytest.mark.parametrize(("complete", "total"), [(TOO_FEW, TOO_FEW), (TOO_FEW - 1, TOO_FEW + 1)])
def test_passages_without_all_words_follow_only_where_fewer_than_ten_have_them(
    make_engine: Callable[[], SearchEngine], complete: int, total: int
) -> None:
    engine = make_engine()
    engine.build([profile_of(["Zinc and zebra."] * complete + ["Zinc alone.", "Zebra alone."])], "few")
    page = engine.search(SearchRequest.make("zinc zebra", limit=100))
    assert page.total == total
    assert page.is_partial == (complete < TOO_FEW)
    assert all(hit.snippet.count("<mark>") == 2 for hit in page.hits[:complete])
    assert {hit.snippet.count("<mark>") for hit in page.hits[complete:]} == ({1} if page.is_partial else set())


def test_a_cached_answer_is_the_answer_of_its_generation(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    engine.build([profile_of(["Zinc and zebra."])], "one")
    request = SearchRequest.make("zinc")
    first = engine.search(request)
    assert replace(engine.search(request), took_ms=0) == replace(first, took_ms=0)
    engine.build([profile_of(["Tin."])], "two")
    assert engine.search(request).total == 0


def test_the_passages_of_a_generation_are_those_that_were_indexed(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    engine.build([profile_of(["Zinc and zebra.", "Tin."])], "one")
    stored = [(passage.id, passage.text, passage.text_kind) for passage in engine.stored_passages()]
    assert stored == [("kgz-2021/drugs/1", "Zinc and zebra.", "full"), ("kgz-2021/drugs/2", "Tin.", "full")]
