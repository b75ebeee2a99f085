"""Fixtures: the command line as other programs call it, a process with a home of its own."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Done:
    """Status and output of a command."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class CommandLine:
    """`oc-explorer --home HOME …`."""

    home: Path

    def __call__(self, *words: str | Path) -> Done:
        command = [sys.executable, "-m", "explorer", "--home", str(self.home), *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True)
        return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def unindexed(tmp_path: Path) -> CommandLine:
    """Return the command line of a home that is not there yet."""
    return CommandLine(tmp_path / "home")


@pytest.fixture
def command(tmp_path: Path) -> CommandLine:
    """Return the same; modules whose commands need the index of the bundled corpus have `indexed` in its place."""
    return CommandLine(tmp_path / "home")


@pytest.fixture(scope="session")
def indexed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the index of the bundled corpus in a home, for copies of it."""
    home = tmp_path_factory.mktemp("indexed") / "home"
    assert CommandLine(home)("index").status == 0
    return home


@pytest.fixture
def indexed(indexed_home: Path, tmp_path: Path) -> CommandLine:
    """Return the command line of a home of its own that has the index of the bundled corpus."""
    shutil.copytree(indexed_home, tmp_path / "home")
    return CommandLine(tmp_path / "home")
