"""Version, date and Python versions agree wherever they are written."""

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import yaml

from explorer import __version__

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_version_is_written_in_the_package_alone() -> None:
    assert PROJECT["dynamic"] == ["version"] and "version" not in PROJECT
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.dev\d+)?", __version__)


def test_the_citation_file_has_the_last_version_of_the_changelog_and_its_date() -> None:
    releases = re.findall(r"^## (\d+\.\d+\.\d+) - (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert releases[0] == (citation["version"], citation["date-released"].isoformat())


def test_every_python_that_is_promised_is_declared() -> None:
    declared = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if re.search(r"Python :: 3\.\d+$", line)]
    assert PROJECT["requires-python"] == f">={declared[0]}"
    assert metadata("oc-explorer")["Requires-Python"] == PROJECT["requires-python"]
