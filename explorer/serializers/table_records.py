"""The tables of a page of scores as JSON."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Meta

from explorer.charts.table import Cell, ColumnKind, Table
from explorer.serializers.json_fields import JsonRecord


class TableColumnRecord(JsonRecord, frozen=True, kw_only=True):
    """A column: its name in the rows, its heading, and what its cells are."""

    name: str
    label: str
    kind: Annotated[
        ColumnKind,
        Meta(
            description="text; score: 1-10; change: of a score; correlation: -1 to 1; number: a count or rank; "
            "year: of an edition; boolean"
        ),
    ]


class TableRecord(JsonRecord, frozen=True, kw_only=True):
    """A table under its caption."""

    caption: str
    columns: tuple[TableColumnRecord, ...]
    rows: Annotated[
        tuple[dict[str, str | int | float | bool | None], ...],
        Meta(description="cells by the names of the columns; null: n/a"),
    ]


class ParameterRecord(JsonRecord, frozen=True, kw_only=True):
    """A parameter of the address, with the value that holds where none was given."""

    name: str
    value: str | int | float


class DatasetRecord(JsonRecord, frozen=True, kw_only=True):
    """The tables of a page, by name, the main one first."""

    parameters: tuple[ParameterRecord, ...]
    tables: dict[str, TableRecord]


def table_record(table: Table) -> TableRecord:
    return TableRecord(
        caption=table.caption,
        columns=tuple(
            TableColumnRecord(name=column.slug, label=column.label, kind=column.kind) for column in table.columns
        ),
        rows=tuple(dict(row) for row in table.records()),
    )


def dataset_record(parameters: Iterable[tuple[str, Cell]], tables: Mapping[str, Table]) -> DatasetRecord:
    """Return tables with the parameters of their address; empty parameters are left out."""
    return DatasetRecord(
        parameters=tuple(
            ParameterRecord(name=name, value=value) for name, value in parameters if value is not None and value != ""
        ),
        tables={name: table_record(table) for name, table in tables.items()},
    )
