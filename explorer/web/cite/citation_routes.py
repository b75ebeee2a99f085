"""Routes of citations: their pages, the files of profiles and chapters, content negotiation, unAPI."""

from flask import Blueprint, Response, g, jsonify, render_template, request

from explorer.citations.formats import FORMATS, format_of
from explorer.citations.record import Citation, cite, cite_quotation
from explorer.citations.styles import STYLES, Style, render, style_of
from explorer.core.days import utc_today
from explorer.core.errors import NotFoundError, QueryError
from explorer.model.addresses import CITE, file_path, place_path, reading_path, with_query
from explorer.model.ids import text_id_of
from explorer.model.profiles import parse_reference
from explorer.serializers.citation_records import citation_record
from explorer.web.cite.metadata import read_unapi_id, unapi_formats
from explorer.web.cite.text_files import FORMAT_OF_SUFFIX, MEDIA_TYPES, file_response, text_response
from explorer.web.context import corpus
from explorer.web.long_requests import all_passages
from explorer.web.root import site

citing = Blueprint("citing", __name__)

STYLE = "apa"  # until the reader chooses one
_TEXT_PAGES = ("pages.profile", "pages.chapter")  # endpoints of the pages that have other formats


def requested_style() -> Style:
    """Return the style that the address names. Raises QueryError."""
    return style_of(request.args.get("style") or STYLE)


def cite_path(id: str, **more: str) -> str:
    """Return the path of a citation, in the style that the reader has chosen."""
    chosen = request.args.get("style", "")
    args = {"id": id, **more} | ({"style": chosen} if chosen in STYLES and "style" not in more else {})
    return with_query(CITE, args.items())


def _requested_citation() -> Citation:
    """Cite the record that `id` names, with the words that `words` quotes. Raises NotFoundError or QueryError."""
    id = request.args.get("id", "").strip()
    if not id:
        raise QueryError("Give the id to cite, for example /cite?id=kgz-2021/drugs/1.")
    citation = _cite(id)
    if words := request.args.get("words", "").strip():
        citation = cite_quotation(citation, words, corpus().library)
    return citation


def _cite(id: str) -> Citation:
    return cite(corpus().library, id, utc_today(), site(), all_passages)


@citing.get("/cite")
def citation_page() -> str:
    """Show how to cite a passage, a section, a profile, a score, an indicator or a search."""
    citation, style = _requested_citation(), requested_style()
    (reference,) = render([citation], style)
    quotation = {"words": citation.quotation} if citation.quotation else {}
    pairs = [("id", citation.id), *quotation.items()]
    return render_template(
        "cite/cite.html",
        citation=citation,
        style=style,
        styles=[(choice, cite_path(citation.id, style=choice.slug, **quotation)) for choice in STYLES.values()],
        reference=reference,
        downloads=[(format.label, with_query(file_path(CITE, format.suffix), pairs)) for format in FORMATS.values()],
        back=_back(citation, style),
        wider=_wider(citation),
        days=citation.accessed.isoformat(),
    )


def _wider(citation: Citation) -> list[tuple[str, str]]:
    """List the label and path of the section and the text that contain a passage or section."""
    if citation.kind not in ("passage", "section"):
        return []
    text, section, *_ = citation.id.split("/")
    sections = [("the whole section", cite_path(f"{text}/{section}"))] if citation.kind == "passage" else []
    return [*sections, (f"the whole {'chapter' if citation.is_chapter else 'profile'}", cite_path(text))]


def _back(citation: Citation, style: Style) -> str:
    """Return the path of the page that was cited, which keeps the chosen style."""
    if citation.kind == "search":
        return f"/{citation.id}".removesuffix("?")
    if citation.kind == "indicator":
        return citation.path
    path = citation.path
    if citation.kind == "score":
        path = place_path(text_id_of(citation.id), "scores")
    if citation.kind == "passage":
        path = reading_path(citation.id)
    path, hash, fragment = path.partition("#")
    return with_query(path.partition("?")[0], style=style.slug if style.slug != STYLE else "") + hash + fragment


@citing.get("/cite.<any(bib, ris, 'csl.json'):suffix>")
def download(suffix: str) -> Response:
    """Download a citation for a reference manager."""
    citation = _requested_citation()
    return file_response(
        FORMAT_OF_SUFFIX[suffix].write([citation]), FORMAT_OF_SUFFIX[suffix].media_type, f"{citation.key}.{suffix}"
    )


@citing.get("/api/v1/citations")
def citations() -> Response:
    """Answer with a citation in a style, or as a record."""
    return jsonify(citation_record(_requested_citation(), request.args.get("style") or STYLE))


@citing.get("/profiles/<id>.<any(bib, ris, json, csv, md):suffix>")
def profile_file(id: str, suffix: str) -> Response:
    """Download a profile as a record for a reference manager, or its text and scores as data."""
    return _text_file(parse_reference(id.removesuffix(".csl")).profile_id, id, suffix)


@citing.get("/chapters/<id>.<any(bib, ris, json, csv, md):suffix>")
def chapter_file(id: str, suffix: str) -> Response:
    """Download a chapter in the same formats."""
    return _text_file(corpus().library.chapter(id.removesuffix(".csl")).id, id, suffix)


def _text_file(text_id: str, id: str, suffix: str) -> Response:
    if suffix == "json" and id.endswith(".csl"):
        id, suffix = id.removesuffix(".csl"), "csl.json"
    if id != text_id:
        raise NotFoundError(f"There is no file {id}.{suffix}.")
    return text_response(corpus().library.text(id), suffix)


@citing.before_app_request
def negotiate() -> Response | None:
    """Answer the path of a profile or chapter in another format, if `Accept` prefers one to HTML.

    Source: RFC 9110, section 12, https://www.rfc-editor.org/rfc/rfc9110#name-content-negotiation
    """
    if request.endpoint not in _TEXT_PAGES or "Accept" not in request.headers:
        return None
    media_type = request.accept_mimetypes.best_match(["text/html", *MEDIA_TYPES.values()], default="text/html")
    suffix = next((suffix for suffix, type in MEDIA_TYPES.items() if type == media_type), None)
    if suffix is None:
        return None
    g.pop("validator", None)  # it identifies the HTML page
    id = str((request.view_args or {})["id"])
    return _text_file(parse_reference(id).profile_id if request.endpoint == _TEXT_PAGES[0] else id, id, suffix)


@citing.after_app_request
def vary(response: Response) -> Response:
    """Tell caches that the path of a profile or chapter has several formats."""
    if request.endpoint in _TEXT_PAGES:
        response.vary.add("Accept")
    return response


@citing.get("/unapi")
def unapi() -> Response:
    """Answer unAPI, by which Zotero asks for records: with the formats, or with one record in one of them."""
    id, slug = request.args.get("id", "").strip(), request.args.get("format", "")
    if slug and not id:
        raise QueryError("Give the id of the record, for example /unapi?id=kgz-2021/drugs/1&format=ris.")
    citation = _cite(read_unapi_id(id)) if id else None
    if citation and slug:
        format = format_of(slug)
        return Response(format.write([citation]), mimetype=format.media_type)
    return Response(unapi_formats(id), status=300 if id else 200, mimetype="application/xml")
