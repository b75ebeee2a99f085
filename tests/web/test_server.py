"""The server as a user starts it: a process of its own."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from explorer.corpus.home import Home
from explorer.web.server import AddressError, address, listen
from explorer.web.settings import Settings

PROGRAM = """
import sys
from dataclasses import replace
from pathlib import Path
from explorer.corpus.home import Home
from explorer.web.settings import Settings
from explorer.web.server import serve
serve(replace(Settings.from_environment(Home(Path(sys.argv[1]))), host=sys.argv[2], port=0, workers=2))
"""


@contextmanager
def served(home: Home, host: str = "127.0.0.1", **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a server of two workers, and yield it and its address; settings are those of the environment."""
    command = [sys.executable, "-c", PROGRAM, str(home.path), host]
    names = {name: name if name == "SCRIPT_NAME" else f"OC_EXPLORER_{name.upper()}" for name in settings}
    environment = os.environ | {names[name]: value for name, value in settings.items()}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr
        try:
            line = process.stderr.readline()
            match = re.fullmatch(r"Serving on ((?:http|unix):\S+)\n", line)
            assert match, line + process.stderr.read()
            yield process, match[1]
        finally:
            process.terminate()


def test_the_server_says_where_it_is_answers_there_and_stops_on_sigterm(bundled_home: Home) -> None:
    with served(bundled_home) as (process, url):
        with urlopen(f"{url}/search?q=heroin") as response:
            assert "kgz-2021" in response.read().decode()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=120) == 0


def test_a_reader_who_sends_slowly_does_not_hold_up_the_others(bundled_home: Home) -> None:
    with served(bundled_home) as (_, url):
        port = int(url.rsplit(":", 1)[1])
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(4)]
        try:
            for connection in slow:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
            with urlopen(f"{url}/livez") as response:
                assert response.status == 200
            for connection in slow:  # each is still open, and has no answer yet
                connection.setblocking(False)
                with pytest.raises(BlockingIOError):
                    connection.recv(1)
        finally:
            for connection in slow:
                connection.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(Home(tmp_path), port=0)


def test_a_port_that_is_taken_is_named(settings: Settings) -> None:
    with listen(settings) as first, pytest.raises(AddressError, match=r"--port"):
        listen(replace(settings, port=first.getsockname()[1]))


def test_the_address_is_one_that_a_browser_here_can_open(settings: Settings) -> None:
    with listen(settings) as listener:
        port = listener.getsockname()[1]
        for host, url in (
            ("127.0.0.1", f"http://127.0.0.1:{port}"),
            ("0.0.0.0", f"http://127.0.0.1:{port}"),
            ("::1", f"http://[::1]:{port}"),
            ("[::1]", f"http://[::1]:{port}"),
            ("[::]", f"http://[::1]:{port}"),
        ):
            assert address(listener, replace(settings, host=host)) == url
        assert address(listener, replace(settings, root="/oc/")) == f"http://127.0.0.1:{port}/oc/"


def test_an_ipv6_address_may_be_written_in_brackets(settings: Settings) -> None:
    with listen(replace(settings, host="[::1]")) as listener:
        assert listener.getsockname()[0] == "::1"


@contextmanager
def connection(path: Path) -> Iterator[HTTPConnection]:
    """Open a connection to a Unix socket."""
    connection = HTTPConnection("localhost")
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(str(path))
    try:
        yield connection
    finally:
        connection.close()


def test_a_server_listens_on_a_unix_socket_and_removes_it_when_it_stops(bundled_home: Home, tmp_path: Path) -> None:
    path = tmp_path / "http"
    with served(bundled_home, f"unix:{path}") as (process, url):
        assert url == f"unix:{path}"
        # The proxy has another user: the folder protects the socket.
        assert stat.S_IMODE(path.stat().st_mode) == 0o777
        with connection(path) as reader:
            reader.request("GET", "/search?q=heroin")
            assert b"kgz-2021" in reader.getresponse().read()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=120) == 0
    assert not path.exists()


def test_only_a_socket_that_nobody_listens_on_is_replaced(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "http"
    on_socket = replace(settings, host=f"unix:{path}")
    with listen(on_socket), pytest.raises(AddressError, match="another server listens there"):
        listen(on_socket)
    assert path.exists()
    with listen(on_socket) as listener:
        assert address(listener, on_socket) == f"unix:{path}"
    path.unlink()
    path.write_text("notes", "utf-8")
    with pytest.raises(AddressError, match="not a socket"):
        listen(on_socket)
    assert path.read_text("utf-8") == "notes"


def test_script_name_is_the_path_that_the_site_is_below(bundled_home: Home) -> None:
    with served(bundled_home, SCRIPT_NAME="/oc") as (_, url):
        assert url.endswith("/oc/")
        with urlopen(f"{url}search?q=heroin") as response:
            page = response.read().decode()
        assert 'href="/oc/countries"' in page
        assert 'href="/countries"' not in page
        for path in ("/", "/robots.txt", "/ocean", "/o", "/api/v1/search?q=heroin"):
            with pytest.raises(HTTPError, match="404") as refused:
                urlopen(url.removesuffix("/oc/") + path)
            assert refused.value.headers["Content-Type"] == "text/plain; charset=utf-8"
            assert "This site is below /oc/ of its host" in refused.value.read().decode()
        with pytest.raises(HTTPError, match="404") as refused:
            urlopen(Request(url.removesuffix("/oc/"), b"text=heroin"))
        with pytest.raises(HTTPError, match="404") as refused:
            urlopen(Request(url.removesuffix("/oc/"), method="HEAD"))
        assert refused.value.read() == b""
        with urlopen(f"{url}livez") as response:
            assert response.status == 200


def test_a_reader_cannot_say_where_the_site_is(bundled_home: Home) -> None:
    with served(bundled_home) as (_, url):
        request = Request(f"{url}/evil/help", headers={"SCRIPT_NAME": "/evil", "X-Forwarded-Prefix": "/evil"})
        with pytest.raises(HTTPError, match="404") as refused:
            urlopen(request)
        assert "evil/" not in refused.value.read().decode()


def test_a_server_that_others_reach_without_a_proxy_warns_of_it(bundled_home: Home) -> None:
    warning = "no proxy is configured"
    for host, settings, is_warned in (
        ("0.0.0.0", {}, True),
        ("0.0.0.0", {"behind_tls": "1"}, False),
        ("127.0.0.1", {}, False),
    ):
        with served(bundled_home, host, log="errors", **settings) as (process, _):
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=120)
            assert process.stderr
            assert (warning in process.stderr.read()) == is_warned


WAITRESS = """
import sys
from dataclasses import replace
from pathlib import Path
from explorer.corpus.home import Home
from explorer.web import server
from explorer.web.app import create_app
from explorer.web.settings import Settings
settings = Settings(Home(Path(sys.argv[1])), port=0)
server._IDLE_SECONDS = 3
server._serve_threading(create_app(settings), server.listen(settings), settings, False)
"""


def test_half_sent_requests_hold_no_thread_of_waitress(bundled_home: Home) -> None:
    command = [sys.executable, "-c", WAITRESS, str(bundled_home.path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process, ExitStack() as connections:
        connections.callback(process.terminate)
        assert process.stderr
        url = process.stderr.readline().split()[-1]
        halves = []
        for sent in (b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"POST /lookup HTTP/1.1\r\nContent-Length: 9\r\n\r\na"):
            for _ in range(100):
                half = socket.create_connection(("127.0.0.1", int(url.rsplit(":", 1)[1])), timeout=60)
                connections.enter_context(half)
                half.sendall(sent)
                halves.append(half)
        assert urlopen(f"{url}/livez", timeout=60).status == 200
        assert [half.recv(1) for half in halves] == [b""] * 200  # each is closed in the end


def test_the_name_of_a_socket_does_not_reach_the_terminal(bundled_home: Home, tmp_path: Path) -> None:
    with served(bundled_home, f"unix:{tmp_path}/\x1b[2J") as (_, url):
        assert url == f"unix:{tmp_path}/\\x1b[2J"
