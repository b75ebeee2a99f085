"""`/api/v1/suggestions`: completions of a query."""

from flask import Blueprint, Response, jsonify, request

from explorer.model.addresses import API
from explorer.search.autocomplete import suggest
from explorer.serializers.view_records import suggestions_record
from explorer.web.context import corpus

suggestions = Blueprint("suggestions", __name__, url_prefix=API)


@suggestions.get("/suggestions")
def answer() -> Response:
    """Suggest at most five completions of a query."""
    typed = request.args.get("q", "").lstrip()
    return jsonify(suggestions_record(typed, suggest(corpus().engine, typed)))
