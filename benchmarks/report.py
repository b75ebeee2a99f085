"""The report of a run, in Markdown."""

from collections.abc import Iterable, Mapping
from statistics import geometric_mean
from typing import Any

COLD, WARM = "OC Explorer, caches off", "OC Explorer, warm"
WHOOSH, FTS5, TANTIVY = "Whoosh alone", "SQLite FTS5", "tantivy"
PAGE, WARM_PAGE, HELLO = "OC Explorer page, caches off", "OC Explorer page, warm", "Flask hello"
FLASK, DATASETTE = "Flask page over FTS5", "Datasette page"
INDEXED = "OC Explorer's index, links known"
DEFAULTS = "the same fields by Whoosh with default settings, links known"
BUILT, REBUILT = "OC Explorer's whole build, with linking", "the same after one profile changed"
BARE, SERVED, SEARCHED = "a bare Flask's start", "oc-explorer serve, to its first answer", "oc-explorer search"

Times = Mapping[str, Mapping[str, float]]  # engine, class of queries: milliseconds
REPEATED, GREETED = "OC Explorer, the same query again", "Flask hello, by the same server"

_PREFIX, _MOST, _MOST_PREFIX = "prefix", 3.0, 6.0  # a class, and milliseconds
_MEMORY = 1024  # megabytes


def report(result: Mapping[str, Any]) -> str:
    """Return the report of everything that was measured, the targets first."""
    small = result["small"]
    machine = ", ".join(f"{name} {value}" for name, value in result["machine"].items())
    return "\n".join(
        [
            "# Speed",
            "",
            "Written by `make bench`, which says how: `benchmarks/speed.py`. Milliseconds depend on the machine; the"
            " ratios are of one run, in which all engines took turns. A class's time is the mean of the medians of its"
            " queries, and a ratio is the geometric mean over the classes.",
            "",
            f"{small['passages']:,} invented passages of 148 words; {machine}; the run took"
            f" {result['seconds'] / 60:.0f} minutes. Each answer is a top ten, an exact total, facets and ten snippets."
            " That totals, order and facets equal Whoosh's own is a test: `tests/engines/whoosh/test_exactness.py`.",
            "",
            "## Targets",
            "",
            "| | target | measured | |",
            "| --- | ---: | ---: | --- |",
            *(
                f"| {name} | {target} | {value} | {'met' if is_met else '**not met**'} |"
                for name, target, value, is_met in _targets(result)
            ),
            "",
            "## Searches",
            "",
            *_table(small["engines"], COLD),
            "",
            "How many times as long as ours, caches off:",
            "",
            *_ratios(small["engines"], COLD),
            "",
            "A warm answer is one that was given before in the same generation. Ours also expands a query by spelling,"
            " synonyms and indicators, which the others do not.",
            "",
            "## Pages",
            "",
            "Each is requested through WSGI, or ASGI, in its own process, without a network.",
            "",
            *_table(small["pages"], PAGE),
            "",
            *_ratios(small["pages"], PAGE),
            "",
            "One worker of gunicorn, one client that sends the next request as soon as it has a response:",
            "",
            "| | answers a second |",
            "| --- | ---: |",
            *(f"| {name} | {rate} |" for name, rate in small["throughput"].items()),
            "",
            *_growth(result),
            "## Building",
            "",
            "With links known, ours writes Whoosh's index in several processes and all arrays; Whoosh with default"
            " settings writes the same fields from the same links. Linking, which Whoosh does not do, is in the other"
            " two.",
            "",
            *_seconds(small["builds"]),
            "",
            "## Starting",
            "",
            *_seconds(small["starts"]),
            "",
            f"Opening a generation takes {small['opening']} ms. A process that answered every query holds"
            f" {small['memory']['all']} MB, of which {small['memory']['own']} MB are its own alone.",
            "",
            "What a search on the command line imports (`python -X importtime`); what one package imports for another"
            " counts for both:",
            "",
            "| | milliseconds |",
            "| --- | ---: |",
            *(f"| {name} | {took} |" for name, took in small["imports"].items()),
            "",
        ]
    )


def _targets(result: Mapping[str, Any]) -> Iterable[tuple[str, str, str, bool]]:
    """Yield each target by name, with its limit, the measured value, and whether the target is met."""
    small = result["small"]
    engines, pages, starts, builds = (small[name] for name in ("engines", "pages", "starts", "builds"))
    for name, first, least in ((WHOOSH, COLD, 40), (FTS5, COLD, 5), (FTS5, WARM, 8)):
        ratio = _ratio(engines, name, first)
        yield f"{name} against {first}", f"≥ {least}", f"{ratio:.3g}", ratio >= least
    for name, most in ((COLD, 1.5), (WARM, 1)):
        ratio = _ratio(engines, name, TANTIVY)
        yield f"{name}, against {TANTIVY}", f"≤ {most:g}", f"{ratio:.2g}", ratio <= most
    slowest = max((kind for kind in engines[COLD] if kind != _PREFIX), key=lambda kind: engines[COLD][kind])
    for kind, limit in ((slowest, _MOST), (_PREFIX, _MOST_PREFIX)):
        took = engines[COLD][kind]
        name = "the slowest class but prefix" if kind == slowest else "prefix"
        yield (
            f"{name}, caches off ({kind})" if kind == slowest else name,
            f"< {limit:g} ms",
            f"{took:.2g} ms",
            took < limit,
        )
    for name, share in ((FLASK, 4), (DATASETTE, 50)):
        ratio = _ratio(pages, name, PAGE)
        yield f"{name} against ours, caches off", f"≥ {share}", f"{ratio:.3g}", ratio >= share
    ratio = small["throughput"][REPEATED] / small["throughput"][GREETED]
    yield "throughput of a repeated query against hello's", "≥ 0.5", f"{ratio:.2g}", ratio >= 0.5
    if "large" in result:
        large = result["large"]
        factor = large["passages"] / small["passages"]
        grown = {kind: large["engines"][COLD][kind] / took for kind, took in engines[COLD].items()}
        worst = max(grown, key=lambda kind: grown[kind])
        yield (
            f"growth to {large['passages']:,} passages ({worst})",
            f"≤ {factor:g}",
            f"{grown[worst]:.2g}",
            grown[worst] <= factor,
        )
        used = large["memory"]["all"]
        yield f"memory of a worker on {large['passages']:,} passages", f"< {_MEMORY} MB", f"{used} MB", used < _MEMORY
    limit = round(1.5 * starts[BARE] + 0.3, 2)
    yield SERVED, f"< {limit} s", f"{starts[SERVED]} s", starts[SERVED] < limit
    yield f"{SEARCHED}, on the bundled corpus", "< 0.6 s", f"{starts[SEARCHED]} s", starts[SEARCHED] < 0.6
    ratio = builds[INDEXED] / builds[DEFAULTS]
    yield "the index, links known, against Whoosh's defaults", "≤ 0.5", f"{ratio:.2g}", ratio <= 0.5


def _ratio(times: Times, name: str, first: str) -> float:
    return geometric_mean([times[name][kind] / times[first][kind] for kind in times[first]])


def _table(times: Times, first: str) -> list[str]:
    lines = [f"| milliseconds | {' | '.join(times)} |", f"| --- |{' ---: |' * len(times)}"]
    for kind in times[first]:
        lines.append(f"| {kind} | {' | '.join(f'{times[name][kind]:.3g}' for name in times)} |")
    return lines


def _ratios(times: Times, first: str) -> list[str]:
    lines = ["| | ratio | lowest | highest |", "| --- | ---: | ---: | ---: |"]
    for name in times:
        if name != first:
            ratios = [times[name][kind] / times[first][kind] for kind in times[first]]
            lines.append(f"| {name} | {geometric_mean(ratios):.3g} | {min(ratios):.3g} | {max(ratios):.3g} |")
    return lines


def _seconds(times: Mapping[str, float]) -> list[str]:
    return ["| | seconds |", "| --- | ---: |", *(f"| {name} | {seconds} |" for name, seconds in times.items())]


def _growth(result: Mapping[str, Any]) -> list[str]:
    if "large" not in result:
        return []
    small, large = result["small"], result["large"]
    factor = large["passages"] / small["passages"]
    before, after = small["engines"][COLD], large["engines"][COLD]
    return [
        f"## Growth: {large['passages']:,} passages",
        "",
        f"| | milliseconds | times those of {small['passages']:,} passages |",
        "| --- | ---: | ---: |",
        *(f"| {kind} | {after[kind]:.3g} | {after[kind] / before[kind]:.2g} |" for kind in before),
        "",
        f"In proportion would be {factor:g} times. A process that answered every query holds"
        f" {large['memory']['all']} MB, of which {large['memory']['own']} MB are its own alone; the rest is mapped from"
        " files that all workers share.",
        "",
    ]
