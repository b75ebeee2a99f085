"""The data of a chart as a table: beside it on the page, and as CSV and JSON."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from explorer.core.csv_cells import escape_formula
from explorer.core.timeouts import with_timeout
from explorer.model.taxonomy import name_key

ColumnKind = Literal["text", "score", "change", "number", "year"]
Cell = str | int | float | None  # None is "n/a"
NOT_THERE = "n/a"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for programs, its heading for readers, and how its cells are set."""

    slug: str
    label: str
    kind: ColumnKind = "text"
    places: int = 1  # decimals of a score or change
    bar: str = ""  # indicator of its scores, where a bar is drawn beside each
    until: str = ""  # slug of the column in which its spans end: a page shows both as one, "98–101"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, a cell a column; its first cell leads somewhere when there is an address."""

    cells: tuple[Cell, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows under a caption."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def span_ends(self) -> frozenset[str]:
        """The columns that a page shows within others."""
        return frozenset(column.until for column in self.columns if column.until)

    def span_end(self, row: Row, column: Column) -> Cell:
        """Return the end of the span that begins in a cell; None where it has none."""
        slugs = [known.slug for known in self.columns]
        return row.cells[slugs.index(column.until)] if column.until else None

    def ordered(self, slug: str, is_descending: bool) -> "Table":
        """Sort the rows by one column; empty cells come last, equal ones keep their order."""
        place = [column.slug for column in self.columns].index(slug)
        present = [row for row in self.rows if row.cells[place] is not None]
        absent = [row for row in self.rows if row.cells[place] is None]
        present.sort(key=lambda row: _key(row.cells[place]), reverse=is_descending)
        return replace(self, rows=(*present, *absent))

    def csv(self) -> str:
        """Write the table as CSV; text that a spreadsheet would run as a formula is escaped."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(escape_formula(column.label) for column in self.columns)
        for row in with_timeout(self.rows):
            writer.writerow(_csv_cell(cell, column) for cell, column in zip(row.cells, self.columns, strict=True))
        return text.getvalue()

    def records(self) -> list[Mapping[str, Cell]]:
        """Return each row as values by column, for JSON."""
        slugs = [column.slug for column in self.columns]
        return [dict(zip(slugs, row.cells, strict=True)) for row in self.rows]


def _key(cell: Cell) -> tuple[float, str]:
    return (0.0, name_key(cell)) if isinstance(cell, str) else (cell or 0.0, "")


def _csv_cell(cell: Cell, column: Column) -> str:
    """Write a cell as text; a number keeps the decimals of its column."""
    if cell is None:
        return NOT_THERE
    if isinstance(cell, str):
        return escape_formula(cell)
    return f"{cell:.{column.places}f}" if column.kind in ("score", "change") else str(cell)
