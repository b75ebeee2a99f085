"""Data packages: tables as CSV with a description of every column, their sources and rights.

The format is that of Frictionless Data, version 1: https://specs.frictionlessdata.io/tabular-data-package/.
"""

import datetime
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from explorer import __version__
from explorer.charts.table import Column, ColumnKind, Table
from explorer.core.timeouts import check_timeout
from explorer.export.writers import RIGHTS, About, Export
from explorer.model.scores import HIGHEST, LOWEST
from explorer.model.series import find_series

DESCRIPTOR = "datapackage.json"
_TYPES: Mapping[ColumnKind, str] = {
    "text": "string",
    "score": "number",
    "change": "number",
    "correlation": "number",
    "number": "integer",
    "year": "year",
    "boolean": "boolean",
}
_CONTRIBUTORS = ({"title": "OC Explorer", "role": "wrangler"},)


@dataclass(frozen=True, slots=True)
class DataResource:
    """A table of a package, with what its columns are."""

    name: str  # of its file, without ".csv"
    title: str
    table: Table
    descriptions: Mapping[str, str] = field(default_factory=dict)  # by the slugs of columns
    primary_key: tuple[str, ...] = ()  # slugs of columns

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    def data(self) -> bytes:
        """Write the table as CSV."""
        return "".join(self.table.csv_lines()).encode()

    def record(self, data: bytes) -> dict[str, Any]:
        """Describe the table, which was written as `data`."""
        names = self.table.csv_headings
        fields = [self._field(name, column) for name, column in zip(names, self.table.columns, strict=True)]
        key = [name for name, column in zip(names, self.table.columns, strict=True) if column.slug in self.primary_key]
        return {
            "name": self.name,
            "title": self.title,
            "path": self.file,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(data),
            "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
            "schema": {"fields": fields, "missingValues": [""]} | ({"primaryKey": key} if key else {}),
        }

    def _field(self, name: str, column: Column) -> dict[str, Any]:
        """Describe a column; a score has its unit and bounds."""
        described: dict[str, Any] = {"name": name, "type": _TYPES[column.kind]}
        if text := self.descriptions.get(column.slug):
            described["description"] = text
        if column.kind == "boolean":
            described |= {"trueValues": ["TRUE"], "falseValues": ["FALSE"]}
        if column.kind in ("score", "change"):
            described["unit"] = "points"
        if column.slug in self.primary_key:
            described["constraints"] = {"required": True}
        if column.kind == "score" and column.slug in self.descriptions:
            described["constraints"] = {"minimum": LOWEST, "maximum": HIGHEST}
        return described


@dataclass(frozen=True, slots=True)
class DataPackage:
    """Tables with their metadata."""

    name: str  # "oc-explorer-scores"
    title: str
    description: str
    about: About  # what was asked, and how it was read
    series: tuple[str, ...]  # slugs of those that rows are of
    day: datetime.date
    resources: tuple[DataResource, ...]
    address: str = ""  # of its page, where there is one

    @classmethod
    def of(cls, export: Export, day: datetime.date) -> "DataPackage":
        """Make a package of the one table of an export."""
        resource = DataResource(export.name, export.table.caption, export.table)
        title = f"{export.table.caption}, from OC Explorer"
        return cls(f"oc-explorer-{export.name}", title, title, export.about, export.series, day, (resource,))

    def files(self) -> Mapping[str, bytes]:
        """Write the files of the package by name, its description first."""
        data = {resource.file: resource.data() for resource in self.resources}
        written = json.dumps(self._record(data), ensure_ascii=False, indent=2).encode() + b"\n"
        return {DESCRIPTOR: written, **data}

    def archive(self) -> bytes:
        """Write the files as one ZIP file, of the same bytes on one day."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.files().items():
                check_timeout()
                entry = zipfile.ZipInfo(name, (self.day.year, self.day.month, self.day.day, 0, 0, 0))
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, data)
        return written.getvalue()

    def _record(self, data: Mapping[str, bytes]) -> dict[str, Any]:
        """Describe the package."""
        homepage = {"homepage": self.address} if self.address else {}
        return {
            "profile": "tabular-data-package",
            "name": self.name,
            "title": self.title,
            "description": self.description,
            **homepage,
            "created": f"{self.day.isoformat()}T00:00:00Z",
            **({"sources": list(self._sources())} if self.series else {}),
            "contributors": [*self._authors(), *_CONTRIBUTORS],
            "rights": RIGHTS,
            "about": {name.lower().replace(" ", "_"): value for name, value in self.about},
            "madeWith": f"OC Explorer {__version__}",
            "resources": [resource.record(data[resource.file]) for resource in self.resources],
        }

    def _sources(self) -> Iterator[dict[str, str]]:
        for slug in self.series:
            series = find_series(slug)
            yield {"title": f"{series.title}, {series.author}", "path": series.source_url}

    def _authors(self) -> Iterator[dict[str, str]]:
        for author in dict.fromkeys(find_series(slug).author for slug in self.series):
            yield {"title": author, "role": "author"}
