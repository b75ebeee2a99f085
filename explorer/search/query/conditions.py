"""Conditions on scores as they are typed: `heroin-trade:>=7`, `change.resilience:<0`, `criminality>6`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.model.taxonomy import taxonomy
from explorer.search.query.bounds import SIGNS, find_bounds
from explorer.search.query.nodes import Condition

_NAME = "[A-Za-z][A-Za-z_.-]*"
_FIELD = re.compile(rf"({_NAME})(?::\s*|\s*(?=[{SIGNS}]))")  # the colon may be forgotten before a sign
_START = re.compile(r"(?<!\S)(NOT\s+|-)?(?=[A-Za-z])")
_JOIN = re.compile(r"\s+(?:AND|OR)\s+")


def field_of(name: str) -> str:
    """Return the name of a field in its one spelling: "Heroin_Trade" is "heroin-trade"."""
    return name.lower().replace("_", "-")


def score_of(field: str) -> str:
    """Return the name of the score of a field: "change.heroin-trade" is of "heroin-trade"."""
    return field.removeprefix("change.").removeprefix("score.")


def read_condition(typed: str, start: int = 0) -> tuple[Condition, int] | None:
    """Read the condition at an offset, and return where it ends; None where there is none.

    Look-alikes are replaced in `typed`.
    """
    named = _FIELD.match(typed, start)
    if named is None:
        return None
    field = field_of(named[1])
    slug = score_of(field)
    bounds = find_bounds(typed, named.end()) if slug in taxonomy().scored else None
    if bounds is None:
        return None
    return Condition(slug, field.startswith("change."), *bounds[0]), bounds[1]


@dataclass(frozen=True, slots=True)
class TypedConditions:
    """A condition in a query, or several that AND or OR joins, each perhaps excluded."""

    start: int
    end: int
    text: str  # as typed


def find_conditions(typed: str) -> list[TypedConditions]:
    """Find the conditions among the words of a query; look-alikes are replaced in `typed`."""
    runs: list[TypedConditions] = []
    for condition in _single_conditions(typed):
        join = _JOIN.fullmatch(typed, runs[-1].end, condition.start) if runs else None
        if join is None:
            runs.append(condition)
        else:
            start = runs[-1].start
            runs[-1] = TypedConditions(start, condition.end, typed[start : condition.end])
    return runs


def _single_conditions(typed: str) -> Iterator[TypedConditions]:
    end = 0
    while start := _START.search(typed, end):
        condition = read_condition(typed, start.end())
        if condition is None:
            end = max(start.end(), start.start() + 1)
        else:
            _, end = condition
            yield TypedConditions(start.start(), end, typed[start.start() : end])
