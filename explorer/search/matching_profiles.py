"""Profiles that meet a query of conditions on scores, with text or without: no passage need be found in them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from explorer.model.taxonomy import taxonomy
from explorer.search.query.nodes import All, Any, Condition, Filter, Node, Not
from explorer.search.request import SearchRequest
from explorer.search.results import MatchingProfiles
from explorer.search.scored_series import scored_series
from explorer.search.stored import StoredText

# Filters that a whole profile neither passes nor fails, and what each of them is by.
_OF_PASSAGES = {"section": "section", "indicator": "indicator", "about": "indicator"}
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
    query = _of_profiles(root)
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


def _of_profiles(node: Node) -> Node | None:
    """Return a query without its filters of passages; None where it is about the text of a passage."""
    if isinstance(node, All):
        whole = [_of_profiles(part) for part in node.parts if not _is_of_passages(part)]
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
