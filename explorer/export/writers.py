"""Results as files: every row, with the query, the date, the build and the author of the words."""

import datetime
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import IO

from explorer import __version__
from explorer.charts.table import DECIMAL, Cell, Column, Table
from explorer.core.csv_cells import is_formula
from explorer.core.errors import QueryError
from explorer.core.timeouts import with_timeout
from explorer.export.tables import (
    PART_LABELS,
    SourceOf,
    concordance_table,
    distribution_table,
    group_table,
    matrix_table,
    passage_table,
    profile_table,
)
from explorer.model.profiles import PUBLISHER
from explorer.model.series import INDEX_SERIES, all_series, find_series
from explorer.search.engine import Engine
from explorer.search.query.nodes import Filter
from explorer.search.query.parser import parse_query
from explorer.search.request import SearchRequest
from explorer.search.result_set import ResultSet
from explorer.search.results import Found, SearchPage
from explorer.search.views.concordance import concordance
from explorer.search.views.frequency import DEFINITION, distribution
from explorer.search.views.grouping import grouped
from explorer.search.views.term_matrix import DEFINITION as MATRIX_DEFINITION
from explorer.search.views.term_matrix import Matrix
from explorer.search.views.view_request import VIEWS, ViewRequest

FORMATS = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_ROWS, LONGEST_CELL = 1_048_576, 32_767  # of a sheet in XLSX
SOURCE = f"Global Organized Crime Index, {PUBLISHER} (GI-TOC), https://ocindex.net/"
RIGHTS = (
    "Scores, facts and full texts are the work of GI-TOC, those of another series of its authors: name them when you "
    "quote them, and ask them before you publish more than a quotation. Texts marked as a digest, and the links to "
    "indicators, are those of the OC Explorer, which is unofficial."
)
_OF_INDICATORS = ("about", "indicator")  # filters
About = tuple[tuple[str, Cell], ...]


class ExportError(QueryError):
    """The result does not fit the format; the message names one that it fits."""


@dataclass(frozen=True, slots=True)
class Export:
    """A table with its metadata."""

    name: str  # of the file, without its ending
    about: About  # name and value, in reading order
    table: Table
    series: tuple[str, ...] = ()  # slugs of those that its rows are of

    def write(self, format: str) -> bytes:
        """Return the file. Raises ExportError where the format cannot store every row whole."""
        file = io.BytesIO()
        self.write_to(file, format)
        return file.getvalue()

    def write_to(self, file: IO[bytes], format: str) -> None:
        """Write the file, row by row. Raises ExportError where the format cannot store every row whole.

        CSV is the table alone, its headings in the first line (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180),
        without a byte-order mark: pandas, R and DuckDB read it as it is. For Excel, which takes such a file for
        something else than UTF-8, there is XLSX. The metadata are in the other formats, and in a data package.
        """
        if format == "xlsx":
            self._write_xlsx(file)
        else:
            lines = self.table.csv_lines() if format == "csv" else self._jsonl()
            file.writelines(line.encode() for line in lines)

    def _jsonl(self) -> Iterator[str]:
        """Write one object of metadata, then one for each row, in JSON Lines: https://jsonlines.org."""
        about = {name.lower().replace(" ", "_"): value for name, value in self.about}
        for record in chain(({"about": about},), with_timeout(self.table.each_record())):
            yield json.dumps(record, ensure_ascii=False) + "\n"

    def _write_xlsx(self, file: IO[bytes]) -> None:
        """Write two sheets: the table, and its metadata. Text is text, whatever it starts with.

        Rows go to a temporary file, so that memory does not grow with them.
        """
        import xlsxwriter  # type: ignore[import-untyped] # rarely needed

        _check_sheet(self.table)
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
            bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
            quoted = book.add_format({"quote_prefix": True})
            sheet, about = book.add_worksheet("Result"), book.add_worksheet("About")
            for place, column in enumerate(self.table.columns):
                sheet.write_string(0, place, column.label, bold)
                sheet.set_column(place, place, _width(column))
            decimals = {column: book.add_format({"num_format": _pattern(column)}) for column in self.table.columns}
            for number, row in enumerate(with_timeout(self.table.rows), 1):
                for place, (cell, column) in enumerate(zip(row.cells, self.table.columns, strict=True)):
                    if cell is None:
                        continue  # empty, as in CSV: text would make a column of numbers one of text
                    if isinstance(cell, str):
                        sheet.write_string(number, place, cell, quoted if is_formula(cell) else None)
                    elif isinstance(cell, bool):
                        sheet.write_boolean(number, place, cell)
                    else:
                        sheet.write_number(number, place, cell, decimals[column])
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, len(self.table.rows), len(self.table.columns) - 1)
            about.set_column(0, 0, 24, bold)
            about.set_column(1, 1, 100, wrapped)
            for number, (name, value) in enumerate(self.about):
                about.write_string(number, 0, name, bold)
                if isinstance(value, int | float):
                    about.write_number(number, 1, value, wrapped)
                else:
                    about.write_string(number, 1, "" if value is None else value, wrapped)


def _check_sheet(table: Table) -> None:
    """Check that the table fits a sheet: Excel would cut it silently."""
    if len(table.rows) >= MOST_ROWS:
        raise ExportError(
            f"There are {len(table.rows):,} rows; a sheet holds {MOST_ROWS - 1:,}. Take CSV or JSON Lines, or filter."
        )
    for row in table.rows:
        for cell in row.cells:
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                raise ExportError(
                    f"{row.cells[0]} has a text of {len(cell):,} characters; a cell holds {LONGEST_CELL:,}. "
                    "Take CSV or JSON Lines."
                )


def _width(column: Column) -> int:
    return {"text": 80, "left": 60, "right": 60, "id": 24, "country": 24, "section": 28}.get(column.slug, 14)


def _pattern(column: Column) -> str:
    return "0." + "0" * column.places if column.kind in DECIMAL else "0"


def about_search(
    request: SearchRequest,
    read_as: str,
    generation: str,
    counts: Mapping[str, int | str],
    day: datetime.date,
    address: str,
    series: Iterable[str | None],
) -> About:
    """List the metadata of a search's result, in reading order; `address` leads to it, and rows are of `series`."""
    return (
        ("Query", request.text),
        ("Read as", read_as),
        ("Filters", "; ".join(f"{name}: {value}" for name, value in request.filters) or "none"),
        ("Exact words only", "yes" if request.is_exact else "no"),
        ("Order", request.sort),
        *counts.items(),
        ("Generation", generation),
        ("Date", day.isoformat()),
        ("Address", address),
        ("Made with", f"OC Explorer {__version__}"),
        *source_rows(series_of_rows(series)),
        ("Rights", RIGHTS),
    )


def scope_rows(found: Found) -> dict[str, int | str]:
    """Return the metadata of a search's scope."""
    return {
        "Found": found.headline,
        "Scope": found.scope,
        "Passages with the words": found.words,
        "Passages with the words or related": found.related,
    }


def export_view(
    engine: Engine,
    view: ViewRequest,
    source_of: SourceOf,
    day: datetime.date,
    address_of: Callable[[ViewRequest], str],
    most_rows: int = 0,
) -> Export:
    """Export all of a search in one of its views, with its address in that scope; `most_rows` 0 is no limit.

    Raises as `search` does, and ExportError for more rows.
    """
    request = view.request
    if request.scores and view.view != VIEWS[0]:
        raise QueryError(
            "Scores are carried by the passages of a search, not by its other views: choose one of the two."
        )
    with_scores = request.changed(scores=(*request.scores, *_asked_about(request)))
    if view.view == "distribution":
        frequencies = distribution(engine, request, view.by)
        counts = scope_rows(frequencies.found) | {
            "Passages found": frequencies.whole.hits,
            "Occurrences": frequencies.whole.occurrences,
        }
        address = address_of(view.of(frequencies.found.in_scope(request)))
        series = [share.part.series for share in frequencies.shares if share.part]
        about = about_search(request, frequencies.read_as, frequencies.generation, counts, day, address, series)
        named = (("Compared by", PART_LABELS[view.by]), ("Measure", DEFINITION))
        return Export("distribution", (*named, *about), distribution_table(frequencies), series_of_rows(series))
    if view.view == "concordance":
        occurrences = engine.occurrences(request)
        _check_rows(occurrences.total, most_rows)
        result_set, table = occurrences.result_set, concordance_table(concordance(occurrences, view.order))
    else:
        if view.view == "passages" and most_rows:
            _check_rows(engine.count(request).total, most_rows)
        result_set = engine.passages(with_scores)
        table = _table(result_set, view, source_of)
    counts = scope_rows(result_set.found) | {"Passages found": result_set.total, "Rows": len(table.rows)}
    address = address_of(view.of(result_set.found.in_scope(request)))
    series = [passage.series for passage in result_set.passages]
    about = about_search(request, result_set.read_as, result_set.generation, counts, day, address, series)
    return Export(view.view, about, table, series_of_rows(series))


def _asked_about(request: SearchRequest) -> tuple[str, ...]:
    """List the indicators that filters of a search name: what is about them, or linked to them."""
    leaves = (node for node in parse_query(request.text).root.parts if isinstance(node, Filter))
    named = ((node.name, node.values) for node in leaves)
    chosen = ((name, request.chosen(name)) for name in _OF_INDICATORS)
    return tuple(slug for name, slugs in (*chosen, *named) if name in _OF_INDICATORS for slug in slugs)


def series_of_rows(series: Iterable[str | None]) -> tuple[str, ...]:
    """List the series of some rows, the Index first; chapters of none are of its publisher."""
    slugs = {slug or INDEX_SERIES for slug in series}
    return tuple(slug for slug in all_series() if slug in slugs)


def source_rows(series: Sequence[str]) -> Iterator[tuple[str, Cell]]:
    """Yield the source of each series."""
    for known in map(find_series, series):
        name = "Source" if known.is_index or len(series) == 1 else f"Source of the {known.name}"
        yield name, SOURCE if known.is_index else f"{known.title}, {known.author}, {known.source_url}"


def _check_rows(rows: int, most: int) -> None:
    """Refuse a file of too many rows before any is made. Raises ExportError."""
    if most and rows > most:
        raise ExportError(
            f"This file would have {rows:,} rows; at most {most:,} can be downloaded at once. Choose a country, an "
            "edition or a section, or search rarer words. On the command line `oc-explorer export` has no such limit."
        )


def _table(result_set: ResultSet, view: ViewRequest, source_of: SourceOf) -> Table:
    match view.view:
        case "countries":
            return group_table(grouped(result_set.passages, "country"), "country")
        case "profiles":
            return group_table(grouped(result_set.passages, "profile"), "profile")
        case _:
            return passage_table(result_set.passages, source_of, result_set.score_names)


def export_profiles(page: SearchPage, day: datetime.date, address: str) -> Export:
    """Export the profiles that meet a query of conditions on scores. Raises QueryError for any other query."""
    if page.profiles is None:
        raise QueryError("Profiles are listed for a query of conditions on scores and filters alone: resilience:<4.")
    counts = {"Profiles": page.profiles.total, "Profiles with text": page.profiles.with_text}
    items = page.profiles.items
    series = [profile.series for profile in items]
    about = about_search(page.request, page.read_as, page.generation, counts, day, address, series)
    return Export(
        "matching-profiles",
        about,
        profile_table(items, page.profiles.score_names, is_file=True),
        series_of_rows(series),
    )


def export_matrix(matrix: Matrix, day: datetime.date, address: str) -> Export:
    """Export a whole matrix."""
    counts = {
        "Terms": len(matrix.terms),
        "Rows": len(matrix.rows),
        "Passages counted": sum(row.passages for row in matrix.rows),
    }
    series = [row.part.series for row in matrix.rows]
    about = about_search(matrix.request, "", matrix.generation, counts, day, address, series)
    # A matrix has no query, and none of a query's metadata; it may have no address.
    applicable = [pair for pair in about if pair[1] and pair[0] not in ("Order", "Exact words only")]
    forms = "all forms" if matrix.counts_all_forms else "exact form"
    named: Sequence[tuple[str, Cell]] = (("Words counted in", forms), ("Measure", MATRIX_DEFINITION))
    return Export("matrix", (*named, *applicable), matrix_table(matrix), series_of_rows(series))
