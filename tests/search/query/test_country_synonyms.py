"""Other names of a country, and its people, as similar words for its name."""

from collections.abc import Callable

import pytest

from explorer.search.answering import SearchEngine
from explorer.search.query.country_synonyms import countries_of, similar_names
from explorer.search.query.nodes import Word
from explorer.search.query.parser import parse_query
from explorer.search.request import SearchRequest
from tests.factories import make_profile


def named(query: str) -> list[tuple[list[int], str]]:
    run = [part for part in parse_query(query).root.parts if isinstance(part, Word)]
    return [(list(numbers), code) for numbers, code in countries_of(run)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Russia heroin", [([0], "RUS")]),
        ("heroin south sudan", [([1, 2], "SSD")]),
        ("papua new guinea gold", [([0, 1, 2], "PNG")]),
        ("new mexico fentanyl", []),
        ("gulf of guinea piracy", []),
        ("russian gangs", []),
        ("congo gold", []),
        ("tell us more", []),
        ("US guns", [([0], "USA")]),
        ("west africa cocaine", []),
    ],
)
def test_the_longest_name_of_one_country_is_found(query: str, found: list[tuple[list[int], str]]) -> None:
    assert named(query) == found


def test_similar_names_are_names_and_peoples_but_no_ordinary_word() -> None:
    assert {"Russian", "Russian Federation"} <= {synonym.text for synonym in similar_names("RUS")}
    american = {synonym.text for synonym in similar_names("USA")}
    assert "American" in american
    assert not {"US", "us"} & american
    assert "Congolese" not in {synonym.text for synonym in similar_names("COD")}


@pytest.fixture
def engine(make_engine: Callable[[], SearchEngine]) -> SearchEngine:
    texts = ["Heroin goes to Russia.", "Russian dealers buy heroin.", "Turkish lorries.", "Heroin is cheap."]
    made = make_engine()
    made.build([make_profile("kaz-2023", {"drugs": texts}), make_profile("rus-2023", {"drugs": ["Roubles."]})], "names")
    return made


def found(engine: SearchEngine, query: str, *, is_exact: bool = False, scope: str | None = "related") -> list[int]:
    request = SearchRequest.make(query, is_exact=is_exact, scope=scope, reads_names=False)
    return sorted(hit.paragraph for hit in engine.search(request).hits if hit.code == "KAZ")


def test_a_name_finds_its_people_as_similar_words_and_says_so(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("Russia", reads_names=False, scope="related"))
    assert "for “Russia”: Russian" in page.read_as
    assert page.found.words == 1
    snippets = {hit.paragraph: hit.snippet for hit in page.hits if hit.code == "KAZ"}
    assert snippets[2] == '<mark class="similar">Russian</mark> dealers buy heroin.'
    assert found(engine, "Russia", scope="words") == [1]


def test_exact_searches_quotations_and_what_is_excluded_stay_as_typed(engine: SearchEngine) -> None:
    for query in ('"Russia"', '="Russia"', "“Russia”"):
        assert found(engine, query) == [1], query
    assert found(engine, "Russia", is_exact=True) == [1]
    assert found(engine, "heroin -Russia") == [2, 4]


@pytest.mark.parametrize(
    ("query", "paragraphs", "headline"),
    [
        ("names:RUS", [1, 2], "2 passages naming Russia"),
        ("names:russia heroin", [1, 2], "2 passages contain “heroin”, naming Russia"),
        ("names:turkey", [3], "1 passage naming Turkey"),
        ("heroin -names:RUS", [4], "1 passage contains “heroin”, not naming Russia"),
        ("names:RUS OR names:TUR", [1, 2, 3], "3 passages naming Russia or Turkey"),
        ("names:KAZ", [], "No passage naming Kazakhstan"),
    ],
)
def test_passages_are_filtered_by_the_countries_that_they_name(
    engine: SearchEngine, query: str, paragraphs: list[int], headline: str
) -> None:
    assert found(engine, query, scope=None) == paragraphs
    assert engine.search(SearchRequest.make(query)).found.headline == headline


def test_an_unknown_country_is_said_and_searched_as_words(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("names:Rusia"))
    assert "is not one of the 193 countries" in page.read_as
    assert page.suggestion == "names:Russia"
