"""The server as a user starts it: a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from explorer.corpus.home import Home
from explorer.web.server import AddressError, address, listen

PROGRAM = """
import sys
from dataclasses import replace
from pathlib import Path
from explorer.corpus.home import Home
from explorer.web.settings import Settings
from explorer.web.server import serve
serve(replace(Settings.from_environment(Home(Path(sys.argv[1]))), port=0, workers=2))
"""


@contextmanager
def served(home: Home, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running server of two workers, and its address; settings are those of the environment."""
    command = [sys.executable, "-c", PROGRAM, str(home.path)]
    environment = os.environ | {f"OC_EXPLORER_{name.upper()}": value for name, value in settings.items()}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr
        try:
            line = process.stderr.readline()
            match = re.fullmatch(r"Serving on (http://127\.0\.0\.1:\d+)\n", line)
            assert match, line + process.stderr.read()
            yield process, match[1]
        finally:
            process.terminate()


def test_the_server_says_where_it_is_answers_there_and_stops_when_told(bundled_home: Home) -> None:
    with served(bundled_home) as (process, url):
        with urlopen(f"{url}/search?q=heroin") as response:
            assert "kgz-2021" in response.read().decode()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) == 0


def test_a_reader_who_sends_slowly_does_not_hold_up_the_others(bundled_home: Home) -> None:
    with served(bundled_home) as (_, url):
        port = int(url.rsplit(":", 1)[1])
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(4)]
        try:
            for connection in slow:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
            started = time.monotonic()
            with urlopen(f"{url}/livez", timeout=5) as response:
                assert response.status == 200
            assert time.monotonic() - started < 5
        finally:
            for connection in slow:
                connection.close()


def test_a_port_that_is_taken_is_named() -> None:
    with listen("127.0.0.1", 0) as first, pytest.raises(AddressError, match=r"--port"):
        listen("127.0.0.1", first.getsockname()[1])


def test_the_address_is_one_that_a_browser_here_can_open() -> None:
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assert address(listener, "127.0.0.1") == f"http://127.0.0.1:{port}"
        assert address(listener, "0.0.0.0") == f"http://127.0.0.1:{port}"
        assert address(listener, "::1") == f"http://[::1]:{port}"
