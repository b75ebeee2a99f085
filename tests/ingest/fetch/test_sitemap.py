"""The addresses of a sitemap, in each form of the protocol; what is none has a sentence."""

import gzip
import socket

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.fetch.sitemap import MOST, Sitemap, read_sitemap
from tests.ingest.fetch.sample_site import sitemap

PAGES = ("http://h/2023/country/kenya", "http://h/2023/country/peru")


def test_the_addresses_of_pages_are_read_in_every_form() -> None:
    xml = sitemap(*PAGES)
    for data in (
        xml,
        gzip.compress(xml),
        b"\xef\xbb\xbf" + xml,
        b"\n " + xml.partition(b"\n")[2],
        xml.replace(b' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', b""),
        xml.replace(b"</loc>", b" \n</loc><lastmod>2025-01-01</lastmod><!-- x --><?php y ?>"),
        xml.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        b"\xef\xbb\xbf" + "\r\n".join(PAGES).encode(),
    ):
        assert read_sitemap(data) == Sitemap(PAGES)


def test_an_index_has_sitemaps() -> None:
    data = sitemap("http://h/a.xml", "http://h/b.xml.gz", kind="sitemapindex", entry="sitemap")
    assert read_sitemap(data) == Sitemap(sitemaps=("http://h/a.xml", "http://h/b.xml.gz"))


def test_addresses_of_pictures_are_no_pages() -> None:
    entry = (
        "<url><loc>http://h/a</loc><i:image xmlns:i='urn:i'><i:loc>http://h/2023/country/kenya</i:loc></i:image></url>"
    )
    assert read_sitemap(f"<urlset>{entry}<url/><url><loc/></url></urlset>".encode()) == Sitemap(("http://h/a",))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no XML"),
        (b"hello", "no XML"),
        (b"<!DOCTYPE html><p>Not here<br>", "no XML"),
        (b"<html><body>Not here</body></html>", "no sitemap but <html>"),
        (sitemap(*PAGES)[:-20], "no XML"),
        (b"<urlset>" + b"<a>" * 5000, "no XML"),
        (gzip.compress(sitemap(*PAGES))[:-9], "breaks off"),
    ],
    ids=["nothing", "text", "page", "XHTML", "cut", "deep", "cut gzip"],
)
def test_what_is_no_sitemap_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read_sitemap(data)


def test_entities_neither_grow_nor_reach_anything() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        host = f"http://127.0.0.1:{listener.getsockname()[1]}"
        bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(12))
        doctype = f'<!DOCTYPE urlset SYSTEM "{host}/d" [{bomb}<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        data = f"{doctype}<urlset><url><loc>http://h/&f;</loc></url></urlset>"
        assert read_sitemap(data.encode()).pages == ("http://h/",)
        with pytest.raises(SourceError, match="entity"):
            read_sitemap(data.replace("&f;", "&e11;").encode())
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_no_more_is_read_than_the_protocol_allows() -> None:
    rows = b"<url><loc>http://h/</loc></url>" * (MOST + 1)
    listed = read_sitemap(b"<urlset>" + rows + b"</urlset>")
    assert (len(listed.pages), listed.is_whole) == (MOST, False)
    listed = read_sitemap(b"http://h/\n" * (MOST + 1))
    assert (len(listed.pages), listed.is_whole) == (MOST, False)
