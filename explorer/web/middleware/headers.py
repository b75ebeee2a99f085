"""Headers of every response: what a browser may do with it, and how long it may cache it."""

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
# Blueprints whose responses depend on their address and the generation alone.
_CACHED = ("pages", "scores", "views", "suggestions", "api", "site_files", "feeds")


class ResponseHeaders:
    """Sets the headers, and answers from the response cache or with 304 where that is possible."""

    def __init__(self, assets: Mapping[str, str], appearance: str, behind_tls: bool, cache: ResponseCache) -> None:
        self._assets = assets  # hashes of the static files by name
        self._appearance = hashlib.sha256(appearance.encode())
        self._safe = _SAFE | (_TLS if behind_tls else {})
        self._cache = cache

    def validator(self, page: CacheKey) -> str:
        """Return the ETag of a page: a hash of all that it is made from."""
        digest = self._appearance.copy()
        digest.update(repr(page).encode())
        return digest.hexdigest()[:24]

    def answer_from_cache(self) -> Response | None:
        """Answer a request whose page the browser has, or the cache; None for any other."""
        if request.blueprint not in _CACHED or request.method not in ("GET", "HEAD"):
            return None
        generation = corpus().generation
        if generation is None:
            return None
        # Taken before the page is made: if the generation changes meanwhile, the page is only requested once more.
        page = page_key(request, generation)
        g.validator = self.validator(page)
        if "HTTP_IF_NONE_MATCH" in request.environ and request.if_none_match.contains_weak(g.validator):
            return Response(status=304)
        key = cache_key(request, page)
        response = self._cache.get(key)
        if response is None and request.method == "GET":
            g.uncached = key
        g.is_cached = response is not None
        return response

    def complete(self, response: Response) -> Response:
        """Set the headers of a response, and cache it."""
        if g.get("is_cached"):
            return response
        response.headers.update(self._safe)
        response.headers["Cache-Control"] = self._cache_control()
        if "validator" in g:
            if response.status_code in (200, 304):
                response.set_etag(g.validator, weak=True)
            if response.status_code == 200 and "uncached" in g:
                self._cache.put(g.uncached, response)
        return response

    def _cache_control(self) -> str:
        """Return how long a browser may use the response: a static file of a version for ever, a page when current."""
        if request.endpoint == "static":
            version = self._assets.get(str((request.view_args or {}).get("filename")))
            return "public, max-age=31536000, immutable" if version == request.args.get("v") else "no-cache"
        return "no-cache" if "validator" in g else "no-store"


def set_headers(app: Flask, headers: ResponseHeaders) -> None:
    """Have the headers set on every response of an application."""
    app.before_request(headers.answer_from_cache)
    app.after_request(headers.complete)
