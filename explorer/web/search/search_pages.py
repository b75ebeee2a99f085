"""Routes of a search: its page in every view, the views for programs, and passages similar to one."""

from dataclasses import replace

from flask import Blueprint, Response, jsonify, render_template, request

from explorer.charts.table import Table
from explorer.citations.permalinks import LinkStatus, search_link_status
from explorer.citations.search_permalinks import TOTAL, VERSION, as_cited
from explorer.export.search_feed import feed_request
from explorer.export.tables import profile_table
from explorer.model.addresses import EXPLORE, SEARCH, SEARCH_FEED, file_path, similar_path, with_query
from explorer.model.chapters import Text
from explorer.model.profiles import Passage
from explorer.search.cards import card_of
from explorer.search.more_like_this import more_like_this
from explorer.search.request import SearchRequest, read_flag
from explorer.search.results import MOST_PROFILES, SearchPage
from explorer.search.table.table_request import table_args
from explorer.search.views.view_request import VIEWS, ViewRequest
from explorer.serializers.view_records import more_like_this_record
from explorer.web.context import corpus
from explorer.web.long_requests import all_passages, long_request
from explorer.web.read.pages import EXAMPLES, passage_of
from explorer.web.scores.maps import passages_url
from explorer.web.search import result_links
from explorer.web.search.result_links import ChoiceLink
from explorer.web.search.result_views import (
    FORMAT_TITLES,
    TEMPLATES,
    VIEW_CLASSES,
    DistributionView,
    GroupsView,
    SearchView,
    downloads,
    frequency,
    links_choices,
    switch,
    view_url,
)

views = Blueprint("views", __name__)


def common(view_request: ViewRequest, page: SearchPage) -> dict[str, object]:
    """Collect what the templates of all views need: the query, its filters, the links to other views."""
    search_request = view_request.request

    def url(changed: SearchRequest) -> str:
        return view_url(view_request.of(changed))

    from_first = view_request.of(replace(search_request, offset=0))
    toggles = result_links.Toggles(from_first.to_args(), search_request.filters)
    return {
        "page": page,
        "query": search_request.text,
        "hidden_fields": [pair for pair in view_request.to_args() if pair[0] not in ("q", "offset", "scope", "names")],
        "chips": [
            *result_links.name_chips(search_request, page.understood, url),
            *result_links.chips(search_request, url),
        ],
        "facets": result_links.facets(page, toggles, view_request.links, links_choices(view_request)),
        "sorts": result_links.sorts(search_request, url),
        "views": switch(view_request),
        "downloads": downloads(view_request),
        "first_page": url(search_request.changed()),
        "feed_url": result_links.address(SEARCH_FEED, feed_request(search_request).to_args()),
        "search_id": result_links.search_url(search_request.changed()).removeprefix("/"),
        "without_filters": url(SearchRequest.make(search_request.text)),
        "map_url": passages_url(search_request),
        "examples": EXAMPLES,
        "scopes": result_links.scopes(page, search_request, url),
        "card": card_of(page.request, corpus().library) if view_request.view == VIEWS[0] else None,
        "words_url": url(search_request.changed(reads_names=False, scope=None)) if page.understood else None,
        "suggestion_url": page.suggestion and url(search_request.changed(text=page.suggestion, scope=None)),
    }


@views.get("/search")
def search() -> str:
    """Answer a search in the requested view."""
    pairs = list(request.args.items(multi=True))
    view_request = ViewRequest.from_args(pair for pair in pairs if pair[0] not in (TOTAL, VERSION))
    if request.args.get(VERSION):
        view_request = view_request.of(as_cited(view_request.request))
    search_request = view_request.request
    engine = corpus().engine
    cited = _cited(search_request)
    is_list = view_request.view not in VIEW_CLASSES
    page = engine.search(search_request if is_list else search_request.changed(limit=1))
    # Every link of the page counts in the scope of the page, whatever would be chosen for the changed search.
    view_request = view_request.of(page.found.in_scope(search_request))
    if is_list:
        pages = result_links.search_pages(page)
        all_profiles = profile_table(
            page.profiles.items if page.profiles and not search_request.offset else (),
            page.profiles.score_names if page.profiles else (),
        )
        return render_template(
            "search/search.html",
            pages=pages,
            cited=cited,
            profile_tables=_profile_tables(all_profiles),
            all_profiles=all_profiles,
            profile_files=_profile_files(search_request) if page.profiles else [],
            table_url=_table_url(search_request) if page.profiles and page.profiles.total else None,
            **common(view_request, page),
        )
    with long_request(view_request.request):
        view = VIEW_CLASSES[view_request.view](view_request, engine)
        return render_template(
            f"search/{TEMPLATES.get(view_request.view, view_request.view)}.html",
            view=view,
            pages=_pages(view_request, view),
            frequency=frequency,
            cited=cited,
            **common(view_request, page),
        )


def _profile_tables(table: Table) -> list[Table]:
    """Cut a table of profiles in two: the first MOST_PROFILES, and the rest."""
    return [replace(table, rows=part) for part in (table.rows[:MOST_PROFILES], table.rows[MOST_PROFILES:]) if part]


def _profile_files(search_request: SearchRequest) -> list[ChoiceLink]:
    """Link to the files of all these profiles."""
    pairs = search_request.changed().to_args()
    return [
        ChoiceLink(title, result_links.address(file_path(f"{SEARCH}/profiles", format), pairs))
        for format, title in FORMAT_TITLES.items()
    ]


def _table_url(search_request: SearchRequest) -> str | None:
    """Link to the country table of all these profiles; None where it cannot have them."""
    args = table_args(search_request)
    return None if args is None else with_query(EXPLORE, args)


def _cited(search_request: SearchRequest) -> LinkStatus | None:
    """Compare a search with its result when it was cited; None if the address cites no result."""
    if not request.args.get(VERSION):
        return None
    cited = [(name, request.args.get(name, "")) for name in (TOTAL, VERSION)]
    return search_link_status(all_passages, with_query(SEARCH, [*search_request.to_args(), *cited]))


def _pages(view_request: ViewRequest, view: SearchView) -> result_links.Pages | None:
    if isinstance(view, DistributionView):
        return None
    search_request = view.result_set.request
    total = len(view.groups) if isinstance(view, GroupsView) else view.occurrences.total
    return result_links.pages(
        total,
        search_request.limit,
        search_request.offset,
        lambda offset: view_url(view_request.of(replace(view_request.request, offset=offset))),
    )


def _read_elsewhere() -> bool:
    """Read the parameter `elsewhere`: whether to leave out passages of the same country or chapter."""
    return read_flag("elsewhere", request.args.get("elsewhere", ""))


@views.get("/similar/<path:id>")
def similar(id: str) -> str:
    """Show the passages most similar to one."""
    text, passage = passage_of(id)
    return render_template("search/more_like_this.html", **_similar(text, passage))


def _similar(text: Text, passage: Passage) -> dict[str, object]:
    excludes_same_country = _read_elsewhere()
    similar_passages = more_like_this(corpus().engine, passage, excludes_same_country=excludes_same_country)
    own = text.country.name if text.country else "this chapter"
    choices = [
        ChoiceLink(
            "All countries" if text.country else "Everywhere", similar_path(passage.id), not excludes_same_country
        ),
        ChoiceLink(f"Outside {own}", similar_path(passage.id, excludes_same_country=True), excludes_same_country),
    ]
    return {"text": text, "passage": passage, "similar": similar_passages, "choices": choices}


@views.get("/api/v1/similar/<path:id>")
def similar_json(id: str) -> Response:
    """Answer programs with the passages most similar to one."""
    _, passage = passage_of(id)
    similar_passages = more_like_this(corpus().engine, passage, excludes_same_country=_read_elsewhere())
    return jsonify(more_like_this_record(passage.id, similar_passages))


def _view_json(view: str) -> Response:
    view_request = ViewRequest.from_args(request.args.items(multi=True), view)
    with long_request(view_request.request):
        return jsonify(VIEW_CLASSES[view](view_request, corpus().engine).record())


@views.get("/api/v1/groups/countries")
def countries_json() -> Response:
    """Answer programs with the hits of a search by country."""
    return _view_json("countries")


@views.get("/api/v1/groups/profiles")
def profiles_json() -> Response:
    """Answer programs with the hits of a search by profile."""
    return _view_json("profiles")


@views.get("/api/v1/concordance")
def concordance_json() -> Response:
    """Answer programs with the concordance of a search."""
    return _view_json("concordance")


@views.get("/api/v1/distribution")
def distribution_json() -> Response:
    """Answer programs with the distribution of a search."""
    return _view_json("distribution")
