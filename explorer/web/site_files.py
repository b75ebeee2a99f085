"""Files at the root of the site, from which browsers, crawlers and assistants learn what it has and how to ask for it.

- `/llms.txt`, for language models: https://llmstxt.org/
- `/robots.txt`, for crawlers: RFC 9309, with the addresses of sitemaps: https://www.rfc-editor.org/rfc/rfc9309
- `/sitemap.xml`: https://www.sitemaps.org/protocol.html
- `/opensearch.xml`, for the search field of a browser: OpenSearch 1.1 with its Suggestions extension 1.0,
  https://github.com/dewitt/opensearch
"""

from collections.abc import Iterator
from itertools import islice, pairwise

from flask import Blueprint, Response, json, render_template, request

from explorer.corpus.library import Library
from explorer.model import addresses
from explorer.model.addresses import API, COMPLETIONS, LLMS, OPENSEARCH, ROBOTS, SEARCH, SITEMAP, text_path
from explorer.model.taxonomy import taxonomy
from explorer.search.autocomplete import suggest
from explorer.web.context import corpus
from explorer.web.root import site
from explorer.web.search.autocomplete_route import destinations

site_files = Blueprint("site_files", __name__)

MOST_ADDRESSES = 50_000  # of one sitemap, as the protocol has it
_PAGES = (
    addresses.HOME,
    addresses.COUNTRIES,
    addresses.INDICATORS,
    addresses.RANKINGS,
    addresses.EXPLORE,
    addresses.MAP,
    addresses.SCATTER,
    addresses.CORRELATIONS,
    addresses.DATA,
    addresses.CHAPTERS,
    addresses.WORKS,
    addresses.MENTIONS,
    addresses.HELP,
    addresses.ABOUT,
)
# A search or an export has an address for everything that can be asked, and each costs the server an answer.
_NOT_CRAWLED = (
    f"{API}/",
    SEARCH,
    addresses.MATRIX,
    addresses.LOOKUP,
    addresses.COLLECTION,
    addresses.CITE,
    addresses.UNAPI,
    addresses.COMPARE,
    addresses.PASSAGES_MAP,
    "/similar/",
    "/passages/",  # each leads to its profile or chapter
    "/scores/",
    "/profiles/*.",  # files
    "/chapters/*.",
    f"{addresses.DATA}/",
    "/*.csv$",
    "/*.jsonl$",
    "/*.xlsx$",
    "/*.atom$",
    "/*?",
)
_CRAWLED = (f"{addresses.STATIC}/",)  # whose addresses have a query; the longest rule holds


@site_files.get(LLMS)
def llms() -> Response:
    """Tell language models what the site is, how to search and to cite it, and what its JSON is."""
    library = corpus().library
    text = render_template(
        "site/llms.txt", completeness=corpus().completeness(library), chapters=list(library.chapters()), address=site()
    )
    return Response(text, content_type="text/plain; charset=utf-8")


@site_files.get(ROBOTS)
def robots() -> Response:
    """Tell crawlers which pages they may ask for; a crawler reads it at the root of a host alone."""
    text = render_template("site/robots.txt", crawled=_CRAWLED, not_crawled=_NOT_CRAWLED, address=site())
    return Response(text, content_type="text/plain; charset=utf-8")


@site_files.get(SITEMAP)
def sitemap() -> Response:
    """List the pages for crawlers. None has the day of its last change, which is not known."""
    paths = islice(_paths(corpus().library), MOST_ADDRESSES)
    return Response(render_template("site/sitemap.xml", paths=paths, address=site()), content_type="application/xml")


def _paths(library: Library) -> Iterator[str]:
    yield from _PAGES
    yield from (addresses.indicator_path(slug) for slug in taxonomy().scored)
    yield from (text_path(id) for id in library.ids())
    yield from (addresses.changes_path(pair) for pair in _pairs_with_text())
    yield from (text_path(chapter.id) for chapter in library.chapters())


def _pairs_with_text() -> Iterator[tuple[str, str]]:
    """Yield the ids of editions of a country, one next to the other, whose texts are of one kind."""
    editions = corpus().completeness(corpus().library).editions
    for earlier, later in pairwise(editions):
        for before, after in zip(earlier.states, later.states, strict=True):
            if earlier.states[before] == later.states[after] and earlier.states[before] in ("full", "digest"):
                yield before, after


@site_files.get(OPENSEARCH)
def opensearch() -> Response:
    """Describe the search to browsers."""
    text = render_template("site/opensearch.xml", address=site())
    return Response(text, content_type="application/opensearchdescription+xml; charset=utf-8")


@site_files.get(COMPLETIONS)
def completions() -> Response:
    """Suggest queries to the search field of a browser: what is typed, and what it may become."""
    typed = request.args.get("q", "")
    suggestions = suggest(corpus().engine, typed.lstrip(), destinations(corpus().library))
    # The name of a field alone, "about:", is no query yet.
    queries = dict.fromkeys(suggestion.text for suggestion in suggestions if suggestion.group != "fields")
    return Response(json.dumps([typed, list(queries)]), content_type="application/x-suggestions+json; charset=utf-8")
