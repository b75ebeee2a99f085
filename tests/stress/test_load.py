"""The load of `benchmarks/load.py`, for a few seconds: every answer is whole, and no worker is lost."""

import os
from pathlib import Path

from benchmarks.load import build, load, report, serving

SECONDS = 30 if os.environ.get("OC_EXPLORER_SOAK") else 3


def test_a_load_is_answered_without_one_error(tmp_path: Path) -> None:
    home, profiles = build(tmp_path / "home", 120)
    with serving(home, 2, tmp_path / "log") as (port, server):
        run = load(port, server, profiles, 16, SECONDS)
    assert run["first errors"] == []
    assert run["requests"] >= 16
    assert run["memory"]
    assert all(len(look["workers"]) == 2 for look in run["memory"])
    text = report({"passages": 120, "workers": 2, "machine": {}, "runs": [run]})
    assert f"| 16 | {run['seconds']} |" in text
    assert '"traceback"' not in (tmp_path / "log").read_text("utf-8")
