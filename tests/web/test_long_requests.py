"""What reads all hits of a search is made a few at a time, and refused with a sentence beyond that."""

import json
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.charts.table import Column, Row, Table
from explorer.corpus.home import Home
from explorer.export.writers import Export
from explorer.web import long_requests
from explorer.web.app import create_app
from explorer.web.long_requests import AT_ONCE, SENT_AT_ONCE, WAITING, BusyError, Slots, download
from explorer.web.settings import Settings
from tests.web.soup import page, words

LONG = (
    "/search.csv?q=heroin",
    "/search.jsonl?q=heroin&view=concordance",
    "/search.xlsx?q=heroin&view=countries",
    "/search?q=heroin&view=concordance",
    "/search?q=heroin&view=distribution",
    "/search?q=heroin&view=profiles",
    "/api/v1/concordance?q=heroin",
    "/api/v1/groups/countries?q=heroin",
    "/matrix?term=heroin",
    "/matrix?term=heroin&format=csv",
    "/api/v1/matrix?term=heroin",
    "/cite?id=search%3Fq%3Dheroin",
)
SHORT = ("/search?q=heroin", "/api/v1/search?q=heroin", "/profiles/kgz-2021", "/search.csv?q=zebra")


@pytest.fixture
def busy(grown_home: Home, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Return a client of a server that makes as many long requests as it may, where five hits are many."""
    monkeypatch.setattr(long_requests, "MANY", 5)
    app = create_app(Settings(grown_home))  # which has answered nothing yet
    monkeypatch.setitem(app.extensions, "made", Slots(0, 0, 0))
    return app.test_client()


@pytest.mark.parametrize("path", LONG)
def test_a_long_request_too_many_is_refused_with_a_sentence(busy: FlaskClient, path: str) -> None:
    response = busy.get(path)
    if path.startswith("/api/"):
        assert "at once" in json.loads(response.text)["error"]["message"]
    else:
        assert "at once" in words(page(busy, path, 503))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", SHORT)
def test_other_requests_are_answered_meanwhile(busy: FlaskClient, path: str) -> None:
    assert busy.get(path).status_code == 200


def test_a_turn_is_free_again_after_an_answer_and_after_a_refusal(
    grown: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_requests, "MANY", 5)
    for _ in range(AT_ONCE + WAITING + 1):
        assert grown.get("/search.csv?q=heroin").status_code == 200
        assert grown.get("/search.csv?q=heroin&view=distribution&by=nothing").status_code == 400
        assert grown.get("/search?q=heroin&view=concordance").status_code == 200


def test_turns_are_waited_for_by_a_few() -> None:
    slots, begun, end = Slots(1, 1, 60), Barrier(2), Barrier(2)

    def hold() -> None:
        with slots.taken():
            begun.wait()
            end.wait()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(hold)
        begun.wait()
        second = pool.submit(hold)
        while not second.running():
            pass
        while slots._entered._value:  # the second waits
            pass
        with pytest.raises(BusyError), slots.taken():
            pass
        end.wait()
        first.result()
        begun.wait()
        end.wait()
        second.result()
    with slots.taken():
        pass


def test_a_file_of_too_many_rows_is_refused_before_it_is_made(
    grown: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.web.search.exports.MOST_ROWS", 20)
    for path in ("/search.csv?q=", "/search.xlsx?q=heroin&view=concordance"):
        message = words(page(grown, path, 400))
        assert "rows; at most 20 can be downloaded" in message
        assert "oc-explorer export" in message
    assert grown.get("/search.csv?q=&view=countries").status_code == 200


@pytest.fixture
def large() -> Export:
    rows = tuple(Row((f"passage {number}", "text " * 100)) for number in range(4_000))
    return Export("large", (("Query", "heroin"),), Table("", (Column("id", "Id"), Column("text", "Text")), rows))


def test_a_large_file_is_sent_from_the_disk_and_so_many_at_once(grown_app: Flask, large: Export) -> None:
    with grown_app.test_request_context(), ExitStack() as sent:
        for _ in range(SENT_AT_ONCE):
            response = download(large, "csv", "large.csv")
            sent.callback(response.close)
        with pytest.raises(BusyError):
            download(large, "csv", "large.csv")
        sent.pop_all().close()
        response = download(large, "csv", "large.csv")
        data = b"".join(response.response)  # type: ignore[arg-type]
        assert response.content_length == len(data) > 1_000_000
        assert data == large.write("csv")
        response.close()


def test_a_full_disk_is_a_sentence(
    grown_app: Flask, large: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    with grown_app.test_request_context(), pytest.raises(BusyError, match="temporary folder"):
        download(large, "csv", "large.csv")
