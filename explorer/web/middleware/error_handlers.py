"""The edge at which every error becomes a page, or JSON for programs."""

import re

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from explorer.core.errors import CountryError, ExplorerError, IndexUnavailableError, NotFoundError, QueryError
from explorer.model.addresses import text_path
from explorer.model.ids import profile_id
from explorer.model.taxonomy import taxonomy
from explorer.serializers.status_records import error_record
from explorer.web.context import corpus
from explorer.web.middleware.request_log import request_id
from explorer.web.root import RootError

_STATUS = {NotFoundError: 404, CountryError: 404, QueryError: 400, RootError: 400, IndexUnavailableError: 503}
_TITLES = {
    400: "This cannot be answered as asked",
    404: "Nothing stands at this address",
    405: "This address can only be read",
    413: "Too much was sent",
    429: "More was asked than one reader may ask",
    500: "The fault is ours",
    503: "There is nothing to search yet",
}
_SENTENCES = {
    400: "The request could not be read.",
    404: "The address may be mistyped; a search may find what you were after.",
    405: "This address is read with GET; nothing is sent to it or changed by it.",
    413: "What is sent to this server may have at most 64 kB, about ten thousand words.",
    500: "Something broke while this was made. Trying again may help.",
}
_FOR_PROGRAMS = ("/api/", "/livez", "/readyz", "/version", "/metrics")


def _held(path: str) -> list[tuple[str, str]]:
    """Label and address of the profiles that are here of the country that an address names."""
    named = re.match(r"/(?:profiles|passages)/([A-Za-z]{3})-", path)
    if not named or named[1].upper() not in {country.code for country in taxonomy().countries}:
        return []
    country = taxonomy().country(named[1])
    return [
        (f"{country.name} {edition}", text_path(profile_id(country.code, edition)))
        for edition in corpus().library.editions(country.code)
    ]


def error_response(status: int, message: str) -> Response:
    """An error as a page, or as JSON for programs."""
    if request.path.startswith(_FOR_PROGRAMS):
        response = jsonify(error_record(status, message))
    else:
        page = render_template(
            "error.html",
            status=status,
            title=_TITLES.get(status, _TITLES[400 if status < 500 else 500]),
            message=message,
            query=request.args.get("q", ""),
            held=_held(request.path) if status == 404 else [],
        )
        response = make_response(page)
    response.status_code = status
    return response


def set_error_handlers(app: Flask) -> None:
    """Have every error answered in the page's own dress."""

    @app.errorhandler(ExplorerError)
    def mendable(error: ExplorerError) -> Response:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
        if status == 500:
            app.logger.error("%s", error)
        return error_response(status, str(error))

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        status = error.code or 500
        message = _SENTENCES.get(status, f"{error.name}.")
        if status == 500:
            message = f"{message} It is logged as {request_id()}."
        if isinstance(error, SecurityError):
            message = "This server is not known under that name. Its operator can add it to OC_EXPLORER_TRUSTED_HOSTS."
        response = error_response(status, message)
        if allowed := error.get_response().headers.get("Allow"):
            response.headers["Allow"] = allowed
        return response
