"""Collections as addresses, and the dossiers to download."""

import io

from bibtexparser.entrypoint import parse_string
from bs4 import BeautifulSoup
from docx import Document
from flask.testing import FlaskClient

from tests.web.soup import element, links, page, words

ADDRESS = (
    "/collection?id=kgz-2021/drugs/1&id=kgz-2021/people/1&note.1=Compare+<b>2023</b>"
    "&words.1=Heroin+seizures+have+lately+fallen.&title=Routes&style=chicago"
)


def test_an_address_is_a_collection_in_its_order_with_notes(client: FlaskClient) -> None:
    soup = page(client, ADDRESS)
    assert words(element(soup, ".pinned blockquote")) == "Heroin seizures have lately fallen."
    assert [item["data-pin"] for item in soup.select(".pinned")] == ["kgz-2021/drugs/1", "kgz-2021/people/1"]
    assert words(element(soup, "#note-1")) == "Compare <b>2023</b>"
    assert element(soup, "#title")["value"] == "Routes"
    assert words(element(soup, ".styles [aria-current]")) == "Chicago, notes and bibliography"


def test_every_export_holds_the_passages_notes_and_style(client: FlaskClient) -> None:
    exports = links(page(client, ADDRESS), ".files a")
    assert list(exports) == ["Markdown", "HTML", "Word", "CSV", "BibTeX"]
    for label in ("Markdown", "HTML", "CSV"):
        text = client.get(exports[label]).text
        assert "Heroin seizures have lately fallen." in text and "Compare" in text, label
    assert "“Kyrgyzstan (digest by OC Explorer),”" in client.get(exports["Markdown"]).text
    document = Document(io.BytesIO(client.get(exports["Word"]).data))
    assert document.paragraphs[0].text == "Routes"
    assert len(parse_string(client.get(exports["BibTeX"]).text).entries) == 2
    assert 'filename="dossier.docx"' in client.get(exports["Word"]).headers["Content-Disposition"]


def test_the_html_file_shows_what_was_written_and_runs_none_of_it(client: FlaskClient) -> None:
    response = client.get(ADDRESS.replace("/collection?", "/collection.html?"))
    assert response.content_type == "text/html; charset=utf-8"
    soup = BeautifulSoup(response.data, "lxml")
    assert soup.find("b") is None and soup.find("script") is None
    assert [words(section) for section in soup.select("h2")][:2] == [
        "Kyrgyzstan 2021, Drugs, paragraph 1 (digest)",
        "Kyrgyzstan 2021, People, paragraph 1 (digest)",
    ]
    assert words(element(soup, "#passage-1")) == "Heroin seizures have lately fallen. 1"
    assert "Compare <b>2023</b>" in [words(paragraph) for paragraph in soup.select("section > p")]
    targets = [str(link["href"])[1:] for link in soup.select("a[href^='#']")]
    assert targets == ["note-1", "note-2", "passage-1", "passage-2"]
    assert {str(tag["id"]) for tag in soup.select("[id]")} == set(targets)
    assert len(soup.select("ul li")) == 1


def test_an_empty_collection_says_how_to_fill_it(client: FlaskClient) -> None:
    assert "Pin passages while you read" in words(element(page(client, "/collection"), ".lead"))


def test_what_cannot_be_collected_is_refused(client: FlaskClient) -> None:
    page(client, "/collection?id=kgz-2021/drugs/99", 404)
    page(client, "/collection?id=kgz-2021", 404)
    page(client, "/collection?id=kgz-2021/drugs/1&note.2=x", 400)
    page(client, "/collection?id=kgz-2021/drugs/1&words.1=not+there", 404)
    page(client, "/collection?" + "&".join(["id=kgz-2021/drugs/1"] * 201), 400)
