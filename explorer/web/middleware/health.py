"""Health checks: liveness, readiness, version."""

from flask import Blueprint, Response, current_app, jsonify
from msgspec import UNSET, UnsetType

from explorer import __version__
from explorer.serializers.status_records import LivenessRecord, ReadinessRecord, VersionRecord
from explorer.web.context import corpus
from explorer.web.middleware.error_handlers import error_response

health = Blueprint("health", __name__)


@health.get("/livez")
def livez() -> Response:
    """Answer while the process runs."""
    return jsonify(LivenessRecord(status="alive"))


@health.get("/readyz")
def readyz() -> Response:
    """Answer when the index answers a new query and would be opened again, and the files of the home can be read.

    Raises IndexUnavailableError, which is 503, and answers 503 where a file cannot be read.
    """
    generation = corpus().engine.probe()
    if errors := corpus().unreadable():
        for error in errors:
            current_app.logger.error("%s", error)
        more = f" So with {len(errors) - 1:,} more, which the log names." if len(errors) > 1 else ""
        return error_response(503, f"A file of the corpus cannot be read: {corpus().public(errors[0])}{more}")
    return jsonify(ReadinessRecord(status="ready", generation=generation, warning=_warning(generation)))


@health.get("/version")
def version() -> Response:
    """Name the version and the generation."""
    generation = corpus().generation
    record = VersionRecord(name="oc-explorer", version=__version__, generation=generation, warning=_warning(generation))
    return jsonify(record)


def _warning(generation: str | None) -> str | UnsetType:
    """Return the sentence on an index that is older than the corpus."""
    if not corpus().is_stale(generation):
        return UNSET
    return "The search index is older than the corpus: it could not be rebuilt. The log of the server has the reason."
