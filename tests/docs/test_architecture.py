"""docs/architecture.md names the existing packages and layers."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PICTURE = (ROOT / "docs" / "images" / "layers.svg").read_text("utf-8")


def layers() -> list[list[str]]:
    """Read the packages of each layer, from the top, from the contract of import-linter."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = (item for item in project["tool"]["importlinter"]["contracts"] if item["type"] == "layers")
    return [row.split(" | ") for row in contract["layers"]]


def test_the_table_has_every_package_in_the_order_of_the_layers() -> None:
    (table,) = re.findall(r"\| package \| contains \|\n\| --- \| --- \|\n((?:\|.*\n)+)", PAGE)
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [name for row in layers() for name in row]


def test_the_picture_has_every_package_in_its_row() -> None:
    boxes = re.findall(r'<text class="name" x="[\d.]+" y="(\d+)">(\w+)</text>', PICTURE)
    rows: dict[int, list[str]] = {}
    for y, name in boxes:
        rows.setdefault(int(y), []).append(name)
    assert [rows[y] for y in sorted(rows)] == layers()
