from dataclasses import replace

import pytest

from explorer.core.errors import QueryError
from explorer.search.request import SearchRequest
from explorer.search.views.view_request import LINKS, VIEWS, ViewRequest

SEARCH = [("q", "heroin"), ("country", "KGZ"), ("sort", "newest"), ("offset", "20")]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("order", ("passage", "left"))
@pytest.mark.parametrize("by", ("country", "section"))
@pytest.mark.parametrize("links", LINKS)
def test_an_address_is_read_back_as_it_was_written(view: str, order: str, by: str, links: str) -> None:
    view_request = ViewRequest.from_args([*SEARCH, ("view", view), ("order", order), ("by", by), ("links", links)])
    again = ViewRequest.from_args(view_request.to_args())
    assert again.to_args() == view_request.to_args()
    assert again.request == view_request.request
    assert (again.view, again.links) == (view, links)


def test_a_search_without_a_view_is_seen_as_passages() -> None:
    view_request = ViewRequest.from_args(SEARCH)
    assert view_request.view == "passages"
    assert view_request.to_args() == SearchRequest.from_args(SEARCH).to_args()


def test_what_does_not_matter_to_a_view_is_left_out_of_its_address() -> None:
    view_request = ViewRequest.from_args([("view", "countries"), ("order", "left"), ("by", "section")])
    assert view_request.to_args() == [("view", "countries")]


def test_another_view_starts_at_its_first_page() -> None:
    assert ViewRequest.from_args(SEARCH).with_view("concordance").to_args() == [
        ("q", "heroin"),
        ("country", "KGZ"),
        ("sort", "newest"),
        ("view", "concordance"),
    ]


def test_a_fixed_view_is_not_a_parameter() -> None:
    assert ViewRequest.from_args([("q", "gold"), ("by", "region")], view="distribution").by == "region"
    with pytest.raises(QueryError, match="no parameter 'view'"):
        ViewRequest.from_args([("view", "passages")], view="distribution")
    with pytest.raises(QueryError, match="no parameter 'links'"):
        ViewRequest.from_args([("links", "about")], view="distribution")


def test_indicators_that_were_chosen_stay_so_for_other_links() -> None:
    chosen = ViewRequest.from_args([*SEARCH, ("indicator", "heroin-trade"), ("indicator", "law-enforcement")])
    about = chosen.with_links("about")
    assert about.to_args() == [
        ("q", "heroin"),
        *(("about", "heroin-trade"), ("about", "law-enforcement"), ("country", "KGZ")),
        *(("sort", "newest"), ("links", "about")),
    ]
    assert about.with_links("any").to_args() == replace(chosen, request=chosen.request.changed()).to_args()
    assert about.with_links("about") == about


def test_where_indicators_are_chosen_for_both_links_no_filter_changes() -> None:
    both = ViewRequest.from_args([("indicator", "law-enforcement"), ("about", "heroin-trade")])
    assert both.with_links("about").request == both.request
    assert both.with_links("about").with_links("any") == both


@pytest.mark.parametrize(
    ("name", "value", "offered"),
    (
        ("view", "concordence", "concordance"),
        ("order", "up", "passage, left"),
        ("by", "regoin", "region"),
        ("links", "aboot", "about"),
    ),
)
def test_what_does_not_exist_is_refused_with_what_does(name: str, value: str, offered: str) -> None:
    with pytest.raises(QueryError, match=offered):
        ViewRequest.from_args([(name, value)])
