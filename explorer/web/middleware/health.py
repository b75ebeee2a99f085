"""What a supervisor asks a server."""

from flask import Blueprint, Response, jsonify

from explorer import __version__
from explorer.search.request import SearchRequest
from explorer.web.context import corpus

health = Blueprint("health", __name__)


@health.get("/livez")
def livez() -> Response:
    """The process answers."""
    return jsonify({"status": "alive"})


@health.get("/readyz")
def readyz() -> Response:
    """The search index opens and answers a query; IndexUnavailableError, and so 503, when not."""
    page = corpus().engine.search(SearchRequest.make(limit=1))
    return jsonify({"status": "ready", "generation": page.generation})


@health.get("/version")
def version() -> Response:
    """What runs here."""
    return jsonify({"name": "oc-explorer", "version": __version__, "generation": corpus().generation})
