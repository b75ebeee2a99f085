"""`/api/v1/suggestions`: completions of a query."""

from collections.abc import Iterator

from flask import Blueprint, Response, jsonify, request

from explorer.corpus.library import Library
from explorer.model.addresses import API, indicator_path, profile_path, text_path
from explorer.model.ids import split_profile_id
from explorer.model.series import INDEX_SERIES
from explorer.model.taxonomy import taxonomy
from explorer.search.autocomplete import Destination, suggest
from explorer.serializers.view_records import suggestions_record
from explorer.web.context import corpus

suggestions = Blueprint("suggestions", __name__, url_prefix=API)


@suggestions.get("/suggestions")
def answer() -> Response:
    """Suggest ways to go on from a query."""
    typed = request.args.get("q", "").lstrip()
    return jsonify(suggestions_record(typed, suggest(corpus().engine, typed, destinations(corpus().library))))


def destinations(library: Library) -> Iterator[Destination]:
    """Yield the newest profile of each country, the indicators and aggregates, and the chapters."""
    known = taxonomy()
    newest = dict(map(split_profile_id, library.ids(INDEX_SERIES)))  # ids are in order of edition
    for code, edition in newest.items():
        country = known.country(code)
        names = (*country.names, country.code)
        yield Destination("country", country.name, profile_path(code, edition), names)
    for indicator in known.scored.values():
        names = (indicator.label, *indicator.also)
        yield Destination("indicator", indicator.label, indicator_path(indicator.slug), names)
    for chapter in library.chapters():
        yield Destination("chapter", chapter.title, text_path(chapter.id), (chapter.title,))
