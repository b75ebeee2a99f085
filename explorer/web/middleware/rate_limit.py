"""Rate limit for each client address; every worker counts its own requests, in memory."""

from ipaddress import IPv6Address, ip_address
from math import ceil
from time import time

from flask import Blueprint, Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.errors import RateLimitExceeded
from limits import parse_many

from explorer.web.middleware.error_handlers import error_response
from explorer.web.settings import SettingsError

_LONG, _LONG_COST = ("exports", "counting"), 10  # blueprints of downloads and of the matrix, and what one counts


def client_of(address: str) -> str:
    """Return what is counted as one client: an IPv4 address, or the /64 network of an IPv6 address."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(ip) >> 64 << 64)) if isinstance(ip, IPv6Address) else address


def set_rate_limit(app: Flask, rate: str, *exempt: Blueprint) -> None:
    """Refuse requests beyond a rate, except for static files and the exempt blueprints. Raises SettingsError."""
    try:
        most = min(limit.amount for limit in parse_many(rate))
    except ValueError as error:
        message = f"OC_EXPLORER_RATE_LIMIT must be a rate like '300 per minute', or 'off', not {rate!r}."
        raise SettingsError(message) from error
    limiter = Limiter(
        lambda: client_of(request.remote_addr or ""),
        app=app,
        application_limits=[rate],
        application_limits_cost=lambda: min(_LONG_COST, most) if request.blueprint in _LONG else 1,
        strategy="sliding-window-counter",
        storage_uri="memory://",
        request_identifier=lambda: request.endpoint or "nowhere",  # else what has no address would not be counted
    )
    for blueprint in exempt:
        limiter.exempt(blueprint)

    @app.errorhandler(RateLimitExceeded)
    def refuse(_: RateLimitExceeded) -> Response:
        current = limiter.current_limit
        seconds = max(1, ceil(current.reset_at - time())) if current else 1
        wait = "1 second" if seconds == 1 else f"{seconds} seconds"
        return error_response(
            429, f"Too many requests from one address: the limit is {rate}. Try again in {wait}.", retry_after=seconds
        )
