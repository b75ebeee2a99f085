import re

import pytest
from hypothesis import given, settings

from explorer.model.profiles import Profile
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from explorer.search.views.concordance import concordance
from explorer.search.views.corpus_parts import PARTS, part_of
from explorer.search.views.frequency import distribution, keep_filters
from tests.search.queries import MANY, QUERIES


@pytest.mark.parametrize("by", PARTS)
def test_shares_equal_a_count_by_hand(engine: SearchEngine, small_corpus: list[Profile], by: str) -> None:
    made = distribution(engine, SearchRequest.make("heroin"), by)
    parts = {passage.id: part_of(passage, by) for passage in engine.passages(SearchRequest.make()).passages}
    texts = {passage.id: passage.text for profile in small_corpus for passage in profile.passages()}
    for share in made.shares:
        here = [texts[id] for id, part in parts.items() if part == share.part]
        assert share.passages == len(here)
        assert share.occurrences == sum(len(re.findall(r"\bheroin\b", text, re.IGNORECASE)) for text in here)
        # Our texts have hyphens that separate words, and no other compound.
        assert share.words == sum(len(re.findall(r"\w+", text)) for text in here)
        assert share.per_thousand == pytest.approx(1000 * share.occurrences / share.words)
    assert {share.part for share in made.shares} == set(parts.values())


@pytest.mark.parametrize("by", PARTS)
def test_the_whole_is_the_sum_of_its_parts(engine: SearchEngine, by: str) -> None:
    made = distribution(engine, SearchRequest.make("border OR drugs"), by)
    assert made.whole.passages == 8
    assert made.whole.occurrences == sum(share.occurrences for share in made.shares)
    assert made.whole.words == sum(share.words for share in made.shares)
    assert made.whole.hits == engine.search(made.request).total


def test_the_most_frequent_use_is_first(engine: SearchEngine) -> None:
    rates = [share.per_thousand or 0 for share in distribution(engine, SearchRequest.make("drugs"), "country").shares]
    assert rates == sorted(rates, reverse=True)


def test_filters_hold_for_the_words_too(engine: SearchEngine) -> None:
    made = distribution(engine, SearchRequest.make("heroin", [("edition", "2023")]), "country")
    assert {share.part.value: share.passages for share in made.shares if share.part} == {"KGZ": 2, "ALB": 3}


@pytest.mark.parametrize(
    ("query", "allowed"),
    (
        ("heroin", 8),
        ("heroin country:kgz", 5),
        ("heroin edition:2021", 3),
        ("heroin -country:alb", 5),
        ("heroin (country:alb OR edition:2021)", 6),
        ("heroin heroin-trade:>7", 2),
        ("heroin resilience:<4.1", 2),
        ("heroin change.heroin-trade:>0", 2),
        ("heroin (country:alb OR border)", 8),
        ("heroin -border", 8),
        ("heroin heroin-trade:>=7 AND edition:2021", 3),
        ("heroin -(heroin-trade:>=7 AND edition:2021)", 5),
        ("heroin AND edition:2021", 8),
        ('heroin region:"Central Asia and the Caucasus" section:drugs', 2),
    ),
)
def test_limits_within_the_query_hold_for_the_words_too(engine: SearchEngine, query: str, allowed: int) -> None:
    request = SearchRequest.make(query)
    assert engine.search(keep_filters(request)).total == allowed
    ids = {passage.id for passage in engine.passages(request).passages}
    assert ids <= {passage.id for passage in engine.passages(keep_filters(request)).passages}


def test_where_nothing_is_allowed_there_is_no_frequency(engine: SearchEngine) -> None:
    made = distribution(engine, SearchRequest.make("heroin", [("country", "AFG")]), "country")
    assert (made.shares, made.whole.per_thousand) == ((), None)


@pytest.mark.parametrize("limit", ("about:heroin-trade", "-about:heroin-trade", "(about:heroin-trade OR edition:2021)"))
def test_what_passages_are_about_limits_the_words_that_count(engine: SearchEngine, limit: str) -> None:
    kept = keep_filters(SearchRequest.make(f"heroin {limit}"))
    allowed = {passage.id for passage in engine.passages(kept).passages}
    assert allowed == {passage.id for passage in engine.passages(SearchRequest.make(limit)).passages}
    assert allowed


@settings(max_examples=MANY)
@given(QUERIES)
def test_any_query_is_measured_within_what_its_limits_allow(engine: SearchEngine, text: str) -> None:
    request = SearchRequest.make(text)
    passages = engine.passages(request).passages
    allowed = {passage.id for passage in engine.passages(keep_filters(request)).passages}
    assert {passage.id for passage in passages} <= allowed
    made = distribution(engine, request, "section")
    assert made.whole.occurrences == len(concordance(engine.occurrences(request)))
