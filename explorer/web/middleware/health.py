"""What a supervisor asks a server."""

from flask import Blueprint, Response, jsonify

from explorer import __version__
from explorer.search.request import SearchRequest
from explorer.serializers.status_records import LivenessRecord, ReadinessRecord, VersionRecord
from explorer.web.context import corpus

health = Blueprint("health", __name__)


@health.get("/livez")
def livez() -> Response:
    """The process answers."""
    return jsonify(LivenessRecord(status="alive"))


@health.get("/readyz")
def readyz() -> Response:
    """The search index opens and answers a query; IndexUnavailableError, and so 503, when not."""
    page = corpus().engine.search(SearchRequest.make(limit=1))
    return jsonify(ReadinessRecord(status="ready", generation=page.generation))


@health.get("/version")
def version() -> Response:
    """What runs here."""
    return jsonify(VersionRecord(name="oc-explorer", version=__version__, generation=corpus().generation))
