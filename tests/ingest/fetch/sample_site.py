"""A site on this machine, with invented pages: it answers as it is told to, and keeps what it was asked."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.ingest.sample_pages import as_headings_and_lists, sample_profile
from tests.workbooks import table, workbook

ROBOTS = b"User-agent: *\nDisallow: /private/\n"


@dataclass(frozen=True, slots=True)
class SampleAnswer:
    """What an address answers; with a validator, 304 to who has that."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""
    modified: str = ""  # Last-Modified
    length: int | None = None  # of the body as it is told, where that is a lie
    is_unlengthed: bool = False  # the end of the connection is that of the body
    raw: bytes | None = None  # in place of all that, as it is
    pause: float = 0.0  # seconds before each byte of the body, or of `raw`


@dataclass(frozen=True, slots=True)
class SampleRequest:
    """A request that the site got."""

    path: str
    headers: Mapping[str, str]  # names in small letters
    start: float  # on the monotonic clock
    connection: int  # the port of its other end


Script = SampleAnswer | list[SampleAnswer]  # one for each request, of which the last is repeated


class SampleSite:
    """A running site. `answers` is what it has, by path; all else is 404."""

    def __init__(self, family: socket.AddressFamily) -> None:
        self.answers: dict[str, Script] = {"/robots.txt": SampleAnswer(ROBOTS)}
        self.requests: list[SampleRequest] = []
        self.counts: dict[str, int] = {}
        self.stopped = threading.Event()
        handler = type("SampleHandler", (_Handler,), {"site": self})
        server_class = type("SampleServer", (_Server,), {"address_family": family})
        self.server = server_class(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0), handler)
        host = "[::1]" if family == socket.AF_INET6 else "127.0.0.1"
        self.port: int = self.server.server_address[1]
        self.url = f"http://{host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in their order."""
        return [request.path for request in self.requests]

    @property
    def pages(self) -> list[str]:
        """The paths asked for, without robots.txt and sitemaps."""
        return [path for path in self.paths if path != "/robots.txt" and "sitemap" not in path]

    def last(self, path: str) -> SampleRequest:
        return next(request for request in reversed(self.requests) if request.path == path)

    def add_page(self, code: str, edition: int, slug: str, **answer: Any) -> str:
        """Have the page of a country, and return its path."""
        path = f"/{edition}/country/{slug}"
        self.answers[path] = replace(SampleAnswer(page(code, edition)), **answer)
        return path

    def add_sitemap(self, *paths: str) -> None:
        """List addresses, those of paths in full."""
        self.answers["/sitemap.xml"] = SampleAnswer(
            sitemap(*(path if "://" in path else self.url + path for path in paths))
        )

    def answer_of(self, path: str) -> SampleAnswer:
        script = self.answers.get(path, SampleAnswer(b"<h1>Not here</h1>", 404))
        if isinstance(script, SampleAnswer):
            return script
        number = self.counts.get(path, 0)
        self.counts[path] = number + 1
        return script[min(number, len(script) - 1)]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of who hung up."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    site: SampleSite

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.site.requests.append(SampleRequest(self.path, headers, time.monotonic(), self.client_address[1]))
        answer = self.site.answer_of(self.path)
        if answer.raw is not None:
            self._write(answer.raw, answer.pause)
            self.close_connection = True
            return
        is_known = (answer.etag and headers.get("if-none-match") == answer.etag) or (
            answer.modified and not answer.etag and headers.get("if-modified-since") == answer.modified
        )
        self.send_response(304 if is_known else answer.status)
        validators = {"ETag": answer.etag, "Last-Modified": answer.modified}
        for name, value in {**answer.headers, **validators}.items():
            if value:
                self.send_header(name, value)
        if answer.is_unlengthed:
            self.close_connection = True
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
        self.end_headers()
        if not is_known:
            self._write(answer.body, answer.pause)
        if answer.length is not None:
            self.close_connection = True

    def _write(self, data: bytes, pause: float) -> None:
        if not pause:
            self.wfile.write(data)
            return
        for place in range(len(data)):
            if self.site.stopped.wait(pause):
                return
            self.wfile.write(data[place : place + 1])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def sample_site(family: socket.AddressFamily = socket.AF_INET) -> Iterator[SampleSite]:
    """Run a site for the rest of the block."""
    site = SampleSite(family)
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.stopped.set()
        site.server.shutdown()
        thread.join()
        site.server.server_close()


@cache
def page(code: str, edition: int) -> bytes:
    """Return the page of a country."""
    return as_headings_and_lists(sample_profile(edition, code)).encode()


@cache
def scores_workbook(*editions: int) -> bytes:
    """Return a workbook with the scores of editions."""
    return workbook({f"{edition}_dataset": table(edition) for edition in editions})


def sitemap(*addresses: str, kind: str = "urlset", entry: str = "url") -> bytes:
    """Return a sitemap, or, of kind "sitemapindex", an index of them."""
    rows = "".join(f"<{entry}><loc>{address}</loc></{entry}>" for address in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} xmlns="{space}">{rows}</{kind}>\n'.encode()


def zipped(answer: SampleAnswer) -> SampleAnswer:
    """Return an answer whose body is packed with gzip."""
    headers = {**answer.headers, "Content-Encoding": "gzip"}
    return replace(answer, body=gzip.compress(answer.body, mtime=0), headers=headers)


def redirect(to: str, status: int = 302) -> SampleAnswer:
    return SampleAnswer(b"", status, {"Location": to})
