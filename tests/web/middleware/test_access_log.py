"""The access log of a real server."""

import io
import json
import logging
import socket
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.middleware.access_log import JsonFormatter
from explorer.web.settings import Settings
from tests.web.test_server import served

SECRET = "opium-of-a-reader"


def logged(home: Home, **settings: str) -> tuple[list[dict[str, Any]], str]:
    """Return the log lines of a server after a search, a profile and an unreadable request, and its whole output."""
    with served(home, **settings) as (process, url):
        for path in (f"/search?q={SECRET}", f"/api/v1/search?q={SECRET}&edition=1", f"/profiles/kgz-2021?q={SECRET}"):
            headers = {"X-Request-ID": "of-the-proxy", "Referer": f"{url}/search?q={SECRET}"}
            try:
                urlopen(Request(url + path, headers=headers)).close()
            except OSError:
                assert "edition=1" in path
        with socket.create_connection(("127.0.0.1", urlsplit(url).port or 0)) as connection:
            connection.sendall(f"GET /search?q=a {SECRET} HTTP/1.1\r\n\r\n".encode())
            assert b"400" in connection.recv(4096)
        process.terminate()
        assert process.stderr
        written = process.stderr.read()
    return [json.loads(line) for line in written.splitlines()], written


def test_a_request_is_one_line_that_does_not_say_what_was_asked(bundled_home: Home) -> None:
    lines, written = logged(bundled_home)
    assert SECRET not in written
    requests = [line for line in lines if "route" in line]
    assert [(line["route"], line["status"]) for line in requests] == [
        ("/search", 200),
        ("/api/v1/search", 400),
        ("/profiles/<id>", 200),
    ]
    for line in requests:
        assert list(line) == ["time", "level", "id", "method", "route", "status", "ms", "bytes", "generation"]
        assert line["id"] == "of-the-proxy"
        assert line["time"].endswith("Z") and line["ms"] > 0 and line["bytes"] > 0 and line["generation"]
    assert [line["message"] for line in lines if "message" in line] == ["Invalid request"]


def test_what_was_asked_is_logged_when_its_operator_says_so(bundled_home: Home) -> None:
    lines, _ = logged(bundled_home, log="queries")
    assert next(line["target"] for line in lines if "target" in line) == f"/search?q={SECRET}"
    assert SECRET in next(line["message"] for line in lines if "message" in line)


def test_requests_are_not_logged_when_only_errors_are(bundled_home: Home) -> None:
    lines, _ = logged(bundled_home, log="errors")
    assert [line["level"] for line in lines] == ["warning"]


def test_a_fault_is_logged_where_it_happened_under_the_id_that_the_reader_gets(bundled_home: Home) -> None:
    app = create_app(Settings(bundled_home))

    def broken() -> str:
        raise ValueError(SECRET)

    app.add_url_rule("/broken", view_func=broken)
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(JsonFormatter())
    logging.getLogger("explorer").addHandler(handler)
    try:
        answer = app.test_client().get(f"/broken?q={SECRET}", headers={"X-Request-ID": "r-1"})
    finally:
        logging.getLogger("explorer").removeHandler(handler)
    assert "logged as r-1" in answer.text
    fault, request = (json.loads(line) for line in lines.getvalue().splitlines())
    assert (fault["level"], fault["id"], fault["error"]) == ("error", "r-1", "ValueError")
    assert "in broken" in fault["traceback"]
    assert (request["level"], request["id"], request["status"]) == ("error", "r-1", 500)
    assert SECRET not in lines.getvalue()


def test_a_line_has_nothing_that_a_terminal_obeys() -> None:
    message = "Invalid request \x1b[2J\x9b2J\u202e"
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, message, None, None)
    line = JsonFormatter(with_queries=True).format(record)
    assert not any(character in line for character in "\x1b\x9b\u202e")
    assert json.loads(line)["message"] == message
