"""What a picture shows, as a table: set beside it on the page, and handed out as CSV and JSON."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "score", "change", "number"]
Cell = str | int | float | None  # None is "n/a"
NOT_THERE = "n/a"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for programs, its heading for readers, and how its cells are set."""

    slug: str
    label: str
    kind: Kind = "text"
    indicator: str = ""  # whose scores stand in it
    places: int = 1  # decimals of a score or change


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

    def csv(self) -> str:
        """The table as a spreadsheet reads it: text that looks like a formula is made harmless."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(harmless(column.label) for column in self.columns)
        for row in self.rows:
            writer.writerow(in_csv(cell, column) for cell, column in zip(row.cells, self.columns, strict=True))
        return text.getvalue()

    def records(self) -> list[Mapping[str, Cell]]:
        """The rows by the names of their columns, for JSON."""
        slugs = [column.slug for column in self.columns]
        return [dict(zip(slugs, row.cells, strict=True)) for row in self.rows]


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def in_csv(cell: Cell, column: Column) -> str:
    """A cell as text; a number keeps the decimals of its column."""
    if cell is None:
        return NOT_THERE
    if isinstance(cell, str):
        return harmless(cell)
    return f"{cell:.{column.places}f}" if column.kind in ("score", "change") else str(cell)
