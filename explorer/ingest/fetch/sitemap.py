"""The addresses that a sitemap lists: https://www.sitemaps.org/protocol.html, as XML, packed or not, or as text."""

from dataclasses import dataclass

from explorer.core.errors import SourceError
from explorer.ingest.fetch.packed_body import unpack

MOST = 50_000  # addresses of one file, as the protocol has it
LARGEST = 50 * 1024 * 1024  # bytes, likewise


@dataclass(frozen=True, slots=True)
class Sitemap:
    """One file: addresses of pages, or of further sitemaps."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    is_whole: bool = True  # False where it lists more than is read


def read_sitemap(data: bytes) -> Sitemap:
    """Read a sitemap or an index of sitemaps. Raises SourceError where it is neither."""
    from lxml import etree  # a fetch without a sitemap needs it not

    if data.startswith(b"\x1f\x8b"):
        data = unpack(data, LARGEST)
    text = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((b"http://", b"https://")):
        lines = text.decode("utf-8", "replace").split()
        return Sitemap(tuple(lines[:MOST]), is_whole=len(lines) <= MOST)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"It is no XML ({error.msg}).") from error
    kind = etree.QName(root).localname
    if kind not in ("urlset", "sitemapindex"):
        raise SourceError(f"It is no sitemap but <{kind}>.")
    located = []
    for entry in root:
        if isinstance(entry.tag, str):  # no processing instruction
            located += [child.text.strip() for child in entry if _is_location(child) and child.text]
    addresses, is_whole = tuple(located[:MOST]), len(located) <= MOST
    if kind == "sitemapindex":
        return Sitemap(sitemaps=addresses, is_whole=is_whole)
    return Sitemap(addresses, is_whole=is_whole)


def _is_location(element: object) -> bool:
    tag = getattr(element, "tag", None)
    return isinstance(tag, str) and tag.rpartition("}")[2] == "loc"
