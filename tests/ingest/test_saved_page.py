"""Files of saved pages: markup, a web archive or text."""

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.saved_page import open_page

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
