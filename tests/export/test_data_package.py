"""Data packages: valid by the validator of Frictionless Data, with the bytes and hashes of their files."""

import datetime
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from frictionless import Package, validate
from frictionless.resources import TableResource

from explorer.charts.table import Column, Row, Table
from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.export.data_package import DESCRIPTOR, DataPackage
from explorer.export.writers import Export, export_matrix, export_profiles, export_view
from explorer.model.profiles import Source
from explorer.search.request import SearchRequest
from explorer.search.views.term_matrix import matrix, read_terms
from explorer.search.views.view_request import VIEWS, ViewRequest

DAY = datetime.date(2025, 3, 1)


def write(package: DataPackage, folder: Path) -> Path:
    for name, data in package.files().items():
        (folder / name).write_bytes(data)
    return folder / DESCRIPTOR


def test_every_export_of_a_search_is_a_valid_package(both_home: Home, tmp_path: Path) -> None:
    engine = open_engine(both_home)
    request = SearchRequest.make("heroin OR border OR dagga")
    page = engine.search(SearchRequest.make("heroin-trade:>=1 change.resilience:>-9"))
    exports = [
        *(
            export_view(engine, ViewRequest.make(request, view), lambda _: Source(), DAY, lambda _: "http://127.0.0.1/")
            for view in VIEWS
        ),
        export_matrix(matrix(engine, request, read_terms("heroin\n=drug\nborder*"), "country"), DAY, ""),
        export_profiles(page, DAY, ""),
    ]
    for export in exports:
        folder = tmp_path / export.name
        folder.mkdir()
        report = validate(str(write(DataPackage.of(export, DAY), folder)), type="package")
        assert report.valid, report.flatten(["title", "message"])
        record = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
        assert record["about"]["rights"] == record["rights"]
        assert record["resources"][0]["hash"] == f"sha256:{hashlib.sha256(export.write('csv')).hexdigest()}"
    engine.close()


def test_types_and_missing_values_are_those_of_the_cells(tmp_path: Path) -> None:
    columns = (
        Column("name", "Name"),
        Column("score", "Score", "score", 2),
        Column("count", "Count", "number"),
        Column("year", "Year", "year"),
        Column("like", "Like", "boolean"),
    )
    rows = (Row(("-x", 7.5, 3, 2021, True)), Row(("Côte", None, None, None, None)), Row(("é", 1.0, 0, 2025, False)))
    path = write(DataPackage.of(Export("kinds", (), Table("Kinds", columns, rows)), DAY), tmp_path)
    (resource,) = Package(str(path)).resources
    assert isinstance(resource, TableResource)
    assert [tuple(row.to_dict().values()) for row in resource.read_rows()] == [
        ("'-x", 7.5, 3, 2021, True),
        ("Côte", None, None, None, None),
        ("é", 1, 0, 2025, False),
    ]


def test_a_cell_of_another_type_is_found_by_the_validator(tmp_path: Path) -> None:
    table = Table("Wrong", (Column("count", "Count", "number"),), (Row(("many",)),))
    assert not validate(str(write(DataPackage.of(Export("wrong", (), table), DAY), tmp_path)), type="package").valid


def test_an_archive_has_the_files_and_the_same_bytes_on_one_day() -> None:
    package = DataPackage.of(Export("few", (), Table("Few", (Column("a", "a"),), (Row(("b",)),))), DAY)
    with zipfile.ZipFile(io.BytesIO(package.archive())) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(package.files())
    assert package.archive() == package.archive()


@pytest.mark.parametrize("series", [(), ("index",), ("index", "enact")])
def test_a_package_names_the_sources_of_its_rows(series: tuple[str, ...]) -> None:
    export = Export("few", (), Table("Few", (Column("a", "a"),), ()), series)
    record = json.loads(DataPackage.of(export, DAY).files()[DESCRIPTOR])
    assert len(record.get("sources", [])) == len(series)
    assert [each["role"] for each in record["contributors"]] == ["author"] * len(series) + ["wrangler"]
