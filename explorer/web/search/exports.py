"""Results as files to download, complete before the first byte is sent."""

from flask import Blueprint, Response, request

from explorer.core.days import utc_today
from explorer.export.writers import Export, export_profiles, export_view
from explorer.search.request import LIMIT, SearchRequest
from explorer.search.views.view_request import ViewRequest
from explorer.web.context import corpus
from explorer.web.long_requests import MOST_ROWS, download, long_request
from explorer.web.root import site
from explorer.web.search.result_links import search_url
from explorer.web.search.result_views import view_url

exports = Blueprint("exports", __name__)


def dated_download(export: Export, format: str) -> Response:
    """Answer with an export as a file that is named after its content and the day."""
    return download(export, format, f"oc-explorer-{export.name}-{utc_today().isoformat()}.{format}")


def _export(format: str) -> Response:
    view_request = ViewRequest.from_args(request.args.items(multi=True))
    library = corpus().library
    with long_request(view_request.request):
        export = export_view(
            corpus().engine,
            view_request,
            library.source,
            utc_today(),
            lambda scoped: site() + view_url(scoped),
            MOST_ROWS,
        )
        return dated_download(export, format)


@exports.get("/search/profiles.<any(csv, jsonl, xlsx):format>")
def matching_profiles(format: str) -> Response:
    """Download the profiles that meet a query of conditions on scores."""
    search_request = SearchRequest.from_args(request.args.items(multi=True)).changed(limit=1)
    page = corpus().engine.search(search_request)
    address = site() + search_url(search_request.changed(limit=LIMIT))
    return dated_download(export_profiles(page, utc_today(), address), format)


@exports.get("/search.csv")
def csv() -> Response:
    """Download all results as CSV."""
    return _export("csv")


@exports.get("/search.jsonl")
def jsonl() -> Response:
    """Download all results as JSON Lines."""
    return _export("jsonl")


@exports.get("/search.xlsx")
def xlsx() -> Response:
    """Download all results as an Excel workbook."""
    return _export("xlsx")
