"""Citing from the pages: a page for each citation, downloads beside each text, and what Zotero reads."""

import csv
import datetime
import io
import json
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus, urlencode

from flask import Blueprint, Response, g, jsonify, render_template, request
from markupsafe import Markup, escape

from explorer.citations.formats import FORMATS, Format, format_of
from explorer.citations.record import INDEX, Citation, cite, quoting
from explorer.citations.styles import STYLES, Style, render, style_of
from explorer.core.csv_cells import escape_formula
from explorer.core.errors import NotFoundError, QueryError
from explorer.model.addresses import CITE, passage_path, place_path, with_query
from explorer.model.chapters import Text
from explorer.model.profiles import PUBLISHER, Passage, parse_reference
from explorer.search.results import Hit
from explorer.serializers.chapter_records import chapter_record
from explorer.serializers.citation_records import citation_record
from explorer.serializers.profile_records import profile_record
from explorer.web.context import corpus
from explorer.web.root import site, url

citing = Blueprint("citing", __name__)

STYLE = "apa"  # until the reader chooses one
_BY_SUFFIX = {one.suffix: one for one in FORMATS.values()}
_TEXT_TYPES = {"json": "application/json", "csv": "text/csv", "md": "text/markdown"}
_READ = ("pages.profile", "pages.chapter")  # what is read there has other forms
_TYPES = {one.suffix: one.media_type for one in FORMATS.values()} | _TEXT_TYPES


def asked_style() -> Style:
    """The style that the address names. Raises NotFoundError."""
    return style_of(request.args.get("style") or STYLE)


def cite_path(id: str, **more: str) -> str:
    """Where something is cited, in the style that the reader has chosen."""
    chosen = request.args.get("style", "")
    args = {"id": id, **more} | ({"style": chosen} if chosen in STYLES and "style" not in more else {})
    return with_query(CITE, args.items())


def _asked() -> Citation:
    """The citation of what `id` names, with the words that `words` quotes. Raises NotFoundError or QueryError."""
    id = request.args.get("id", "").strip()
    if not id:
        raise QueryError("Give the id to cite, for example /cite?id=kgz-2021/drugs/1.")
    library = corpus().library
    citation = cite(library, id, datetime.date.today(), site(), corpus().engine.passages)
    if words := request.args.get("words", "").strip():
        citation = quoting(citation, words, library.text(parse_reference(citation.id).text_id))
    return citation


@citing.get("/cite")
def citation() -> str:
    """How to cite a passage, a section, a profile, a score or a search."""
    given, style = _asked(), asked_style()
    (reference,) = render([given], style)
    kept = {"words": given.quotation} if given.quotation else {}
    pairs = [("id", given.id), *kept.items()]
    return render_template(
        "cite/cite.html",
        citation=given,
        style=style,
        styles=[(one, cite_path(given.id, style=one.slug, **kept)) for one in STYLES.values()],
        reference=reference,
        downloads=[(one.label, with_query(f"{CITE}.{one.suffix}", pairs)) for one in FORMATS.values()],
        back=_back(given, style),
        wider=_wider(given),
        days=given.accessed.isoformat(),
    )


def _wider(given: Citation) -> list[tuple[str, str]]:
    """Label and address of what a passage or a section is a part of."""
    if given.kind not in ("passage", "section"):
        return []
    text, section, *_ = given.id.split("/")
    sections = [("the whole section", cite_path(f"{text}/{section}"))] if given.kind == "passage" else []
    return [*sections, (f"the whole {'chapter' if given.is_chapter else 'profile'}", cite_path(text))]


def _back(given: Citation, style: Style) -> str:
    """The page that was cited, where the chosen style is remembered."""
    if given.kind == "search":
        return f"/{given.id}".removesuffix("?")
    path = given.path
    if given.kind == "score":
        path = place_path(given.id.partition("/")[0], "scores")
    if given.kind == "passage":
        reference = parse_reference(given.id)
        path = place_path(reference.text_id, f"{reference.section}-{reference.number}")
    path, hash, fragment = path.partition("#")
    return with_query(path.partition("?")[0], style=style.slug if style.slug != STYLE else "") + hash + fragment


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
    return jsonify(citation_record(_asked(), request.args.get("style") or STYLE))


@citing.get("/profiles/<id>.<any(bib, ris, json, csv, md):suffix>")
def profile_file(id: str, suffix: str) -> Response:
    """A profile as a record for a reference manager, or its text and figures as data."""
    return _file_of(parse_reference(id.removesuffix(".csl")).profile_id, id, suffix)


@citing.get("/chapters/<id>.<any(bib, ris, json, csv, md):suffix>")
def chapter_file(id: str, suffix: str) -> Response:
    """A chapter in the same forms."""
    return _file_of(corpus().library.chapter(id.removesuffix(".csl")).id, id, suffix)


def _file_of(own: str, id: str, suffix: str) -> Response:
    if suffix == "json" and id.endswith(".csl"):
        id, suffix = id.removesuffix(".csl"), "csl.json"
    if id != own:
        raise NotFoundError(f"There is no file {id}.{suffix}.")
    return _text_as(corpus().library.text(id), suffix)


def _text_as(text: Text, suffix: str) -> Response:
    name = f"{text.id}.{suffix}"
    if suffix in _BY_SUFFIX:
        written = cite(corpus().library, text.id, datetime.date.today(), site())
        return _file(_BY_SUFFIX[suffix].write([written]), _TYPES[suffix], name)
    if suffix == "json":
        linker = corpus().linker
        response = jsonify(chapter_record(text, linker) if text.kind == "chapter" else profile_record(text, linker))
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        return response
    if suffix == "csv":
        return _file(_passages_table(text), _TYPES[suffix], name)
    from explorer.corpus.chapter_markdown import write_chapter_markdown  # few ask for these files
    from explorer.corpus.profile_markdown import write_profile_markdown

    written_out = write_chapter_markdown(text) if text.kind == "chapter" else write_profile_markdown(text)
    return _file(written_out, _TYPES[suffix], name)


def _passages_table(text: Text) -> str:
    """The passages as CSV, with a byte order mark so that spreadsheets read its letters."""
    written = io.StringIO()
    writer = csv.writer(written)
    label = "country" if text.country else "title"
    writer.writerow(["id", label, "edition", "section", "paragraph", "whose_words", "text", "link"])
    for passage in text.passages():
        section = text.section(passage.section).title
        row = [passage.id, text.title, text.edition, section, passage.number, text.text_kind, passage.text]
        cells = [escape_formula(cell) if isinstance(cell, str) else cell for cell in row]
        writer.writerow([*cells, site() + permanent(passage)])
    return "\ufeff" + written.getvalue()


@citing.before_app_request
def negotiate() -> Response | None:
    """Answer the address of a profile or chapter with another form of it, where `Accept` prefers one to a page."""
    if request.endpoint not in _READ or "Accept" not in request.headers:
        return None
    wanted = request.accept_mimetypes.best_match(["text/html", *_TYPES.values()], default="text/html")
    suffix = next((suffix for suffix, media_type in _TYPES.items() if media_type == wanted), None)
    if suffix is None:
        return None
    g.pop("validator", None)  # it names the page, and this is none
    id = str((request.view_args or {})["id"])
    return _file_of(parse_reference(id).profile_id if request.endpoint == _READ[0] else id, id, suffix)


@citing.after_app_request
def vary(response: Response) -> Response:
    """Tell caches that the address of a profile or chapter has several forms."""
    if request.endpoint in _READ:
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


def permanent(passage: Hit | Passage) -> str:
    """The permanent link of a passage, with the hash of its text; what the key `c` copies."""
    return passage_path(passage.id, passage.version)


_KEV = urlencode({"ctx_ver": "Z39.88-2004", "rft_val_fmt": "info:ofi/fmt:kev:mtx:book", "rft.genre": "bookitem"})
_KEV_PUBLISHER = urlencode({"rft.aucorp": PUBLISHER, "rft.pub": PUBLISHER})


def coins(hit: Hit) -> Markup:
    """A hit as a ContextObject in a span: the publisher as a corporate author, which nothing splits into names."""
    work = _work(hit.chapter or hit.country or "", hit.section_title, hit.edition, hit.text_kind == "digest")
    place = escape(quote_plus(site() + permanent(hit)))
    return Markup(f'<span class="Z3988" title="{work}{place}"></span>')  # noqa: S704 - both are escaped


@lru_cache(maxsize=1024)
def _work(name: str, section: str, edition: int | None, is_digest: bool) -> Markup:
    """All but the end of a ContextObject; hits come again and again from the same sections."""
    title = quote_plus(f"{name}, {section}{' (digest by OC Explorer)' if is_digest else ''}")
    book = f"rft.btitle={quote_plus(INDEX)}+{edition}&" if edition else ""
    date = f"rft.date={edition}&" if edition else ""
    return escape(f"{_KEV}&rft.atitle={title}&{book}{_KEV_PUBLISHER}&{date}rft_id=")


def head_of(text: Text) -> Markup:
    """What a page of text tells reference managers: Highwire tags without authors, JSON-LD, and where to ask."""
    given = cite(corpus().library, text.id, datetime.date.today(), site())
    path = text.path
    page = site() + path
    tags = {
        "citation_title": given.full_title,
        # No citation_author: readers of these tags split it into first and last names.
        "citation_inbook_title": given.container,
        "citation_publication_date": str(given.year or ""),
        "citation_publisher": given.publisher,
        "citation_language": "en",
        "citation_public_url": page,
    }
    lines = [Markup('<meta name="{}" content="{}">').format(name, value) for name, value in tags.items() if value]
    lines += [
        Markup('<link rel="alternate" type="{}" href="{}.{}">').format(media_type, url(path), suffix)
        for suffix, media_type in _TYPES.items()
    ]
    # "<" cannot close the element from within a string; the block is data, and no browser runs it.
    data = json.dumps(json_ld(text, given, page), ensure_ascii=False).replace("<", "\\u003c")
    lines.append(Markup('<script type="application/ld+json">{}</script>').format(Markup(data)))  # noqa: S704 - escaped above
    return Markup("\n  ").join(lines)


def json_ld(text: Text, given: Citation, page: str) -> dict[str, Any]:
    """The profile or chapter as schema.org has it."""
    publisher = {"@type": "Organization", "name": PUBLISHER}
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "name": given.full_title,
        "headline": given.full_title,
        "author": publisher,
        "publisher": publisher,
        "inLanguage": "en",
        "url": page,
    }
    if given.year:
        told["datePublished"] = str(given.year)
    if given.container:
        told["isPartOf"] = {"@type": "PublicationIssue", "name": given.container, "publisher": publisher}
    if text.country:
        told["about"] = {"@type": "Country", "name": text.country.name}
    if text.text_kind == "digest":
        told["abstract"] = given.whose_words
    if text.source.url:
        told["isBasedOn"] = text.source.url
    return told


def unapi_id(id: str) -> Markup:
    """Where Zotero finds the id to ask for."""
    return Markup(f'<abbr class="unapi-id" title="{escape(id)}" hidden></abbr>')  # noqa: S704 - escaped
