"""Reading the parameters of a score page's address."""

from collections.abc import Collection, Iterable, Sequence

from explorer.core.errors import QueryError
from explorer.model.rankings import Rankings
from explorer.model.scores import HIGHEST, LOWEST
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import EDITIONS, Indicator, offer, taxonomy
from explorer.search.request import check_filter, once

Pairs = Iterable[tuple[str, str]]  # of a URL's query string


def read_params(pairs: Pairs, names: Collection[str], lists: Sequence[str] = ()) -> dict[str, str]:
    """Return the values by name; empty ones count as absent, and commas join those of lists.

    Raises QueryError for an unknown name, or for another that is given twice.
    """
    given = [(name, value.strip()) for name, value in pairs if value.strip()]
    values = once((pair for pair in given if pair[0] not in lists), lists)
    for name in lists:
        if items := [value for other, value in given if other == name]:
            values[name] = ",".join(items)
    if unknown := sorted(set(values) - set(names)):
        raise QueryError(f"There is no parameter {unknown[0]!r}.{offer(unknown[0], names)}")
    return values


def read_indicator(value: str) -> Indicator:
    """Return the indicator or aggregate of a slug or label. Raises QueryError."""
    return taxonomy().indicator(check_filter("indicator", value))


def read_edition(value: str, rankings: Rankings, *slugs: str) -> int:
    """Return the requested edition; without one the newest that has these scores. Raises QueryError."""
    if value:
        if value not in map(str, EDITIONS):
            raise QueryError(find_series(INDEX_SERIES).no_edition(repr(value)))
        return int(value)
    return rankings.newest_edition(*slugs) or EDITIONS[-1]


def read_score(name: str, value: str) -> float:
    """Return a score from 1 to 10. Raises QueryError."""
    try:
        score = float(value)
    except ValueError:
        score = 0.0
    if not LOWEST <= score <= HIGHEST:
        raise QueryError(f"{name} must be a score from 1 to 10, not {value!r}.")
    return score
