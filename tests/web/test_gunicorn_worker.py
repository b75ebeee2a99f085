"""Half-sent requests and slow readers hold no thread, and are closed in the end."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from urllib.request import urlopen

import pytest

from explorer.corpus.home import Home
from explorer.web.server import THREADS
from tests.web.test_server import served

MANY = 100  # more than two workers have threads
HEAD = b"GET /help HTTP/1.1\r\nHost: localhost\r\n"
BODY = b"POST /lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n"
HURRIED = """
import sys
from pathlib import Path
from explorer.corpus.home import Home
from explorer.web import gunicorn_worker
from explorer.web.settings import Settings
from explorer.web.server import serve
gunicorn_worker.REQUEST_SECONDS, gunicorn_worker.ANSWER_SECONDS, gunicorn_worker.MOST_INCOMPLETE = 4, 3, 150
serve(Settings(Home(Path(sys.argv[1])), port=0, workers=1))
"""


@pytest.fixture(scope="module")
def url(bundled_home: Home) -> Iterator[str]:
    """Serve with two workers."""
    with served(bundled_home) as (_, url):
        yield url


@contextmanager
def hurried(home: Home) -> Iterator[str]:
    """Serve with one worker and shorter times."""
    with subprocess.Popen(
        [sys.executable, "-c", HURRIED, str(home.path)], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        try:
            line = process.stderr.readline()
            match = re.search(r"http://\S+", line)
            assert match, line
            yield match[0]
        finally:
            process.terminate()


def port_of(url: str) -> int:
    return int(url.rsplit(":", 1)[1])


def connect(url: str, sent: bytes, connections: ExitStack) -> socket.socket:
    connection = connections.enter_context(closing(socket.create_connection(("127.0.0.1", port_of(url)), timeout=60)))
    connection.sendall(sent)
    return connection


def is_open(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        connection.settimeout(60)


def is_closed_by_server(connection: socket.socket) -> bool:
    try:
        while connection.recv(65_536):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return True


def whole_answer(connection: socket.socket) -> bytes:
    answer = b""
    while received := connection.recv(65_536):
        answer += received
    return answer


def test_half_sent_requests_hold_no_thread_and_are_closed(url: str) -> None:
    with ExitStack() as connections:
        halves = [connect(url, HEAD + b"X-Slow: ", connections) for _ in range(MANY)]
        halves += [connect(url, BODY + b"text=", connections) for _ in range(MANY)]
        drips = [connect(url, HEAD + b"X-Slow: ", connections) for _ in range(10)]
        silent = [connect(url, b"", connections) for _ in range(10)]
        for path in ("/livez", "/search?q=heroin", "/api/v1/search?q=border+guards"):
            assert urlopen(f"{url}{path}", timeout=60).status == 200
        assert all(map(is_open, halves))  # these were answered while each was waited for
        still = list(drips)
        while still:
            time.sleep(0.5)
            for drip in list(still):
                try:
                    drip.sendall(b"a")
                except OSError:
                    still.remove(drip)
        assert all(map(is_closed_by_server, halves + silent))


def test_readers_who_take_nothing_hold_up_no_other_and_are_closed(bundled_home: Home) -> None:
    with hurried(bundled_home) as url, ExitStack() as connections:
        slow = []
        for _ in range(THREADS):
            connection = connections.enter_context(closing(socket.socket()))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(60)
            connection.connect(("127.0.0.1", port_of(url)))
            connection.sendall(b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 200)
            slow.append(connection)
        assert urlopen(f"{url}/livez", timeout=60).status == 200
        time.sleep(8)
        assert all(map(is_closed_by_server, slow))


def test_of_more_half_sent_requests_than_are_kept_the_oldest_is_closed(bundled_home: Home) -> None:
    with hurried(bundled_home) as url, ExitStack() as connections:
        halves = [connect(url, HEAD, connections) for _ in range(200)]
        assert urlopen(f"{url}/livez", timeout=60).status == 200
        assert not is_open(halves[0])


def test_requests_in_pieces_and_in_a_row_are_answered(url: str) -> None:
    post = b"POST /api/v1/matrix HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with ExitStack() as connections:
        row = connect(url, (HEAD + b"\r\n") * 3 + HEAD + b"Connection: close\r\n\r\n", connections)
        assert whole_answer(row).count(b"HTTP/1.1 200 OK") == 4
        for sent in (
            b"Content-Length: 11\r\n\r\nterm=heroin",
            b"Transfer-Encoding: chunked\r\n\r\n5\r\nterm=\r\n6\r\nheroin\r\n0\r\n\r\n",
            b"Expect: 100-continue\r\nContent-Length: 11\r\n\r\nterm=heroin",
        ):
            connection = connect(url, post + b"Connection: close\r\n", connections)
            for start in range(0, len(sent), 20):
                time.sleep(0.05)
                connection.sendall(sent[start : start + 20])
            answer = whole_answer(connection)
            assert b"HTTP/1.1 200 OK" in answer and b'"heroin"' in answer
            assert answer.startswith(b"HTTP/1.1 100 Continue") == (b"Expect" in sent)


def test_a_request_after_an_unread_body_is_not_read_from_that_body(url: str) -> None:
    hidden = b"GET /countries HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with ExitStack() as connections:
        for framing in (b"Content-Length: 70000\r\n\r\n", b"Content-Length: 45\r\nTransfer-Encoding: chunked\r\n\r\n"):
            sent = b"POST /lookup HTTP/1.1\r\nHost: localhost\r\n" + framing + hidden
            answer = whole_answer(connect(url, sent, connections))
            assert answer.startswith((b"HTTP/1.1 413", b"HTTP/1.1 400"))
            assert answer.count(b"HTTP/1.1 ") == 1
