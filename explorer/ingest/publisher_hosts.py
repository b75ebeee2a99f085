"""Hosts of the publisher: those of the Index, and those of another series that looks like it; addresses of them."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

from explorer.ingest.source_warnings import SourceWarning
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.web_address import is_web_address

INDEX_HOST = "ocindex.net"
HOSTS = (INDEX_HOST, "globalinitiative.net")  # of the publisher, for pages of any kind
ENACT = "enact"  # the series whose pages look like those of the Index, and are at some of its hosts

# Before the address of the page, perhaps more than once, as where an archive has a page of another.
_ARCHIVED = re.compile(r"^(?:(?:https?:)?(?://)?web\.archive\.org/web/[\w*]+/(?=\S))+", re.I)
_SCHEME = r"(?:https?:)?//"
_BARE = re.compile(rf"^(?:{_SCHEME})?(?=(?:[\w-]+\.)*(?:ocindex|enactafrica|globalinitiative)\.(?:net|org)\b)", re.I)
_SAVED = r"(?:(?:retrieved|saved|downloaded|accessed|copied|printed|archived|available|taken)\s+)?(?:from|at)"
_NAMED = r"source|original|this|page|web\s?page|web\s?site|web|url|uri|link|permalink|address"
_LABEL = rf"(?:(?:{_NAMED}|{_SAVED})\b:?\s*){{1,4}}"
_HOST = r"(?:web\.archive\.org/web/[\w*]+/(?:https?://)?)?(?:[\w-]+\.)*(?:ocindex\.net|enactafrica\.org)\.?"
# Alone on its line but for marks of emphasis, a label before it, and a page number or a date after it.
_PRINTED = re.compile(
    rf"[\s*_>•·-]*(?:{_LABEL}[\s*_]*)?[<(\[“\"']*((?:{_SCHEME})?{_HOST}(?::\d+)?(?:[/?#][^\s<>\[\]\"]*)?)[\s>)\]”\"'*_.,;]*"
    r"(?:(?:page\s)?\d+\s?(?:/|of)\s?\d+|[(\[]?(?:accessed|retrieved|visited|on|last)\b[^()\[\]]{1,40}[)\]]?)?\.?",
    re.IGNORECASE,
)
_COUNTRY_PATH = re.compile(r"(?:/20\d\d)?/(?:country|region/[^/.]+)/[^/.]+/*", re.IGNORECASE)
_LONGEST_HOST = 253  # characters
_LONGEST = 600  # characters of a line that prints an address


def host_of(address: str) -> str:
    """Return the host of an address in small letters, without a dot at its end; empty where it has none."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # a page may have any text where an address belongs
        return ""
    return host if host.isprintable() and len(host) <= _LONGEST_HOST else ""


def is_enact_address(address: str) -> bool:
    """Return whether an address is of the ENACT Africa index."""
    return _is_of(address, find_series(ENACT))


def is_index_address(address: str) -> bool:
    """Return whether an address is of the Index: of its host, or of one below it such as global.ocindex.net."""
    return _is_within(host_of(original_address(address)), INDEX_HOST) and not is_enact_address(address)


def printed_address(line: str) -> str:
    """Return the address of the Index or the ENACT Africa index that is all that a line prints, with a scheme.

    A label may be before it: "Source: www.ocindex.net/2021/country/chad". Empty for any other line.
    """
    hosts = (INDEX_HOST, *find_series(ENACT).hosts)
    is_likely = len(line) <= _LONGEST and any(name in line.lower() for name in hosts)
    match = _PRINTED.fullmatch(line) if is_likely else None
    return with_scheme(match[1].rstrip(")]”\"'*_.,;")) if match else ""


def with_scheme(address: str) -> str:
    """Return an address of a publisher's host with a scheme, which people and pages leave out; any other as it is."""
    return address if re.match(r"https?://", address, re.I) else _BARE.sub("https://", address, count=1)


def publisher_address(addresses: Iterable[str], series: str = INDEX_SERIES) -> str:
    """Return the first address of the publisher of a series, also of a page in the Internet Archive; empty without any.

    Another series than the Index has pages at its own hosts, and none at those of the Index.
    """
    own = find_series(series)
    originals = [original for address in addresses if is_web_address(original := original_address(address))]
    if not own.is_index:
        partners = [original for original in originals if not _is_within(host_of(original), INDEX_HOST)]
        at_home = (original for original in originals if _is_of(original, own))
        return next(at_home, next(filter(_is_of_publisher, partners), ""))
    return next(filter(_is_of_publisher, originals), "")


def clean_address(address: str) -> str:
    """Return an address of the publisher as it is cited: the site's own form, without query or fragment.

    The query stays where it alone names the page, as in `/?p=7`. On the sites of the Index and of ENACT a country's
    page has small letters, and no slash at its end.
    """
    if not address:
        return ""
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    path = parts.path
    is_of_site = is_index_address(address) or is_enact_address(address)
    if is_of_site and _COUNTRY_PATH.fullmatch(path):
        path = path.rstrip("/").lower()
    query = parts.query if path in ("", "/") and not is_of_site else ""
    return urlunsplit((parts.scheme.lower(), f"{host_of(address)}{port}", path, query, ""))


def find_source(addresses: Iterable[str], series: str = INDEX_SERIES) -> tuple[str, tuple[SourceWarning, ...]]:
    """Return the address that a page is cited with, and a warning where it has only one that is not the publisher's."""
    pages = [address for address in addresses if host_of(address)]
    address = publisher_address([it for it in pages if is_index_address(it)] + pages, series)
    if address or not pages:
        return clean_address(address), ()
    told = f"The page is from {host_of(pages[0])}, which is not the publisher's: it is cited without an address."
    return "", (SourceWarning("address-foreign", told),)


def original_address(address: str) -> str:
    """Return the address of a page that the Internet Archive has; any other as it is, with its scheme."""
    return with_scheme(_ARCHIVED.sub("", address.strip(), count=1))


def _is_of(address: str, series: Series) -> bool:
    return any(_is_within(host_of(original_address(address)), host) for host in series.hosts)


def _is_of_publisher(address: str) -> bool:
    return any(_is_within(host_of(address), host) for host in HOSTS)


def _is_within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
