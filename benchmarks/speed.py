"""The speed of a search, beside that of other engines: `make bench`.

Every engine answers the same queries on the same passages, each with a top ten, an exact total, facets and ten
snippets. Rounds are interleaved and their order turns, so that whatever else the machine does falls on all alike; the
report has medians, and ratios within the run.
"""

import argparse
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

from whoosh.filedb.filestore import FileStorage

from benchmarks.corpus import make_profiles
from benchmarks.peers.fts5 import Fts5
from benchmarks.peers.native import Tantivy
from benchmarks.peers.pages import DatasettePage, Fts5Page, getter, hello
from benchmarks.peers.plain_whoosh import PlainWhoosh
from benchmarks.queries import BenchmarkQuery, make_queries
from benchmarks.report import (
    BARE,
    BUILT,
    COLD,
    DATASETTE,
    DEFAULTS,
    FLASK,
    GREETED,
    HELLO,
    INDEXED,
    PAGE,
    REBUILT,
    REPEATED,
    SEARCHED,
    SERVED,
    WARM,
    WARM_PAGE,
    report,
)
from explorer.corpus.home import Home
from explorer.corpus.storage import store_profile
from explorer.engines.manage import rebuild
from explorer.engines.open import embedded_engine
from explorer.engines.whoosh.schema import make_schema
from explorer.linking.linker import linker
from explorer.linking.links import Link
from explorer.model.profiles import Passage, Profile
from explorer.search.answering import SearchEngine
from explorer.search.indexed import field_texts
from explorer.search.request import SearchRequest
from explorer.search.result_set import MatchingPassage
from explorer.web.app import create_app
from explorer.web.middleware.response_cache import ResponseCache
from explorer.web.settings import Settings

REPORTS = Path(__file__).parents[1] / "docs"


Search = Callable[[BenchmarkQuery], int]  # the number that it returns only keeps the work from being skipped


def search_engine(engine: SearchEngine) -> Search:
    """Return a function that searches with an engine."""
    return lambda query: engine.search(query.request).total


def search_page(home: Home, is_warm: bool) -> Search:
    """Return a function that requests the page of a search; caches are off unless `is_warm`."""
    app = create_app(Settings(home), None if is_warm else ResponseCache(0))
    if not is_warm:
        app.extensions["corpus"].engine = embedded_engine(home.generations, cached_answers=0)
    get = getter(app)
    return lambda query: get("/search?" + urlencode(query.request.to_args()))


def timed(action: Callable[[], object]) -> float:
    """Return the time of an action, in milliseconds."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def measure(
    engines: Mapping[str, Search], queries: Sequence[BenchmarkQuery], rounds: int, budget: float
) -> dict[str, Any]:
    """Return the time of each class of queries by engine, in milliseconds: the mean of the medians of its queries.

    An engine that has used up its seconds for a query does not get it again.
    """
    times: dict[str, list[list[float]]] = {name: [[] for _ in queries] for name in engines}
    names = list(engines)
    for number in range(rounds + 1):  # the first round warms up and is not counted
        for name in names[number % len(names) :] + names[: number % len(names)]:
            for query, samples in zip(queries, times[name], strict=True):
                if sum(samples) <= budget * 1000:
                    took = timed(partial(engines[name], query))
                    if number:
                        samples.append(took)
    kinds = dict.fromkeys(query.kind for query in queries)
    return {
        name: {
            kind: round(
                mean(median(samples) for samples, query in zip(of_queries, queries, strict=True) if query.kind == kind),
                4,
            )
            for kind in kinds
        }
        for name, of_queries in times.items()
    }


class KnownLinks:
    """The linker with the links of a corpus at hand, to measure a build without linking."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._links = {
            passage.id: linker().links(passage, profile.edition)
            for profile in profiles
            for passage in profile.passages()
        }

    def links(self, passage: Passage, _edition: int | None) -> tuple[Link, ...]:
        return self._links[passage.id]

    def read(self, _text: str) -> tuple[Link, ...]:
        return ()

    def words(self, indicator: str) -> tuple[str, ...]:
        return linker().words(indicator)


def measure_builds(folder: Path, profiles: Sequence[Profile]) -> dict[str, float]:
    """Return the seconds to build: with links known, by the engine and by Whoosh's defaults; then as a user builds."""
    times: dict[str, float] = {}
    known = KnownLinks(profiles)
    engine = embedded_engine(folder / "known", known)
    times[INDEXED] = timed(lambda: engine.build(profiles, "known")) / 1000
    engine.close()

    def write() -> None:
        (folder / "defaults").mkdir()
        writer = FileStorage(str(folder / "defaults")).create_index(make_schema()).writer()
        for profile in profiles:
            for passage in profile.passages():
                fields = field_texts(profile, passage, known.links(passage, profile.edition))
                writer.add_document(id=passage.id, **fields)
        writer.commit()

    times[DEFAULTS] = timed(write) / 1000
    engine = embedded_engine(folder / "whole", linker())
    times[BUILT] = timed(lambda: engine.build(profiles, "first")) / 1000
    changed = [replace(profiles[0], text_kind="digest"), *profiles[1:]]
    times[REBUILT] = timed(lambda: engine.build(changed, "second")) / 1000
    engine.close()
    return {name: round(seconds, 1) for name, seconds in times.items()}


def measure_starts(folder: Path, home: Home) -> dict[str, float]:
    """Return the seconds to start an interpreter, a search in the bundled corpus, and a server: the best of five."""
    bundled = ["-m", "explorer", "--home", str(folder / "bundled")]
    run_python([*bundled, "index"])
    commands = {
        "python -c pass": ["-c", "pass"],
        "python -c 'import flask'": ["-c", "import flask"],
        SEARCHED: [*bundled, "search", "heroin", "--json"],
    }
    times = {name: min(timed(partial(run_python, line)) for _ in range(5)) / 1000 for name, line in commands.items()}
    bare = (
        "from flask import Flask; app = Flask('bare'); app.add_url_rule('/livez', 'live', lambda: 'ok');"
        "app.run(port={})"
    )
    times[BARE] = min(start(lambda port: ["-c", bare.format(port)]) for _ in range(5))
    serving = ["-m", "explorer", "--home", str(home.path), "serve", "--workers", "1", "--port"]
    times[SERVED] = min(start(lambda port: [*serving, str(port)], "/search?q=heroin") for _ in range(5))
    return {name: round(seconds, 3) for name, seconds in times.items()}


@contextmanager
def serving(line: Callable[[int], Sequence[str]], address: str = "/livez") -> Iterator[tuple[int, float]]:
    """Run a server for the block and yield its port, and the seconds from its start to its first answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = time.perf_counter()
    with subprocess.Popen([sys.executable, *line(port)], **quiet) as server:  # type: ignore[call-overload]
        try:
            while server.poll() is None:
                try:
                    with urlopen(f"http://127.0.0.1:{port}{address}", timeout=60) as answer:
                        answer.read()
                except OSError:
                    time.sleep(0.005)
                else:
                    break
            else:
                raise RuntimeError(f"The server ended before it answered: {line(port)}")
            yield port, time.perf_counter() - started
        finally:
            server.terminate()


def start(line: Callable[[int], Sequence[str]], address: str = "/livez") -> float:
    """Return the seconds from the start of a server to its first answer."""
    with serving(line, address) as (_, seconds):
        return seconds


def measure_throughput(home: Home) -> dict[str, float]:
    """Return the answers a second of one worker to one client with one query, for the search page and for hello."""
    hello_line = [
        "-m",
        "gunicorn",
        "--worker-class",
        "gthread",
        "--threads",
        "32",
        "benchmarks.peers.pages:hello_app()",
    ]
    page_line = ["-m", "explorer", "--home", str(home.path), "serve", "--workers", "1", "--port"]
    rates: dict[str, list[float]] = {REPEATED: [], GREETED: []}
    with (
        serving(lambda port: [*page_line, str(port)]) as (page_port, _),
        serving(lambda port: [*hello_line, "--bind", f"127.0.0.1:{port}"], "/") as (hello_port, _),
    ):
        requests = {REPEATED: (page_port, "/search?q=heroin"), GREETED: (hello_port, "/")}
        connections = {name: HTTPConnection("127.0.0.1", port) for name, (port, _) in requests.items()}
        for _ in range(7):
            for name, (_, path) in requests.items():
                took = timed(partial(search_again, connections[name], path, 300))
                rates[name].append(300_000 / took)
    return {name: round(median(samples)) for name, samples in rates.items()}


def search_again(connection: HTTPConnection, path: str, times: int) -> None:
    for _ in range(times):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)


def measure_imports(folder: Path) -> dict[str, float]:
    """Return the milliseconds of the imports of a search, by top package; one imported for another counts for both."""
    line = ["-X", "importtime", "-m", "explorer", "--home", str(folder / "bundled"), "search", "heroin", "--json"]
    answer = subprocess.run([sys.executable, *line], check=True, capture_output=True, text=True)
    times: dict[str, int] = {}
    for _, all_of_it, name in (row.split("|") for row in answer.stderr.splitlines() if row.count("|") == 2):
        if all_of_it.strip().isdigit() and "." not in name and not name.strip().startswith("_"):
            times[name.strip()] = int(all_of_it)
    return {name: round(times[name] / 1000, 1) for name in sorted(times, key=lambda name: -times[name])[:12]}


def run_python(line: Sequence[str]) -> None:
    subprocess.run([sys.executable, *line], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measure_memory(home: Home, queries: Sequence[BenchmarkQuery]) -> dict[str, float]:
    """Return the megabytes of a process that answers from a home: all that it maps, and those of its own alone."""
    code = (
        "import json,sys,psutil;from pathlib import Path;from explorer.corpus.home import Home;"
        "from explorer.engines.open import open_engine;from explorer.search.request import SearchRequest;"
        "engine=open_engine(Home(Path(sys.argv[1])));"
        "[engine.search(SearchRequest.from_args(map(tuple, args))) for args in json.loads(sys.argv[2])];"
        "used=psutil.Process().memory_full_info();print(json.dumps([used.rss, used.uss]))"
    )
    requests = json.dumps([query.request.to_args() for query in queries])
    answer = subprocess.run(
        [sys.executable, "-c", code, str(home.path), requests], check=True, capture_output=True, text=True
    )
    return {name: round(size / 2**20) for name, size in zip(("all", "own"), json.loads(answer.stdout), strict=True)}


def run(passages: int, folder: Path, rounds: int, budget: float, is_whole: bool) -> dict[str, Any]:
    """Return the figures of one size of corpus."""
    home = Home(folder / f"home-{passages}")
    profiles = make_profiles(passages)
    engine = embedded_engine(home.generations, cached_answers=0)
    if not home.generations.exists():
        log(f"building {passages:,} passages")
        if is_whole:  # pages are served from profiles on disk
            home.make()
            for profile in profiles:
                store_profile(home.profiles, profile)
            rebuild(home, engine)
        else:
            engine.build(profiles, "benchmark")
    all_passages = engine.passages(SearchRequest.make()).passages
    queries = make_queries(all_passages)
    engines = {COLD: search_engine(engine)}
    if is_whole:
        engines |= {
            WARM: search_engine(embedded_engine(home.generations)),
            **peers(folder, passages, all_passages, profiles),
        }
    log("searching")
    result: dict[str, Any] = {
        "passages": passages,
        "engines": measure(engines, queries, rounds, budget),
        "memory": measure_memory(home, queries),
        "opening": round(min(timed(lambda: embedded_engine(home.generations).generation) for _ in range(5)), 2),
    }
    if is_whole:
        log("requesting pages")
        path = folder / f"fts5-{passages}.db"
        pages: dict[str, Search] = {
            PAGE: search_page(home, is_warm=False),
            WARM_PAGE: search_page(home, is_warm=True),
            HELLO: hello(),
            FLASK: Fts5Page(path).search,
            DATASETTE: DatasettePage(path).search,
        }
        word_queries = [query for query in queries if query.words and not query.filters and not query.condition]
        result["pages"] = measure(pages, word_queries, rounds, budget)
        result["throughput"] = measure_throughput(home)
        log("starting")
        result["starts"] = measure_starts(folder, home)
        result["imports"] = measure_imports(folder)
        log("building")
        with TemporaryDirectory(dir=folder) as work:
            result["builds"] = measure_builds(Path(work), profiles)
    return result


def peers(
    folder: Path, passages: int, all_passages: Sequence[MatchingPassage], profiles: Sequence[Profile]
) -> dict[str, Search]:
    """Build each of the other engines once."""
    known = {profile.id: profile for profile in profiles}
    engines: dict[str, Search] = {}
    for make, name in ((PlainWhoosh, "whoosh"), (Fts5, "fts5"), (Tantivy, "tantivy")):
        path = folder / f"{name}-{passages}{'.db' if name == 'fts5' else ''}"
        built = folder / f"{path.name}.built"
        if not built.exists():  # an interrupted run leaves an incomplete index
            shutil.rmtree(path, ignore_errors=True)
            if path.is_file():
                path.unlink()
        peer = make(path)
        if not built.exists():
            log(f"building {peer.name}")
            peer.build(all_passages, known)
            built.touch()
        engines[peer.name] = peer.search
    return engines


def log(message: str) -> None:
    print(time.strftime("%H:%M:%S"), message, file=sys.stderr)


def machine() -> dict[str, str]:
    return {
        "python": platform.python_version(),
        "cores": str(os.cpu_count()),
        "system": platform.system(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="where indexes are kept between runs")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--budget", type=float, default=2.0, help="seconds that one engine may spend on one query")
    parser.add_argument("--passages", type=int, default=12_000)
    parser.add_argument("--large", type=int, default=120_000, help="passages of the corpus for growth; 0 for none")
    parser.add_argument("--report", type=Path, default=REPORTS, help="the folder of the two reports")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    result: dict[str, Any] = {
        "machine": machine(),
        "small": run(args.passages, args.folder, args.rounds, args.budget, is_whole=True),
    }
    if args.large:
        result["large"] = run(args.large, args.folder, args.rounds, args.budget, is_whole=False)
    result["seconds"] = round(time.perf_counter() - started)
    args.report.mkdir(exist_ok=True)
    (args.report / "speed.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (args.report / "speed.md").write_text(report(result), encoding="utf-8")


if __name__ == "__main__":
    main()
