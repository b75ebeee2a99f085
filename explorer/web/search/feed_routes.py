"""Feeds of searches, of countries and of all that came in."""

from flask import Blueprint, Response, request

from explorer.export.atom_feed import AtomFeed
from explorer.export.import_feed import country_feed, import_feed
from explorer.export.search_feed import search_feed
from explorer.model.addresses import IMPORTS_FEED, SEARCH_FEED, country_feed_path
from explorer.model.taxonomy import taxonomy
from explorer.search.request import SearchRequest
from explorer.web.context import corpus
from explorer.web.long_requests import long_request
from explorer.web.root import site
from explorer.web.scores.params import read_params

feeds = Blueprint("feeds", __name__)


def _response(feed: AtomFeed) -> Response:
    return Response(feed.to_xml(), content_type="application/atom+xml; charset=utf-8")


def _offset() -> int:
    """Read the only parameter of a feed that is not of a search. Raises QueryError."""
    values = read_params(request.args.items(multi=True), ("offset",))
    return SearchRequest.from_args(values.items()).offset


@feeds.get(SEARCH_FEED)
def of_search() -> Response:
    """Answer with the passages that a search finds, those first that were seen here last."""
    search_request = SearchRequest.from_args(request.args.items(multi=True))
    with long_request(search_request):
        return _response(search_feed(corpus().engine, search_request, corpus().seen_dates(), site()))


@feeds.get(country_feed_path("<code>"))
def of_country(code: str) -> Response:
    """Answer with what came in about a country."""
    country = taxonomy().country(code)
    return _response(country_feed(corpus().engine, country, corpus().seen_dates(), site(), _offset()))


@feeds.get(IMPORTS_FEED)
def of_imports() -> Response:
    """Answer with all that came in."""
    offset = _offset()
    with long_request(SearchRequest()):
        return _response(import_feed(corpus().engine, corpus().seen_dates(), site(), offset))
