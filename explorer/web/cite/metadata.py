"""Metadata by which reference managers and search engines read the pages.

- COinS, a ContextObject in a span: https://www.ocoins.info/, in key/value format (OpenURL KEV, ANSI/NISO Z39.88-2004):
  https://www.niso.org/publications/z3988-2004-r2010
- Highwire Press tags, `citation_…`: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
- JSON-LD with schema.org's Article: https://schema.org/Article, https://www.w3.org/TR/json-ld11/
- Open Graph, `og:…`, for pages without a record: https://ogp.me/
- unAPI, links from a page to records: http://unapi.info/specs/

Zotero takes unAPI before COinS before `meta` elements, and saves the record if there is one; of several its reader
chooses. A page that is a record thus has that record alone, and a list of passages has its own record first. What was
published is a report in each of the three, and a page of this site a page on the web.
"""

import json
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, quote_plus, unquote, urlencode

from markupsafe import Markup, escape
from msgspec import Struct, field, to_builtins

from explorer.citations.formats import FORMATS
from explorer.citations.record import DIGEST, Citation, cite
from explorer.core.days import utc_today
from explorer.model.addresses import file_path, passage_path
from explorer.model.chapters import Text
from explorer.model.profiles import Passage
from explorer.model.series import INDEX_SERIES, find_series
from explorer.search.results import Hit
from explorer.web.cite.text_files import MEDIA_TYPES
from explorer.web.context import corpus
from explorer.web.root import site, url

_UNAPI_FORMATS = (FORMATS["ris"], FORMATS["bibtex"])


def permanent(passage: Hit | Passage) -> str:
    """Return the permanent link of a passage, with the hash of its text; the key `c` copies it."""
    return passage_path(passage.id, passage.version)


_KEV = urlencode({"ctx_ver": "Z39.88-2004", "rft_val_fmt": "info:ofi/fmt:kev:mtx:book", "rft.genre": "report"})


def coins(hit: Hit) -> Markup:
    """Write a hit as COinS, a ContextObject in a span; each passage has a title of its own.

    The publisher is a corporate author (`rft.aucorp`), which no reader splits into names.
    """
    start = _coins_start(hit.chapter, hit.country, hit.section_title, hit.edition, hit.series or INDEX_SERIES)
    digest = _COINS_DIGEST if hit.text_kind == "digest" else ""
    link = escape(quote_plus(site() + permanent(hit)))
    return Markup(  # noqa: S704 - the start and the link are escaped
        f'<span class="Z3988" title="{start}{hit.paragraph}{digest}&amp;rft_id={link}"></span>'
    )


_COINS_DIGEST = quote_plus(f" ({DIGEST})")


@lru_cache(maxsize=1024)
def _coins_start(chapter: str | None, country: str | None, section: str, edition: int | None, series: str) -> Markup:
    """Write a ContextObject up to the number of the paragraph; hits often share a section, so this is cached."""
    own = find_series(series)
    name = chapter or (own.profile_name(country or "", edition) if edition else country or "")
    fields = {"rft.aucorp": own.author, "rft.pub": own.publisher}
    if edition:
        fields |= {"rft.series": f"{own.title} {edition}", "rft.date": str(edition)}
    title = quote_plus(f"{name}, {section} section, para. ")
    return escape(f"{_KEV}&{urlencode(fields)}&rft.btitle={title}")


_KEV_PAGE = urlencode({"ctx_ver": "Z39.88-2004", "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc", "rft.type": "webpage"})


def listing_record(id: str) -> Markup:
    """Write the record of a page that lists passages, before theirs, as an unAPI element and as COinS.

    Without it the only passage of a list would be saved for the page.
    """
    citation = _cite(id)
    is_page = citation.is_page_of_ours
    fields = {
        "rft.title" if is_page else "rft.btitle": citation.record_title,
        "rft.source" if is_page else "rft.series": citation.container,
        "rft.aucorp": citation.author,
        "rft.pub": citation.publisher,
        "rft.date": str(citation.year or ""),
        "rft_id": citation.link,
    }
    values = urlencode({name: value for name, value in fields.items() if value})
    span = Markup('<span class="Z3988" title="{}"></span>').format(f"{_KEV_PAGE if is_page else _KEV}&{values}")
    return span + unapi_id(id)


def _cite(id: str) -> Citation:
    """Cite a record; a search is not run again, thus has no number of passages."""
    return cite(corpus().library, id, utc_today(), site())


def record_tags(id: str) -> Markup:
    """Write the Highwire tags of a score or an indicator for the head of its page."""
    citation = _cite(id)
    return Markup("\n  ").join(_highwire_tags(citation))


def _highwire_tags(citation: Citation) -> list[Markup]:
    tags = {
        "citation_title": citation.record_title,
        # No citation_author: readers of these tags split it into first and last names.
        "citation_publication_date": str(citation.year or ""),
    }
    if citation.is_page_of_ours:
        tags["citation_publisher"] = citation.publisher
    else:
        tags["citation_technical_report_institution"] = citation.author  # whole: it is not split
        tags["citation_series_title"] = citation.container
    tags |= {
        "citation_language": "en",
        "citation_public_url": citation.link,
    }
    return [Markup('<meta name="{}" content="{}">').format(name, value) for name, value in tags.items() if value]


def head_of(text: Text, record: str) -> Markup:
    """Write the metadata of a profile or chapter for the head of its page: Highwire tags, links to files, JSON-LD.

    The tags are of the record that the page is saved as: the text, or the part of it that the address names.
    """
    citation = _cite(text.id)
    path = text.path
    page = site() + path
    lines = _highwire_tags(citation if record == text.id else _cite(record))
    lines += [
        Markup('<link rel="alternate" type="{}" href="{}">').format(media_type, url(file_path(path, suffix)))
        for suffix, media_type in MEDIA_TYPES.items()
    ]
    # "<" cannot close the element from within a string; the block is data, and no browser runs it.
    data = json.dumps(to_builtins(json_ld(text, citation, page)), ensure_ascii=False).replace("<", "\\u003c")
    lines.append(Markup('<script type="application/ld+json">{}</script>').format(Markup(data)))  # noqa: S704 - escaped above
    return Markup("\n  ").join(lines)


class NamedThing(Struct, frozen=True):
    """An organization or a country of JSON-LD."""

    type: Literal["Organization", "Country"] = field(name="@type")
    name: str


class PublicationIssue(Struct, frozen=True, kw_only=True):
    """An edition of the Index in JSON-LD."""

    type: Literal["PublicationIssue"] = field(name="@type")
    name: str
    publisher: NamedThing


class Article(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A profile or chapter in JSON-LD; an empty field is left out."""

    context: Literal["https://schema.org"] = field(name="@context")
    type: Literal["Article"] = field(name="@type")
    name: str
    headline: str
    author: NamedThing
    publisher: NamedThing
    in_language: Literal["en"]
    url: str
    date_published: str = ""
    is_part_of: PublicationIssue | None = None
    about: NamedThing | None = None
    abstract: str = ""
    is_based_on: str = ""


def json_ld(text: Text, citation: Citation, page: str) -> Article:
    """Describe a profile or chapter as a schema.org Article."""
    author = NamedThing("Organization", citation.author)
    publisher = NamedThing("Organization", text.of_series.publisher)
    issue = PublicationIssue(type="PublicationIssue", name=citation.container, publisher=publisher)
    return Article(
        context="https://schema.org",
        type="Article",
        name=citation.record_title,
        headline=citation.record_title,
        author=author,
        publisher=publisher,
        in_language="en",
        url=page,
        date_published=str(citation.year or ""),
        is_part_of=issue if citation.container else None,
        about=NamedThing("Country", text.country.name) if text.country else None,
        abstract=citation.whose_words if text.text_kind == "digest" else "",
        is_based_on=text.source.url,
    )


def unapi_formats(id: str) -> Markup:
    """List in XML the formats in which unAPI serves records, for one record or, without an id, for all."""
    head = Markup('<formats id="{}">').format(id) if id else Markup("<formats>")
    rows = Markup("\n").join(
        Markup('  <format name="{}" type="{}"/>').format(format.slug, format.media_type) for format in _UNAPI_FORMATS
    )
    return Markup('<?xml version="1.0" encoding="UTF-8"?>\n{}\n{}\n</formats>\n').format(head, rows)


def unapi_id(id: str) -> Markup:
    """Write the id of a record as an unAPI element; Zotero asks `/unapi` for that id.

    It puts the id into the address as it is, so the id of a search is encoded here; `read_unapi_id` undoes that.
    """
    return Markup(f'<abbr class="unapi-id" title="{escape(quote(id))}" hidden></abbr>')  # noqa: S704 - escaped


def read_unapi_id(id: str) -> str:
    """Return the id of a record from a request, which may have encoded it once more."""
    return unquote(id) if id.startswith(quote("search?")) else id
