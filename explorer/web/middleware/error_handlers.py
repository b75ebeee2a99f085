"""Error handlers: every error becomes a page, or JSON for programs."""

import re
from collections.abc import Iterable
from math import ceil

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from explorer.core.errors import (
    CorpusError,
    CountryError,
    ExplorerError,
    IndexUnavailableError,
    NotFoundError,
    QueryError,
)
from explorer.core.timeouts import RequestTimeoutError
from explorer.model.addresses import COMPLETIONS, EXPLORE, FEED_ENDING, LOOKUP, text_path
from explorer.model.ids import profile_id
from explorer.model.series import all_series
from explorer.model.taxonomy import taxonomy
from explorer.serializers.status_records import error_record
from explorer.web.context import corpus
from explorer.web.long_requests import BusyError
from explorer.web.middleware.request_log import request_id
from explorer.web.root import RootError

_STATUS = {
    NotFoundError: 404,
    CountryError: 404,
    QueryError: 400,
    RootError: 400,
    IndexUnavailableError: 503,
}
_REBUILD_SECONDS = 60  # after which a missing index may have been built
_TITLES = {
    400: "This request is not valid",
    404: "Page not found",
    405: "This method is not allowed",
    413: "Too much was sent",
    429: "Too many requests",
    500: "Something went wrong on our side",
    503: "There is nothing to search yet",
}
_SENTENCES = {
    400: "The request could not be read.",
    404: "Check the address, or use the search to find the page.",
    413: "Send at most 64 kB, about ten thousand words.",
    500: "Please try again.",
}
_UNREADABLE = (
    "Everything else is there. The server's operator can correct or delete the file, and run `oc-explorer index`."
)
_FOR_PROGRAMS = ("/api/", COMPLETIONS, "/livez", "/readyz", "/version", "/metrics")


def _profiles(path: str) -> list[tuple[str, str]]:
    """Return label and address of each profile of the country that a path names."""
    code = re.match(r"/(?:profiles|passages)/(?:[a-z]+-)?([A-Za-z]{3})-", path)
    if not code or code[1].upper() not in {country.code for country in taxonomy().countries}:
        return []
    country = taxonomy().country(code[1])
    return [
        (series.profile_name(country.name, edition), text_path(profile_id(country.code, edition, series.slug)))
        for series in all_series().values()
        for edition in corpus().library.editions(country.code, series.slug)
    ]


def _allowed_sentence(methods: Iterable[str]) -> str:
    """Name the methods of an address, without those that Flask adds to GET."""
    names = sorted(set(methods) - {"HEAD", "OPTIONS"})
    return f"This address only answers {' and '.join(names)} requests."


def error_response(status: int, message: str, title: str = "", retry_after: float = 0) -> Response:
    """Make an error a page, JSON for programs, or text in the place of a feed.

    With `retry_after`, the seconds until a request may succeed.
    """
    if request.path.startswith(_FOR_PROGRAMS):
        response = jsonify(error_record(status, message))
    elif request.path.endswith(FEED_ENDING):
        response = Response(f"{message}\n", content_type="text/plain; charset=utf-8")
    else:
        page = render_template(
            "error.html",
            status=status,
            title=title or _TITLES.get(status, _TITLES[400 if status < 500 else 500]),
            message=message,
            query=request.args.get("q", ""),
            is_table=request.path == EXPLORE,
            profiles=_profiles(request.path) if status == 404 else [],
        )
        response = make_response(page)
    response.status_code = status
    if retry_after:
        response.headers["Retry-After"] = str(max(1, ceil(retry_after)))
    return response


def set_error_handlers(app: Flask) -> None:
    """Register the handlers of an application."""

    @app.errorhandler(RequestTimeoutError)
    def answer_timeout(error: RequestTimeoutError) -> Response:
        return error_response(503, str(error), "This takes too long", error.seconds)

    @app.errorhandler(BusyError)
    def answer_busy(error: BusyError) -> Response:
        return error_response(503, str(error), "The server is busy", error.retry_after)

    @app.errorhandler(CorpusError)
    def answer_corpus_error(error: CorpusError) -> Response:
        app.logger.error("%s", error)  # which names the file on this machine, and the line
        message = f"Its file on the server cannot be read: {corpus().public(error)} {_UNREADABLE}"
        return error_response(503, message, "This text cannot be read")

    @app.errorhandler(ExplorerError)
    def answer_explorer_error(error: ExplorerError) -> Response:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
        if status == 500:
            app.logger.error("%s", error)
        return error_response(status, str(error), retry_after=_REBUILD_SECONDS if status == 503 else 0)

    @app.errorhandler(HTTPException)
    def answer_http_error(error: HTTPException) -> Response:
        status = error.code or 500
        message = _SENTENCES.get(status, f"{error.name}.")
        if status == 413 and request.path == LOOKUP:
            message = f"{message} A Word document is smaller without its pictures; its text can be pasted."
        if status == 500:
            message = f"{message} It is logged as {request_id()}."
        if isinstance(error, MethodNotAllowed):
            message = _allowed_sentence(error.valid_methods or ())
        if isinstance(error, SecurityError):
            message = "This server is not known under that name. Its operator can add it to OC_EXPLORER_TRUSTED_HOSTS."
        response = error_response(status, message)
        if allowed := error.get_response().headers.get("Allow"):
            response.headers["Allow"] = allowed
        return response
