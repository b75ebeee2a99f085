"""The query without its expansion: what was typed, by which occurrences of its words are counted."""

from dataclasses import replace

from explorer.search.query.expansion import ExpandedQuery
from explorer.search.query.nodes import All, Any, Node, Word


def without_expansion(expanded: ExpandedQuery) -> ExpandedQuery:
    """Return a query with the words that were typed and no others: nothing that was added."""
    root = _without_expansion(expanded.root)
    assert isinstance(root, All)
    return replace(expanded, root=root)


def _without_expansion(node: Node) -> Node:
    match node:
        case Word():
            return replace(node, spellings=(), derived=(), synonyms=(), indicators=())
        case All(parts, is_loose):
            return All(tuple(map(_without_expansion, parts)), is_loose)
        case Any(parts):
            return Any(tuple(map(_without_expansion, parts)))
        case _:
            return node
