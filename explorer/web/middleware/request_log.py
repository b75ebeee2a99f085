"""Request log: every request as seen from outside the application, answered by a page, the cache or an error."""

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from flask import Flask, has_request_context, request

from explorer.core.timeouts import timeout

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_ID, _ROUTE = "explorer.id", "explorer.route"
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT")
_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HAS_QUERY = re.compile(r"(?:^|&)q=[^&]")
_SEARCHES = re.compile(r"(?:/api/v1)?/(?:search(?:\.\w+)?|groups/\w+|concordance|distribution|map/passages)")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with its response."""

    id: str
    method: str  # one that is known, or "other": a reader may send any word
    route: str  # the rule, "/profiles/<id>", which has nothing of the query; empty where there is none
    status: int
    seconds: float
    size: int  # bytes of the body
    is_search: bool  # for words, on any page
    target: str  # path and query: private, unless the operator logs queries


Observer = Callable[[Exchange], None]


class RequestLog:
    """Gives each request an id and a timeout, and calls the observers after its response."""

    def __init__(self, application: "WSGIApplication", observers: Iterable[Observer], seconds: float) -> None:
        self._application = application
        self._observers = tuple(observers)
        self._seconds = seconds

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        started = perf_counter()
        id = _id(environ.get("HTTP_X_REQUEST_ID", ""))
        environ[_ID] = id
        status, size = 500, 0

        def start(line: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            nonlocal status, size
            status = int(line[:3])
            # Every response is whole before its first byte is sent, and has its length.
            size = next((int(value) for name, value in headers if name == "Content-Length"), 0)
            return start_response(line, [*headers, ("X-Request-ID", id)], exc_info)

        try:
            with timeout(self._seconds):
                return self._application(environ, start)
        finally:
            route = environ.get(_ROUTE, "")
            query = environ.get("QUERY_STRING", "")
            exchange = Exchange(
                id,
                method if (method := environ["REQUEST_METHOD"]) in _METHODS else "other",
                route,
                status,
                perf_counter() - started,
                0 if method == "HEAD" else size,
                bool(_SEARCHES.fullmatch(route) and _HAS_QUERY.search(query)),
                environ.get("PATH_INFO", "") + (f"?{query}" if query else ""),
            )
            for observe in self._observers:
                observe(exchange)


def _id(header: str) -> str:
    """Return the id in X-Request-ID, set by a proxy, where it is well-formed, else a new one."""
    return header if _WELL_FORMED.fullmatch(header) else secrets.token_hex(8)


def request_id() -> str:
    """Return the id of the current request; empty outside of one."""
    return str(request.environ.get(_ID, "")) if has_request_context() else ""


def set_request_log(app: Flask, observers: Iterable[Observer], seconds: float = 0) -> None:
    """Log every request of an application, and stop those that take longer than `seconds`; 0 stops none."""

    @app.before_request
    def name_route() -> None:
        request.environ[_ROUTE] = request.url_rule.rule if request.url_rule else ""

    app.wsgi_app = RequestLog(app.wsgi_app, observers, seconds)  # type: ignore[method-assign]
