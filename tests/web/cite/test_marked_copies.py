"""A checked article is handed back with its marks: as HTML, and as a Word document with comments."""

import io
import re

import pytest
from bs4 import BeautifulSoup
from docx import Document
from flask import Flask
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.quotations.checked_article import CheckedArticle, Finding
from explorer.quotations.claim import UnreadText
from explorer.web.cite.article_request import ArticleRequest
from explorer.web.cite.marked_copies import excerpt, group_findings, marked_copy
from tests.quotations.word_samples import word_sample
from tests.web.soup import element, words

TEXT = (
    "A <title>\n\nHe writes: “Heroin seizures have lately risen.” It “rose”.\n"
    "Kyrgyzstan scored 8.0 for heroin trade in 2021, and came 17th."
)
NUMBER = UnreadText(TEXT.index("17th"), TEXT.index("17th") + 4, "17th")


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def sent(client: FlaskClient, **fields: object) -> tuple[bytes, str, str]:
    response = client.post("/lookup", data=fields)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return response.data, response.content_type, response.headers["Content-Disposition"]


def comments(data: bytes) -> list[str]:
    return [comment.text for comment in Document(io.BytesIO(data)).comments]


def test_the_html_needs_no_other_file_and_has_every_finding(client: FlaskClient) -> None:
    data, kind, disposition = sent(client, text=TEXT, format="html")
    assert kind == "text/html; charset=utf-8"
    assert disposition.startswith('attachment; filename="article-checked.html"')
    html = data.decode()
    page = soup(html)
    assert not page.select("script, link, img, iframe, [src]")
    assert "url(" not in html and "@import" not in html
    assert "A <title>" in words(element(page, ".article"))
    assert words(element(page, "mark.differs")) == "8.0"
    assert [words(heading).split(" (")[0] for heading in page.select("h2")] == [
        "Differs",
        "Cannot be checked, or not in the corpus",
        "Too short to look up",
        "Not read",
    ]
    targets = {f"#{node['id']}" for node in page.select("[id]")}
    assert {link["href"] for link in page.select("a[href^='#']")} <= targets
    assert "http://localhost/scores/kgz-2021/heroin-trade" in html


def test_a_pasted_text_becomes_a_document_with_a_comment_for_each_finding(client: FlaskClient) -> None:
    data, _, disposition = sent(client, text=TEXT, format="docx")
    assert disposition.startswith('attachment; filename="article-checked.docx"')
    heads = [comment.split("\n")[0].split(". ")[0] for comment in comments(data)]
    assert [head for head in heads if not head.startswith("Not read")] == [
        "? Quotation: like the digest",
        "… Quotation: too short",
        "≠ Claim: differs",
    ]
    assert "Not read: 17th" in heads
    differs = comments(data)[heads.index("≠ Claim: differs")]
    assert "http://localhost/scores/kgz-2021/heroin-trade" in differs
    assert "the published score is 7.0" in differs


def test_a_document_that_is_sent_is_handed_back_with_comments(client: FlaskClient) -> None:
    file = (io.BytesIO(word_sample()), "Entwurf é.docx")
    data, _, disposition = sent(client, file=file, format="docx")
    assert "filename*=UTF-8''Entwurf%20%C3%A9-checked.docx" in disposition
    assert [comment.split(". ")[0] for comment in comments(data)] == [
        "Is this so?",
        "≠ Claim: differs",
        "✓ Claim: matches",
        "✓ Citation: here",
    ]
    before, after = (Document(io.BytesIO(document)) for document in (word_sample(), data))
    assert [paragraph.text for paragraph in before.paragraphs] == [paragraph.text for paragraph in after.paragraphs]


@pytest.mark.parametrize("format", ["html", "docx"])
def test_what_was_not_read_is_marked_too(app: Flask, bundled_home: Home, format: str) -> None:
    with app.test_request_context("/lookup", base_url="https://example.org/"):
        request = ArticleRequest(TEXT, format=format)
        response = marked_copy(request, CheckedArticle((), (NUMBER,)), Library.open(bundled_home))
    if format == "docx":
        assert comments(response.data) == ["Not read: 17th. This was not read, so nothing is said about it."]
    else:
        page = soup(response.get_data(as_text=True))
        assert words(element(page, ".article .unread")) == "17th"
        assert str(element(page, ".article .unread")["title"]).startswith("This was not read")
        assert "1 number was not read." in response.get_data(as_text=True)


def test_groups_have_what_differs_first() -> None:
    statuses = ("matches", "too short", "not in the corpus", "differs", "matches")
    article = CheckedArticle(tuple(Finding("claim", 0, 1, "x", status, "") for status in statuses))
    assert [(group.verdict, [item.number for item in group.findings]) for group in group_findings(article)] == [
        ("differs", [4]),
        ("open", [3]),
        ("matches", [1, 5]),
        ("short", [2]),
    ]


def test_an_excerpt_has_whole_words_in_one_line() -> None:
    assert excerpt(TEXT, NUMBER.start, NUMBER.end).endswith("for heroin trade in 2021, and came 17th.")
    assert re.fullmatch(r"A <title> He writes: .*…", excerpt(TEXT, 0, 1))
