"""Hosts of the publisher: those of the Index, and those of another series that looks like it."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

INDEX_HOST = "ocindex.net"
HOSTS = (INDEX_HOST, "globalinitiative.net")  # of the publisher, for pages of any kind
ENACT_HOSTS = ("africa.ocindex.net", "enactafrica.org")  # the ENACT Africa index: other scores, other ranks

_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\w+/(?=https?://)")  # before the address of the page


def host_of(address: str) -> str:
    """Return the host of an address in small letters, without a dot at its end; empty where it has none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # a page may have any text where an address belongs
        return ""


def is_enact_address(address: str) -> bool:
    """Return whether an address is of the ENACT Africa index."""
    return any(_is_within(host_of(_original(address)), host) for host in ENACT_HOSTS)


def is_index_address(address: str) -> bool:
    """Return whether an address is of the Index: of its host, or of one below it such as global.ocindex.net."""
    return _is_within(host_of(_original(address)), INDEX_HOST) and not is_enact_address(address)


def publisher_address(addresses: Iterable[str]) -> str:
    """Return the first address of the publisher, also of a page in the Internet Archive; empty without any."""
    originals = (original for address in addresses if re.match(r"https?://\S+$", original := _original(address)))
    return next(filter(_is_of_publisher, originals), "")


def find_source(addresses: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return the address that a page is cited with, and a warning where it has only one that is not the publisher's."""
    pages = [address for address in addresses if host_of(address)]
    address = publisher_address([it for it in pages if is_index_address(it)] + pages)
    if address or not pages:
        return address, ()
    return "", (f"The page is from {host_of(pages[0])}, which is not the publisher's: it is cited without an address.",)


def _original(address: str) -> str:
    """Return the address of a page that the Internet Archive has; any other as it is."""
    return _ARCHIVED.sub("", address, count=1)


def _is_of_publisher(address: str) -> bool:
    return any(_is_within(host_of(address), host) for host in HOSTS)


def _is_within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
