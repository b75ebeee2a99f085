"""Results as files to take away, made whole before the first byte is sent."""

import datetime

from flask import Blueprint, Response, request

from explorer.export.writers import FORMATS, Export, export_view
from explorer.model.addresses import SEARCH
from explorer.search.views.view_request import ViewRequest
from explorer.web.context import corpus
from explorer.web.root import site
from explorer.web.search.search_pages import view_url

exports = Blueprint("exports", __name__)


def today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def download(made: Export, format: str) -> Response:
    """An export as a file with a name that says what it is."""
    response = Response(made.write(format), mimetype=FORMATS[format])
    name = f"oc-explorer-{made.name}-{today().isoformat()}.{format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _add(format: str) -> None:
    def export() -> Response:
        asked = ViewRequest.from_args(request.args.items(multi=True))
        library = corpus().library
        address = site() + view_url(asked)
        made = export_view(corpus().engine, asked, lambda id: library.text(id).source, today(), address)
        return download(made, format)

    exports.add_url_rule(f"{SEARCH}.{format}", format, export)


for _format in FORMATS:
    _add(_format)
