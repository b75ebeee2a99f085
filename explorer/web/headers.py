"""Headers of every answer: what a browser may do with it, and how long it may keep it."""

import hashlib
from collections.abc import Mapping

from flask import Flask, Response, g, request

from explorer.web.corpus import corpus

_SAFE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_TLS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
# Blueprints whose answers depend on their address and the generation alone.
_KEPT = ("pages", "scores", "views", "suggestions", "api")


def _validator(looks: str) -> str:
    """Names all that a page is made from: another one means that it may have changed."""
    address = f"{request.host_url}{request.full_path}"
    return hashlib.sha256(f"{looks}\n{corpus().generation}\n{address}".encode()).hexdigest()[:24]


def set_headers(app: Flask, assets: Mapping[str, str], looks: str, behind_tls: bool) -> None:
    """Have the headers set on every answer, and answer 304 where a browser has the current page."""

    @app.before_request
    def answer_unchanged() -> Response | None:
        if request.blueprint not in _KEPT or request.method not in ("GET", "HEAD") or corpus().generation is None:
            return None
        # Taken before the page is made: when the generation changes meanwhile, the page is only asked for again.
        g.validator = _validator(looks)
        if request.if_none_match.contains_weak(g.validator):
            return Response(status=304)
        return None

    @app.after_request
    def set_them(response: Response) -> Response:
        response.headers.update(_SAFE | (_TLS if behind_tls else {}))
        if request.endpoint == "static":
            name = (request.view_args or {}).get("filename")
            current = assets.get(str(name)) == request.args.get("v")
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
        else:
            response.headers["Cache-Control"] = "no-cache" if "validator" in g else "no-store"
            if "validator" in g and response.status_code in (200, 304):
                response.set_etag(g.validator, weak=True)
        return response
