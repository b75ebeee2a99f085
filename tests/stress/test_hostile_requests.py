"""Hostile requests over all routes and methods: none is a fault of the server, and none gets a payload back unescaped.

1,500 in `make test`, 30,000 in `make soak`; a seed gives the same requests again.
"""

import io
import os
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from random import Random
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode, urlsplit

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from explorer.corpus.home import Home
from explorer.corpus.storage import store_profile
from explorer.model.profiles import Source
from explorer.search.query.nodes import FACETS
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import index, make_chapter, make_profile
from tests.web.test_server import served

SHARES = 4
MANY = (30_000 if os.environ.get("OC_EXPLORER_SOAK") else 1_500) // SHARES
METHODS = ("GET",) * 12 + ("HEAD", "OPTIONS", "POST", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW", "")
PAYLOAD = "<script>alert('x7')</script>"
PAYLOADS = (PAYLOAD, '"><img src=x onerror=alert(1)>', "{{7*191}}", "javascript:alert(3)", "<svg/onload=alert(2)>")
UNESCAPED = re.compile(
    r"<script>alert|<img src=x|<svg/onload|(?:href|src|action)=[\"']?\s*(?:javascript|data|vbscript):", re.I
)
IDS = (
    "kgz-2021",
    "tuv-2021",
    "kgz-2021/drugs/1",
    "tuv-2021/drugs/1",
    "heroin-trade",
    "kgz",
    "TUV",
    "payloads",
    "2021",
    "drugs",
)
VALUES = (
    "",
    " ",
    "heroin",
    *PAYLOADS,
    *IDS,
    "a" * 1_001,
    "é" * 900,
    "\U0001f600" * 300,
    "\u202e\u0000\u001b[2J",
    "\ud800",
    "\r\nSet-Cookie: a=b",
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example",
    "../../../../etc/passwd",
    "%00",
    "%2e%2e%2f",
    "-1",
    "0",
    "1e999",
    "9" * 400,
    "０１２",
    "nan",
    "true",
    "[1]",
    "heroin-trade:>=7",
    "change.resilience:>0",
    "heroin~5 OR (police AND NOT *) NEAR/50",
    "(" * 60 + "a" + ")" * 60,
    '"' * 99,
    "NOT " * 48,
    "kgz-2021..kgz-2023",
    "=cmd|' /C calc'!A0",
    "csv",
    "xlsx",
    "relevance",
    "concordance",
    "country",
)
NAMES = (
    "q",
    "view",
    "order",
    "by",
    "sort",
    "limit",
    "offset",
    "exact",
    "scope",
    "names",
    *FACETS,
    "id",
    "style",
    "words",
)
MORE = (
    "text",
    "term",
    "terms",
    "format",
    "title",
    "note.1",
    "words.1",
    "table",
    "elsewhere",
    "v",
    "found",
    "a",
    "b",
    "x",
    "q[]",
    "",
)
HEADERS = {
    "Accept": (
        "*/*",
        "text/html;q=nan",
        "application/x-bibtex",
        "a" * 4_000,
        "\xff",
        ",,;;=",
        "text/html;q=-1,*/*;q=1e99",
    ),
    "Accept-Encoding": ("br", "gzip;q=0, *;q=1", "zstd", "identity;q=0", "x" * 4_000, "gzip;q=\x80"),
    "Range": ("bytes=0-1", "bytes=-9999999999999", "bytes=5-1", "lines=1", "bytes=" + "0-1," * 500),
    "If-None-Match": ("*", 'W/"a"', '"' * 99, "a" * 4_000, 'W/"\xff"'),
    "If-Modified-Since": ("yesterday", "Thu, 01 Jan 99999 00:00:00 GMT", "0"),
    "If-Range": ('"a"', "x"),
    "Host": (
        "localhost",
        "evil.example",
        "localhost:99999",
        "[::1",
        "[::1]:80",
        "a@localhost",
        "localhost#",
        "LOCALHOST",
        "",
        "\xff",
    ),
    "Cookie": ("a=b;" * 200, "\x01", "=;"),
    "Content-Type": (
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=" + "b" * 300,
        "text/plain; charset=utf-7",
        "\xff",
    ),
    "Content-Length": ("-1", "9" * 30, "abc", "0", "1", "65537"),
    "Transfer-Encoding": ("chunked", "gzip"),
    "X-Forwarded-For": ("1.1.1.1", "a" * 2_000),
    "X-Forwarded-Prefix": ("//evil.example", "/oc"),
    "X-Request-ID": ("ok-1", PAYLOAD, "a" * 900),
    "X-Original-URL": ("/metrics",),
    "Origin": ("https://evil.example", "null"),
    "Expect": ("100-continue", "999"),
}
MILD = ("", "", "q=heroin", "id=tuv-2021/drugs/1", f"q={quote(PAYLOAD)}", "term=script&term=heroin")
BODIES = (
    b"",
    b"{",
    b'{"text": ' + b"[" * 9_000,
    b"\x00\xff\xfe",
    b"text=" + b"%ff%00" * 500,
    b"term=" + b"a\n" * 700,
    b"text=" + quote(PAYLOAD).encode(),
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n\xff\r\n--b--\r\n',
    b"a" * 65_537,
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Make an application over texts that are full of payloads."""
    home = Home(tmp_path_factory.mktemp("hostile"))
    address = "https://ocindex.net/payload"
    text = f"{' '.join(PAYLOADS)} heroin and =1+1"
    source = Source(title=PAYLOAD, publisher=PAYLOAD, url=address)
    for id in ("tuv-2021", "and-2021"):
        store_profile(home.profiles, make_profile(id, {"drugs": [text, text]}, source=source))
    path = home.profiles / "2021" / "and.md"
    written = path.read_text("utf-8")
    assert address in written
    path.write_text(written.replace(address, "javascript:alert(3)"), "utf-8")  # as who can write to the home could
    chapter = make_chapter("Payloads", {f"Title {PAYLOAD}": [text]}, {}, source=Source(publisher=PAYLOAD))
    index(home, chapter)
    return create_app(Settings(home, has_metrics=False))


def paths(app: Flask, random: Random) -> str:
    rule: str = random.choice(list(app.url_map.iter_rules())).rule
    path = re.sub(r"<(?:any\(([^)]*)\):)?[^>]*>", lambda part: filled(part, random), rule)
    end = random.choice(("/", "//", "%00", "..", "/..;/", "?", "#", "\\", ";a=b"))
    return str(path if random.random() < 0.9 else path + end)


def filled(part: re.Match[str], random: Random) -> str:
    if part[1] and random.random() < 0.8:
        return str(random.choice(part[1].split(","))).strip(" '")
    value = random.choice(IDS if random.random() < 0.6 else VALUES)
    return quote(value.encode("utf-8", "surrogatepass"), safe="/")


def encoded(pairs: list[tuple[str, str]]) -> str:
    return urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs])


def environments(app: Flask, random: Random, many: int) -> Iterator[dict[str, Any]]:
    """Yield WSGI environments, as a server that lets everything through would make them."""
    for _ in range(many):
        if random.random() < 0.4:  # a page with payloads in its text
            yield {
                **EnvironBuilder("/", query_string=random.choice(MILD)).get_environ(),
                "PATH_INFO": unquote_to_bytes(paths(app, random)).decode("latin-1"),
            }
            continue
        names = random.choices((*NAMES, *MORE), k=random.choice((0, 1, 1, 2, 3, 12)))
        query = encoded([(name, random.choice(VALUES)) for name in names])
        if random.random() < 0.1:
            query += random.choice(("&&&=&", "&q=%", "&q=%ff%fe", "&" + "a=1&" * 1_500, "&q=" + "%00" * 50))
        builder = EnvironBuilder("/", query_string=query, method=random.choice(METHODS) or "GET")
        environ = builder.get_environ()
        environ["PATH_INFO"] = unquote_to_bytes(paths(app, random)).decode("latin-1")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or random.random() < 0.05:
            body = random.choice(BODIES)
            environ["wsgi.input"] = io.BytesIO(body)
            environ["CONTENT_LENGTH"] = str(len(body))
            environ["CONTENT_TYPE"] = random.choice(
                ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain")
            )
        for name in random.sample(list(HEADERS), k=random.choice((0, 0, 1, 1, 2, 5))):
            key = name.upper().replace("-", "_")
            environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = random.choice(HEADERS[name])
        yield environ


@pytest.mark.parametrize("share", range(SHARES))
def test_no_hostile_request_is_a_fault_or_gets_a_payload_back(app: Flask, share: int) -> None:
    faults = []
    for environ in environments(app, Random(f"hostile {share}"), MANY):
        sent = {name: value for name, value in environ.items() if name.isupper()}
        body, status, headers = run_wsgi_app(app.wsgi_app, environ, buffered=True)
        data = b"".join(body)
        if close := getattr(body, "close", None):
            close()
        faults += [(fault, status, sent) for fault in problems(status, headers, data)]
    assert faults[:3] == []


def problems(status: str, headers: Any, data: bytes) -> Iterator[str]:
    """Yield what is wrong with an answer."""
    if status.startswith("500"):
        yield "a fault"
    if "default-src 'none'" not in headers.get("Content-Security-Policy", ""):
        yield "no policy"
    if any("\r" in value or "\n" in value for _, value in headers):
        yield "a split header"
    if headers.get("Location") and urlsplit(headers["Location"]).netloc not in ("", "localhost"):
        yield f"leads off the site: {headers['Location']}"
    if headers.get("Location", "").startswith(("//", "/\\")):
        yield "leads off the site"
    kind = headers.get("Content-Type", "")
    if (
        "Content-Encoding" not in headers
        and ("html" in kind or "xml" in kind)
        and "attachment" not in headers.get("Content-Disposition", "")
    ):
        if found := UNESCAPED.search(data.decode("utf-8", "replace")):
            yield f"not escaped: {found[0]}"
        if b"1337" in data and b"{{7*191}}" not in data:
            yield "a template ran"


RAW = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    b"POST /lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
    b"POST /lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\ntext=a",
    b"POST /lookup HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    b"POST /lookup HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    b"POST /lookup HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n",
    b"POST /lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: +5\r\n\r\ntext=",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n folded\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\r\n\r\n",
    b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 200 + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 9_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 90_000 + b"\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"get / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nSCRIPT_NAME: /x\r\nPATH_INFO: /metrics\r\n\r\n",
    b"GET /x/livez HTTP/1.1\r\nHost: localhost\r\nSCRIPT_NAME: /x\r\nX-Forwarded-Prefix: /x\r\n\r\n",
    b"GET http://evil.example/livez HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /livez HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET /static/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n" * 300,
)


def test_raw_requests_are_refused_or_answered_right(bundled_home: Home) -> None:
    with served(bundled_home) as (_, url):
        port = int(url.rsplit(":", 1)[1])
        for sent in RAW:
            with closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as connection:
                answer = b""
                try:
                    connection.sendall(sent)
                    connection.shutdown(socket.SHUT_WR)
                    while received := connection.recv(65_536):
                        answer += received
                except ConnectionError:
                    pass
            statuses = re.findall(rb"^HTTP/1\.1 (\d+)", answer, re.MULTILINE)
            assert all(int(status) < 500 or status in (b"501", b"505") for status in statuses), (sent[:100], answer)
            assert b"evil.example/" not in answer and b"root:" not in answer and b'="/x/' not in answer
            if b"Length" in sent or b"Encoding" in sent:
                assert b"HTTP/1.1 200" not in answer, sent
        with closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as connection:
            connection.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert connection.recv(1_000).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "path",
    [
        "/profiles/and-2021",
        "/cite?id=and-2021",
        "/cite?id=and-2021/drugs/1",
        "/profiles/and-2021.bib",
        "/profiles/and-2021.ris",
        "/profiles/and-2021.csl.json",
        "/collection?id=and-2021/drugs/1",
        "/collection.html?id=and-2021/drugs/1",
        "/api/v1/citations?id=and-2021",
        "/api/v1/passages/and-2021/drugs/1",
        "/unapi?id=and-2021&format=bibtex",
        "/search.csv?q=heroin",
    ],
)
def test_an_address_of_another_scheme_in_the_home_is_no_link(app: Flask, path: str) -> None:
    response = app.test_client().get(path)
    assert response.status_code in (200, 404, 503)  # its own pages are 503
    assert not re.search(r"(?:href|src|url|UR  -)[\"'\s:={]*javascript", response.text, re.I)
