"""What counts as an occurrence of a query: its own words, in the forms that were searched, and nothing read into it."""

from dataclasses import replace

from explorer.search.query.expansion import ExpandedQuery
from explorer.search.query.nodes import All, Any, Node, Word


def without_expansion(meaning: ExpandedQuery) -> ExpandedQuery:
    """The meaning without what widens it: neither synonyms nor words of the same indicator."""
    root = _alone(meaning.root)
    assert isinstance(root, All)
    return replace(meaning, root=root)


def _alone(node: Node) -> Node:
    match node:
        case Word():
            return replace(node, synonyms=(), indicators=())
        case All(parts, is_loose):
            return All(tuple(map(_alone, parts)), is_loose)
        case Any(parts):
            return Any(tuple(map(_alone, parts)))
        case _:
            return node
