"""Fixtures: the command line as other programs call it, a process with a home of its own."""

import json
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
def command(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")
