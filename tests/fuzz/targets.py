"""Targets of fuzzing: any input gives an answer or a refusal, and no other exception."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from explorer.core.errors import QueryError, SourceError
from explorer.corpus.home import Home
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from explorer.ingest.country_page import read_country_page
from explorer.search.answering import SearchEngine
from explorer.search.query.describe import describe
from explorer.search.query.parser import parse_query
from explorer.search.request import LONGEST, SearchRequest

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


TARGETS = {"page": page, "query": query}
