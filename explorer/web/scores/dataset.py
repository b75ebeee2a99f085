"""The tables of a score page: the same for the page, its CSV and its JSON."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from explorer import __version__
from explorer.charts.table import Cell, Table
from explorer.core.errors import QueryError
from explorer.export.writers import RIGHTS, About, Export, source_rows
from explorer.model.addresses import API, file_path, with_query
from explorer.model.series import INDEX_SERIES
from explorer.model.taxonomy import offer
from explorer.serializers.table_records import DatasetRecord, dataset_record


@dataclass(frozen=True, slots=True)
class Dataset:
    """The tables of a page under the address that they are an answer to."""

    path: str  # of the page, "/rankings"
    params: tuple[tuple[str, Cell], ...]  # the parameters of that address, in full
    tables: Mapping[str, Table]  # by name, the main one first
    interface: str = ""  # where programs find it below /api/v1, when that is elsewhere
    series: tuple[str, ...] = (INDEX_SERIES,)  # whose scores or passages they are

    @property
    def address(self) -> str:
        """Address of the page."""
        return with_query(self.path, self.params)

    def file_address(self, format: str, table: str = "") -> str:
        """Return the address of a table as CSV or XLSX, the main one without a name."""
        return with_query(file_path(self.path, format), (*self.params, ("table", table)))

    @property
    def json_address(self) -> str:
        """Address of all tables as JSON."""
        return with_query(f"{API}{self.interface or self.path}", self.params)

    def table(self, name: str) -> Table:
        """Return the table of a name, the main one without. Raises QueryError."""
        if name and name not in self.tables:
            raise QueryError(f"There is no table {name!r}.{offer(name, self.tables)}")
        return self.tables[name] if name else next(iter(self.tables.values()))

    def export(self, name: str, table: str, day: datetime.date, site: str) -> Export:
        """Export a table under the name of a file, the main one without a name of its own. Raises QueryError."""
        chosen = self.table(table)
        about: About = (
            ("Table", chosen.caption),
            ("Rows", len(chosen.rows)),
            ("Date", day.isoformat()),
            ("Address", site + self.address),
            ("Made with", f"OC Explorer {__version__}"),
            *source_rows(self.series),
            ("Rights", RIGHTS),
        )
        return Export(name, about, chosen, self.series)

    def record(self) -> DatasetRecord:
        """Return all tables for programs."""
        return dataset_record(self.params, self.tables)


class DatasetView(Protocol):
    """A score page, ready to be set."""

    @property
    def dataset(self) -> Dataset:
        """Tables of the page."""
