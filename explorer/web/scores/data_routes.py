"""The files of `/data`."""

from flask import Blueprint, Response, request

from explorer.core.days import utc_today
from explorer.core.errors import NotFoundError
from explorer.export.data_package import DESCRIPTOR
from explorer.export.score_export import FILES, score_export, score_package
from explorer.export.score_table import ScoreFilter
from explorer.model.addresses import DATA, with_query
from explorer.model.taxonomy import offer
from explorer.web.context import corpus
from explorer.web.long_requests import download, long_work
from explorer.web.root import site

data_files = Blueprint("data_files", __name__, url_prefix=DATA)


@data_files.get("/<name>")
def file(name: str) -> Response:
    """Download a file of FILES."""
    if name not in FILES:
        raise NotFoundError(f"There is no file {name!r} of data.{offer(name, FILES)}")
    chosen = ScoreFilter.from_args(request.args.items(multi=True))
    rankings = corpus().library.rankings_of(chosen.series)
    address = site() + with_query(DATA, chosen.to_args())
    stem, _, format = name.rpartition(".")
    with long_work():
        if name != DESCRIPTOR and format != "zip":
            made = score_export(rankings, chosen, utc_today(), address, is_wide=stem == "scores-wide")
            return download(made, format, name)
        package = score_package(rankings, chosen, utc_today(), address)
        written = package.files()[DESCRIPTOR] if name == DESCRIPTOR else package.archive()
    response = Response(written, mimetype=FILES[name][1])
    if format == "zip":
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
