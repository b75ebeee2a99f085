"""The columns of the country table by name: `heroin-trade`, `change-2021.heroin-trade`, `rank-region.heroin-trade`.

A choice is the name of one column, or of a group of them: `all`, `change.all-resilience`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from explorer.core.errors import QueryError
from explorer.model.ranks import AREAS
from explorer.model.scores import decimals
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import AGGREGATES, EDITIONS, PILLARS, PREVIOUS, Indicator, offer, taxonomy
from explorer.search.query.conditions import field_of
from explorer.text.excerpts import quote

Measure = Literal["score", "change", "rank", "passages"]
PASSAGES = "passages"  # the name of the column of what a search finds
ALL, AVERAGES = "all", "averages"  # groups, beside one for each pillar, "all-resilience"
MOST_COLUMNS = 80  # of a table: more than two measures of every score
_MEASURE = re.compile(r"(?:(score|change|rank)(?:-([a-z0-9]+))?\.)?(.+)")


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """One column of figures."""

    measure: Measure
    slug: str = ""  # of the score; empty for passages
    since: int | None = None  # of a change: the edition that it is since; None for the one before
    area: str = AREAS[0]  # of a rank: where it counts

    @property
    def prefix(self) -> str:
        """The measure as names and forms have it: empty for a score, "change-2021", "rank-region"."""
        if self.measure == "change":
            return "change" if self.since is None else f"change-{self.since}"
        if self.measure == "rank":
            return "rank" if self.area == AREAS[0] else f"rank-{self.area}"
        return ""

    @property
    def name(self) -> str:
        """The name in addresses, files and JSON."""
        return PASSAGES if self.measure == PASSAGES else with_measure(self.prefix, self.slug)

    @property
    def label(self) -> str:
        """The heading, for any edition."""
        return self.label_in(None)

    def label_in(self, edition: int | None) -> str:
        """Return the heading in one edition, in which a change names the one before, or in any."""
        if self.measure == PASSAGES:
            return "Passages found"
        measure = measure_label(self.prefix, edition)
        label = taxonomy().indicator(self.slug).label
        return f"{label}, {measure}" if measure else label

    @property
    def subject(self) -> str:
        """The column as sentences begin with it: "Resilience", "The change of Resilience since 2021"."""
        label = taxonomy().indicator(self.slug).label if self.slug else ""
        if self.measure == "change":
            return f"The change of {label}{f' since {self.since}' if self.since else ''}"
        if self.measure == "rank":
            return f"The rank of {label} {measure_label(self.prefix).removeprefix('rank ')}"
        return label or self.label

    @property
    def places(self) -> int:
        """The decimals of its figures; none for a count or a rank."""
        return decimals(self.slug) if self.measure in ("score", "change") else 0

    @property
    def is_highest_first(self) -> bool:
        """Tell in which direction it is read first: the highest score, the first rank."""
        return self.measure != "rank"


def with_measure(prefix: str, name: str) -> str:
    """Return the name of a column or a group in one measure."""
    return f"{prefix}.{name}" if prefix else name


def measure_label(prefix: str, edition: int | None = None) -> str:
    """Return a measure in words, of one edition or of any; empty for the score itself."""
    measure, _, detail = prefix.partition("-")
    if measure == "change":
        return f"change since {detail or PREVIOUS.get(edition or 0, 'the edition before')}"
    return f"rank in {'its ' + detail if detail else 'the world'}" if measure == "rank" else ""


def measures(edition: int | None) -> tuple[str, ...]:
    """List the measures of a score in an edition, or in all: as the prefixes of names."""
    since = [earlier for earlier in EDITIONS if earlier < (edition or EDITIONS[-1])]
    ranks = ("rank", *(f"rank-{area}" for area in AREAS[1:]))
    return ("", "change", *(f"change-{earlier}" for earlier in since), *ranks)


@cache
def groups() -> dict[str, str]:
    """Return the groups of scores, with their labels."""
    pillars = {f"{ALL}-{pillar}": f"{taxonomy().indicator(pillar).label}, all" for pillar in PILLARS}
    return {ALL: "All indicators", AVERAGES: "The four averages"} | pillars


def _scores_of(group: str, edition: int | None) -> Iterable[Indicator]:
    """Yield the scores of a group that an edition has, each average before its indicators."""
    known = taxonomy()
    if group == AVERAGES:
        return known.aggregates
    scored = known.indicators_of(edition or EDITIONS[-1])
    pillars = PILLARS if group == ALL else (group.removeprefix(f"{ALL}-"),)
    listed = [known.indicator(AGGREGATES[0])] if group == ALL else []
    for pillar in pillars:
        listed += [known.indicator(pillar), *(indicator for indicator in scored if indicator.pillar == pillar)]
    return listed


def read_choice(raw: str) -> str:
    """Return the name of a column or a group in its one spelling. Raises QueryError with the closest names."""
    column, name = _read(raw)
    return name if column.measure == PASSAGES else with_measure(column.prefix, name)


def read_column(raw: str) -> ScoreColumn:
    """Return the column of a name. Raises QueryError with the closest names, and for a group."""
    column, name = _read(raw)
    if name in groups():
        raise QueryError(f"{quote(raw)} is several columns. Name one of them, as in {AGGREGATES[0]}.")
    return column


@lru_cache(maxsize=1024)
def columns_of(choice: str, edition: int | None) -> tuple[ScoreColumn, ...]:
    """Return the columns of a choice in an edition, or in all. Raises QueryError.

    A change since an edition that is not earlier is a column too, without any figure: the same table of another
    edition may be asked for.
    """
    column, name = _read(choice)
    if name in groups():
        return tuple(replace(column, slug=scored.slug) for scored in _scores_of(name, edition))
    return (column,)


def _read(raw: str) -> tuple[ScoreColumn, str]:
    """Return the column of a name with the name without its measure; for a group a column without slug."""
    name = field_of(raw.strip())
    if name == PASSAGES:
        return ScoreColumn("passages"), PASSAGES
    match = _MEASURE.fullmatch(name)
    measure, detail, rest = match.groups() if match else (None, None, name)
    if rest in groups():
        column, slug = ScoreColumn("score"), rest
    else:
        scored = taxonomy().scored.get(rest) or taxonomy().find_indicator(rest)
        if scored is None:
            raise QueryError(f"There is no column {quote(raw)}.{_offer(name)}")
        column, slug = ScoreColumn("score", scored.slug), scored.slug
    return _measured(column, measure or "score", detail, raw), slug


def _measured(column: ScoreColumn, measure: str, detail: str | None, raw: str) -> ScoreColumn:
    """Return a column in a measure: since which edition, or where a rank counts. Raises QueryError."""
    if measure == "change" and detail is not None:
        if detail not in map(str, EDITIONS):
            raise QueryError(f"{quote(raw)}: {find_series(INDEX_SERIES).no_edition(repr(detail))}")
        return replace(column, measure="change", since=int(detail))
    if measure == "rank" and detail is not None:
        if detail not in AREAS:
            raise QueryError(f"{quote(raw)}: a rank counts in the world, a continent or a region: rank, {_RANKS}.")
        return replace(column, measure="rank", area=detail)
    if measure == "score" and detail is not None:
        raise QueryError(f"There is no column {quote(raw)}.{_offer(column.slug)}")
    return replace(column, measure="change" if measure == "change" else "rank" if measure == "rank" else "score")


_RANKS = " or ".join(f"rank-{area}" for area in AREAS[1:])


def _offer(name: str) -> str:
    """Offer the names that are closest to one, in a sentence."""
    known = [*taxonomy().scored, *groups()]
    every = [PASSAGES, *(with_measure(prefix, each) for prefix in measures(None) for each in known)]
    return offer(name, every) or " Columns are named as in heroin-trade, change-2021.heroin-trade or rank.heroin-trade."
