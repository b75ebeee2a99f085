"""A search loads only the modules that it needs, and still takes edits of the vocabulary at once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.corpus.home import Home
from tests.cli.conftest import CommandLine
from tests.factories import kyrgyzstan_2023, store

UNNEEDED = (
    "flask", "whoosh", "yaml", "lxml", "bs4", "docx", "xlsxwriter", "citeproc", "rich", "python_calamine",
    "concurrent.futures.process", "explorer.linking.vocabulary", "explorer.engines.whoosh.indexer", "explorer.web",
)  # fmt: skip


@pytest.fixture
def command(indexed: CommandLine) -> CommandLine:
    return indexed


def test_a_search_loads_only_what_it_needs(command: CommandLine) -> None:
    assert command("index").status == 0
    program = (
        "import sys; from explorer.cli import main\n"
        f"sys.argv = ['oc-explorer', '--home', {str(command.home)!r}, 'search', 'heroin', '--json']\n"
        f"try: main()\nfinally: sys.stderr.write(' '.join(sys.modules.keys() & {set(UNNEEDED)!r}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert '"kgz-2021/drugs/1"' in done.stdout
    assert done.stderr == ""  # the names of loaded modules


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Make a checkout whose vocabulary may be edited."""
    root = tmp_path / "checkout"
    skipped = shutil.ignore_patterns("built", "__pycache__")
    for room in ("corpus", "index", "templates"):
        shutil.copytree(paths.content(room), root / room, ignore=skipped)
    shutil.copytree(paths.PACKAGE, root / "explorer", ignore=shutil.ignore_patterns("content", "__pycache__"))
    (root / "pyproject.toml").touch()
    return root


def run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "explorer", "--home", str(checkout / "home"), *words]
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    return subprocess.run(command, capture_output=True, text=True, cwd=checkout, env=environment)


def test_an_edited_vocabulary_reads_the_next_query_and_a_mistake_in_it_is_reported_by_line(copy: Path) -> None:
    assert run(copy, "index").returncode == 0
    assert "Heroin trade" not in run(copy, "search", "zebra").stderr
    words = copy / "index" / "links" / "markets" / "heroin-trade.toml"
    edited = words.read_text(encoding="utf-8").replace("query_terms = [", 'query_terms = [\n  "zebra",', 1)
    words.write_text(edited, encoding="utf-8")
    assert "passages linked to Heroin trade" in run(copy, "search", "zebra").stderr
    words.write_text(edited.replace('"zebra"', '"zebra +"', 1), encoding="utf-8")
    line = edited[: edited.index('"zebra"')].count("\n") + 1
    for command in (("search", "heroin"), ("index",), ("check",)):
        done = run(copy, *command)
        assert done.returncode == 3
        assert f"heroin-trade.toml:{line}: " in done.stdout + done.stderr


def test_changes_of_profiles_have_their_origin_and_whether_they_are_comparable(unindexed: CommandLine) -> None:
    store(Home(unindexed.home), kyrgyzstan_2023())
    done = unindexed("search", "change.criminality:>0", "change.heroin-trade:<0", "heroin-trade:>1")
    (line,) = (line for line in done.out.splitlines() if line.startswith("  kgz-2023  "))
    assert line.endswith(
        "change.criminality +0.07 (computed, not comparable), change.heroin-trade -0.5 (published), heroin-trade 6.5"
    )
    assert "a change is not comparable" in done.out
