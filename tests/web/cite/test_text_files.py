"""Profiles as files, by their suffix and by content negotiation."""

import csv
import io
import json

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from flask.testing import FlaskClient

from explorer.corpus.profile_markdown import read_profile_markdown
from tests.web.soup import page

AUTHOR = "Global Initiative Against Transnational Organized Crime"
FILES = ("bib", "ris", "csl.json", "json", "csv", "md")


@pytest.mark.parametrize("suffix", FILES)
def test_a_profile_is_downloaded_in_every_form_and_accept_does_the_same(client: FlaskClient, suffix: str) -> None:
    served = client.get(f"/profiles/kgz-2021.{suffix}")
    assert served.status_code == 200
    assert f'filename="kgz-2021.{suffix}"' in served.headers["Content-Disposition"]
    response = client.get("/profiles/kgz-2021", headers={"Accept": served.mimetype})
    assert response.data == served.data
    assert "Accept" in response.headers["Vary"]


def test_downloads_are_read_by_other_peoples_parsers(client: FlaskClient) -> None:
    def text(suffix: str) -> str:
        data: bytes = client.get(f"/profiles/kgz-2021.{suffix}").data
        return data.decode("utf-8-sig")

    assert parse_string(text("bib")).entries[0].fields_dict["author"].value == f"{{{AUTHOR}}}"
    assert rispy.loads(text("ris"))[0]["authors"] == [AUTHOR]
    assert json.loads(text("csl.json"))[0]["author"] == [{"literal": AUTHOR}]
    assert json.loads(text("json"))["id"] == "kgz-2021"
    rows = list(csv.DictReader(io.StringIO(text("csv"))))
    assert rows[0]["id"] == "kgz-2021/people/1" and rows[0]["text_kind"] == "digest"
    assert read_profile_markdown(text("md"), "kgz.md").id == "kgz-2021"


def test_passages_of_another_series_have_a_column_of_it(both: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(both.get("/profiles/enact-lso-2021.csv").text.removeprefix("\ufeff"))))
    assert {(row["country"], row["edition"], row["series"]) for row in rows} == {("Lesotho", "2021", "enact")}
    assert "series" not in both.get("/profiles/lso-2021.csv").text.splitlines()[0]


def test_a_browser_gets_the_page_and_an_unknown_form_nothing(client: FlaskClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert client.get("/profiles/kgz-2021", headers=browser).mimetype == "text/html"
    assert client.get("/profiles/kgz-2021", headers={"Accept": "*/*"}).mimetype == "text/html"
    page(client, "/profiles/kgz-2021.pdf", 404)
    page(client, "/profiles/kgz-2025.bib", 404)
