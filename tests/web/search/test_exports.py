import csv
import io
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from explorer.corpus.home import Home
from explorer.export.writers import FORMATS, RIGHTS
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import index, make_profile
from tests.web.soup import links, page, words


@pytest.mark.parametrize("view", ("passages", "countries", "profiles", "concordance", "distribution"))
def test_every_view_offers_all_of_itself_as_files(grown: FlaskClient, view: str) -> None:
    offered = links(page(grown, f"/search?q=heroin&view={view}&limit=2&offset=0"), ".downloads a")
    assert list(offered) == ["CSV", "JSON Lines", "XLSX"]
    for address, kind in zip(offered.values(), FORMATS.values(), strict=True):
        assert "limit" not in address and "offset" not in address
        response = grown.get(address)
        assert (response.status_code, response.mimetype) == (200, kind)
        assert f"oc-explorer-{view}-" in response.headers["Content-Disposition"]
        assert response.headers["Cache-Control"] == "no-store"


def test_a_file_has_every_hit_and_the_address_of_its_search(grown: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(grown.get("/search.csv?q=heroin&country=TUV&offset=20").text)))
    first, *records = grown.get("/search.jsonl?q=heroin&country=TUV&offset=20").text.splitlines()
    about = json.loads(first)["about"]
    assert len(rows) == len(records) == 25
    assert about["address"] == "http://localhost/search?q=heroin&country=TUV&offset=20&scope=words"
    assert (about["filters"], about["rights"]) == ("country: TUV", RIGHTS)


def test_the_same_rows_are_in_every_format(grown: FlaskClient) -> None:
    records = [json.loads(line) for line in grown.get("/search.jsonl?q=heroin").text.splitlines()]
    book = CalamineWorkbook.from_filelike(io.BytesIO(grown.get("/search.xlsx?q=heroin").data))
    heading, *rows = book.get_sheet_by_name("Result").to_python()
    assert [record["id"] for record in records[1:]] == [row[0] for row in rows]
    assert [record["text"] for record in records[1:]] == [row[heading.index("Text")] for row in rows]
    assert {record["text_kind"] for record in records[1:]} == {"full", "digest"}


def test_what_cannot_be_searched_cannot_be_exported(grown: FlaskClient) -> None:
    page(grown, "/search.csv?edition=2022", status=400)
    page(grown, "/search.xlsx?view=nothing", status=400)


def test_a_text_that_no_cell_holds_is_refused_for_the_workbook_alone(tmp_path: Path) -> None:
    home = index(Home(tmp_path), make_profile("tuv-2021", {"drugs": [("heroin " * 5_001).strip()]}))
    client = create_app(Settings(home)).test_client()
    message = words(page(client, "/search.xlsx?q=heroin&country=TUV", 400))
    assert "a text of 35,006 characters; a cell holds 32,767. Take CSV or JSON Lines." in message
    assert client.get("/search.csv?q=heroin&country=TUV").status_code == 200


def test_scores_that_are_chosen_are_on_the_page_and_in_its_files(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=heroin&scores=heroin-trade&scores=resilience")
    chosen = [str(option["value"]) for option in soup.select("#choose-scores option[selected]")]
    assert sorted(chosen) == ["heroin-trade", "resilience"]
    files = links(soup, ".downloads a")
    assert "scores=heroin-trade%2Cresilience" in files["CSV"]
    rows = list(csv.DictReader(io.StringIO(grown.get(files["CSV"]).text)))
    assert {row["Heroin trade"] for row in rows if row["Code"] == "KGZ" and row["Edition"] == "2021"} == {"7.0"}
