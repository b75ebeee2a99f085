"""What an answer about new passages says of profiles that have no earlier text to compare with."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.search.plan import Statistics
from explorer.search.query.expansion import ExpandedQuery
from explorer.search.query.nodes import NEW, All, Any, Filter, Node, Not


def with_uncompared(expanded: ExpandedQuery, statistics: Statistics) -> ExpandedQuery:
    """Add to the notes of a query how many profiles have no passage that could be new in the editions it names."""
    editions = dict.fromkeys(edition for node in _filters(expanded.root) for edition in node.values)
    notes = [note for edition in editions if (note := _note(edition, statistics.uncompared_count(edition)))]
    return replace(expanded, notes=" ".join(filter(None, (expanded.notes, *notes)))) if notes else expanded


def _filters(node: Node) -> Iterator[Filter]:
    """Yield the filters by what is new, those of what is excluded too."""
    match node:
        case Filter(name):
            if name == NEW:
                yield node
        case Not(part):
            yield from _filters(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _filters(part)


def _note(edition: str, count: int) -> str:
    if not count:
        return ""
    subject, are = (f"{count:,} profiles", "are") if count > 1 else ("1 profile", "is")
    return (
        f"{subject} of {edition} {'have' if count > 1 else 'has'} no earlier text here to compare with, "
        f"and {are} not counted as new."
    )
