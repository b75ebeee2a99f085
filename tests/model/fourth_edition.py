"""Checks of a copied checkout with a fourth edition; run there by test_editions.py, in a process of its own."""

import json
import sys
from pathlib import Path

from explorer.core.errors import ExplorerError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.engines.open import open_engine
from explorer.ingest.country_page import read_country_page
from explorer.ingest.importer import import_sources
from explorer.model.comparability import comparability
from explorer.search.query.parser import parse_query
from explorer.search.request import SearchRequest
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import index, make_profile
from tests.ingest.sample_pages import as_saved_text, sample_profile
from tests.workbooks import table, workbook


def message(edition: str) -> str:
    try:
        SearchRequest.make("heroin", filters=(("edition", edition),))
    except ExplorerError as error:
        return str(error)
    return ""


def edition_of_page(name: str) -> str:
    """Return the edition that a page of 2027 is read as, or the reason for its refusal."""
    try:
        return str(read_country_page(as_saved_text(sample_profile(2027)).encode(), name).profile.edition)
    except ExplorerError as error:
        return str(error)


def main(folder: Path) -> None:
    source = folder / "scores.xlsx"
    source.write_bytes(workbook({f"{edition}_dataset": table(edition) for edition in (2025, 2027)}))
    home = Home(folder / "home")
    outcomes = import_sources(home, [source])
    index(home, make_profile("kgz-2027", {"drugs": ["Heroin leaves by ferry, and nobody counts the crates."]}))
    engine = open_engine(home)
    library = Library.open(home, engine.scores)
    client = create_app(Settings(home)).test_client()
    paths = ("/profiles/kgz-2027", "/rankings?edition=2027", "/map?edition=2027", "/search?q=heroin&edition=2027")
    specification = client.get("/api/v1/openapi.json").text
    results = {
        "import": [str(getattr(outcome, "error", "")) for outcome in outcomes],
        "page": [edition_of_page(name) for name in ("lesotho-2027.txt", "lesotho-2023.txt", "lesotho.txt")],
        "hits": [hit.id for hit in engine.search(SearchRequest.make("heroin edition:>=2027")).hits],
        "facet": [value.value for value in engine.search(SearchRequest.make("heroin")).facets["edition"]],
        "messages": [message("2026"), message("2027")],
        "notes": parse_query("heroin edition:>2030").notes,
        "rank": library.rankings.ranks_of(library.profile("kgz-2027"))["criminality"]["world"].of,
        "comparability": comparability("criminality", 2027),
        "pages": [client.get(path).status_code for path in paths],
        "choices": "<option selected>2027</option>" in client.get("/rankings").text,
        "specification": "2027" in specification,
    }
    print(json.dumps(results))  # noqa: T201 - the answer to the test that runs this


if __name__ == "__main__":
    main(Path(sys.argv[1]))
