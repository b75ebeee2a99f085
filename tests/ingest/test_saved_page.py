"""Files of saved pages: markup, a web archive or text."""

from contextlib import suppress

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.publisher_hosts import find_source, publisher_address
from explorer.ingest.saved_page import open_page
from tests.growth import is_linear

ARCHIVE = (
    b"From: <Saved by Blink>\nSnapshot-Content-Location: https://ocindex.net/2021/country/chad\nMIME-Version: 1.0\n"
    b"Content-Type: text/html; charset=utf-8\n\n<html><body><p>Tea is sold.</p></body></html>\n"
)


def test_mark_up_is_read_as_mark_up() -> None:
    page = open_page(b"<html><body><p>Tea</p><p>is sold.</p></body></html>")
    assert page.is_marked_up
    assert [line.text for line in page.lines] == ["Tea", "is sold."]


def test_text_is_read_as_lines() -> None:
    page = open_page("Tea <is> sold.\n\nBy the “gram”.\n".encode("windows-1252"))
    assert not page.is_marked_up
    assert [line.text for line in page.lines] == ["Tea <is> sold.", "By the “gram”."]


def test_an_archive_adds_the_address_it_was_saved_from() -> None:
    page = open_page(ARCHIVE)
    assert page.addresses[0] == "https://ocindex.net/2021/country/chad"
    assert [line.text for line in page.lines] == ["Tea is sold."]


@pytest.mark.parametrize("data", [b"<html>" + b"<p>" * 100_001, b"\n" * 100_002 + b"x"])
def test_what_is_far_too_long_for_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="far too long for a page"):
        open_page(data)


def test_a_picture_is_refused() -> None:
    with pytest.raises(SourceError, match="a picture, not a page"):
        open_page(b"\x89PNG\r\n\x1a\n")


PARTS = {
    "elements that are never closed": "<b>",
    "elements of tables in one another": "<table><tr><td>",
    "tags that close nothing": "</i>",
    "quotations": "<q>x</q> ",
    "marks of notes": "<p>Text<sup>1</sup></p>",
    "headings": "<h2>People</h2>",
    "breaks after a hyphen": "<p>a-<br>b</p>",
    "attributes": "<p id=a a=1 b=2 style='display:;;;;'>x</p>",
}


@pytest.mark.parametrize("name", PARTS)
def test_pages_of_one_part_again_and_again_are_read_in_linear_time_or_refused(name: str) -> None:
    def read(size: int) -> None:
        with suppress(SourceError):
            open_page(f"<html><body>{PARTS[name] * size}</body></html>".encode())

    assert is_linear(read, 400)


@pytest.mark.parametrize("text", ["x\n", "word-\n", "].\n", "] ", "source: ", "– ", "1.00 ", "ocindex.net/ "])
def test_texts_of_one_part_again_and_again_are_read_in_linear_time_or_refused(text: str) -> None:
    def read(size: int) -> None:
        with suppress(SourceError):
            open_page((text * size).encode())

    assert is_linear(read, 1_000)


def test_elements_without_end_in_one_another_are_refused() -> None:
    with pytest.raises(SourceError, match="elements within one another, more than 10,000 deep"):
        open_page(b"<html><body>" + b"<div>" * 99_000)


def test_a_long_preformatted_text_is_refused() -> None:
    with pytest.raises(SourceError, match="far too long: save one page alone"):
        open_page(b"<html><body><pre>" + b"a b\n" * 100_001)


@pytest.mark.parametrize(
    "address", ["http://[oops", "http://[::1/x", "https://\u2100.com/", "{{ page.url }}", "x" * 3_000]
)
def test_what_is_no_address_is_not_the_address_of_a_page(address: str) -> None:
    page = f'<link rel=canonical href="{address}"><meta property="og:url" content="{address}"><base href="{address}">'
    page += "<p>x</p>"
    read = open_page(f"<!-- saved from url=(0014){address} --><html><head>{page}".encode())
    assert publisher_address(read.addresses) == ""
    assert find_source(read.addresses)[0] == ""
    header = f"MIME-Version: 1.0\nSnapshot-Content-Location: {address}\nContent-Type: text/html\n\n"
    assert publisher_address(open_page(f"{header}{page}".encode()).addresses) == ""


def test_the_number_of_an_item_may_be_of_any_length() -> None:
    items = f"<ol start={'9' * 5_000}><li>One</li><li value={'9' * 5_000}>Two</li></ol>"
    assert [line.text for line in open_page(f"<html><body>{items}".encode()).lines] == ["One", "Two"]
