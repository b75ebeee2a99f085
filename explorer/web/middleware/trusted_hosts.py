"""Host names that the server answers to: requests under others are refused, against DNS rebinding."""

from collections.abc import Collection
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import SecurityError


def is_trusted(host: str, names: Collection[str]) -> bool:
    """Tell whether a Host header, with or without a port, has one of the names; ".example.org" has all below it.

    Werkzeug's own list cuts a name at its first colon, so that no IPv6 address can be on it.
    """
    try:
        hostname = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return any(
        hostname == name.lstrip(".").lower() or (name.startswith(".") and hostname.endswith(name.lower()))
        for name in names
    )


def set_trusted_hosts(app: Flask, names: Collection[str]) -> None:
    """Refuse requests under any other name."""

    @lru_cache(maxsize=256)
    def is_known(host: str) -> bool:
        return is_trusted(host, names)

    @app.before_request
    def check_host() -> None:
        if not is_known(request.host):
            raise SecurityError(f"The host {request.host!r} is not trusted.")
