"""Web pages in one file, as browsers save them."""

import base64
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.mhtml import is_mhtml, read_mhtml

FIXTURES = Path(__file__).parents[1] / "fixtures" / "pages"


def test_an_archive_is_known_by_its_headers() -> None:
    assert is_mhtml((FIXTURES / "lesotho.mhtml").read_bytes())
    assert is_mhtml(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>")
    assert not is_mhtml((FIXTURES / "lesotho-utf-8-undeclared.html").read_bytes())
    assert not is_mhtml((FIXTURES / "lesotho-utf-8-mark.txt").read_bytes())


def test_the_page_is_distinguished_from_the_frames_in_it() -> None:
    page = read_mhtml((FIXTURES / "lesotho.mhtml").read_bytes())
    assert b"Traders\xe2\x80\x99 caravans" in page.data
    assert page.address == "https://ocindex.net/2021/country/lesotho"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("8bit", "<p>é"), ("base64", base64.b64encode("<p>é".encode()).decode()), ("quoted-printable", "<p>=C3=A9")],
)
def test_the_page_is_read_in_every_encoding_of_its_transfer(encoding: str, body: str) -> None:
    head = (
        f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    page = read_mhtml((head + body).encode())
    assert (page.data.strip(), page.charset, page.address) == ("<p>é".encode(), "utf-8", "")


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(SourceError, match="no page in it"):
        read_mhtml(b"MIME-Version: 1.0\nContent-Type: image/png\n\nx")
