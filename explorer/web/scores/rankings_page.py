"""Countries ranked by one score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from explorer.charts.table import Cell, Column, Row, Table
from explorer.core.errors import QueryError
from explorer.model.addresses import RANKINGS, profile_path, with_query
from explorer.model.areas import Area
from explorer.model.comparability import comparability
from explorer.model.rankings import RankedCountry, Ranking, Rankings
from explorer.model.ranks import Rank
from explorer.model.scores import decimals
from explorer.model.taxonomy import PREVIOUS, Country, Indicator, taxonomy
from explorer.web.scores.dataset import Dataset
from explorer.web.scores.missing_scores import MissingScores, missing_scores
from explorer.web.scores.params import Pairs, read_edition, read_indicator, read_params, read_score

NAMES = ("indicator", "edition", "area", "group", "sort", "from", "to")
GROUPS = ("", "continent", "region")
# On a page one column, "98–101".
RANK_COLUMNS = (
    Column("rank", "Rank", "number", until="to", origin="rank_origin"),
    Column("to", "Last rank of the tie", "number"),
)
RANK_ORIGIN = Column("rank_origin", "Origin of the rank")
# Columns to sort by, with the direction in which each is read first: the highest score, the first name.
SORTS = {"rank": False, "country": False, "region": False, "score": True, "change": True}


@dataclass(frozen=True, slots=True)
class RankingRequest:
    """The ranked score, the area and the order."""

    indicator: Indicator
    edition: int
    area: Area
    group: str = ""  # one of GROUPS
    sort: str = "rank"  # one of SORTS, with a hyphen before it the other way round
    lowest: float | None = None  # scores to show, from and to
    highest: float | None = None

    @classmethod
    def from_args(cls, pairs: Pairs, rankings: Rankings) -> "RankingRequest":
        """Read the parameters of an address. Raises QueryError."""
        values = read_params(pairs, NAMES)
        indicator = read_indicator(values.get("indicator", "criminality"))
        group, sort = values.get("group", ""), values.get("sort", "rank")
        if group not in GROUPS:
            raise QueryError(f"Countries cannot be grouped by {group!r}. Choose continent or region.")
        if sort.removeprefix("-") not in SORTS:
            raise QueryError(f"Countries cannot be sorted by {sort!r}. Choose one of {', '.join(SORTS)}.")
        return cls(
            indicator,
            read_edition(values.get("edition", ""), rankings, indicator.slug),
            Area.read(values.get("area", "")),
            group,
            sort,
            read_score("from", values["from"]) if "from" in values else None,
            read_score("to", values["to"]) if "to" in values else None,
        )

    def to_args(self) -> tuple[tuple[str, Cell], ...]:
        """Return the parameters that `from_args` reads back to this request."""
        return (
            ("indicator", self.indicator.slug),
            ("edition", self.edition),
            ("area", self.area.name),
            ("group", self.group),
            ("sort", self.sort if self.sort != "rank" else ""),
            ("from", self.lowest),
            ("to", self.highest),
        )

    @property
    def url(self) -> str:
        return with_query(RANKINGS, self.to_args())

    def shows(self, score: float) -> bool:
        """Tell whether a score lies within the requested bounds."""
        return (self.lowest is None or score >= self.lowest) and (self.highest is None or score <= self.highest)


@dataclass(frozen=True, slots=True)
class Order:
    """A column's heading: its link, and how the table is sorted by it now."""

    url: str
    direction: str  # ascending, descending, or nothing


@dataclass(frozen=True, slots=True)
class RankingGroup:
    """Some countries under a heading, with the average of all countries there."""

    name: str
    average: float | None
    countries: int  # that have the score, shown or not
    table: Table

    @property
    def anchor(self) -> str:
        """The id of its heading."""
        return _anchor(self.name)


@dataclass(frozen=True, slots=True)
class RankingView:
    """The page of a ranking."""

    request: RankingRequest
    groups: tuple[RankingGroup, ...]
    average: float | None  # of the area
    total: int  # countries of the area that have the score
    shown_count: int
    missing: MissingScores | None
    change_note: str  # why changes are not comparable
    dataset: Dataset

    @classmethod
    def of(cls, pairs: Pairs, rankings: Rankings) -> "RankingView":
        """Return the page at an address. Raises QueryError."""
        request = RankingRequest.from_args(pairs, rankings)
        slug, edition, area = request.indicator.slug, request.edition, request.area
        ranking = rankings.ranking(edition, slug, area.kind, area.name)
        has_region = request.group != "region" and area.kind != "region"
        columns = _columns(request, has_region)
        members: dict[str, list[Row]] = {name: [] for name in _group_names(request)}
        for entry in ranking.ranked:
            if request.shows(entry.score):
                row = Row(_cells(rankings, ranking, entry, has_region), profile_path(entry.country.code, edition))
                members[_group_of(entry.country, request.group)].append(row)
        caption = f"{request.indicator.label} {edition} in {area.label}, from 1 to 10"
        groups = []
        for name, rows in members.items():
            if rows:
                own = rankings.ranking(edition, slug, request.group, name) if request.group else ranking
                table = _ordered(Table(f"{caption}: {name}" if name else caption, columns, tuple(rows)), request)
                groups.append(RankingGroup(name, own.average, len(own), table))
        groups.sort(key=lambda group: group.average or 0, reverse=request.sort not in ("-rank", "-score"))
        tables = {"ranking": _whole(caption, columns, groups, request.group)}
        if request.group:
            tables["averages"] = _averages(caption, groups, slug)
        return cls(
            request,
            tuple(groups),
            ranking.average,
            len(ranking),
            sum(len(group.table.rows) for group in groups),
            missing_scores(rankings, edition, request.indicator),
            comparability(slug, edition) if request.indicator.first_edition < edition else "",
            Dataset(RANKINGS, request.to_args(), tables),
        )

    @property
    def is_complete(self) -> bool:
        """Tell whether every country of the area has the score."""
        return self.total == len(self.request.area.countries)

    @property
    def figures(self) -> str:
        """The names of what is published or computed in the table."""
        table = self.dataset.tables["ranking"]
        has_changes = any(record["change"] is not None for record in table.records())
        return "ranks and changes" if has_changes else "ranks"

    @property
    def orders(self) -> Mapping[str, Order]:
        """The orders of the columns, by their slugs."""
        orders = {}
        for slug, is_descending in SORTS.items():
            chosen = self.request.sort.removeprefix("-") == slug
            is_turned = chosen and self.request.sort.startswith("-")
            direction = ("descending" if is_descending != is_turned else "ascending") if chosen else ""
            turned = f"-{slug}" if chosen and not is_turned else slug
            orders[slug] = Order(replace(self.request, sort=turned).url, direction)
        return orders


def _group_names(request: RankingRequest) -> tuple[str, ...]:
    if not request.group:
        return ("",)
    if request.group == "continent":
        return taxonomy().continents
    return tuple(region.name for region in taxonomy().regions)


def _group_of(country: Country, group: str) -> str:
    return {"": "", "continent": country.continent, "region": country.region}[group]


def _columns(request: RankingRequest, has_region: bool) -> tuple[Column, ...]:
    slug, earlier = request.indicator.slug, PREVIOUS.get(request.edition)
    return (
        Column("country", "Country"),
        *RANK_COLUMNS,
        *((Column("region", "Region"),) if has_region else ()),
        Column("score", "Score", "score", decimals(slug), bar=slug),
        Column(
            "change",
            change_label(slug, request.edition, earlier),
            "change",
            decimals(slug),
            origin="change_origin",
        ),
        RANK_ORIGIN,
        Column("change_origin", "Origin of the change"),
    )


def _cells(rankings: Rankings, ranking: Ranking, entry: RankedCountry, has_region: bool) -> tuple[Cell, ...]:
    """Return the cells of `_columns`."""
    rank = listed_rank(rankings, ranking, entry)
    change = rankings.change(entry.country.code, ranking.edition, ranking.slug)
    region = (entry.country.region,) if has_region else ()
    change_origin = None if change.value is None else change.origin
    figures = (entry.score, change.value, rank.origin, change_origin)
    return (entry.country.name, rank.rank, rank.to, *region, *figures)


def listed_rank(rankings: Rankings, ranking: Ranking, entry: RankedCountry) -> Rank:
    """Return the rank of a country; where not all countries of an area are here, that among those that are."""
    rank = rankings.rank(entry.country.code, ranking.edition, ranking.slug, ranking.area)
    return rank or Rank(entry.rank, len(ranking), ranking.name, to=entry.to, origin="computed")


def change_label(slug: str, edition: int, earlier: int | None) -> str:
    """Return the heading of a column of changes."""
    if earlier is None:
        return "Change"
    is_added = taxonomy().indicator(slug).first_edition == edition
    mark = "" if is_added or not comparability(slug, edition) else ", not comparable"
    return f"Change since {earlier}{mark}"


def _ordered(table: Table, request: RankingRequest) -> Table:
    slug = request.sort.removeprefix("-")
    if slug not in {column.slug for column in table.columns}:
        return table  # all of one region: as ranked
    return table.ordered(slug, SORTS[slug] != request.sort.startswith("-"))


def _whole(caption: str, columns: tuple[Column, ...], groups: Iterable[RankingGroup], group: str) -> Table:
    """Join all groups in one table, in the order of the page."""
    if not group:
        return Table(caption, columns, tuple(row for members in groups for row in members.table.rows))
    rows = (Row((*row.cells, members.name), row.address) for members in groups for row in members.table.rows)
    return Table(caption, (*columns, Column("group", group.capitalize())), tuple(rows))


def _averages(caption: str, groups: Iterable[RankingGroup], slug: str) -> Table:
    columns = (
        Column("group", "Part of the world"),
        Column("average", "Average", "score", 2, bar=slug),
        Column("country_count", "Countries", "number"),
    )
    rows = (Row((members.name, members.average, members.countries), f"#{_anchor(members.name)}") for members in groups)
    return Table(f"Averages of {caption[0].lower()}{caption[1:]}", columns, tuple(rows))


def _anchor(name: str) -> str:
    return "".join(mark if mark.isalnum() else "-" for mark in name.lower())
