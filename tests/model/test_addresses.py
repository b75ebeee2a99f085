from explorer.model.addresses import (
    comparison_path,
    indicator_path,
    passage_path,
    place_path,
    reading_path,
    score_path,
    similar_path,
    text_path,
    with_query,
)


def test_an_address_leaves_out_parameters_that_are_empty() -> None:
    assert with_query("/map", (("indicator", "resilience"), ("area", ""))) == "/map?indicator=resilience"
    assert with_query("/map", (("area", None),)) == "/map"
    assert with_query("/search", [("q", "a & b")], page=2) == "/search?q=a+%26+b&page=2"
    assert with_query("/works", page=0) == "/works?page=0"


def test_profiles_and_chapters_are_read_at_addresses_of_their_own() -> None:
    assert (text_path("kgz-2021"), text_path("ferries")) == ("/profiles/kgz-2021", "/chapters/ferries")
    assert place_path("kgz-2021", "drugs-1") == "/profiles/kgz-2021#drugs-1"
    assert reading_path("kgz-2021/drugs/1", "?q=heroin") == "/profiles/kgz-2021?q=heroin#drugs-1"
    assert reading_path("ferries-and-the-law/who-is-paid/2") == "/chapters/ferries-and-the-law#who-is-paid-2"


def test_permanent_links_carry_what_was_cited() -> None:
    assert passage_path("kgz-2021/drugs/1") == "/passages/kgz-2021/drugs/1"
    assert passage_path("kgz-2021/drugs/1", "0f1e2d3c") == "/passages/kgz-2021/drugs/1?v=0f1e2d3c"
    assert score_path("kgz-2021", "heroin-trade", "7.0") == "/scores/kgz-2021/heroin-trade?v=7.0"


def test_what_is_not_chosen_is_not_in_the_address() -> None:
    assert indicator_path("heroin-trade") == "/indicators/heroin-trade"
    assert indicator_path("heroin-trade", 2021) == "/indicators/heroin-trade?edition=2021"
    assert similar_path("kgz-2021/drugs/1") == "/similar/kgz-2021/drugs/1"
    assert similar_path("kgz-2021/drugs/1", excludes_same_country=True) == "/similar/kgz-2021/drugs/1?elsewhere=1"
    assert comparison_path(["kgz-2021", "tjk-2021"]) == "/compare?profiles=kgz-2021,tjk-2021"
    assert comparison_path(["kgz-2021"], "drugs") == "/compare?profiles=kgz-2021&section=drugs"
