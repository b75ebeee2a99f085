"""Parameters that an address has twice: refused before a page takes the first or the last value without a word."""

from flask import Flask, request

from explorer.search.query.nodes import FACETS
from explorer.search.request import once

LISTS = ("id", "profiles", "scores", "term", "terms", "columns", "where", "from", "to")
_OF_LISTS = {
    "id": "collection",
    "columns": "scores",
    "where": "scores",
    "from": "mentions",
    "to": "mentions",
}  # the blueprint in which alone it is one


def set_repeated_parameters(app: Flask) -> None:
    """Refuse addresses that have a parameter of one value with several; a page decides whether a filter is one."""

    @app.before_request
    def check_parameters() -> None:
        if request.endpoint in (None, "static"):
            return
        lists = [name for name in LISTS if _OF_LISTS.get(name, request.blueprint) == request.blueprint]
        pairs = request.args.items(multi=True)
        once(
            ((name, value) for name, value in pairs if value.strip() and name not in lists and name not in FACETS),
            several=(),
        )
