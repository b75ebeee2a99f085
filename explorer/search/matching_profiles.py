"""Profiles that meet a query of conditions on scores, with text or without: no passage need be found in them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from explorer.core.errors import QueryError
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import EDITIONS, offer, taxonomy
from explorer.search.query.describe import describe
from explorer.search.query.nodes import All, Any, Condition, Filter, Node, Not
from explorer.search.request import SearchRequest
from explorer.search.results import MatchingProfiles
from explorer.search.scored_series import scored_series
from explorer.search.stored import StoredText

# Filters that a whole profile neither passes nor fails, and what each of them is by.
_OF_PASSAGES = {
    "section": "section",
    "indicator": "indicator",
    "about": "indicator",
    "names": "country named",
    "new": "new text",
}
_OF_PROFILES = ("country", "region", "continent", "edition", "kind", "chapter", "series")


class ProfileIndex(Protocol):
    """The profiles of an index."""

    def profiles(self) -> Sequence[StoredText]:
        """Return all profiles, in order of id."""

    def profiles_where(self, condition: Condition) -> Sequence[str]:
        """Return the ids of the profiles that meet a condition."""


def matching_profiles(root: All, request: SearchRequest, index: ProfileIndex) -> MatchingProfiles | None:
    """Return the profiles that a query is true of.

    None where it has no condition on a score, or more than such conditions and filters. Filters of passages, and their
    exclusion, are left out; profiles of another series than the Index are, unless that is asked for.
    """
    query = of_profiles(root)
    if query is None or not any(isinstance(node, Condition) for node in _leaves(query)):
        return None
    passes = _Evaluator(index)
    chosen = [(name, request.chosen(name)) for name in _OF_PROFILES]
    filters = [Filter(name, values) for name, values in chosen if values]
    ids = passes.ids(All((query, *filters)))
    wanted = scored_series(root, request)
    profiles = [profile for profile in passes.profiles if profile.id in ids and profile.series in wanted]
    key, is_reversed = _order(request.sort)
    profiles.sort(key=_name)
    profiles.sort(key=key, reverse=is_reversed)
    of_query = {leaf.name for leaf in _leaves(root) if isinstance(leaf, Filter)}
    aside = dict.fromkeys(noun for name, noun in _OF_PASSAGES.items() if name in of_query or request.chosen(name))
    return MatchingProfiles(tuple(profiles), aside=tuple(aside))


def meeting_conditions(root: All, index: ProfileIndex) -> frozenset[str]:
    """Return the ids of the profiles of the Index that conditions and filters of profiles are true of.

    Raises QueryError for a query that has anything else: words, filters of passages, another series.
    """
    for leaf in _leaves(root):
        _check_leaf(leaf)
    if scored_series(root, SearchRequest()) != (INDEX_SERIES,):
        raise QueryError(ONE_SERIES)
    passes = _Evaluator(index)
    ids = passes.ids(root)
    return frozenset(profile.id for profile in passes.profiles if profile.id in ids and profile.series == INDEX_SERIES)


ONE_SERIES = (
    "The table is of the Global Organized Crime Index alone: another series scores countries for itself, and the two "
    "are never ranked or compared together. Leave out the series."
)


def _check_leaf(leaf: Node) -> None:
    """Check that a part of a query is a condition, or a filter of whole profiles. Raises QueryError."""
    if isinstance(leaf, Condition):
        return
    if isinstance(leaf, Filter):
        if leaf.name == "edition" and not set(leaf.values) & set(map(str, EDITIONS)):
            raise QueryError(find_series(INDEX_SERIES).no_edition(leaf.values[0]))
        if leaf.name in _OF_PROFILES and leaf.name != "chapter":
            return
        raise QueryError(
            f"“{leaf.name}:” is about passages, and a country neither has it nor lacks it. Count its passages with "
            f"find={leaf.name}:{leaf.values[0]}, and compare that column: passages:>0."
        )
    name = getattr(leaf, "text", "") or describe(leaf)
    if name.upper() in ("AND", "OR", "NOT"):
        raise QueryError(f"“{name}” is a word; the operator between conditions is in capitals, {name.upper()}.")
    raise QueryError(
        f"“{name}” is neither a condition on a score nor a filter, and a country has no words."
        f"{offer(name, [*taxonomy().scored, *_OF_PROFILES])} Conditions are written as in cocaine-trade:>=7 "
        "resilience:<4 region:Caribbean; the passages that have words are counted with find."
    )


def of_profiles(node: Node) -> Node | None:
    """Return a query without its filters of passages; None where it is about the text of a passage."""
    if isinstance(node, All):
        whole = [of_profiles(part) for part in node.parts if not _is_of_passages(part)]
        known = [part for part in whole if part is not None]
        return replace(node, parts=tuple(known)) if len(known) == len(whole) else None
    is_known = all(
        isinstance(leaf, Condition) or (isinstance(leaf, Filter) and leaf.name in _OF_PROFILES)
        for leaf in _leaves(node)
    )
    return node if is_known else None


def _is_of_passages(node: Node) -> bool:
    """Tell whether a part has filters of passages alone: `section:drugs`, `-section:drugs`."""
    return all(isinstance(leaf, Filter) and leaf.name in _OF_PASSAGES for leaf in _leaves(node))


def _leaves(node: Node) -> list[Node]:
    if isinstance(node, Not):
        return _leaves(node.part)
    return [leaf for part in node.parts for leaf in _leaves(part)] if isinstance(node, All | Any) else [node]


class _Evaluator:
    """Finds the profiles that a query is true of, as sets of ids."""

    def __init__(self, index: ProfileIndex) -> None:
        self._index = index
        self.profiles = index.profiles()
        self._everything = frozenset(profile.id for profile in self.profiles)

    def ids(self, node: Node) -> frozenset[str]:
        match node:
            case All(parts):
                return frozenset.intersection(self._everything, *map(self.ids, parts))
            case Any(parts):
                return frozenset().union(*map(self.ids, parts))
            case Not(part):
                return self._everything - self.ids(part)
            case Condition():
                return frozenset(self._index.profiles_where(node))
            case Filter(name, values):
                return frozenset(profile.id for profile in self.profiles if _value(profile, name) in values)
            case _:
                raise ValueError(f"{type(node).__name__} is about the text of a passage")


def _value(profile: StoredText, name: str) -> str:
    """Return the value of a profile for a filter; empty for that of a chapter."""
    country = taxonomy().country(profile.code or "")
    values = {
        "country": country.code,
        "region": country.region,
        "continent": country.continent,
        "edition": str(profile.edition),
        "kind": profile.kind,
        "series": profile.series or "",
    }
    return values.get(name, "")


def _name(profile: StoredText) -> tuple[str, int]:
    return taxonomy().country(profile.code or "").name, -(profile.edition or 0)


def _order(sort: str) -> tuple[Callable[[StoredText], float], bool]:
    """Return the key of an order before that of names, and whether the highest comes first."""
    if sort in ("newest", "oldest"):
        return lambda profile: profile.edition or 0, sort == "newest"
    if sort in ("relevance", "country"):
        return lambda _: 0.0, False
    slug, is_lowest_first = sort.removeprefix("-"), sort.startswith("-")
    last = float("inf") if is_lowest_first else float("-inf")
    return lambda profile: profile.scores.get(slug, last), not is_lowest_first
