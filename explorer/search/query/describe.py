"""A query in plain words, for the line above its hits."""

from explorer.model.taxonomy import taxonomy
from explorer.search.query.nodes import All, Any, Condition, Filter, Fuzzy, Node, Not, Noted, Phrase, Prefix, Word
from explorer.search.request import KINDS


def describe(node: Node, is_inner: bool = False) -> str:
    """Describe a part of a query in plain words."""
    match node:
        case Word():
            return f"{'exactly ' if node.is_exact else ''}“{node.text}”"
        case Phrase():
            exactly = "exactly " if node.is_exact else ""
            apart = f" within {node.distance} words of one another" if node.distance else ""
            return f"{exactly}the phrase “{node.text}”" if not apart else f"{exactly}the words “{node.text}”{apart}"
        case Prefix():
            return f"words that start with “{node.start}”"
        case Fuzzy():
            return f"words like “{node.word}”"
        case Noted(part):
            return f"a note with {describe(part)}"
        case Filter():
            return _describe_filter(node)
        case Condition():
            return _describe_condition(node)
        case Not(Filter() | Condition()):
            return f"not {describe(node.part)}"
        case Not():
            return f"without {describe(node.part, is_inner=True)}"
        case All() | Any():
            inside = _describe_parts(node)
            return f"({inside})" if is_inner and len(node.parts) > 1 else inside


def _describe_parts(node: All | Any) -> str:
    several = len(node.parts) > 1
    if isinstance(node, Any):
        return " or ".join(describe(part, is_inner=several) for part in node.parts)
    limits = [describe(part) for part in node.parts if isinstance(part, Filter | Condition | Not)]
    words = [describe(part, several) for part in node.parts if not isinstance(part, Filter | Condition | Not)]
    return ", ".join([" and ".join(words), *limits] if words else limits)


def _describe_filter(node: Filter) -> str:
    known = taxonomy()
    match node.name:
        case "country":
            return "in " + " or ".join(known.country(value).name for value in node.values)
        case "section":
            return "in the section " + " or ".join(known.heading(value).title for value in node.values)
        case "indicator":
            return "linked to " + " or ".join(known.indicator(value).label for value in node.values)
        case "edition":
            return "of the edition " + " or ".join(node.values)
        case "kind":
            return "in " + " or ".join(KINDS[value].lower() for value in node.values)
        case "chapter":
            return "in the chapter " + " or ".join(node.values)
        case _:
            return "in " + " or ".join(node.values)


def _describe_condition(node: Condition) -> str:
    label = taxonomy().indicator(node.slug).label
    return f"where {'the change of ' if node.is_change else ''}{label} is {node.bounds}"
