"""Each edition is one line of content, from which all else takes it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import NotFoundError, VocabularyError
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import EDITIONS, PREVIOUS, read_editions

ROOT = Path(__file__).parents[2]
LINE = f"editions = [{', '.join(map(str, EDITIONS))}]"


def test_each_edition_but_the_first_follows_another() -> None:
    assert (EDITIONS[0], PREVIOUS) == (2021, {2023: 2021, 2025: 2023})


def test_an_unknown_edition_is_refused_with_those_that_exist() -> None:
    with pytest.raises(NotFoundError, match=r"There is no edition 2022\. Choose one of 2021, 2023, 2025\."):
        find_series(INDEX_SERIES).check_edition(2022)


@pytest.mark.parametrize(
    "line",
    ["editions = []", "editions = 2021", 'editions = ["2021"]', "editions = [2023, 2021]", "editions = [21]", "x = 1"],
)
def test_a_mistake_in_the_list_is_reported_with_file_and_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "editions.toml"
    file.write_text(f"# The editions.\n{line}\n", encoding="utf-8")
    number = 2 if line.startswith("editions") else 1
    with pytest.raises(VocabularyError, match=rf"editions\.toml:{number}: editions must be a list of years"):
        read_editions(tmp_path)


def test_a_fourth_edition_is_one_line_of_content(tmp_path: Path) -> None:
    skipped = shutil.ignore_patterns("built", "content", "__pycache__")
    for folder in (*map(paths.content, ("corpus", "index", "templates")), paths.PACKAGE):
        shutil.copytree(folder, tmp_path / folder.name, ignore=skipped)
    (tmp_path / "pyproject.toml").touch()
    file = tmp_path / "index" / "editions.toml"
    file.write_text(file.read_text("utf-8").replace(LINE, LINE.replace("]", ", 2027]")), encoding="utf-8")
    command = [sys.executable, "-m", "tests.model.fourth_edition", str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "import": [""],
        "page": [
            "2027",
            "The file name lesotho-2023.txt names 2023, but the page shows changes of the indicators that came in "
            "2023, as in 2025 or 2027: give --edition 2025 or 2027 if that is right.",
            "Nothing on the page says which edition it is of, since the page shows changes of the indicators that came "
            "in 2023: give it with --edition.",
        ],
        "hits": ["kgz-2027/drugs/1"],
        "facet": ["2021", "2027"],
        "messages": ["There is no edition '2026'. Choose one of 2019, 2021, 2023, 2025, 2027.", ""],
        "notes": ["No edition is >2030: it is searched as words. Editions are 2019, 2021, 2023, 2025 and 2027."],
        "rank": 193,
        "comparability": "",
        "pages": [200, 200, 200, 200],
        "choices": True,
        "specification": True,
    }
