"""The names under which the server may be asked: a rebound DNS name must not reach it."""

from collections.abc import Collection
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import SecurityError


def is_trusted(host: str, names: Collection[str]) -> bool:
    """Whether the host of a request, with or without a port, is one of the names; ".example.org" has all below it.

    Werkzeug's own list cuts a name at its first colon, so that no IPv6 address can be on it.
    """
    try:
        asked = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return any(
        asked == name.lstrip(".").lower() or (name.startswith(".") and asked.endswith(name.lower())) for name in names
    )


def set_trusted_hosts(app: Flask, names: Collection[str]) -> None:
    """Have requests under any other name refused."""

    @lru_cache(maxsize=256)
    def may_be_asked(host: str) -> bool:
        return is_trusted(host, names)

    @app.before_request
    def check_host() -> None:
        if not may_be_asked(request.host):
            raise SecurityError(f"The host {request.host!r} is not trusted.")
