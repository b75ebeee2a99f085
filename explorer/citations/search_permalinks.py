"""The permanent link of a search: the query, its scope, how many passages it found, and a hash of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import parse_qsl

from explorer.model.addresses import SEARCH, with_query
from explorer.model.profiles import version_of
from explorer.search.request import SearchRequest
from explorer.search.result_set import ResultSet

RunSearch = Callable[[SearchRequest], ResultSet]  # everything that answers a request
TOTAL, VERSION = "found", "v"


class CitedSearch(NamedTuple):
    """A search, with the results that its link cites."""

    request: SearchRequest
    total: str = ""  # of passages; empty where the link has none
    version: str = ""


def read_search(query: str) -> CitedSearch:
    """Read the query string of a link to a search. Raises QueryError where it is none."""
    pairs = parse_qsl(query)
    cited = dict(pair for pair in pairs if pair[0] in (TOTAL, VERSION))
    request = SearchRequest.from_args(pair for pair in pairs if pair[0] not in cited)
    if cited.get(VERSION):
        request = as_cited(request)
    return CitedSearch(request, cited.get(TOTAL, ""), cited.get(VERSION, ""))


def as_cited(request: SearchRequest) -> SearchRequest:
    """Return the request of a link that records its results.

    One without a scope was made when every search had related passages too, and names were words, in version 2 of the
    query language.
    """
    if not request.text or request.scope:
        return request
    return replace(request, scope="related", reads_names=request.reads_names and request.understood is None)


def search_path(request: SearchRequest, result_set: ResultSet | None = None) -> str:
    """Return the link of a search from the root of the site; with its results it is a permanent one."""
    if result_set is not None:
        request = result_set.found.in_scope(request)
    pairs = request.to_args()
    if result_set is not None:
        pairs += [(TOTAL, str(result_set.total)), (VERSION, results_version(result_set))]
    # A tilde need not be escaped in an address, but must be in BibTeX, where it would be lost.
    return with_query(SEARCH, pairs).replace("~", "%7E")


def results_version(result_set: ResultSet) -> str:
    """Hash the passages of a result set, with their texts, in whatever order."""
    return version_of("\n".join(sorted(f"{passage.id} {passage.text}" for passage in result_set.passages)))
