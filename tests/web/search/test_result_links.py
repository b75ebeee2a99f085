from hypothesis import given
from hypothesis import strategies as st

from explorer.search.request import SearchRequest
from explorer.search.views.view_request import ViewRequest
from explorer.web.search.result_links import Toggles, chips, pages, search_url, sorts
from explorer.web.search.result_views import view_url

FILTERS = [("country", "KGZ"), ("country", "CIV"), ("edition", "2021"), ("region", "Central Asia and the Caucasus")]
FILTERS += [("section", "drugs"), ("indicator", "heroin-trade"), ("continent", "Asia"), ("about", "heroin-trade")]


def numbers(total: int, offset: int) -> list[str]:
    made = pages(total, 10, offset, str)
    assert made is not None
    return [f"[{step.label}]" if step and step.is_chosen else step.label if step else "…" for step in made.numbers]


def test_one_page_of_hits_needs_no_links() -> None:
    assert pages(0, 10, 0, str) is None
    assert pages(10, 10, 0, str) is None


def test_pages_show_the_ends_and_the_neighbours() -> None:
    assert numbers(21, 0) == ["[1]", "2", "3"]
    assert numbers(1000, 490) == ["1", "…", "48", "49", "[50]", "51", "52", "…", "100"]


def test_the_first_page_has_no_previous_and_the_last_no_next() -> None:
    first, last = pages(25, 10, 0, str), pages(25, 10, 20, str)
    assert first and last
    assert (first.previous, first.next) == (None, "10")
    assert (last.previous, last.next) == ("10", None)


def test_pages_end_where_the_engine_stops_paging() -> None:
    made = pages(1_000_000, 10, 0, str)
    assert made
    assert made.numbers[-1] is not None
    assert made.numbers[-1].url == "10000"


def test_a_search_without_anything_has_a_plain_address() -> None:
    assert search_url(SearchRequest.make()) == "/search"


@given(
    text=st.sampled_from(["", "heroin", "a & b=c", "édition +x"]),
    filters=st.lists(st.sampled_from(FILTERS), max_size=4),
    sort=st.sampled_from(["relevance", "oldest"]),
    exact=st.booleans(),
    view=st.sampled_from(["passages", "countries"]),
    links=st.sampled_from(["any", "about"]),
)
def test_a_filter_is_added_or_taken_away_as_if_the_search_were_changed(
    text: str, filters: list[tuple[str, str]], sort: str, exact: bool, view: str, links: str
) -> None:
    request = SearchRequest.make(text, filters, sort, is_exact=exact)
    view_request = ViewRequest.make(request, view, links=links)
    toggles = Toggles(view_request.to_args(), request.filters)
    for pair in FILTERS:
        assert toggles.url(pair) == view_url(view_request.of(request.toggled(*pair)))


def test_exact_search_is_a_chip_like_a_filter() -> None:
    request = SearchRequest.make("heroin", [("section", "drugs")], is_exact=True)
    assert [(chip.label, chip.url) for chip in chips(request)] == [
        ("Section: Drugs", "/search?q=heroin&exact=1"),
        ("Exact words only", "/search?q=heroin&section=drugs"),
    ]


def test_orders_start_again_at_the_first_page() -> None:
    orders = sorts(SearchRequest.make("heroin", offset=20))
    assert len(orders) > 1
    assert all("offset" not in order.url for order in orders)
