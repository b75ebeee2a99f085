"""A query in plain words: what its passages contain, and where they are.

Words are what a passage contains, "“heroin” and “police”". Filters, conditions and what is excluded are limits, each a
clause of its own: "in Mali", "where Resilience is below 4", "without “police”". A choice between words and limits is
a limit too: "with “police” or where Heroin trade is at least 7".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from explorer.model.areas import named_area
from explorer.model.series import find_series
from explorer.model.taxonomy import taxonomy
from explorer.search.query.nodes import All, Any, Condition, Filter, Fuzzy, Node, Not, Noted, Phrase, Prefix, Word
from explorer.search.request import KINDS
from explorer.text.punctuation import as_sentence


@dataclass(frozen=True, slots=True)
class Description:
    """A query in words."""

    contained: str  # "“heroin” and “police”"; empty where no word is needed
    limits: str  # "in Kyrgyzstan, without “police”"; empty where there are none

    @property
    def text(self) -> str:
        return ", ".join(filter(None, (self.contained, self.limits)))

    @property
    def sentence(self) -> str:
        """The query as a sentence on its passages."""
        is_with = self.contained or self.limits.startswith("with ")
        return as_sentence(f"{'Passages' if is_with else 'All passages,'} {'with ' * bool(self.contained)}{self.text}")


def describe(node: Node) -> str:
    """Describe a part of a query in plain words."""
    return described(node).text


def described(node: Node) -> Description:
    """Describe what passages contain and their limits apart."""
    simple = _simplified(node)
    parts = simple.parts if isinstance(simple, All) else (simple,)
    contents = [part for part in parts if _is_content(part)]
    clauses = _clauses([part for part in parts if not _is_content(part)])
    several = len(contents) + len(clauses) > 1
    limits = [f"either {clause}" if several and ", or " in clause else clause for clause in clauses]
    return Description(_content(All(tuple(contents))), ", ".join(limits))


# To one form: exclusion stands before single limits and words, AND in AND and OR in OR are one, and filters of one kind
# are one filter with several values.


def _simplified(node: Node) -> Node:
    match node:
        case Not(part):
            return _negated(part)
        case All(parts):
            return _joined(All, [_simplified(part) for part in parts])
        case Any(parts):
            return _joined(Any, [_simplified(part) for part in parts])
        case _:
            return node


def _negated(node: Node) -> Node:
    """Return what a part excludes; words stay together."""
    match node:
        case Not(part):
            return _simplified(part)
        case All() | Any() if not _is_content(node):
            return _joined(Any if isinstance(node, All) else All, [_negated(part) for part in node.parts])
        case _:
            return Not(_simplified(node))


def _joined(kind: type[All] | type[Any], parts: Iterable[Node]) -> Node:
    """Join parts that are in one form, each once."""
    joined: dict[Node | str, Node] = {}  # by the name of a filter with several values, else by itself
    for part in chain.from_iterable(part.parts if isinstance(part, kind) else (part,) for part in parts):
        if kind is Any and isinstance(part, Filter):
            joined[part.name] = _with_values(joined.get(part.name), part)
        elif kind is All and isinstance(part, Not) and isinstance(part.part, Filter):
            before = joined.get(part.part.name)
            joined[part.part.name] = Not(_with_values(before.part if isinstance(before, Not) else None, part.part))
        else:
            joined[part] = part
    return next(iter(joined.values())) if len(joined) == 1 else kind(tuple(joined.values()))


def _with_values(before: Node | None, added: Filter) -> Filter:
    """Return one filter for two of a kind: "in Mali or Niger", "not in Mali or Niger"."""
    values = before.values if isinstance(before, Filter) else ()
    return Filter(added.name, tuple(dict.fromkeys((*values, *added.values))))


def _is_content(node: Node) -> bool:
    """Tell whether a part is only about the words of a passage, and excludes none."""
    if isinstance(node, All | Any):
        return all(map(_is_content, node.parts))
    return not isinstance(node, Filter | Condition | Not)


# What passages contain.


def _content(node: Node) -> str:
    """Describe words; the single ones come first, thus no bracket does."""
    if isinstance(node, All | Any):
        return _joined_content(node)
    assert not isinstance(node, Filter | Condition | Not)
    match node:
        case Word():
            return f"{'exactly ' if node.is_exact else ''}“{node.text}”"
        case Phrase():
            exactly = "exactly " if node.is_exact else ""
            if node.distance:
                return f"{exactly}the words “{node.text}” within {node.distance} words of one another"
            return f"{exactly}the phrase “{node.text}”"
        case Prefix():
            return f"words that start with “{node.start}”"
        case Fuzzy():
            return f"words like “{node.word}”"
        case Noted(part):
            return f"a note with {_content(part)}"


def _joined_content(node: All | Any) -> str:
    conjunction = "and" if isinstance(node, All) else "or"
    groups = [part for part in node.parts if isinstance(part, All | Any)]
    if len(groups) == len(node.parts) and (len(groups) == 1 or all(map(_is_flat, groups))):
        return f", {conjunction} ".join(map(_content, groups))
    singles = dict.fromkeys(_content(part) for part in node.parts if not _is_joined(part))
    all_of = "" if singles else "either " if isinstance(node, Any) else "both " if len(groups) == 2 else "all of "
    return all_of + f" {conjunction} ".join([*singles, *(f"({_content(group)})" for group in groups)])


def _is_flat(group: All | Any) -> bool:
    return not any(map(_is_joined, group.parts))


# Limits.


def _clauses(limits: Sequence[Node]) -> list[str]:
    """Describe limits, those that are a choice last."""
    return [_clause(limit) for limit in sorted(limits, key=_is_joined)]


def _clause(node: Node, is_inner: bool = False) -> str:
    """Describe a limit, or words as one."""
    match node:
        case Filter():
            return _describe_filter(node)
        case Condition():
            return _describe_condition(node)
        case Not(Filter() as excluded):
            return f"not {_describe_filter(excluded, is_excluded=True)}"
        case Not(Condition() as excluded):
            return _describe_condition(excluded, is_excluded=True)
        case Not(part):
            return f"without {f'({_content(part)})' if isinstance(part, All | Any) else _content(part)}"
        case All() | Any() if not _is_content(node):
            inside = _joined_clauses(node)
            return f"({inside})" if is_inner else inside
        case _:
            return f"with {_content(node)}"


def _joined_clauses(node: All | Any) -> str:
    """Describe a choice, "with “police” or in Mali", or what is needed together in a choice."""
    kind, conjunction = (All, "and") if isinstance(node, All) else (Any, "or")
    contents = tuple(part for part in node.parts if _is_content(part))
    words = [_clause(contents[0] if len(contents) == 1 else kind(contents))] if contents else []
    limits = sorted((part for part in node.parts if not _is_content(part)), key=_is_joined)
    clauses = [_clause(limit, is_inner=isinstance(limit, Any)) for limit in limits]
    is_long = isinstance(node, Any) and (len(contents) > 1 or any(map(_is_joined, limits)))
    before = "both " if not contents and isinstance(limits[0], Any) else ""
    return before + f"{',' * is_long} {conjunction} ".join([*words, *clauses])


def _is_joined(node: Node) -> bool:
    return isinstance(node, All | Any)


def _describe_filter(node: Filter, is_excluded: bool = False) -> str:
    known = taxonomy()
    match node.name:
        case "country":
            return f"in {_either(known.country(value).name for value in node.values)}"
        case "names":
            return f"naming {_either(known.country(value).name for value in node.values)}"
        case "section":
            return f"in the section {_either(known.heading(value).title for value in node.values)}"
        case "indicator":
            return f"linked to {_either(known.indicator(value).label for value in node.values)}"
        case "about":
            return f"about {_either(known.indicator(value).label for value in node.values)}"
        case "edition":
            if is_excluded or len(node.values) == 1:
                return f"of the edition {_either(node.values)}"
            return f"of the editions {_either(sorted(node.values), 'and')}"
        case "new":
            return f"new or edited in the edition {_either(node.values)}"
        case "kind":
            return f"in {_either(KINDS[value].lower() for value in node.values)}"
        case "series":
            return f"in the {_either(find_series(value).name for value in node.values)}"
        case "chapter":
            return f"in the chapter {_either(node.values)}"
        case _:
            return f"in {_either(map(named_area, node.values))}"


def _either(values: Iterable[str], conjunction: str = "or") -> str:
    """List values: "Mali, Niger or Chad"."""
    *others, last = values
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def _describe_condition(node: Condition, is_excluded: bool = False) -> str:
    label = taxonomy().indicator(node.slug).label
    negation = "" if not is_excluded else "not both " if " and " in node.bounds else "not "
    return f"where {'the change of ' if node.is_change else ''}{label} is {negation}{node.bounds}"
