"""A request is checked when it is made, and its URL leads back to it."""

import pytest

from explorer.core.errors import QueryError
from explorer.search.request import LONGEST, SearchRequest


def test_the_url_of_a_request_leads_back_to_it() -> None:
    request = SearchRequest.make(
        '"drug trafficking" -police',
        [("country", "Kyrgyzstan"), ("edition", "2021"), ("country", "kaz")],
        sort="-resilience",
        limit=25,
        offset=50,
        is_exact=True,
    )
    assert SearchRequest.from_args(request.to_args()) == request
    assert request.chosen("country") == ("KAZ", "KGZ")


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u200f"])
def test_characters_that_cannot_be_seen_change_no_word_and_no_name(mark: str) -> None:
    request = SearchRequest.make(f"kyrgyz{mark}stan {mark}hero{mark}in")
    assert request == SearchRequest.make("kyrgyzstan heroin")
    assert request.understood is not None and request.understood.filters == (("country", "KGZ"),)


def test_composed_and_decomposed_letters_are_the_same_query() -> None:
    assert SearchRequest.make("Co\u0302te d’Ivoire cocaine") == SearchRequest.make("Côte d’Ivoire cocaine")


def test_filters_take_slugs_titles_and_labels() -> None:
    request = SearchRequest.make(
        "", [("section", "Cyber Crimes"), ("indicator", "Heroin trade"), ("about", "Cocaine trade")]
    )
    assert request.filters == (("about", "cocaine-trade"), ("indicator", "heroin-trade"), ("section", "cyber-crimes"))
    assert SearchRequest.from_args(request.to_args()) == request


@pytest.mark.parametrize(
    ("half", "region"),
    [
        ("Central Asia", "Central Asia and the Caucasus"),
        ("caucasus", "Central Asia and the Caucasus"),
        ("Eastern Europe", "Central & Eastern Europe"),
        ("South East Asia", "South-Eastern Asia"),
    ],
)
def test_half_the_name_of_a_region_is_that_region(half: str, region: str) -> None:
    assert SearchRequest.make("", [("region", half)]).chosen("region") == (region,)


@pytest.mark.parametrize("name", ("Balkans", "Middle East", "Latin America", "Scandinavia"))
def test_no_region_is_offered_for_a_name_that_is_like_none(name: str) -> None:
    with pytest.raises(QueryError, match=f"There is no region '{name}'.$"):
        SearchRequest.make("", [("region", name)])


def test_a_facet_is_switched_on_and_off_from_the_first_page() -> None:
    request = SearchRequest.make("heroin", offset=20)
    on = request.toggled("edition", "2021")
    assert on.filters == (("edition", "2021"),)
    assert on.offset == 0
    assert on.toggled("edition", "2021").filters == ()


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        ([("q", "x" * (LONGEST + 1))], "at most 1,000"),
        ([("edition", "2022")], "2021, 2023, 2025"),
        ([("section", "drug")], "drugs"),
        ([("indicator", "herion-trade")], "heroin-trade"),
        ([("about", "herion-trade")], "heroin-trade"),
        ([("country", "Atlantis")], "Atlantis"),
        ([("continent", "Atlantis")], "Africa"),
        ([("continent", "America")], "Did you mean Americas"),
        ([("region", "Westen Africa")], "Did you mean West Africa"),
        ([("q", "heroin"), ("q", "cocaine")], "'q' twice"),
        ([("limit", "5"), ("limit", "6")], "'limit' twice"),
        ([("sort", "herion-trade")], "heroin-trade"),
        ([("limit", "0")], "limit"),
        ([("offset", "-1")], "offset"),
        ([("page", "2")], "page"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_would_work(args: list[tuple[str, str]], hint: str) -> None:
    with pytest.raises(QueryError, match=hint):
        SearchRequest.from_args(args)


def test_scores_beside_hits_are_names_of_scores_and_changes() -> None:
    request = SearchRequest.make("heroin", scores=("Heroin trade", "change.resilience", "heroin-trade"))
    assert request.scores == ("heroin-trade", "change.resilience")
    assert SearchRequest.from_args(request.to_args()) == request
    assert SearchRequest.from_args([("scores", "resilience"), ("scores", "change.resilience,criminality")]).scores == (
        "resilience",
        "change.resilience",
        "criminality",
    )
    with pytest.raises(QueryError, match="heroin-trade"):
        SearchRequest.make(scores=("heroin-trad",))
