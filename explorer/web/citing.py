"""Citing from the pages: a page for each citation, downloads beside each profile, and what Zotero reads."""

import csv
import datetime
import io
import json
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, jsonify, render_template, request
from markupsafe import Markup, escape

from explorer.answers import profile_answer
from explorer.citation.answer import citation_answer
from explorer.citation.formats import FORMATS, Format, format_of
from explorer.citation.record import INDEX, Citation, cite, passage_path, quoting
from explorer.citation.styles import STYLES, Style, render, style_of
from explorer.errors import NotFoundError, QueryError
from explorer.profiles import PUBLISHER, Profile, parse_reference
from explorer.reading.document import write_document
from explorer.search.page import Hit
from explorer.web.corpus import corpus

citing = Blueprint("citing", __name__)

STYLE = "apa"  # until the reader chooses one
_BY_SUFFIX = {one.suffix: one for one in FORMATS.values()}
_TEXT_TYPES = {"json": "application/json", "csv": "text/csv", "md": "text/markdown"}
_TYPES = {one.suffix: one.media_type for one in FORMATS.values()} | _TEXT_TYPES


def address() -> str:
    """The address of this server, as the reader asked it."""
    return request.host_url.rstrip("/")


def asked_style() -> Style:
    """The style that the address names. Raises NotFoundError."""
    return style_of(request.args.get("style") or STYLE)


def cite_url(id: str, **more: str) -> str:
    """Where something is cited, in the style that the reader has chosen."""
    chosen = request.args.get("style", "")
    args = {"id": id, **more} | ({"style": chosen} if chosen in STYLES and "style" not in more else {})
    return f"/cite?{urlencode(args)}"


def _asked() -> Citation:
    """The citation of what `id` names, with the words that `words` quotes. Raises NotFoundError or QueryError."""
    id = request.args.get("id", "").strip()
    if not id:
        raise QueryError("Say what is to be cited, for example /cite?id=kgz-2021/drugs/1.")
    library = corpus().library
    citation = cite(library, id, datetime.date.today(), address())
    if words := request.args.get("words", "").strip():
        citation = quoting(citation, words, library.profile(parse_reference(citation.id).profile_id))
    return citation


@citing.get("/cite")
def citation() -> str:
    """How to cite a passage, a section, a profile, a score or a search."""
    given, style = _asked(), asked_style()
    (reference,) = render([given], style)
    kept = {"words": given.quotation} if given.quotation else {}
    return render_template(
        "cite.html",
        citation=given,
        style=style,
        styles=[(one, cite_url(given.id, style=one.slug, **kept)) for one in STYLES.values()],
        reference=reference,
        downloads=[
            (one.label, f"/cite.{one.suffix}?{urlencode({'id': given.id, **kept})}") for one in FORMATS.values()
        ],
        back=_back(given, style),
        wider=_wider(given),
        days=given.accessed.isoformat(),
    )


def _wider(given: Citation) -> list[tuple[str, str]]:
    """Label and address of what a passage or a section is a part of."""
    if given.kind not in ("passage", "section"):
        return []
    profile, section, *_ = given.id.split("/")
    sections = [("the whole section", cite_url(f"{profile}/{section}"))] if given.kind == "passage" else []
    return [*sections, ("the whole profile", cite_url(profile))]


def _back(given: Citation, style: Style) -> str:
    """The page that was cited, where the chosen style is remembered."""
    if given.kind == "search":
        return given.path
    path, hash, fragment = given.path.partition("#")
    if given.kind == "passage":
        reference = parse_reference(given.id)
        path, hash, fragment = f"/profiles/{reference.profile_id}", "#", f"{reference.section}-{reference.number}"
    query = urlencode({"style": style.slug}) if style.slug != STYLE else ""
    return path.partition("?")[0] + (f"?{query}" if query else "") + hash + fragment


@citing.get("/cite.<any(bib, ris, 'csl.json'):suffix>")
def download(suffix: str) -> Response:
    """A citation as a file for a reference manager."""
    given = _asked()
    return _file(_BY_SUFFIX[suffix].write([given]), _BY_SUFFIX[suffix].media_type, f"{given.key}.{suffix}")


def _file(text: str, media_type: str, name: str) -> Response:
    response = Response(text, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@citing.get("/api/v1/citations")
def citations() -> Response:
    """A citation in a style, or as a record."""
    return jsonify(citation_answer(_asked(), request.args.get("style") or STYLE))


@citing.get("/profiles/<id>.<any(bib, ris, json, csv, md):suffix>")
def profile_file(id: str, suffix: str) -> Response:
    """A profile as a record for a reference manager, or its text and figures as data."""
    if suffix == "json" and id.endswith(".csl"):
        id, suffix = id.removesuffix(".csl"), "csl.json"
    return _profile_as(id, suffix)


def _profile_as(id: str, suffix: str) -> Response:
    profile = corpus().library.profile(parse_reference(id).profile_id)
    if id != profile.id:
        raise NotFoundError(f"There is no {id}.{suffix} here.")
    if suffix in _BY_SUFFIX:
        written = cite(corpus().library, profile.id, datetime.date.today(), address())
        return _file(_BY_SUFFIX[suffix].write([written]), _TYPES[suffix], f"{profile.id}.{suffix}")
    if suffix == "json":
        response = jsonify(profile_answer(profile, corpus().linker))
        response.headers["Content-Disposition"] = f'inline; filename="{profile.id}.json"'
        return response
    text = write_document(profile) if suffix == "md" else _passages_table(profile)
    return _file(text, _TYPES[suffix], f"{profile.id}.{suffix}")


def _passages_table(profile: Profile) -> str:
    """The passages as CSV, with a byte order mark so that spreadsheets read its letters."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["id", "country", "edition", "section", "paragraph", "whose_words", "text", "link"])
    for passage in profile.passages():
        # A cell that starts so would be taken for a formula.
        text = f"'{passage.text}" if passage.text[0] in "=+-@" else passage.text
        section = profile.section(passage.section).title
        link = address() + passage_path(passage)
        writer.writerow(
            [passage.id, profile.country.name, profile.edition, section, passage.number, profile.text, text, link]
        )
    return "\ufeff" + written.getvalue()


@citing.before_app_request
def negotiate() -> Response | None:
    """Answer the address of a profile with another form of it, where `Accept` prefers one to a page."""
    if request.endpoint != "pages.profile" or "Accept" not in request.headers:
        return None
    wanted = request.accept_mimetypes.best_match(["text/html", *_TYPES.values()], default="text/html")
    suffix = next((suffix for suffix, media_type in _TYPES.items() if media_type == wanted), None)
    if suffix is None:
        return None
    g.pop("validator", None)  # it names the page, and this is none
    return _profile_as(str((request.view_args or {})["id"]), suffix)


@citing.after_app_request
def vary(response: Response) -> Response:
    """Tell caches that the address of a profile has several forms."""
    if request.endpoint == "pages.profile":
        response.vary.add("Accept")
    return response


@citing.get("/unapi")
def unapi() -> Response:
    """unAPI, by which Zotero asks for records: the formats, or one record in one of them."""
    id, asked = request.args.get("id", ""), request.args.get("format", "")
    if not asked:
        rows = Markup("\n").join(
            Markup('  <format name="{}" type="{}"/>').format(one.slug, one.media_type) for one in _unapi_formats()
        )
        head = Markup('<formats id="{}">').format(id) if id else Markup("<formats>")
        if id:
            _asked()
        text = Markup('<?xml version="1.0" encoding="UTF-8"?>\n{}\n{}\n</formats>\n').format(head, rows)
        return Response(text, status=300 if id else 200, mimetype="application/xml")
    one = format_of(asked)
    return Response(one.write([_asked()]), mimetype=one.media_type)


def _unapi_formats() -> list[Format]:
    return [FORMATS["ris"], FORMATS["bibtex"]]


def permanent(id: str) -> str:
    """The permanent link of a passage, with the hash of its text; what the key `c` copies."""
    reference = parse_reference(id)
    profile = corpus().library.profile(reference.profile_id)
    return passage_path(profile.passage(reference.section or "", reference.number or 0))


def coins(hit: Hit) -> Markup:
    """A hit as a ContextObject in a span: the publisher as a corporate author, which nothing splits into names."""
    values = {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:book",
        "rft.genre": "bookitem",
        "rft.atitle": f"{hit.country}, {hit.section_title}"
        + (" (digest by OC Explorer)" if hit.text_kind == "digest" else ""),
        "rft.btitle": f"{INDEX} {hit.edition}",
        "rft.aucorp": PUBLISHER,
        "rft.pub": PUBLISHER,
        "rft.date": str(hit.edition),
        "rft_id": f"{address()}/passages/{hit.id}",
    }
    return Markup('<span class="Z3988" title="{}"></span>').format(urlencode(values))


def head_of(profile: Profile) -> Markup:
    """What a profile's page tells reference managers: Highwire tags without authors, JSON-LD, and where to ask."""
    given = cite(corpus().library, profile.id, datetime.date.today(), address())
    page = f"{address()}/profiles/{profile.id}"
    tags = {
        "citation_title": given.full_title,
        # No citation_author: readers of these tags split it into first and last names.
        "citation_inbook_title": given.container,
        "citation_publication_date": str(profile.edition),
        "citation_publisher": given.publisher,
        "citation_language": "en",
        "citation_public_url": page,
    }
    lines = [Markup('<meta name="{}" content="{}">').format(name, value) for name, value in tags.items()]
    lines += [
        Markup('<link rel="alternate" type="{}" href="/profiles/{}.{}">').format(media_type, profile.id, suffix)
        for suffix, media_type in _TYPES.items()
    ]
    # "<" cannot close the element from within a string; the block is data, and no browser runs it.
    data = json.dumps(json_ld(profile, given, page), ensure_ascii=False).replace("<", "\\u003c")
    lines.append(Markup('<script type="application/ld+json">{}</script>').format(Markup(data)))  # noqa: S704 - escaped above
    return Markup("\n  ").join(lines)


def json_ld(profile: Profile, given: Citation, page: str) -> dict[str, Any]:
    """The profile as schema.org has it."""
    publisher = {"@type": "Organization", "name": PUBLISHER}
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "name": given.full_title,
        "headline": given.full_title,
        "author": publisher,
        "publisher": publisher,
        "datePublished": str(profile.edition),
        "inLanguage": "en",
        "isPartOf": {"@type": "PublicationIssue", "name": given.container, "publisher": publisher},
        "about": {"@type": "Country", "name": profile.country.name},
        "url": page,
    }
    if profile.text == "digest":
        told["abstract"] = given.whose_words
    if profile.source.url:
        told["isBasedOn"] = profile.source.url
    return told


def unapi_id(id: str) -> Markup:
    """Where Zotero finds the id to ask for."""
    return Markup('<abbr class="unapi-id" title="{}" hidden></abbr>').format(escape(id))
