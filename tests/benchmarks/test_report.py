"""The report of the benchmark: measured values, and which targets are met."""

from typing import Any

from benchmarks.report import (
    BARE,
    BUILT,
    COLD,
    DATASETTE,
    DEFAULTS,
    FLASK,
    FTS5,
    GREETED,
    HELLO,
    INDEXED,
    PAGE,
    REBUILT,
    REPEATED,
    SEARCHED,
    SERVED,
    TANTIVY,
    WARM,
    WARM_PAGE,
    WHOOSH,
    report,
)


def times(**engines: float) -> dict[str, float]:
    return {"rare term": engines["time"], "prefix": engines["time"] * 2}


def a_run() -> dict[str, Any]:
    engines = {COLD: 0.5, WARM: 0.01, WHOOSH: 100.0, FTS5: 4.0, TANTIVY: 0.5}
    pages = {PAGE: 2.0, WARM_PAGE: 0.1, HELLO: 0.05, FLASK: 9.0, DATASETTE: 200.0}
    memory = {"all": 300, "own": 90}
    return {
        "machine": {"cores": "2"},
        "seconds": 600,
        "small": {
            "passages": 12_000,
            "engines": {name: times(time=took) for name, took in engines.items()},
            "pages": {name: times(time=took) for name, took in pages.items()},
            "builds": {INDEXED: 9.0, DEFAULTS: 20.0, BUILT: 30.0, REBUILT: 3.0},
            "starts": {BARE: 0.3, SERVED: 0.7, SEARCHED: 0.4},
            "imports": {"numpy": 80.0},
            "throughput": {REPEATED: 900, GREETED: 1500},
            "memory": memory,
            "opening": 3.0,
        },
        "large": {"passages": 120_000, "engines": {COLD: times(time=2.0)}, "memory": memory},
    }


def test_a_target_that_is_met_and_one_that_is_not_are_distinguished() -> None:
    text = report(a_run())
    assert f"| {FTS5} against {COLD} | ≥ 5 | 8 | met |" in text
    run = a_run()
    run["small"]["engines"][COLD] = times(time=2.0)
    assert f"| {FTS5} against {COLD} | ≥ 5 | 2 | **not met** |" in report(run)


def test_growth_is_reported_by_class() -> None:
    assert "| growth to 120,000 passages (rare term) | ≤ 10 | 4 | met |" in report(a_run())
    run = a_run()
    del run["large"]
    assert "growth" not in report(run)
