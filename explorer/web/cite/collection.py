"""`/collection`: passages and scores that a reader pinned, kept in the browser and shared as a link; dossiers."""

from typing import TYPE_CHECKING, NamedTuple

from flask import Blueprint, Response, jsonify, render_template, request

from explorer.citations.styles import STYLES
from explorer.core.days import utc_today
from explorer.core.errors import QueryError
from explorer.model.addresses import API, COLLECTION, file_path, with_query
from explorer.web.cite.citation_routes import requested_style
from explorer.web.context import corpus
from explorer.web.long_requests import all_passages
from explorer.web.root import site

if TYPE_CHECKING:  # a server answers its first request without it
    from explorer.citations.dossier import Dossier, GoneItem, Item, Pin
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
        Pin(id.strip(), request.args.get(f"note.{number}", ""), request.args.get(f"words.{number}", ""))
        for number, id in enumerate(ids, 1)
        if id.strip()  # the field for one more is empty
    ]


def pin_path(id: str) -> str:
    """Return the path of a collection of one thing, where a reader without scripts begins one."""
    return with_query(COLLECTION, id=id)


class PinnedEntry(NamedTuple):
    """An entry of a dossier on its page, with the addresses of the collection that each step leads to."""

    pin: "Pin"
    entry: "Item | GoneItem"
    up: str  # empty for the first
    down: str  # empty for the last
    out: str


def _pinned_entries(pins: "list[Pin]", dossier: "Dossier") -> list[PinnedEntry]:
    """Pair each pin with its entry and with the collections in which it is elsewhere, or not at all."""
    entries = []
    for place, (pin, entry) in enumerate(zip(pins, dossier.entries, strict=True)):
        rest = [*pins[:place], *pins[place + 1 :]]
        up = [*rest[: place - 1], pin, *rest[place - 1 :]] if place else []
        down = [*rest[: place + 1], pin, *rest[place + 1 :]] if place + 1 < len(pins) else []
        up_path, down_path = (_path_of(moved) if moved else "" for moved in (up, down))
        entries.append(PinnedEntry(pin, entry, up_path, down_path, _path_of(rest)))
    return entries


def _path_of(pins: "list[Pin]") -> str:
    """Return the path of a collection of these pins, with the title and the style of this one."""
    pairs: list[tuple[str, str]] = []
    for number, pin in enumerate(pins, 1):
        pairs += [("id", pin.id), (f"note.{number}", pin.note), (f"words.{number}", pin.quotation)]
    own = [(name, request.args.get(name, "")) for name in ("title", "style")]
    return with_query(COLLECTION, [*pairs, *own])


def _dossier() -> "Dossier":
    from explorer.citations.dossier import make_dossier

    title = request.args.get("title", "") or "Dossier"
    return make_dossier(
        corpus().library, requested_pins(), requested_style(), utc_today(), site(), title[:200], all_passages
    )


def _formats() -> "dict[str, DossierFormat]":
    from explorer.citations.dossier_files import FORMATS, DossierFormat, pack

    html = DossierFormat("html", "HTML", "text/html; charset=utf-8", _page)
    files = (FORMATS[0], html, *FORMATS[1:])
    zipped = DossierFormat("zip", "All of these (ZIP)", "application/zip", lambda dossier: pack(dossier, files))
    return {format.suffix: format for format in (*files, zipped)}


def _page(dossier: "Dossier") -> bytes:
    """Write a dossier as one HTML file that needs no other."""
    from explorer.citations.word_file import SCORE_COLUMNS

    return render_template("cite/dossier.html", dossier=dossier, score_columns=SCORE_COLUMNS).encode()


@collection.get("/collection")
def show() -> str:
    """Show the collection of an address; without one the script opens that of the browser."""
    dossier = _dossier()
    entries = _pinned_entries(requested_pins(), dossier)
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != "style"]
    return render_template(
        "cite/collection.html",
        dossier=dossier,
        entries=entries,
        share=site() + with_query(COLLECTION, pairs, style=request.args.get("style", "")),
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


@collection.get("/collection.<any(md, html, docx, csv, bib, ris, 'csl.json', json, zip):suffix>")
def export(suffix: str) -> Response:
    """Return the dossier as a file."""
    form = _formats()[suffix]
    response = Response(form.write(_dossier()), content_type=form.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{form.name}.{suffix}"'
    return response
