"""docs/faults.md names tests that there are."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "faults.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def test_every_test_that_holds_a_fault_exists() -> None:
    assert len(NAMED) > 50
    missing = [
        f"{path}::{name}"
        for path, name in NAMED
        if not re.search(rf"^(?:async )?def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE)
    ]
    assert missing == []


def test_every_row_has_three_cells_and_names_nothing_but_tests() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<= )\|", line)) for line in rows} == {3}
    for line in rows:
        if not line.startswith(("| what was tried", "| ---")):
            cell = line.removesuffix(" |").rpartition(" | ")[2]
            assert re.sub(r"`tests/[\w/]+\.py::\w+`(?:, )?", "", cell) == "", line
