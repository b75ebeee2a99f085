"""Every request as seen from outside the application, whoever answers it: a page, a cache or an error."""

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
_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HAS_QUERY = re.compile(r"(?:^|&)q=[^&]")
_SEARCHES = re.compile(r"(?:/api/v1)?/(?:search(?:\.\w+)?|groups/\w+|concordance|distribution|map/passages)")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and how it was answered."""

    id: str
    method: str
    route: str  # the rule, "/profiles/<id>", and so nothing of what was asked; empty where there is none
    status: int
    seconds: float
    size: int  # bytes of the body
    is_search: bool  # for words, on whatever page
    asked: str  # path and query: nobody's business, unless its operator says so


Observer = Callable[[Exchange], None]


class RequestLog:
    """Gives each request an id and a time to be answered in, and tells the observers of it when it is."""

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
            # Every answer is whole before its first byte is sent, and so says how long it is.
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
                environ["REQUEST_METHOD"],
                route,
                status,
                perf_counter() - started,
                0 if environ["REQUEST_METHOD"] == "HEAD" else size,
                bool(_SEARCHES.fullmatch(route) and _HAS_QUERY.search(query)),
                environ.get("PATH_INFO", "") + (f"?{query}" if query else ""),
            )
            for observe in self._observers:
                observe(exchange)


def _id(given: str) -> str:
    """The id that a proxy in front gave the request, when it is one, or one of our own."""
    return given if _WELL_FORMED.fullmatch(given) else secrets.token_hex(8)


def request_id() -> str:
    """The id of the request that is being answered; empty outside of one."""
    return str(request.environ.get(_ID, "")) if has_request_context() else ""


def set_request_log(app: Flask, observers: Iterable[Observer], seconds: float = 0) -> None:
    """Have every request of an application watched, and stopped when it takes longer than so many seconds, if any."""

    @app.before_request
    def name_route() -> None:
        request.environ[_ROUTE] = request.url_rule.rule if request.url_rule else ""

    app.wsgi_app = RequestLog(app.wsgi_app, observers, seconds)  # type: ignore[method-assign]
