"""Headers of every answer: what a browser may do with it, and how long it may keep it."""

import hashlib
from collections.abc import Mapping

from flask import Flask, Response, g, request

from explorer.web.context import corpus
from explorer.web.middleware.response_cache import CacheKey, ResponseCache, cache_key, page_key

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


def set_headers(app: Flask, assets: Mapping[str, str], looks: str, behind_tls: bool, finished: ResponseCache) -> None:
    """Have the headers set on every answer, and answer at once what a browser has, or what was answered before."""
    made_by = hashlib.sha256(looks.encode())
    safe = _SAFE | (_TLS if behind_tls else {})

    def validator(page: CacheKey) -> str:
        """Names all that a page is made from: another one means that it may have changed."""
        named = made_by.copy()
        named.update(repr(page).encode())
        return named.hexdigest()[:24]

    @app.before_request
    def answer_at_once() -> Response | None:
        if request.blueprint not in _KEPT or request.method not in ("GET", "HEAD"):
            return None
        generation = corpus().generation
        if generation is None:
            return None
        # Taken before the page is made: when the generation changes meanwhile, the page is only asked for again.
        page = page_key(request, generation)
        g.validator = validator(page)
        if "HTTP_IF_NONE_MATCH" in request.environ and request.if_none_match.contains_weak(g.validator):
            return Response(status=304)
        key = cache_key(request, page)
        response = finished.get(key)
        if response is None and request.method == "GET":
            g.unfinished = key
        g.is_finished = response is not None
        return response

    @app.after_request
    def set_them(response: Response) -> Response:
        if g.get("is_finished"):
            return response
        response.headers.update(safe)
        if request.endpoint == "static":
            name = (request.view_args or {}).get("filename")
            current = assets.get(str(name)) == request.args.get("v")
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
        elif "validator" not in g:
            response.headers["Cache-Control"] = "no-store"
        else:
            response.headers["Cache-Control"] = "no-cache"
            if response.status_code in (200, 304):
                response.set_etag(g.validator, weak=True)
            if response.status_code == 200 and "unfinished" in g:
                finished.keep(g.unfinished, response)
        return response
