"""`/mentions`: the page, its files and its JSON."""

import csv
import io

import pytest
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.web.soup import element, every, links, page, words


@pytest.fixture(scope="module")
def client(naming_home: Home) -> FlaskClient:
    app = create_app(Settings(naming_home))
    app.config["PROPAGATE_EXCEPTIONS"] = True
    return app.test_client()


def test_each_mention_has_its_sentence_and_leads_to_its_passage(client: FlaskClient) -> None:
    soup = page(client, "/mentions?to=rus&from=uzb")
    items = [words(item) for item in every(soup, ".mentions li")]
    assert "Uzbekistan 2021, Drugs, paragraph 1 Opium from Afghanistan is sent on to Russia ." in items
    assert "/profiles/uzb-2021#drugs-1" in links(soup, ".mentions a").values()
    assert [words(mark) for mark in every(soup, ".mentions mark")] == ["Russia", "Russian"]
    chips = links(soup, ".chips a")
    assert chips["Remove Names: Russia ×"] == "/mentions?from=UZB"


def test_one_sided_pairs_and_the_matrix_are_tables_whose_counts_lead_to_the_passages(client: FlaskClient) -> None:
    soup = page(client, "/mentions?view=one-sided")
    assert "Uzbekistan Russia" in words(element(soup, ".data-table"))
    count = next(iter(every(soup, ".matrix td a")))
    listed = page(client, str(count["href"]))
    assert words(element(listed, ".lead")).startswith(f"{words(count)} passage")


def test_files_have_the_same_rows_and_other_tables(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/mentions.csv?to=rus").text)))
    assert {row["from"] for row in rows} == {"UZB", "KAZ", "KGZ"}
    pairs = list(csv.DictReader(io.StringIO(client.get("/mentions.csv?table=pairs").text)))
    assert {"from": "UZB", "to": "RUS", "passages": "2", "back": "0", "one_sided": "TRUE"} in pairs
    assert client.get("/mentions.csv?table=matrix&area=Southern+Asia").text.startswith("from,AFG,")
    assert client.get("/mentions.xlsx").data.startswith(b"PK")
    assert client.get("/mentions.csv?table=map").status_code == 400


def test_programs_get_a_page_of_mentions_and_pairs(client: FlaskClient) -> None:
    answer = client.get("/api/v1/mentions?from=uzb&from=kaz&kind=country&limit=1&offset=1").json
    assert answer is not None
    assert (answer["limit"], len(answer["mentions"]), len(answer["pairs"])) == (1, 1, 1)
    assert answer["total"] == 7
    assert answer["mentions"][0]["url"].startswith("/profiles/kaz-2023#")
    assert client.get("/api/v1/mentions?form=kgz").status_code == 400
    assert client.get("/mentions?to=nowhere").status_code == 400


def test_a_work_has_the_sentence_and_a_way_to_the_filters(client: FlaskClient) -> None:
    soup = page(client, "/works/fatf")
    assert words(element(soup, ".mentions .snippet")) == "The FATF and the Eurasian Group were told."
    assert "/mentions?to=fatf" in links(soup, "main a").values()
