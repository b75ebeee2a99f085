"""Health checks: liveness, readiness, version."""

from flask import Blueprint, Response, jsonify

from explorer import __version__
from explorer.search.request import SearchRequest
from explorer.serializers.status_records import LivenessRecord, ReadinessRecord, VersionRecord
from explorer.web.context import corpus

health = Blueprint("health", __name__)


@health.get("/livez")
def livez() -> Response:
    """Answer while the process runs."""
    return jsonify(LivenessRecord(status="alive"))


@health.get("/readyz")
def readyz() -> Response:
    """Answer when the search index opens and answers a query. Raises IndexUnavailableError, which is 503."""
    page = corpus().engine.search(SearchRequest.make(limit=1))
    return jsonify(ReadinessRecord(status="ready", generation=page.generation))


@health.get("/version")
def version() -> Response:
    """Name the version and the generation."""
    return jsonify(VersionRecord(name="oc-explorer", version=__version__, generation=corpus().generation))
