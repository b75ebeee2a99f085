"""Targets of fuzzing: any input gives an answer or a refusal, and no other exception."""

import gzip
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from explorer.core.errors import CorpusError, QueryError, SourceError
from explorer.corpus.chapter_markdown import is_chapter_markdown, read_chapter_markdown, write_chapter_markdown
from explorer.corpus.home import Home
from explorer.corpus.profile_markdown import read_profile_markdown, write_profile_markdown
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from explorer.ingest.country_page import read_country_page
from explorer.ingest.fetch.robots_rules import RobotsRules
from explorer.ingest.fetch.sitemap import MOST, read_sitemap
from explorer.ingest.mhtml import read_mhtml
from explorer.ingest.workbook import read_workbook
from explorer.search.answering import SearchEngine
from explorer.search.query.describe import describe
from explorer.search.query.parser import parse_query
from explorer.search.request import LONGEST, SearchRequest
from tests.ingest.raw_pdfs import raw_pdf
from tests.workbooks import packed, parts

INPUTS = Path(__file__).parent / "found"  # inputs that once failed, and seeds; a folder for each target


def page(data: bytes) -> None:
    """Read a saved page whole or refuse it whole."""
    try:
        reading = read_country_page(data, "page.html")
    except SourceError as error:
        assert str(error)
        return
    for passage in reading.profile.passages():
        assert passage.text.strip()


def archive(data: bytes) -> None:
    """Read the page of a web archive or refuse it."""
    try:
        read = read_mhtml(b"MIME-Version: 1.0\n" + data)
    except SourceError as error:
        assert str(error)
        return
    assert isinstance(read.data, bytes)
    page(b"MIME-Version: 1.0\n" + data)


def pdf(data: bytes) -> None:
    """Read a PDF, or one with this on its page, whole or refuse it."""
    page(b"%PDF-1.7\n" + data)
    page(raw_pdf(data.decode("latin-1")))


def document(data: bytes) -> None:
    """Read a document and write it without loss, or refuse it with its line."""
    text = data.decode("utf-8", "replace")
    try:
        if is_chapter_markdown(text):
            chapter = read_chapter_markdown(text, "any.md")
            assert read_chapter_markdown(write_chapter_markdown(chapter), "any.md") == chapter
        else:
            profile = read_profile_markdown(text, "any.md")
            assert read_profile_markdown(write_profile_markdown(profile), "any.md") == profile
    except CorpusError as error:
        assert str(error).startswith("any.md:")
        assert len(str(error)) < 1_000


def workbook(data: bytes) -> None:
    """Read a sheet in a workbook, else the bytes as a workbook, or refuse it."""
    sheet = data.decode("utf-8", "replace")
    for source in (packed(parts({"2021": sheet})), data):
        try:
            read_workbook(source, "scores.xlsx")
        except SourceError as error:
            assert str(error)


def site(data: bytes) -> None:
    """Read the bytes as rules of a site and as its sitemap, packed or not, or refuse them."""
    rules = RobotsRules.parse(data, "oc-explorer")
    assert rules.allows("https://ocindex.net/2025/country/chad") in (True, False)
    assert 0 <= rules.delay < float("inf")
    assert all(isinstance(address, str) for address in rules.sitemaps)
    for body in (data, gzip.compress(data, 1)):
        try:
            listed = read_sitemap(body)
        except SourceError as error:
            assert str(error)
            continue
        assert len(listed.pages) + len(listed.sitemaps) <= MOST


def query(data: bytes) -> None:
    """Search any query without an error."""
    text = data.decode("utf-8", "replace")
    read = parse_query(text)
    assert isinstance(describe(read.root), str)
    try:
        request = SearchRequest.make(text[:LONGEST])
    except QueryError as error:
        assert str(error)
        return
    answer = bundled_engine().search(request)
    assert len(answer.hits) <= answer.total
    assert SearchRequest.from_args(request.to_args()) == request


@cache
def bundled_engine() -> SearchEngine:
    """Build an engine over the bundled corpus, without cached answers."""
    home = Home(Path(mkdtemp(prefix="oc-explorer-fuzz-")))
    engine = open_engine(home)
    rebuild(home, engine)
    return engine


TARGETS = {
    "page": page,
    "archive": archive,
    "pdf": pdf,
    "document": document,
    "workbook": workbook,
    "site": site,
    "query": query,
}
