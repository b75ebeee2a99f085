"""The grades of links in searches: what is about an indicator, and what mentions it."""

import pytest

from explorer.linking.linker import linker
from explorer.model.profiles import Profile
from explorer.model.taxonomy import taxonomy
from explorer.search.answering import SearchEngine
from explorer.search.link_grades import ABOUT, MENTIONS, link_term, relation_of
from explorer.search.request import LARGEST_LIMIT, SearchRequest

SLUGS = [indicator.slug for indicator in taxonomy().indicators]
Grades = dict[str, dict[str, int]]  # of the links of each passage, by its id and their indicators


@pytest.fixture(scope="module")
def grades(small_corpus: list[Profile]) -> Grades:
    return {
        passage.id: {link.indicator: link.grade for link in linker().links(passage, profile.edition)}
        for profile in small_corpus
        for passage in profile.passages()
    }


def ids(engine: SearchEngine, text: str = "", *filters: tuple[str, str]) -> set[str]:
    request = SearchRequest.make(text, filters, limit=LARGEST_LIMIT, scope="words")
    page = engine.search(request)
    assert page.total <= LARGEST_LIMIT
    return {hit.id for hit in page.hits}


def test_a_grade_has_a_word_and_a_term() -> None:
    assert (relation_of(ABOUT), relation_of(MENTIONS)) == ("about", "mentions")
    assert (link_term("heroin-trade", ABOUT), link_term("heroin-trade", MENTIONS)) == (
        "heroin-trade/2",
        "heroin-trade/1",
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_a_field_and_a_filter_find_the_passages_of_the_grade(engine: SearchEngine, grades: Grades, slug: str) -> None:
    linked = {id for id, links in grades.items() if slug in links}
    about = {id for id, links in grades.items() if links.get(slug) == ABOUT}
    label = taxonomy().indicator(slug).label
    assert ids(engine, f"indicator:{slug}") == ids(engine, "", ("indicator", slug)) == linked
    assert ids(engine, f"about:{slug}") == ids(engine, f'about:"{label}"') == ids(engine, "", ("about", slug)) == about
    assert ids(engine, f"indicator:{slug} -about:{slug}") == linked - about
    assert ids(engine, f"NOT about:{slug}") == grades.keys() - about


def test_the_corpus_has_links_of_both_grades(grades: Grades) -> None:
    assert {grade for links in grades.values() for grade in links.values()} == {ABOUT, MENTIONS}


def test_values_of_a_filter_are_alternatives_and_filters_are_joined(engine: SearchEngine, grades: Grades) -> None:
    first, second = "heroin-trade", "law-enforcement"
    about = {slug: {id for id, links in grades.items() if links.get(slug) == ABOUT} for slug in (first, second)}
    linked = {id for id, links in grades.items() if second in links}
    either = ids(engine, f"about:{first} OR about:{second}")
    assert either == ids(engine, "", ("about", first), ("about", second)) == about[first] | about[second]
    assert ids(engine, "", ("about", first), ("indicator", second)) == about[first] & linked


@pytest.mark.parametrize("text", ("", "border", "about:heroin-trade"))
def test_facets_count_each_grade_as_its_filter_finds(engine: SearchEngine, text: str) -> None:
    facets = engine.search(SearchRequest.make(text, scope="words")).facets
    for name in ("indicator", "about"):
        assert facets[name]
        for value in facets[name]:
            assert value.count == len(ids(engine, text, (name, value.value))), (name, value)
    linked = {value.value: value.count for value in facets["indicator"]}
    assert all(value.count <= linked[value.value] for value in facets["about"])
