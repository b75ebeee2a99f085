"""Collections as addresses, and the dossiers that are taken along."""

import io

from bibtexparser.entrypoint import parse_string
from docx import Document
from flask.testing import FlaskClient

from tests.web.soup import links, one, page, words

ADDRESS = (
    "/collection?id=kgz-2021/drugs/1&id=kgz-2021/people/1&note.1=Compare+<b>2023</b>"
    "&words.1=Heroin+seizures+have+lately+fallen.&title=Routes&style=chicago"
)


def test_an_address_is_a_collection_in_its_order_with_notes(client: FlaskClient) -> None:
    soup = page(client, ADDRESS)
    assert words(one(soup, ".pinned blockquote")) == "Heroin seizures have lately fallen."
    assert [item["data-pin"] for item in soup.select(".pinned")] == ["kgz-2021/drugs/1", "kgz-2021/people/1"]
    assert words(one(soup, "#note-1")) == "Compare <b>2023</b>"
    assert one(soup, "#title")["value"] == "Routes"
    assert words(one(soup, ".styles [aria-current]")) == "Chicago, notes and bibliography"


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


def test_an_empty_collection_says_how_to_fill_it(client: FlaskClient) -> None:
    assert "Pin passages while you read" in words(one(page(client, "/collection"), ".lead"))


def test_what_cannot_be_collected_is_refused(client: FlaskClient) -> None:
    page(client, "/collection?id=kgz-2021/drugs/99", 404)
    page(client, "/collection?id=kgz-2021", 404)
    page(client, "/collection?id=kgz-2021/drugs/1&note.2=x", 400)
    page(client, "/collection?id=kgz-2021/drugs/1&words.1=not+there", 404)
    page(client, "/collection?" + "&".join(["id=kgz-2021/drugs/1"] * 201), 400)
