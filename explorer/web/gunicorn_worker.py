"""The worker of gunicorn with threads, of which a thread gets a connection only when all of its request is there.

Gunicorn's own has a thread read each request, for as long as the reader likes: as many half-sent requests as threads
stop it (https://github.com/benoitc/gunicorn/issues/2652), and its loop waits two seconds for a reader that does not
close. This may go when gunicorn has a time limit for requests and for sending.
"""

import errno
import os
import resource
import selectors
import socket
import time
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn import http, util  # type: ignore[import-untyped]
from gunicorn.http.errors import NoMoreData, ParseException  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

from explorer.web.request_buffer import RequestBuffer
from explorer.web.settings import LARGEST_BODY

REQUEST_SECONDS = 15.0  # from the first byte of a request, or from the connection, until all of it is there
ANSWER_SECONDS = 120.0  # from then until all of the answer is taken
_LINGER_SECONDS = 2.0  # in which a reader may close before the server does: RFC 9112, section 9.6
_STOP_SECONDS = 2.0  # for a request that is half sent when the server stops
MOST_INCOMPLETE = 500  # connections without a whole request; beyond them the oldest is closed
_MOST_IDLE = 300  # connections that are kept for another request
_OWN_FILES, _FEWEST = 100, 8  # file descriptors that answers need, and connections that there are in any case
_SIZE = 64 * 1024  # bytes that are read at once
_OUTSIDE = (
    "There is nothing at this address. This site is below {root}/ of its host: SCRIPT_NAME says so to the server.\n"
)


class Connection(TConn):  # type: ignore[misc]
    """A connection whose requests are read from a buffer."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.buffer = RequestBuffer(LARGEST_BODY)
        self.parser = http.get_parser(self.cfg, self.buffer, self.client)
        self.initialized = True  # no thread waits for its first byte
        self.until = 0.0  # when it is closed, unless it goes on
        self.is_continued = False  # an interim answer was sent


class _Body:
    """What is read of a body: one that cannot be read is one that ends too early, and the application answers 400."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def read(self, size: int) -> bytes:
        try:
            return bytes(self._reader.read(size))
        except ParseException as error:
            raise NoMoreData from error


class BufferingWorker(ThreadWorker):  # type: ignore[misc]
    """Reads requests in its loop, answers them in threads, and closes what takes too long. POSIX only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        if most != resource.RLIM_INFINITY:
            self.worker_connections = max(_FEWEST, min(self.cfg.worker_connections, most - _OWN_FILES))
        self.max_keepalived = min(_MOST_IDLE, self.worker_connections // 3)
        self._most_incomplete = min(MOST_INCOMPLETE, self.worker_connections // 2)
        # Each in order of its end.
        self._incomplete: dict[Connection, None] = {}
        self._answering: dict[Connection, None] = {}
        self._lingering: dict[Connection, None] = {}

    def accept(self, listener: socket.socket) -> None:
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                if not self._close_oldest():
                    self.set_accept_enabled(False)  # the loop goes on with it within a second
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        self._await_request(Connection(self.cfg, client, address, listener.getsockname()))
        if len(self._incomplete) > self._most_incomplete:
            self._close_oldest()

    def on_client_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        """Read the next request of a connection that was kept."""
        self.keepalived_conns.remove(conn)
        self.poller.modify(client, selectors.EVENT_READ, partial(self._read, conn))
        conn.until = time.monotonic() + REQUEST_SECONDS
        self._incomplete[conn] = None
        self._read(conn, client)

    def handle_request(self, req: Any, conn: Connection) -> Any:
        req.body.reader = _Body(req.body.reader)
        req._expected_100_continue = False  # the loop has sent it where it was waited for
        if conn.buffer.is_cut:
            req.force_close()  # and says so: a proxy would send its next request on this connection
        root = os.environ.get("SCRIPT_NAME", "")
        if root and req.path != root and not req.path.startswith(f"{root}/"):
            _refuse_outside(conn, root, req.method == "HEAD")
            return False
        return super().handle_request(req, conn)

    def finish_request(self, conn: Connection, future: Any) -> None:
        """Go on after an answer: with the next request, if the connection is kept."""
        self._answering.pop(conn, None)
        if future.cancelled() or future.exception() or not future.result() or conn.buffer.is_cut:
            self._linger(conn)
            return
        conn.buffer.start_request(conn.parser.unreader.take_buffered())
        conn.is_continued = False
        if not conn.buffer:
            super().finish_request(conn, future)
        elif conn.buffer.is_whole():
            self._answer(conn)
        else:
            self._await_request(conn)

    def murder_pending(self) -> None:
        """Close every connection that took longer than it may. The loop calls it at least once a second."""
        now = time.monotonic()
        for conn in _expired(self._incomplete, now if self.alive else now + REQUEST_SECONDS - _STOP_SECONDS):
            self._forget(conn, self._incomplete)
        for conn in _expired(self._lingering, now):
            self._forget(conn, self._lingering)
        for conn in _expired(self._answering, now):
            del self._answering[conn]
            with suppress(OSError):  # of one that is closed already
                conn.sock.shutdown(socket.SHUT_RDWR)  # its thread sees a reader who is gone, and finishes

    def _await_request(self, conn: Connection) -> None:
        conn.sock.setblocking(False)
        conn.until = time.monotonic() + REQUEST_SECONDS
        self._incomplete[conn] = None
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._read, conn))
        self._continue(conn)

    def _read(self, conn: Connection, _: Any) -> None:
        if conn not in self._incomplete:
            return  # it was closed after its bytes came in
        try:
            received = conn.sock.recv(_SIZE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            received = b""
        if not received:
            self._forget(conn, self._incomplete)
            return
        conn.buffer.add(received)
        if conn.buffer.is_whole():
            del self._incomplete[conn]
            self.poller.unregister(conn.sock)
            self._answer(conn)
        else:
            self._continue(conn)

    def _continue(self, conn: Connection) -> None:
        """Send the interim answer that a reader waits for before it sends the body."""
        if conn.buffer.expects_continue and not conn.is_continued:
            conn.is_continued = True
            try:
                conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
            except OSError:
                self._forget(conn, self._incomplete)

    def _answer(self, conn: Connection) -> None:
        conn.until = time.monotonic() + ANSWER_SECONDS
        self._answering[conn] = None
        self.enqueue_req(conn)

    def _linger(self, conn: Connection) -> None:
        """Tell a reader that the answer is over, and wait for it to close: closed at once, it may lose the end."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            conn.until = time.monotonic() + _LINGER_SECONDS
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._drain, conn))
            self._lingering[conn] = None
        except (OSError, ValueError):
            self.nr_conns -= 1
            conn.close()

    def _drain(self, conn: Connection, _: Any) -> None:
        if conn not in self._lingering:
            return
        try:
            is_over = not conn.sock.recv(_SIZE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            is_over = True
        if is_over:
            self._forget(conn, self._lingering)

    def _close_oldest(self) -> bool:
        """Close the connection that waits longest for a request to be there; False where none does."""
        oldest = next(iter(self._incomplete), None)
        if oldest:
            self._forget(oldest, self._incomplete)
        return oldest is not None

    def _forget(self, conn: Connection, connections: dict[Connection, None]) -> None:
        """Close a connection that the loop waits for."""
        del connections[conn]
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        util.close(conn.sock)


def _refuse_outside(conn: Connection, root: str, is_head: bool) -> None:
    """Answer a request for a path that the site is not below, which gunicorn calls a fault of the server."""
    sentence = _OUTSIDE.format(root=root).encode()
    head = "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n"
    head += f"Cache-Control: no-store\r\nConnection: close\r\nContent-Length: {len(sentence)}\r\n\r\n"
    util.write(conn.sock, head.encode() + (b"" if is_head else sentence))


def _expired(connections: dict[Connection, None], now: float) -> list[Connection]:
    """Return the connections, in order of their end, whose end has come."""
    expired: list[Connection] = []
    for conn in connections:
        if conn.until > now:
            break
        expired.append(conn)
    return expired
