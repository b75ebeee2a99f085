"""Web pages in one file, as browsers save them."""

import base64
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.mhtml import is_mhtml, read_mhtml
from tests.growth import is_linear

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


def nested(kind: str, depth: int) -> bytes:
    heads = "".join(f"Content-Type: {kind}; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return f"MIME-Version: 1.0\n{heads}Content-Type: text/html\n\n<p>Here".encode()


def test_a_page_in_multiparts_within_one_another_is_read() -> None:
    assert read_mhtml(nested("multipart/related", 3)).data == b"<p>Here"
    message = b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\nContent-Type: text/html\n\n<p>Here"
    assert read_mhtml(message).data == b"<p>Here"


@pytest.mark.parametrize("kind", ["multipart/related", "message/rfc822"])
@pytest.mark.parametrize("depth", [6, 1_000, 5_000])
def test_archives_deep_within_one_another_are_refused(kind: str, depth: int) -> None:
    with pytest.raises(SourceError, match="more than 5 deep"):
        read_mhtml(nested(kind, depth).replace(b"--b", b"--b" if "multi" in kind else b""))


def test_the_parts_and_headers_of_an_archive_have_limits() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    with pytest.raises(SourceError, match="more than 5,000 parts"):
        read_mhtml(head + b"--b\n\nx\n" * 6_000)
    with pytest.raises(SourceError, match="The header Content-Type of the web archive has more than 8,192 characters"):
        read_mhtml(b"MIME-Version: 1.0\nContent-Type: text/html;" + b" a=1;" * 5_000 + b"\n\n<p>")
    with pytest.raises(SourceError, match="more than 65,536 bytes of headers"):
        read_mhtml(b"MIME-Version: 1.0\n" + b"A: b\n" * 100_000)


def test_a_boundary_is_whatever_the_archive_declares() -> None:
    text = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--a (b)+"\r\n\r\n'
    )
    text += (
        "----a (b)+\r\nContent-Type: image/png\r\n\r\nx\r\n----a (b)+ \r\nContent-Type: TEXT/HTML; Charset=UTF-8\r\n"
    )
    text += "Content-Location: https://ocindex.net/\r\n 2021\r\n\r\n<p>One\r\n\r\n----a (b)+--\r\nafter"
    page = read_mhtml(text.encode())
    assert (page.data, page.charset, page.address) == (b"<p>One\r\n", "utf-8", "https://ocindex.net/2021")


@pytest.mark.parametrize("body", ["PHA+SGVyZQ", "PHA+SGVyZQ==", "PHA+\nSGVy ZQ=\n", "PHA+SGVyZQx"])
def test_base64_that_is_cut_off_is_read_as_far_as_it_goes(body: str) -> None:
    head = "MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
    assert read_mhtml((head + body).encode()).data.startswith(b"<p>Here")


def test_reading_takes_linear_time() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
    assert is_linear(lambda size: read_mhtml(head + b"\n-" * size), 100_000)
