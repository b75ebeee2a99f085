"""`/collection`: passages that a reader pinned, kept in the browser and shared as a link; dossiers and JSON."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, render_template, request

from explorer.citations.styles import STYLES
from explorer.core.days import utc_today
from explorer.core.errors import QueryError
from explorer.model.addresses import API, COLLECTION, file_path, with_query
from explorer.web.cite.citation_routes import requested_style
from explorer.web.context import corpus
from explorer.web.root import site

if TYPE_CHECKING:  # a server answers its first request without it
    from explorer.citations.dossier import Dossier, Pin
    from explorer.citations.dossier_files import DossierFormat

collection = Blueprint("collection", __name__)


def requested_pins() -> "list[Pin]":
    """Return the pins that an address holds: `id`, and for the nth id `note.n` and `words.n`. Raises QueryError."""
    from explorer.citations.dossier import Pin

    ids = request.args.getlist("id")
    known = {f"{name}.{number}" for name in ("note", "words") for number in range(1, len(ids) + 1)}
    if unknown := sorted(set(request.args) - known - {"id", "style", "title"}):
        raise QueryError(f"There is no parameter {unknown[0]!r} of a collection.")
    return [
        Pin(id, request.args.get(f"note.{number}", ""), request.args.get(f"words.{number}", ""))
        for number, id in enumerate(ids, 1)
    ]


def _dossier() -> "Dossier":
    from explorer.citations.dossier import make_dossier

    title = request.args.get("title", "") or "Dossier"
    return make_dossier(corpus().library, requested_pins(), requested_style(), utc_today(), site(), title[:200])


def _formats() -> "dict[str, DossierFormat]":
    from explorer.citations.dossier_files import FORMATS, DossierFormat

    html = DossierFormat("html", "HTML", "text/html; charset=utf-8", _page)
    return {format.suffix: format for format in (FORMATS[0], html, *FORMATS[1:])}


def _page(dossier: "Dossier") -> bytes:
    """Write a dossier as one HTML file that needs no other."""
    return render_template("cite/dossier.html", dossier=dossier).encode()


@collection.get("/collection")
def show() -> str:
    """Show the collection of an address; without one the script opens that of the browser."""
    dossier = _dossier()
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != "style"]
    return render_template(
        "cite/collection.html",
        dossier=dossier,
        pins=requested_pins(),
        styles=[(style, with_query(COLLECTION, pairs, style=style.slug)) for style in STYLES.values()],
        exports=[
            (format.label, with_query(file_path(COLLECTION, format.suffix), pairs, style=dossier.style.slug))
            for format in _formats().values()
        ],
    )


@collection.get(f"{API}/collection")
def answer() -> Response:
    """Answer programs with a collection. Raises QueryError without a passage."""
    from explorer.serializers.dossier_records import dossier_record

    if not request.args.getlist("id"):
        raise QueryError("Give the passages to collect, for example /api/v1/collection?id=kgz-2021/drugs/1.")
    return jsonify(dossier_record(_dossier()))


@collection.get("/collection.<any(md, html, docx, csv, bib):suffix>")
def export(suffix: str) -> Response:
    """Return the dossier as a file."""
    form = _formats()[suffix]
    response = Response(form.write(_dossier()), content_type=form.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="dossier.{suffix}"'
    return response
