"""What `/lookup` is sent: a box or a file, and what is said of one that cannot be read."""

import io

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from explorer.web.settings import LARGEST_BODY
from tests.quotations.word_samples import word_sample
from tests.web.soup import element, words

CLAIM = "Kyrgyzstan scored 8.0 for heroin trade in 2021."


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def upload(client: FlaskClient, data: bytes, name: str = "A draft.txt", **fields: str) -> tuple[int, str]:
    response = client.post("/lookup", data={"file": (io.BytesIO(data), name), **fields})
    return response.status_code, response.text


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (CLAIM.encode(), "a.txt"),
        (b"\xff\xfe" + CLAIM.encode("utf-16-le"), "a.md"),
        (f"“{CLAIM}” – ".encode("windows-1252"), "a.text"),
        (word_sample(), "a.docx"),
    ],
)
def test_a_file_is_read_in_place_of_the_box(client: FlaskClient, data: bytes, name: str) -> None:
    status, html = upload(client, data, name, text="Kyrgyzstan scored 7.0 for heroin trade in 2021.")
    assert status == 200
    assert f"From the file {name}." in html
    assert "Claim: differs." in words(element(soup(html), ".findings"))
    assert ("Word with comments”" in html) == name.endswith(".docx")


def test_the_box_has_the_text_of_a_file_where_both_can_be_sent_again(client: FlaskClient) -> None:
    assert CLAIM in words(element(soup(upload(client, CLAIM.encode())[1]), "textarea"))
    page = soup(upload(client, (CLAIM + " " * (LARGEST_BODY - 3000)).encode())[1])
    assert words(element(page, "textarea")) == ""
    assert "Claim: differs." in words(element(page, ".findings"))


def test_without_a_file_chosen_the_box_is_read(client: FlaskClient) -> None:
    status, html = upload(client, b"", "", text=CLAIM)
    assert status == 200
    assert "Claim: differs." in html


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.4", "The file is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word before 2007"),
        (b"PK\x03\x04", "damaged Word document"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(client: FlaskClient, data: bytes, message: str) -> None:
    status, html = upload(client, data, "draft.docx")
    assert status == 400
    assert message in html


def test_a_file_that_is_too_large_is_refused_with_what_to_do(client: FlaskClient) -> None:
    status, html = upload(client, bytes(LARGEST_BODY), "draft.docx")
    assert status == 413
    assert "Send at most 64 kB" in html
    assert "smaller without its pictures" in html


def test_edition_and_format_are_checked(client: FlaskClient) -> None:
    for fields, message in (
        ({"edition": "2022"}, "no edition"),
        ({"format": "pdf"}, "A marked copy is html or docx"),
        ({"format": "html", "text": " "}, "There is no text to mark"),
    ):
        response = client.post("/lookup", data={"text": CLAIM} | fields)
        assert response.status_code == 400
        assert message in response.text
    page = soup(client.post("/lookup", data={"text": CLAIM, "edition": "2021"}).text)
    assert element(page, "option[selected]")["value"] == "2021"


def test_line_ends_of_a_form_are_those_of_an_article(client: FlaskClient) -> None:
    response = client.post("/lookup", data={"text": "First words.\r\n\r\n> A block of words\r\n> that nobody wrote."})
    assert "Quotation: not found." in response.text
