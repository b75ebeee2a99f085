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
    assert list(exports) == [
        "Markdown", "HTML", "Word", "CSV", "BibTeX", "RIS", "CSL-JSON", "Manifest", "All of these (ZIP)",
    ]  # fmt: skip
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


def test_a_score_is_collected_with_its_records(client: FlaskClient) -> None:
    soup = page(client, "/collection?id=kgz-2021/heroin-trade&id=kgz-2021/criminality")
    assert words(element(soup, ".lead")).startswith("2 scores.")
    assert [words(item) for item in soup.select(".pinned h2")] == [
        "Kyrgyzstan 2021: heroin trade, score 7.0 of 10",
        "Kyrgyzstan 2021: criminality, score 5.33 of 10",
    ]
    assert "72nd highest of 193 countries" in words(soup.select(".pinned-score")[1])
    record = client.get("/api/v1/collection?id=kgz-2021/criminality").get_json()["passages"][0]
    assert (record["pinned_score"]["score"], record["pinned_score"]["ranks"]["world"]["rank"]) == (5.33, 72)
    assert record["source_url"] == "https://ocindex.net/2021/country/kyrgyzstan"


def test_what_is_gone_is_told_and_the_rest_works(client: FlaskClient) -> None:
    query = "id=kgz-2021/drugs/99&id=kgz-2021/drugs/1&id=kgz-2021/people/1&note.1=<i>lost</i>&words.3=not+there"
    soup = page(client, f"/collection?{query}")
    assert [words(kind) for kind in soup.select(".pinned h2 .kind")] == ["no longer here", "digest", "no longer here"]
    assert words(element(soup, "#note-1")) == "<i>lost</i>"
    assert words(element(soup, ".lead")).startswith("1 passage, 2 no longer here.")
    for label, address in links(soup, ".files a").items():
        assert client.get(address).status_code == 200, label
    answer = client.get(f"/api/v1/collection?{query}").get_json()
    assert [gone["id"] for gone in answer["gone"]] == ["kgz-2021/drugs/99", "kgz-2021/people/1"]
    assert [passage["number"] for passage in answer["passages"]] == [1]


def test_a_collection_is_ordered_and_emptied_by_links(client: FlaskClient) -> None:
    soup = page(client, ADDRESS)
    first, second = soup.select(".pinned")
    assert words(element(first, ".moves a")).startswith("Move down")
    moved = page(client, str(element(first, "[data-move=down]")["href"]))
    assert [item["data-pin"] for item in moved.select(".pinned")] == ["kgz-2021/people/1", "kgz-2021/drugs/1"]
    assert words(element(moved, "#note-2")) == "Compare <b>2023</b>"
    assert words(moved.select(".pinned blockquote")[1]) == "Heroin seizures have lately fallen."
    assert element(moved, "#title")["value"] == "Routes"
    assert words(element(moved, ".styles [aria-current]")) == "Chicago, notes and bibliography"
    left = page(client, str(element(second, "[data-move=out]")["href"]))
    assert [item["data-pin"] for item in left.select(".pinned")] == ["kgz-2021/drugs/1"]
    last = page(client, str(element(left, "[data-move=out]")["href"]))
    assert not last.select(".pinned")
    assert words(element(soup, "#share")).startswith("http://localhost/collection?id=kgz-2021")
    more = page(client, "/collection?id=kgz-2021/drugs/1&id=kgz-2021/heroin-trade&id=")
    assert len(more.select(".pinned")) == 2


def test_a_manifest_is_checked_where_bibliographies_are(client: FlaskClient) -> None:
    manifest = client.get("/collection.json?id=kgz-2021/drugs/1&id=kgz-2021/heroin-trade")
    assert 'filename="manifest.json"' in manifest.headers["Content-Disposition"]
    url = "/api/v1/bibliographies"
    answer = client.post(url, data=manifest.data, content_type="text/plain").get_json()
    assert [entry["status"] for entry in answer["entries"]] == ["same", "same"]
    text = manifest.text.replace('"score": "7.0"', '"score": "8.0"')
    answer = client.post(url, data=text, content_type="text/plain").get_json()
    assert answer["entries"][1]["says"] == "The score was 8.0 when it was cited and is 7.0 now."
    assert client.post(url, data=text[:200], content_type="text/plain").status_code == 400


def test_what_cannot_be_collected_is_refused(client: FlaskClient) -> None:
    page(client, "/collection?id=kgz-2021/drugs/1&note.2=x", 400)
    page(client, "/collection?" + "&".join(["id=kgz-2021/drugs/1"] * 201), 400)
