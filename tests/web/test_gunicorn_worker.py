"""Half-sent requests and slow readers hold no thread, and are closed in the end."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from explorer.corpus.home import Home
from explorer.web.server import THREADS
from explorer.web.settings import LARGEST_BODY
from tests.web.test_server import served

MANY = 100  # more than two workers have threads
HEAD = b"GET /help HTTP/1.1\r\nHost: localhost\r\n"
BODY = b"POST /lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n"
HURRIED = """
import resource, sys
from pathlib import Path
from explorer.corpus.home import Home
from explorer.web import gunicorn_worker
from explorer.web.settings import Settings
from explorer.web.server import serve
gunicorn_worker.REQUEST_SECONDS, gunicorn_worker.ANSWER_SECONDS = 4, 3
files, gunicorn_worker.MOST_INCOMPLETE, workers = map(int, sys.argv[2:])
resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
serve(Settings(Home(Path(sys.argv[1])), port=0, workers=workers))
"""


@pytest.fixture(scope="module")
def url(bundled_home: Home) -> Iterator[str]:
    """Serve with two workers."""
    with served(bundled_home) as (_, url):
        yield url


@contextmanager
def hurried(
    home: Home, log: Path, files: int = 1024, most_incomplete: int = 150, workers: int = 1
) -> Iterator[tuple[psutil.Process, str]]:
    """Serve with shorter times and so many file descriptors: the server and its address."""
    numbers = map(str, (files, most_incomplete, workers))
    with log.open("w") as stderr:
        server = subprocess.Popen([sys.executable, "-c", HURRIED, str(home.path), *numbers], stderr=stderr)
    with server:
        try:
            while not (match := re.search(r"http://\S+", log.read_text("utf-8"))):
                assert server.poll() is None, log.read_text("utf-8")
                time.sleep(0.1)
            yield psutil.Process(server.pid), match[0]
        finally:
            server.terminate()


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


def test_half_sent_requests_hold_no_thread_and_are_closed(bundled_home: Home, tmp_path: Path) -> None:
    hurry = hurried(bundled_home, tmp_path / "log", most_incomplete=500, workers=2)
    with hurry as (_, url), ExitStack() as connections:
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


def take_nothing(url: str, connections: ExitStack) -> socket.socket:
    """Request much, and take none of it."""
    connection = connections.enter_context(closing(socket.socket()))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(60)
    connection.connect(("127.0.0.1", port_of(url)))
    connection.sendall(b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 200)
    return connection


def test_readers_who_take_nothing_hold_up_no_other_and_are_closed(bundled_home: Home, tmp_path: Path) -> None:
    with hurried(bundled_home, tmp_path / "log") as (_, url), ExitStack() as connections:
        slow = [take_nothing(url, connections) for _ in range(THREADS)]
        assert urlopen(f"{url}/livez", timeout=60).status == 200
        time.sleep(8)
        assert all(map(is_closed_by_server, slow))


def _processor_seconds(process: psutil.Process, seconds: float) -> float:
    """Return the processor time that a process takes while this one sleeps."""
    used = sum(process.cpu_times()[:2])
    time.sleep(seconds)
    return float(sum(process.cpu_times()[:2]) - used)


def test_connections_leave_file_descriptors_for_answers(bundled_home: Home, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with hurried(bundled_home, log, files=128) as (server, url), ExitStack() as connections:
        assert urlopen(f"{url}/livez", timeout=60).status == 200
        halves = [connect(url, HEAD, connections) for _ in range(130)]
        assert urlopen(f"{url}/livez", timeout=60).status == 200
        assert not is_open(halves[0])
        for _ in range(60):
            take_nothing(url, connections)
        (worker,) = server.children()
        # Once all answers are made, it waits for readers, and not in vain for descriptors.
        assert any(_processor_seconds(worker, 1) < 0.4 for _ in range(20))
        connections.close()
        assert urlopen(f"{url}/search?q=heroin", timeout=60).status == 200
    assert '"error"' not in log.read_text("utf-8")


def test_of_more_half_sent_requests_than_are_kept_the_oldest_is_closed(bundled_home: Home, tmp_path: Path) -> None:
    with hurried(bundled_home, tmp_path / "log") as (_, url), ExitStack() as connections:
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
            assert answer.startswith(b"HTTP/1.1 200 OK") and b'"heroin"' in answer


def test_a_request_after_an_unread_body_is_not_read_from_that_body(url: str) -> None:
    hidden = b"GET /countries HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with ExitStack() as connections:
        for framing in (b"Content-Length: 70000\r\n\r\n", b"Content-Length: 45\r\nTransfer-Encoding: chunked\r\n\r\n"):
            sent = b"POST /lookup HTTP/1.1\r\nHost: localhost\r\n" + framing + hidden
            answer = whole_answer(connect(url, sent, connections))
            assert answer.startswith((b"HTTP/1.1 413", b"HTTP/1.1 400"))
            assert b"\r\nConnection: close\r\n" in answer
            assert answer.count(b"HTTP/1.1 ") == 1


def test_chunks_that_cannot_be_read_are_no_fault_of_the_server(url: str) -> None:
    post = b"POST /lookup HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    post += b"Transfer-Encoding: chunked\r\n\r\n"
    with ExitStack() as connections:
        for body in (
            b"-1\r\n" + b"x" * 400,
            b"5\r\ntext=XX6\r\nheroin\r\n0\r\n\r\n",
            b"5 \r\ntext=\r\n0\r\n\r\n",
            b"5;=\r\ntext=\r\n0\r\n\r\n",
            b"0\r\nContent-Length: 3\r\n\r\n",
            b"0\r\nno trailer\r\n\r\n",
        ):
            answer = whole_answer(connect(url, post + body + HEAD + b"\r\n", connections))
            assert answer.startswith(b"HTTP/1.1 400"), body
            assert answer.count(b"HTTP/1.1 ") == 1, body


def test_an_interim_answer_is_sent_once_and_only_to_who_waits_for_it(url: str) -> None:
    post = b"POST /api/v1/matrix HTTP/1.%d\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    post += b"Expect: 100-continue\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
    with ExitStack() as connections:
        for before, sent, interim in (
            (b"", post % (1, 11), 1),
            (HEAD + b"\r\n", post % (1, 11), 1),  # in a row
            (b"", post % (1, 11) + b"term=heroin", 0),  # who does not wait
            (b"", post % (0, 11) + b"term=heroin", 0),  # HTTP/1.0 has none
            (b"", post % (1, 70_000), 0),  # refused
        ):
            connection = connect(url, before + sent, connections)
            answer = connection.recv(65_536) if interim else b""
            while interim and b" 100 Continue\r\n\r\n" not in answer:
                answer += connection.recv(65_536)
            if interim:
                connection.sendall(b"term=heroin")
            answer += whole_answer(connection)
            assert answer.count(b" 100 Continue") == interim, sent
            assert b'"heroin"' in answer or answer.startswith(b"HTTP/1.1 413"), sent


def test_a_body_in_chunks_is_taken_whole_or_refused(url: str) -> None:
    """The length of such a body is known at its end alone."""
    post = b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n"
    post += b"Connection: close\r\n\r\n"
    text, form = b"text/plain", b"application/x-www-form-urlencoded"
    with ExitStack() as connections:
        for path, kind, start in (
            (b"/api/v1/articles", text, b"He said: "),
            (b"/api/v1/bibliographies", text, b"@misc{a, note = {x}} "),
            (b"/api/v1/matrix", form, b"term=heroin&"),
            (b"/lookup", form, b"text=heroin&"),
        ):
            for size, status in ((LARGEST_BODY, 200), (LARGEST_BODY + 1, 413), (LARGEST_BODY + 50_000, 413)):
                body = start.ljust(size, b" ")
                chunks = b"".join(
                    b"%x\r\n%s\r\n" % (len(piece), piece)
                    for piece in (body[at : at + 10_000] for at in range(0, size, 10_000))
                )
                answer = whole_answer(connect(url, post % (path, kind) + chunks + b"0\r\n\r\n", connections))
                assert answer.startswith(b"HTTP/1.1 %d " % status), (path, size, answer[:300])
