"""The server under load: it moves to new generations, loses a worker and stops, without one failed request.

`make soak` rebuilds twenty times; `make test` a few.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest

from tests.cli.conftest import CommandLine

REBUILDS = 20 if os.environ.get("OC_EXPLORER_SOAK") else 3
QUERIES = ("heroin", "border", "corrupt police", '"organized crime"', "traffick*", "")


class Server:
    """A server process over a home, on a port of its own."""

    def __init__(self, home: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        line = [sys.executable, "-m", "explorer", "--home", str(home), "serve", "--port", str(self.port)]
        self.log = home.parent / f"{home.name}-{self.port}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen([*line, "--workers", "2"], stdout=subprocess.DEVNULL, stderr=log)
        for _ in range(600):
            if self.is_ready():
                return
            assert self.process.poll() is None, self.log.read_text("utf-8")
            time.sleep(0.1)
        raise AssertionError("the server did not become ready")

    def is_ready(self) -> bool:
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

    def get(self, path: str) -> tuple[int, bytes]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            return answer.status, answer.read()

    def workers(self) -> list[psutil.Process]:
        return list(psutil.Process(self.process.pid).children())

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(timeout=60)

    def kill(self) -> None:
        """End it at once: a server that is stopped first waits for clients that are slow."""
        for process in (psutil.Process(self.process.pid), *self.workers()):
            process.kill()
        self.process.wait()


@pytest.fixture
def server(command: CommandLine) -> Iterator[Server]:
    running = Server(command.home)
    yield running
    if running.process.poll() is None:
        running.kill()


class Load(threading.Thread):
    """Thread that sends one query after the other until it is stopped, and keeps the failures."""

    def __init__(self, server: Server) -> None:
        super().__init__(daemon=True)
        self.server = server
        self.is_over = threading.Event()
        self.answered = 0
        self.failed: list[str] = []

    def run(self) -> None:
        while not self.is_over.is_set():
            for query in QUERIES:
                try:
                    status, body = self.server.get(f"/api/v1/search?q={urllib.parse.quote(query)}")
                    if status != 200 or "hits" not in json.loads(body):
                        self.failed.append(f"{query}: {status}")
                except (OSError, ValueError) as error:
                    self.failed.append(f"{query}: {error!r}")
                self.answered += 1

    def end(self) -> None:
        self.is_over.set()
        self.join(timeout=60)


def test_rebuilding_under_load_fails_no_request(command: CommandLine, server: Server, tmp_path: Path) -> None:
    loads = [Load(server) for _ in range(3)]
    for load in loads:
        load.start()
    document = tmp_path / "and.md"
    for turn in range(REBUILDS):
        text = f"---\ncountry: AND\nedition: 2023\n---\n\n## Drugs\n\nHeroin is sold on turn number{turn}.\n"
        document.write_text(text, encoding="utf-8")
        done = command("import", document)
        assert done.status == 0, done.err
        answer = json.loads(server.get(f"/api/v1/search?q=number{turn}")[1])
        assert [hit["id"] for hit in answer["hits"]] == ["and-2023/drugs/1"]
    for load in loads:
        load.end()
    assert [failure for load in loads for failure in load.failed] == []
    assert all(load.answered for load in loads)


def _settled_workers(server: Server) -> set[int]:
    """Return the processes of the two workers, once both run."""
    while len(workers := {worker.pid for worker in server.workers()}) != 2:
        time.sleep(0.1)
    return workers


def test_a_killed_worker_is_replaced(server: Server) -> None:
    before = _settled_workers(server)
    os.kill(min(before), signal.SIGKILL)
    while min(before) in _settled_workers(server):
        time.sleep(0.1)
    assert server.get("/api/v1/search?q=heroin")[0] == 200


def test_a_slow_client_does_not_hold_others_up(server: Server) -> None:
    with ExitStack() as connections:
        for _ in range(24):
            slow = connections.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            slow.sendall(b"GET /search?q=heroin HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        assert server.get("/livez")[0] == 200


def test_a_stopped_server_finishes_what_it_was_asked(server: Server) -> None:
    load = Load(server)
    load.start()
    time.sleep(1)
    load.is_over.set()
    load.join(timeout=60)
    assert load.failed == []
    assert server.stop() == 0
