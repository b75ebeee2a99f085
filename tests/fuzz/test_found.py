"""Inputs that once failed in fuzzing, and its seeds."""

from pathlib import Path

import pytest

from tests.fuzz.targets import INPUTS, TARGETS

FILES = sorted(path for path in INPUTS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_is_read_or_refused(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_every_target_takes_nothing_at_all() -> None:
    for target in TARGETS.values():
        target(b"")
