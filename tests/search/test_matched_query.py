"""How a query was read, and what is found elsewhere than where it asked for."""

from collections.abc import Callable

import pytest

from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from tests.factories import make_profile


def test_names_are_said_once_and_what_was_added_after_them(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("weed in albania"))
    assert page.read_as.startswith("Read as “weed” in Albania. Also included: passages linked to Cannabis trade.")
    assert engine.search(SearchRequest.make("albania")).read_as == "Read as Albania."


def test_another_spelling_is_suggested_with_the_names_as_typed(engine: SearchEngine) -> None:
    assert engine.search(SearchRequest.make("albania canabis 2023")).suggestion == "cannabis albania 2023"


@pytest.mark.parametrize(
    ("query", "filters", "suggestion"),
    [
        ("heroin-trade:>=7 kyrgyzstan", [], 'heroin-trade:>=7 country:"KGZ"'),
        ("heroin-trade:>=7 kyrgyzstan", [("edition", "2025")], None),
        *((f"heroin-trade:>=7 {name}", [], None) for name in ("US", "korea", "west africa", "europe 2025", "albania")),
    ],
)
def test_names_beside_conditions_are_offered_as_fields_where_these_find_something(
    engine: SearchEngine, query: str, filters: list[tuple[str, str]], suggestion: str | None
) -> None:
    assert engine.search(SearchRequest.make(query, filters)).suggestion == suggestion


def test_a_suggestion_that_finds_profiles_alone_is_made(make_engine: Callable[[], SearchEngine]) -> None:
    made = make_engine()
    made.build([make_profile("usa-2023", scores={"heroin-trade": 8.0})], "scores")
    assert made.search(SearchRequest.make("heroin-trade:>=7 US")).suggestion == 'heroin-trade:>=7 country:"USA"'


def test_where_names_leave_nothing_what_is_elsewhere_is_related(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("heroin fiji"))
    assert page.understood is not None and page.understood.text == "heroin"
    assert page.found.headline == "No passage contains “heroin”, in Fiji; 2 in other places or editions are related"
    assert page.found.related_title == "Related: in other places or editions"
    assert {hit.matched for hit in page.hits} == {"related"} and page.total == page.found.related > 0
    found = engine.passages(SearchRequest.make("heroin fiji"))
    assert {passage.id for passage in found.passages} >= {hit.id for hit in page.hits}
    for value in page.facets["edition"]:
        narrowed = SearchRequest.make("heroin fiji", [("edition", value.value)], scope="related")
        assert engine.search(narrowed).total == value.count
    assert engine.search(SearchRequest.make("heroin fiji", scope="words")).total == 0


def test_what_is_elsewhere_is_not_where_the_names_ask_for(engine: SearchEngine) -> None:
    for text, lacks in (("xylophone kyrgyzstan", "kgz-"), ("police 2023", "-2023/"), ("tin albania 2023", "alb-2023")):
        for scope in ("words", "related"):
            page = engine.search(SearchRequest.make(text, scope=scope))
            assert not any(lacks in hit.id for hit in page.hits), text
    assert engine.search(SearchRequest.make("xylophone kyrgyzstan")).found.headline == (
        "No passage contains “xylophone”, in Kyrgyzstan"
    )
    page = engine.search(SearchRequest.make("fruit 2025"))
    assert page.found.headline == (
        "No passage contains “fruit”, of the edition 2025; 1 in other places or editions is related"
    )


def test_the_name_of_a_country_without_passages_is_searched_as_its_words_and_its_people(
    make_engine: Callable[[], SearchEngine],
) -> None:
    made = make_engine()
    texts = ["Elephant tusks are sold on the coast.", "Ivory is sold.", "Ships from Ivory Coast dock.", "Fijian boats."]
    made.build([make_profile("gin-2023", {"trade": texts})], "ivory")
    for scope in (None, "words", "related"):
        page = made.search(SearchRequest.make("Ivory Coast", scope=scope))
        assert page.found.headline == "1 passage contains “Ivory” and “Coast”"
        assert [hit.paragraph for hit in page.hits] == [3] and page.total == 1
        assert page.read_as == "Passages with “Ivory” and “Coast”."
    people = made.search(SearchRequest.make("Fiji"))
    assert people.found.headline == "No passage contains “Fiji”; 1 is on the same subject"
    assert [(hit.paragraph, hit.matched, hit.snippet) for hit in people.hits] == [
        (4, "related", '<mark class="similar">Fijian</mark> boats.')
    ]
    for name in ("equatorial guinea", "the Gambia"):
        page = made.search(SearchRequest.make(name))
        assert (page.total, page.suggestion, page.profiles) == (0, None, None), name
        assert page.found.headline.startswith("No passage contains “"), name


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ("kyrgyzstan 2025", "No passage in Kyrgyzstan, of the edition 2025"),
        ("fiji 2021 2023", "No passage in Fiji, of the editions 2021 and 2023"),
        ("drugs section fiji", "No passage in Fiji, in the section Drugs"),
    ],
)
def test_the_name_of_a_country_beside_other_names_stays_a_name(engine: SearchEngine, query: str, headline: str) -> None:
    page = engine.search(SearchRequest.make(query))
    assert page.understood is not None and not page.understood.text
    assert (page.found.headline, page.total, page.found.related) == (headline, 0, 0)
