"""`/api/v1/suggestions`: what a reader may be about to type."""

from flask import Blueprint, Response, jsonify, request

from explorer.search.autocomplete import suggest
from explorer.serializers.view_records import suggestions_record
from explorer.web.context import corpus

suggestions = Blueprint("suggestions", __name__, url_prefix="/api/v1")


@suggestions.get("/suggestions")
def answer() -> Response:
    """At most five ways to go on from what is typed."""
    typed = request.args.get("q", "").lstrip()
    return jsonify(suggestions_record(typed, suggest(corpus().engine, typed)))
