"""The country table as a table of columns and rows, for its page, its JSON and its files."""

import datetime
from collections.abc import Iterable, Iterator

from explorer import __version__
from explorer.charts.table import Cell, Column, Row, Table
from explorer.export.writers import RIGHTS, SOURCE, Export
from explorer.model.addresses import profile_path
from explorer.search.table.country_table import CountryTable, Figure
from explorer.search.table.score_columns import ScoreColumn
from explorer.search.table.table_request import TableRequest

PLACE_COLUMNS = (
    Column("country", "Country"),
    Column("code", "Code"),
    Column("edition", "Edition", "year"),
    Column("continent", "Continent"),
    Column("region", "Region"),
)


def rows_table(table: CountryTable) -> Table:
    """Tabulate all rows: a change with its comparability and origin, a rank with the end of its tie and its origin."""
    edition = table.request.edition
    columns = tuple(made for column in table.columns for made in _columns(column, column.label_in(edition)))
    rows = (
        Row(
            (
                row.country.name,
                row.country.code,
                row.edition,
                row.country.continent,
                row.country.region,
                *_cells(table.columns, row.figures),
            ),
            profile_path(row.country.code, row.edition),
        )
        for row in table.rows
    )
    return Table(f"{caption(table.request)}: {table.sentence}", (*PLACE_COLUMNS, *columns), tuple(rows))


def caption(request: TableRequest) -> str:
    """Name what the table shows, without its conditions."""
    edition = "all editions" if request.edition is None else str(request.edition)
    return f"Countries of {request.area.label}, {edition}"


def _columns(column: ScoreColumn, label: str) -> Iterator[Column]:
    name = column.name
    match column.measure:
        case "change":
            comparable, origin = f"{name}.comparable", f"{name}.origin"
            yield Column(name, label, "change", column.places, comparable=comparable, origin=origin)
            yield Column(comparable, f"{label}: comparable")
            yield Column(origin, f"{label}: origin")
        case "rank":
            until, origin = f"{name}.to", f"{name}.origin"
            yield Column(name, label, "number", until=until, origin=origin)
            yield Column(until, f"{label}: last rank of the tie", "number")
            yield Column(origin, f"{label}: origin")
        case "score":
            yield Column(name, label, "score", column.places)
        case "passages":
            yield Column(name, label, "number")


def _cells(columns: Iterable[ScoreColumn], figures: Iterable[Figure]) -> Iterator[Cell]:
    """Yield the cells of `_columns`."""
    for column, figure in zip(columns, figures, strict=True):
        yield figure.value
        if column.measure == "change":
            yield figure.comparable
            yield figure.origin
        elif column.measure == "rank":
            yield figure.end
            yield figure.origin


def conditions_in_words(request: TableRequest) -> list[str]:
    """List what is asked of every row, in words."""
    return [part.description for part in request.query.parts] + [each.description for each in request.where]


def export_countries(table: CountryTable, day: datetime.date, address: str) -> Export:
    """Export the table with what was asked."""
    request = table.request
    searched = "" if not request.find else f"{request.find} (scope: {request.scope})"
    about: tuple[tuple[str, Cell], ...] = (
        ("Table", caption(request)),
        ("Conditions", "; ".join(conditions_in_words(request)) or "none"),
        ("Answer", f"{table.sentence}."),
        *((("Passages found by", searched),) if searched else ()),
        ("Rows", len(table.rows)),
        ("Date", day.isoformat()),
        ("Address", address),
        ("Made with", f"OC Explorer {__version__}"),
        ("Source", SOURCE),
        ("Rights", RIGHTS),
    )
    return Export("explore", about, rows_table(table))
