"""The tables of a score page: the same for the page, its CSV and its JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from explorer.charts.table import Cell, Table
from explorer.core.errors import QueryError
from explorer.model.addresses import API, file_path, with_query
from explorer.model.taxonomy import offer
from explorer.serializers.table_records import DatasetRecord, dataset_record


@dataclass(frozen=True, slots=True)
class Dataset:
    """The tables of a page under the address that they are an answer to."""

    path: str  # of the page, "/rankings"
    params: tuple[tuple[str, Cell], ...]  # the parameters of that address, in full
    tables: Mapping[str, Table]  # by name, the main one first
    interface: str = ""  # where programs find it below /api/v1, when that is elsewhere

    @property
    def address(self) -> str:
        """Address of the page."""
        return with_query(self.path, self.params)

    def csv_address(self, table: str = "") -> str:
        """Return the address of a table as CSV, the main one without a name."""
        return with_query(file_path(self.path, "csv"), (*self.params, ("table", table)))

    @property
    def json_address(self) -> str:
        """Address of all tables as JSON."""
        return with_query(f"{API}{self.interface or self.path}", self.params)

    def table(self, name: str) -> Table:
        """Return the table of a name, the main one without. Raises QueryError."""
        if name and name not in self.tables:
            raise QueryError(f"There is no table {name!r}.{offer(name, self.tables)}")
        return self.tables[name] if name else next(iter(self.tables.values()))

    def record(self) -> DatasetRecord:
        """Return all tables for programs."""
        return dataset_record(self.params, self.tables)


class DatasetView(Protocol):
    """A score page, ready to be set."""

    @property
    def dataset(self) -> Dataset:
        """Tables of the page."""
