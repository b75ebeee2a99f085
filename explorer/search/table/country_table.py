"""The country table: the countries of an area that meet conditions, with the figures of the chosen columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from explorer.charts.table import COMPARABLE
from explorer.core.timeouts import with_timeout
from explorer.model.areas import named_area
from explorer.model.ids import profile_id
from explorer.model.rankings import Rankings
from explorer.model.ranks import Origin
from explorer.model.taxonomy import EDITIONS, Country, name_key, taxonomy
from explorer.search.engine import Engine
from explorer.search.stored import StoredText
from explorer.search.table.passage_counts import PassageCounts
from explorer.search.table.score_columns import ScoreColumn
from explorer.search.table.table_request import TableRequest


class Figure(NamedTuple):  # thousands are made for a table
    """One figure of a row, with all that is known of it."""

    value: float | int | None  # None is "n/a"
    end: int | None = None  # the last rank of a tie that begins at the value
    origin: Origin | None = None  # of a change or a rank
    reason: str = ""  # why there is none, or why a change is not comparable

    @property
    def comparable(self) -> str:
        """COMPARABLE, or the reason why a change is not, or is not there."""
        return self.reason or COMPARABLE


class ProfileRow(NamedTuple):
    """A country in one edition, with a figure for each column."""

    country: Country
    edition: int
    figures: tuple[Figure, ...] = ()

    @property
    def id(self) -> str:
        """The id of the profile."""
        return profile_id(self.country.code, self.edition)


@dataclass(frozen=True, slots=True)
class CountryTable:
    """The answer to a request."""

    request: TableRequest
    columns: tuple[ScoreColumn, ...]
    rows: tuple[ProfileRow, ...]  # in the order of the request
    total: int  # countries of the area, or profiles where all editions are asked for
    absent: int  # of them not here, which no row shows
    lacking: int  # of those that are here, without a figure for one of the conditions
    passages: PassageCounts | None

    @classmethod
    def of(cls, request: TableRequest, rankings: Rankings, engine: Engine) -> "CountryTable":
        """Answer a request. Raises QueryError or IndexUnavailableError."""
        editions = EDITIONS[::-1] if request.edition is None else (request.edition,)
        every = [ProfileRow(country, edition) for country in request.area.countries for edition in editions]
        passages = PassageCounts.of(request.find, request.scope, editions, engine) if request.find else None
        figures = _Figures(rankings, passages)
        stored = engine.profiles() if request.query.parts else ()
        ids = frozenset(profile.id for profile in stored)  # a profile without scores may meet what is excluded
        here = [row for row in every if figures.has_any(row) or row.id in ids]
        meeting, lacking = _meeting(here, request, figures, stored)
        columns = request.columns
        rows = [
            row._replace(figures=tuple(figures.of(column, row) for column in columns)) for row in with_timeout(meeting)
        ]
        return cls(
            request,
            columns,
            tuple(_ordered(rows, request, columns)),
            len(every),
            len(every) - len(here),
            lacking,
            passages,
        )

    @property
    def noun(self) -> str:
        """The noun of a row: a country, or a profile where all editions are asked for."""
        return "profile" if self.request.edition is None else "country"

    @property
    def sentence(self) -> str:
        """The number of countries, of how many: "10 of 193 countries meet these conditions"."""
        count, total = len(self.rows), self.total
        nouns = "profiles" if self.noun == "profile" else "countries" if total != 1 else "country"
        area = f" in {self.request.area.label}" if self.request.area.name else ""
        start = f"All {total}" if count == total > 1 else f"{count or 'None'} of {total}"
        conditions = len(self.request.query.parts) + len(self.request.where)
        if not conditions:
            return f"{start} {nouns}{area} {'has' if count < 2 else 'have'} scores here"
        these = "this condition" if conditions == 1 else "these conditions"
        return f"{start} {nouns}{area} {'meets' if count < 2 else 'meet'} {these}"


def _meeting(
    rows: Sequence[ProfileRow], request: TableRequest, figures: "_Figures", stored: Sequence[StoredText]
) -> tuple[list[ProfileRow], int]:
    """Return the rows that meet every condition, and how many lack a figure for one."""
    lacking: set[str] = set()
    meeting = list(rows)
    if request.query.parts:
        ids, without = request.query.meeting(stored), request.query.lacking(stored)
        meeting = [row for row in meeting if row.id in ids]
        lacking = {row.id for row in rows if row.id in without}
    for condition in request.where:
        of_column = partial(figures.of, condition.column)
        known = [(row, of_column(row)) for row in with_timeout(rows)]
        lacking |= {row.id for row, figure in known if figure.value is None}
        ids = frozenset(row.id for row, figure in known if condition.meets(figure.value, figure.end))
        meeting = [row for row in meeting if row.id in ids]
    return meeting, len(lacking)


def _ordered(rows: list[ProfileRow], request: TableRequest, columns: Sequence[ScoreColumn]) -> list[ProfileRow]:
    """Sort rows: ties by name and the newest edition first, what has no figure last."""
    name, is_highest_first = request.order
    rows.sort(key=lambda row: (name_key(row.country.name), -row.edition))
    places: Mapping[str, Callable[[ProfileRow], str | int]] = {
        "country": lambda row: name_key(row.country.name),
        "region": lambda row: row.country.region,
        "edition": lambda row: row.edition,
    }
    if name in places:
        rows.sort(key=places[name], reverse=is_highest_first)
        return rows
    at = [column.name for column in columns].index(name)
    present = [row for row in rows if row.figures[at].value is not None]
    present.sort(key=lambda row: _key(row.figures[at]), reverse=is_highest_first)
    return [*present, *(row for row in rows if row.figures[at].value is None)]


def _key(figure: Figure) -> tuple[float, float]:
    return (figure.value or 0.0, figure.end or figure.value or 0.0)


class _Figures:
    """Looks figures up."""

    def __init__(self, rankings: Rankings, passages: PassageCounts | None) -> None:
        self._rankings = rankings
        self._passages = passages
        self._scored = {
            edition: frozenset(code for scores in slugs.values() for code in scores)
            for edition, slugs in rankings.scores.items()
        }

    def has_any(self, row: ProfileRow) -> bool:
        """Tell whether a country has a score in an edition, or a passage that was found."""
        is_found = self._passages is not None and row.id in self._passages.counts
        return is_found or row.country.code in self._scored.get(row.edition, ())

    def of(self, column: ScoreColumn, row: ProfileRow) -> Figure:
        """Return the figure of a column."""
        match column.measure:
            case "score":
                return self._score(column, row)
            case "change":
                return self._change(column, row)
            case "rank":
                return self._rank(column, row)
            case "passages":
                return self._count(row)

    def _score(self, column: ScoreColumn, row: ProfileRow) -> Figure:
        score = self._rankings.score(row.country.code, row.edition, column.slug)
        return Figure(score) if score is not None else Figure(None, reason=_no_score(column, row))

    def _change(self, column: ScoreColumn, row: ProfileRow) -> Figure:
        code, edition = row.country.code, row.edition
        if column.since is None:
            change = self._rankings.change(code, edition, column.slug)
        else:
            change = self._rankings.change_between(code, column.since, edition, column.slug)
        return Figure(change.value, None, None if change.value is None else change.origin, change.reason)

    def _rank(self, column: ScoreColumn, row: ProfileRow) -> Figure:
        rank = self._rankings.rank(row.country.code, row.edition, column.slug, column.area)
        if rank is not None:
            return Figure(rank.rank, rank.to, rank.origin)
        if self._rankings.score(row.country.code, row.edition, column.slug) is None:
            return Figure(None, reason=_no_score(column, row))
        where = named_area({"world": "", "continent": row.country.continent, "region": row.country.region}[column.area])
        return Figure(None, reason=f"A rank needs the scores of all countries of {where}: import the workbook.")

    def _count(self, row: ProfileRow) -> Figure:
        assert self._passages is not None
        count = self._passages.counts.get(row.id)
        if count is None and row.id not in self._passages.with_text:
            return Figure(None, reason="The text of this profile is not here: a search finds no passage in it.")
        return Figure(count or 0)


def _no_score(column: ScoreColumn, row: ProfileRow) -> str:
    """Explain why a country has no score in an edition."""
    scored = taxonomy().indicator(column.slug)
    if scored.first_edition > row.edition:
        return f"{scored.label} was not scored before {scored.first_edition}."
    return f"The score of {row.edition} has not been imported."
