"""The series whose scores a search is about: the Index, unless another is asked for; those of two are never mixed."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.model.series import INDEX_SERIES, all_series
from explorer.search.query.nodes import All, Any, Condition, Filter, Node, Not
from explorer.search.request import SearchRequest

NAME = "series"  # of the filter


def scored_series(root: All, request: SearchRequest) -> tuple[str, ...]:
    """Return the series that a query or a request asks for, or those that it leaves; else the Index."""
    wanted = {*request.chosen(NAME), *_values(root, is_excluded=False)}
    excluded = set(_values(root, is_excluded=True))
    if not wanted and not excluded:
        return (INDEX_SERIES,)
    return tuple(slug for slug in all_series() if slug in (wanted or all_series()) and slug not in excluded)


def with_series(node: Node, series: tuple[str, ...]) -> Node:
    """Return a part of a query whose conditions are about the scores of some series."""
    match node:
        case Condition():
            return replace(node, series=series)
        case All(parts) | Any(parts):
            return replace(node, parts=tuple(with_series(part, series) for part in parts))
        case Not(part):
            return Not(with_series(part, series))
        case _:
            return node


def _values(node: Node, is_excluded: bool) -> Iterator[str]:
    """Yield the series that the filters of a query name, or exclude."""
    match node:
        case Filter(name, values) if name == NAME and not is_excluded:
            yield from values
        case All(parts) | Any(parts):
            for part in parts:
                yield from _values(part, is_excluded)
        case Not(part):
            yield from _values(part, not is_excluded)
