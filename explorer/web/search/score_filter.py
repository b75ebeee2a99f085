"""Scores as a condition or an order of a search: the form beside the results, which leads to a search of its own."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from explorer.core.errors import QueryError
from explorer.model.taxonomy import offer, taxonomy
from explorer.search.views.view_request import ViewRequest
from explorer.web.root import url
from explorer.web.scores.params import read_score
from explorer.web.search.result_views import view_url

conditions = Blueprint("conditions", __name__)

# The labels of the form, by the value in the address.
WAYS = {
    "least": "at least",
    "most": "at most",
    "rose": "risen since the last edition",
    "fell": "fallen since the last edition",
    "highest": "highest first",
    "lowest": "lowest first",
}
_QUERIES = {
    "least": "{slug}:>={points:g}",
    "most": "{slug}:<={points:g}",
    "rose": "change.{slug}:>0",
    "fell": "change.{slug}:<0",
}
_FIELDS = ("score", "way", "points")


@conditions.get("/search/score")
def condition() -> Response:
    """Return the same search under one more condition on a score, or in the order of one."""
    view_request = ViewRequest.from_args(pair for pair in request.args.items(multi=True) if pair[0] not in _FIELDS)
    slug = taxonomy().indicator(request.args.get("score", "")).slug
    way = request.args.get("way", "")
    if way not in WAYS:
        raise QueryError(f"There is no way {way!r}.{offer(way, WAYS)} Choose one of {', '.join(WAYS)}.")
    if way in _QUERIES:
        points = read_score("points", request.args.get("points", "")) if way in ("least", "most") else 0
        added = _QUERIES[way].format(slug=slug, points=points)
        # Names are not understood beside a condition, thus they become filters.
        searched = view_request.request.reading(view_request.request.understood)
        changed = searched.changed(text=f"{searched.text} {added}".strip(), reads_names=True)
    else:
        changed = view_request.request.changed(sort=f"-{slug}" if way == "lowest" else slug)
    return redirect(url(view_url(view_request.of(changed))), 303)
