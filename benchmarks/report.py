"""The report of a run, in Markdown."""

from collections.abc import Mapping
from statistics import geometric_mean
from typing import Any

OURS, WARM = "OC Explorer, caches off", "OC Explorer, warm"
PAGE, WARM_PAGE, HELLO = "OC Explorer page, caches off", "OC Explorer page, warm", "Flask hello"

Times = Mapping[str, Mapping[str, float]]  # engine, class of questions: milliseconds


def report(result: Mapping[str, Any]) -> str:
    """Everything that was measured, ratios first."""
    small = result["small"]
    machine = ", ".join(f"{name} {value}" for name, value in result["machine"].items())
    return "\n".join(
        [
            "# Speed",
            "",
            "Written by `make bench`, which says how: `benchmarks/speed.py`. Milliseconds are medians and depend on the"
            " machine; the ratios are of one run, in which all engines took turns.",
            "",
            f"{small['passages']:,} invented passages of 148 words; {machine}. Each answer is a top ten, an exact"
            " total, six facets and ten snippets.",
            "",
            "## Searches",
            "",
            *_table(small["engines"], OURS),
            "",
            "How many times slower than ours (the geometric mean over the classes):",
            "",
            *_ratios(small["engines"], OURS),
            "",
            "A warm answer is one that was given before in the same generation. Ours also widens a query by spelling,"
            " synonyms and indicators, which the others do not.",
            "",
            "## Pages",
            "",
            *_table(small["pages"], PAGE),
            "",
            *_ratios(small["pages"], PAGE),
            "",
            *_growth(result),
            "## Building, opening, starting",
            "",
            "| | seconds |",
            "| --- | ---: |",
            *(f"| {name} | {seconds} |" for name, seconds in (small["builds"] | small["starts"]).items()),
            "",
            f"Opening a generation takes {small['opening']} ms. A process that answered every question holds"
            f" {small['memory']['all']} MB, of which {small['memory']['own']} MB are its own alone.",
            "",
        ]
    )


def _table(times: Times, first: str) -> list[str]:
    kinds = list(times[first])
    lines = [f"| milliseconds | {' | '.join(times)} |", f"| --- |{' ---: |' * len(times)}"]
    for kind in kinds:
        found = (times[name].get(kind) for name in times)
        lines.append(f"| {kind} | {' | '.join('' if one is None else f'{one:.3g}' for one in found)} |")
    return lines


def _ratios(times: Times, first: str) -> list[str]:
    lines = ["| | ratio | lowest | highest |", "| --- | ---: | ---: | ---: |"]
    for name in times:
        if name != first:
            found = [times[name][kind] / times[first][kind] for kind in times[first] if kind in times[name]]
            lines.append(f"| {name} | {geometric_mean(found):.3g} | {min(found):.3g} | {max(found):.3g} |")
    return lines


def _growth(result: Mapping[str, Any]) -> list[str]:
    if "large" not in result:
        return []
    small, large = result["small"], result["large"]
    factor = large["passages"] / small["passages"]
    before, after = small["engines"][OURS], large["engines"][OURS]
    return [
        f"## Growth: {large['passages']:,} passages",
        "",
        f"| | milliseconds | times those of {small['passages']:,} passages |",
        "| --- | ---: | ---: |",
        *(f"| {kind} | {after[kind]:.3g} | {after[kind] / before[kind]:.2g} |" for kind in before),
        "",
        f"In proportion would be {factor:g} times. A process that answered every question holds"
        f" {large['memory']['all']} MB, of which {large['memory']['own']} MB are its own alone.",
        "",
    ]
