"""The data of a chart as a table: beside it on the page, and as CSV and JSON."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from explorer.core.csv_cells import escape_formula
from explorer.core.timeouts import with_timeout
from explorer.model.taxonomy import name_key

ColumnKind = Literal["text", "score", "change", "correlation", "number", "year", "boolean"]
Cell = str | int | float | bool | None  # None is "n/a"
DECIMAL: tuple[ColumnKind, ...] = ("score", "change", "correlation")  # whose cells have the decimals of their column
COMPARABLE = "yes"
DAGGER, ASTERISK = "†", "*"
MARKS = {DAGGER: "not comparable", ASTERISK: "as published"}  # of cells of a page


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for programs, its heading for readers, and how its cells are set."""

    slug: str
    label: str
    kind: ColumnKind = "text"
    places: int = 1  # decimals of a score or change
    bar: str = ""  # indicator of its scores, where a bar is drawn beside each
    # Slugs of columns that a page shows within its cells:
    until: str = ""  # that in which its spans end, "98–101"
    comparable: str = ""  # that in which it is "yes", or why its change is not comparable: a dagger
    origin: str = ""  # that in which it is "published" or "computed": an asterisk on what is published


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
    def within_others(self) -> frozenset[str]:
        """The columns that a page shows within others."""
        shown = (slug for column in self.columns for slug in (column.until, column.comparable, column.origin))
        return frozenset(filter(None, shown))

    def span_end(self, row: Row, column: Column) -> Cell:
        """Return the end of the span that begins in a cell; None where it has none."""
        return self._cell(row, column.until)

    def marks(self, row: Row, column: Column) -> tuple[str, ...]:
        """Return the marks of a cell, of MARKS."""
        is_comparable = self._cell(row, column.comparable) in (None, COMPARABLE)
        is_published = self._cell(row, column.origin) == "published"
        return (*(() if is_comparable else (DAGGER,)), *((ASTERISK,) if is_published else ()))

    @property
    def origins(self) -> frozenset[Cell]:
        """The origins of its figures: published, computed, or both."""
        return self._values(column.origin for column in self.columns)

    def origin_note(self, figures: str) -> str:
        """Tell which of its figures, "ranks and changes", are published: a sentence above the table."""
        computed = "are computed here from the published scores."
        if "published" not in self.origins:
            return f"{figures.capitalize()} {computed}"
        others = f" {figures.capitalize()} without this mark {computed}" if "computed" in self.origins else ""
        return f"{ASTERISK} As published.{others}"

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason why changes are not comparable, by name."""
        values = self._values(column.comparable for column in self.columns)
        return tuple(sorted(str(value) for value in values if value != COMPARABLE))

    def _values(self, slugs: Iterable[str]) -> frozenset[Cell]:
        cells = (self._cell(row, slug) for slug in filter(None, slugs) for row in self.rows)
        return frozenset(cell for cell in cells if cell is not None)

    def _cell(self, row: Row, slug: str) -> Cell:
        return row.cells[[column.slug for column in self.columns].index(slug)] if slug else None

    def ordered(self, slug: str, is_descending: bool) -> "Table":
        """Sort the rows by one column; empty cells come last, equal ones keep their order."""
        place = [column.slug for column in self.columns].index(slug)
        present = [row for row in self.rows if row.cells[place] is not None]
        absent = [row for row in self.rows if row.cells[place] is None]
        present.sort(key=lambda row: _key(row.cells[place]), reverse=is_descending)
        return replace(self, rows=(*present, *absent))

    def csv(self) -> str:
        """Write the table as CSV; text that a spreadsheet would run as a formula is escaped."""
        return "".join(self.csv_lines())

    @property
    def csv_headings(self) -> list[str]:
        """The first row of the CSV."""
        return [escape_formula(column.label) for column in self.columns]

    def csv_lines(self) -> Iterator[str]:
        """Yield the CSV row by row, headings first."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(self.csv_headings)
        for row in with_timeout(self.rows):
            yield text.getvalue()
            text.seek(0)
            text.truncate()
            writer.writerow(_csv_cell(cell, column) for cell, column in zip(row.cells, self.columns, strict=True))
        yield text.getvalue()

    def records(self) -> list[Mapping[str, Cell]]:
        """Return each row as values by column, for JSON."""
        return list(self.each_record())

    def each_record(self) -> Iterator[Mapping[str, Cell]]:
        """Yield each row as values by column."""
        slugs = [column.slug for column in self.columns]
        return (dict(zip(slugs, row.cells, strict=True)) for row in self.rows)


def _key(cell: Cell) -> tuple[float, str]:
    return (0.0, name_key(cell)) if isinstance(cell, str) else (cell or 0.0, "")


def _csv_cell(cell: Cell, column: Column) -> str:
    """Write a cell as text; a number keeps the decimals of its column.

    What is absent is empty: R reads a column of numbers with any other text as text, and TRUE, not "true", as logical.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return escape_formula(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    return f"{cell:.{column.places}f}" if column.kind in DECIMAL else str(cell)
