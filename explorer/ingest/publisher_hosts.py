"""Hosts of the publisher: those of the Index, and those of another series that looks like it."""

from urllib.parse import urlsplit

INDEX_HOST = "ocindex.net"
ENACT_HOSTS = ("africa.ocindex.net", "enactafrica.org")  # the ENACT Africa index: other scores, other ranks


def host_of(address: str) -> str:
    """Return the host of an address in small letters, without a dot at its end; empty where it has none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # a page may have any text where an address belongs
        return ""


def is_enact_address(address: str) -> bool:
    """Return whether an address is of the ENACT Africa index."""
    return any(_is_within(host_of(address), host) for host in ENACT_HOSTS)


def is_index_address(address: str) -> bool:
    """Return whether an address is of the Index: of its host, or of one below it such as global.ocindex.net."""
    return _is_within(host_of(address), INDEX_HOST) and not is_enact_address(address)


def _is_within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
