"""The server under load: `make load`, or `python -m benchmarks.load`.

A real server over an invented corpus, with 16 and then 64 connections that never pause: searches whose words
follow Zipf's law, one in twenty of them never sent before, and profiles now and then. Every answer that is not whole
and 200 is an error. The clients are threads of one process on the same machine, so that part of every time is theirs.
"""

import argparse
import json
import os
import platform
import random
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

import psutil

from benchmarks.corpus import make_profiles
from explorer.corpus.home import Home
from explorer.corpus.storage import store_profile
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from explorer.model.profiles import Profile
from explorer.text.analysis import words
from explorer.text.stop_words import STOP_WORDS

REPORTS = Path(__file__).parents[1] / "docs"
NEW = 0.05  # of the searches
QUERIES = 2_000  # different ones beside those
_TIMEOUT = 60  # seconds that an answer may take before it counts as an error
_LOOKS = 8  # at the memory of the workers in a run: caches fill first, then it must stay as it is
_FIRST_ERRORS = 20  # errors in the report


class Paths:
    """The paths that one connection requests, one after the other."""

    def __init__(self, vocabulary: Sequence[str], profiles: Sequence[str], seed: int) -> None:
        self._random = random.Random(seed)
        self._vocabulary = vocabulary
        self._profiles = profiles
        common = random.Random(0)  # the same queries for every connection
        self._queries = [" ".join(common.choices(vocabulary, k=common.randint(1, 3))) for _ in range(QUERIES)]
        self._weights = list(accumulate(1 / (number + 1) for number in range(QUERIES)))

    def next(self) -> str:
        chance = self._random
        kind = chance.random()
        if kind < 0.1:
            return f"/profiles/{chance.choice(self._profiles)}"
        if chance.random() < NEW:
            query = f"{' OR '.join(chance.choices(self._vocabulary, k=3))} {chance.getrandbits(48):x}"
        else:
            query = chance.choices(self._queries, cum_weights=self._weights)[0]
        return f"{'/api/v1/search' if kind < 0.3 else '/search'}?{urlencode({'q': query})}"


@dataclass
class Client(threading.Thread):
    """One connection that is kept open, and the results of its requests."""

    port: int
    paths: Paths
    until: threading.Event
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT)
        while not self.until.is_set():
            path = self.paths.next()
            started = time.perf_counter()
            try:
                connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                body = answer.read()
                if answer.status != 200 or not body:
                    self.errors.append(f"{path}: {answer.status}")
            except (OSError, HTTPException) as error:
                self.errors.append(f"{path}: {error!r}")
                connection.close()
            self.seconds.append(time.perf_counter() - started)
        connection.close()


@contextmanager
def serving(home: Home, workers: int, log: Path) -> Iterator[tuple[int, psutil.Process]]:
    """Start a server and yield its port and process, over a home whose index is built."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    line = [sys.executable, "-m", "explorer", "--home", str(home.path), "serve", "--port", str(port)]
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*line, "--workers", str(workers)], stderr=file, env=os.environ | {"OC_EXPLORER_LOG": "errors"}
        )
    try:
        while not _is_ready(port):
            if process.poll() is not None:
                raise RuntimeError(log.read_text("utf-8"))
            time.sleep(0.1)
        yield port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=60)


def _is_ready(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _memory(server: psutil.Process) -> list[dict[str, int]]:
    """Return the megabytes of each worker: all that it maps, and those of its own alone."""
    used = [worker.memory_full_info() for worker in sorted(server.children(), key=lambda worker: worker.pid)]
    return [{"all": memory.rss >> 20, "own": memory.uss >> 20} for memory in used]


def load(
    port: int, server: psutil.Process, profiles: Sequence[Profile], connections: int, seconds: float
) -> dict[str, Any]:
    """Send requests to a server by so many connections for so many seconds, and return the figures."""
    counted = Counter(
        word for profile in profiles for passage in profile.passages() for word in set(words(passage.text))
    )
    vocabulary = [word for word, _ in counted.most_common() if word.isalpha() and word not in STOP_WORDS]
    ids = [profile.id for profile in profiles]
    until = threading.Event()
    clients = [Client(port, Paths(vocabulary, ids, seed), until) for seed in range(1, connections + 1)]
    started = time.perf_counter()
    for client in clients:
        client.start()
    memory: list[dict[str, Any]] = []
    for look in range(1, _LOOKS + 1):
        at = seconds * look / _LOOKS
        time.sleep(max(0.0, at - (time.perf_counter() - started)))
        memory.append({"seconds": round(at), "workers": _memory(server)})
    until.set()
    for client in clients:
        client.join(timeout=2 * _TIMEOUT)
    took = time.perf_counter() - started
    times = sorted(time for client in clients for time in client.seconds)
    errors = [error for client in clients for error in client.errors]
    errors += [f"connection {number}: hangs" for number, client in enumerate(clients) if client.is_alive()]
    return {
        "connections": connections,
        "seconds": round(took, 1),
        "requests": len(times),
        "per second": round(len(times) / took, 1),
        "errors": len(errors),
        "first errors": errors[:_FIRST_ERRORS],
        "milliseconds": {name: _at(times, share) for name, share in (("p50", 0.5), ("p99", 0.99), ("longest", 1))},
        "memory": memory,
    }


def _at(times: Sequence[float], share: float) -> float:
    return round(1000 * times[min(len(times) - 1, int(share * len(times)))], 1)


def report(result: dict[str, Any]) -> str:
    """Write a run as Markdown."""
    machine = ", ".join(f"{name} {value}" for name, value in result["machine"].items())
    rows = [
        f"| {run['connections']} | {run['seconds']} | {run['requests']:,} | {run['errors']} | {run['per second']} "
        f"| {run['milliseconds']['p50']} | {run['milliseconds']['p99']} | {run['milliseconds']['longest']} |"
        for run in result["runs"]
    ]
    looks = [[look["seconds"] for look in run["memory"]] for run in result["runs"]]
    used = [
        f"| {run['connections']} | {' | '.join(_memory_cell(look['workers']) for look in run['memory'])} |"
        for run in result["runs"]
    ]
    return "\n".join(
        [
            "# Load",
            "",
            f"Written by `make load`, which says how: `benchmarks/load.py`. {result['passages']:,} invented passages, "
            f"{result['workers']} workers, {NEW:.0%} of the searches new; {machine}. Server and clients share the "
            "machine.",
            "",
            "| connections | seconds | requests | errors | a second | p50 ms | p99 ms | longest ms |",
            "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
            *rows,
            "",
            "The memory of each worker that is its own alone, in MB. It grows while responses, answers, profiles "
            "and words are first cached, each up to a fixed number.",
            "",
            f"| connections | {' | '.join(f'{seconds} s' for seconds in looks[0])} |",
            f"| ---: |{' ---: |' * len(looks[0])}",
            *used,
            "",
        ]
    )


def _memory_cell(memory: Sequence[dict[str, int]]) -> str:
    return ", ".join(str(worker["own"]) for worker in memory)


def build(folder: Path, passages: int) -> tuple[Home, list[Profile]]:
    """Make a home with an invented corpus; index it when it is not yet indexed."""
    home = Home(folder)
    profiles = make_profiles(passages)
    if not home.generations.exists():
        for profile in profiles:
            store_profile(home.profiles, profile)
        rebuild(home, open_engine(home))
    return home, profiles


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--passages", type=int, default=12_000)
    parser.add_argument("--connections", type=int, nargs="+", default=[16, 64])
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 4))
    parser.add_argument("--home", type=Path, help="where the corpus is kept for the next run")
    parser.add_argument("--reports", type=Path, default=REPORTS)
    arguments = parser.parse_args()
    with TemporaryDirectory() as work:
        home, profiles = build(arguments.home or Path(work) / "home", arguments.passages)
        runs = []
        for connections in arguments.connections:
            print(f"{connections} connections for {arguments.seconds:g} seconds", file=sys.stderr, flush=True)
            with serving(home, arguments.workers, Path(work) / "log") as (port, server):
                runs.append(load(port, server, profiles, connections, arguments.seconds))
    machine = {"Python": platform.python_version(), "cores": os.cpu_count()}
    result = {"passages": arguments.passages, "workers": arguments.workers, "machine": machine, "runs": runs}
    (arguments.reports / "load.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (arguments.reports / "load.md").write_text(report(result), encoding="utf-8")
    print(report(result))
    sys.exit(any(run["errors"] for run in runs))


if __name__ == "__main__":  # building starts processes, which import this again
    main()
