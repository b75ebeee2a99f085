"""The request of the country table: edition, area, conditions, columns and order, all of it in the URL."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from explorer.core.errors import QueryError
from explorer.model.areas import Area
from explorer.model.rankings import Rankings
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import AGGREGATES, EDITIONS, offer
from explorer.search.matching_profiles import ONE_SERIES, of_profiles
from explorer.search.query.nodes import All, Filter
from explorer.search.query.parser import parse_query
from explorer.search.request import Scope, SearchRequest, check_filter, check_scope, once
from explorer.search.scored_series import scored_series
from explorer.search.table.column_conditions import MOST_CONDITIONS, ColumnCondition
from explorer.search.table.query_parts import ProfileQuery, QueryPart, written
from explorer.search.table.score_columns import (
    AVERAGES,
    MOST_COLUMNS,
    PASSAGES,
    ScoreColumn,
    columns_of,
    read_choice,
)
from explorer.text.excerpts import quote

ALL_EDITIONS = "all"
NAMES = ("edition", "area", "q", "find", "scope", "columns", "where", "sort")
LISTS = ("columns", "where")  # parameters that may have several values
OPERATORS = ("AND", "OR", "NOT")  # are words where they have nothing to join
PLACES = ("country", "region", "edition")  # of a row; other columns are figures


@dataclass(frozen=True, slots=True)
class TableRequest:
    """One country table, checked."""

    edition: int | None  # None: all, a row for each country and edition
    area: Area
    query: ProfileQuery = field(default_factory=ProfileQuery)
    where: tuple[ColumnCondition, ...] = ()
    find: str = ""  # the search whose passages are counted
    scope: Scope = "words"  # of that search
    choices: tuple[str, ...] = ()  # names of columns and groups; empty: those that the conditions suggest
    sort: str = ""  # name of a column, with a hyphen before it the other way round; empty: the first one

    @classmethod
    def from_args(cls, pairs: Iterable[tuple[str, str]], rankings: Rankings) -> "TableRequest":
        """Read the parameters of an address; empty ones count as absent. Raises QueryError."""
        given = [(name, value.strip()) for name, value in pairs if value.strip()]
        values = once((pair for pair in given if pair[0] not in LISTS), LISTS)
        if unknown := sorted({name for name, _ in given} - {*NAMES}):
            raise QueryError(
                f"There is no parameter {unknown[0]!r}.{offer(unknown[0], NAMES)} Choose among {', '.join(NAMES)}."
            )
        query = ProfileQuery.read(values.get("q", ""))
        conditions = dict.fromkeys(ColumnCondition.read(value) for name, value in given if name == "where")
        if len(conditions) + len(query.conditions) > MOST_CONDITIONS:
            raise QueryError(
                f"At most {MOST_CONDITIONS} conditions can be combined; the request has "
                f"{len(conditions) + len(query.conditions)}."
            )
        raw = ",".join(value for name, value in given if name == "columns").split(",")
        request = cls(
            _edition(values.get("edition", ""), query, rankings),
            _area(values.get("area", "")),
            query,
            tuple(conditions),
            _find(values.get("find", "")),
            check_scope(values.get("scope", "words")),
            tuple(dict.fromkeys(read_choice(name) for name in raw if name.strip())),
            values.get("sort", ""),
        )
        return request.checked()

    def checked(self) -> "TableRequest":
        """Return the request in its canonical form. Raises QueryError for columns or an order that it cannot have."""
        if not self.find and PASSAGES in (*self.choices, *(condition.column.name for condition in self.where)):
            raise QueryError(
                "The column “passages” counts the passages that a search finds: say which with find, as in find=hawala."
            )
        request = self
        if self.find and self.choices and PASSAGES not in self.choices:
            request = replace(self, choices=(*self.choices, PASSAGES))
        columns = [column.name for column in request.columns]
        if len(columns) > MOST_COLUMNS:
            raise QueryError(f"At most {MOST_COLUMNS} columns are shown at once; the request has {len(columns)}.")
        names = [*PLACES, *columns]
        sort = request.sort.strip().lower()
        if sort and sort.removeprefix("-") not in names:
            known = f" Choose one of {', '.join(names[:12])}{' …' if len(names) > 12 else ''}."
            offered = offer(sort.removeprefix("-"), names) or known
            raise QueryError(f"The table has no column {quote(sort.removeprefix('-'))} to be sorted by.{offered}")
        return replace(request, sort="" if sort == columns[0] else sort)

    def to_args(self) -> tuple[tuple[str, str | int], ...]:
        """Return the parameters that `from_args` reads back to this request."""
        return (
            ("edition", self.edition or ALL_EDITIONS),
            ("area", self.area.name),
            ("q", self.query.text),
            *(("where", condition.text) for condition in self.where),
            ("find", self.find),
            ("scope", self.scope if self.find and self.scope != "words" else ""),
            ("columns", ",".join(self.choices)),
            ("sort", self.sort),
        )

    @property
    def finds_words(self) -> bool:
        """Tell whether its search has words, not filters alone."""
        parts = parse_query(self.find).root.parts
        return not all(isinstance(part, Filter) for part in parts)

    @property
    def has_conditions(self) -> bool:
        return bool(self.query.parts or self.where)

    @property
    def shown_choices(self) -> tuple[str, ...]:
        """The names of columns and groups that are shown: those chosen, or those of the conditions and averages."""
        if self.choices:
            return self.choices
        asked = (
            *((PASSAGES,) if self.find else ()),
            *(condition.column.name for condition in self.where),
            *(condition.name for condition in self.query.conditions),
        )
        averages = (AGGREGATES[0], AGGREGATES[-1]) if asked else (AVERAGES,)
        return tuple(dict.fromkeys((*asked, *averages)))

    @property
    def columns(self) -> tuple[ScoreColumn, ...]:
        """The columns of figures, each once. Raises QueryError."""
        columns = (column for choice in self.shown_choices for column in columns_of(choice, self.edition))
        return tuple(dict.fromkeys(columns))

    @property
    def order(self) -> tuple[str, bool]:
        """The column that rows are sorted by, and whether the highest comes first."""
        sort = self.sort or self.columns[0].name
        name = sort.removeprefix("-")
        is_highest_first = any(column.name == name and column.is_highest_first for column in self.columns)
        return name, is_highest_first != sort.startswith("-")

    def changed(self, **values: object) -> "TableRequest":
        """Return the same table with other values, checked again; an order by a column that is gone is left out."""
        request = replace(self, **values)  # type: ignore[arg-type]
        names = [*PLACES, *(column.name for column in request.columns)]
        return (request if request.sort.removeprefix("-") in names else replace(request, sort="")).checked()

    def without_part(self, part: QueryPart) -> "TableRequest":
        """Return the same table without a part of its query."""
        return self.changed(query=ProfileQuery.read(self.query.without(part)))

    def without_condition(self, condition: ColumnCondition) -> "TableRequest":
        """Return the same table without a condition on a column."""
        return self.changed(where=tuple(other for other in self.where if other != condition))

    def without_search(self) -> "TableRequest":
        """Return the same table without the passages of a search, and the conditions on them."""
        where = tuple(condition for condition in self.where if condition.column.name != PASSAGES)
        choices = tuple(choice for choice in self.choices if choice != PASSAGES)
        return self.changed(find="", scope="words", where=where, choices=choices)

    def without_column(self, column: ScoreColumn) -> "TableRequest":
        """Return the same table without a column; the rest of its group stays."""
        if column.name == PASSAGES:
            return self.without_search()
        return self.changed(choices=tuple(other.name for other in self.columns if other != column))


def table_args(request: SearchRequest) -> list[tuple[str, str]] | None:
    """Return the parameters of the table of all profiles that meet a search of conditions; None where none is the same.

    Filters of passages are left out, as they are where a search counts profiles.
    """
    root = parse_query(request.reading(request.understood).text).root
    query = of_profiles(root)
    if not isinstance(query, All) or scored_series(root, request) != (INDEX_SERIES,) or request.chosen("chapter"):
        return None
    chosen = [Filter(name, values) for name in (*AREA_FILTERS, "edition", "kind") if (values := request.chosen(name))]
    kept = [*query.parts, *chosen]
    editions = [node.values[0] for node in kept if isinstance(node, Filter) and _is_edition(node)]
    if editions:
        kept = [node for node in kept if node != Filter("edition", (editions[0],))]
    text = " ".join(map(written, kept))
    try:
        ProfileQuery.read(text)
    except QueryError:  # such as a choice of an edition that the Index does not have
        return None
    return [("edition", editions[0] if editions else ALL_EDITIONS), ("q", text)]


AREA_FILTERS = ("country", "region", "continent")


def _is_edition(node: Filter) -> bool:
    """Tell whether a filter leaves one edition of the Index."""
    return node.name == "edition" and len(node.values) == 1 and node.values[0] in map(str, EDITIONS)


def _edition(raw: str, query: ProfileQuery, rankings: Rankings) -> int | None:
    """Return the requested edition; without one that of the query, else the newest that has scores."""
    if raw.lower() == ALL_EDITIONS:
        return None
    if raw:
        if raw not in map(str, EDITIONS):
            message = find_series(INDEX_SERIES).no_edition(repr(raw))
            raise QueryError(f"{message} Or choose {ALL_EDITIONS}, a row for each country and edition.")
        return int(raw)
    if query.has_editions:
        own = query.editions
        return own[0] if len(own) == 1 and own[0] in EDITIONS else None
    return rankings.newest_edition() or EDITIONS[-1]


def _area(raw: str) -> Area:
    """Return the area of a name, also of half of a region's: "Central Asia". Raises QueryError."""
    try:
        return Area.read(raw)
    except QueryError:
        try:
            return Area("region", check_filter("region", raw))
        except QueryError:
            pass
        raise


def _find(raw: str) -> str:
    """Return the search whose passages are counted, checked. Raises QueryError."""
    request = SearchRequest.make(raw)
    root = parse_query(request.text).root
    typed = raw.replace("(", " ").replace(")", " ").split()
    if raw and (not root.parts or all(word in OPERATORS for word in typed)):
        raise QueryError(f"{quote(raw)} has no word whose passages could be counted: say which, as in find=hawala.")
    if scored_series(root, request) != (INDEX_SERIES,):
        raise QueryError(ONE_SERIES)
    return request.text
