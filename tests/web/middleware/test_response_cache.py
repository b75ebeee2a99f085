"""A response is cached for requests of the same address and the same generation, and for no others."""

import gc
import gzip
import sys
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

import pytest
from flask import Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.middleware.response_cache import LARGEST, CachedResponse, ResponseCache, size_of
from explorer.web.settings import Settings
from tests.factories import index, tuvalu_2021

PAGES = (
    "/",
    "/search?q=heroin",
    "/search?q=heroin&view=concordance",
    "/api/v1/search?q=heroin",
    "/api/v1/suggestions?q=her",
    "/profiles/kgz-2021?q=heroin",
    "/indicators/heroin-trade",
    "/rankings",
    "/countries",
)


@pytest.fixture
def cache() -> ResponseCache:
    return ResponseCache()


@pytest.fixture
def client(bundled_home: Home, cache: ResponseCache) -> FlaskClient:
    """Return a client of a server with an empty cache."""
    return create_app(Settings(bundled_home), cache).test_client()


def sent(response: TestResponse) -> tuple[int, bytes, list[tuple[str, str]]]:
    """Return the whole response, but for the id that each request has."""
    return (
        response.status_code,
        response.data,
        sorted(header for header in response.headers if header[0] != "X-Request-ID"),
    )


@pytest.mark.parametrize("path", PAGES)
def test_a_repeated_request_gets_the_same_answer(client: FlaskClient, cache: ResponseCache, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert len(cache) == 1
    again = client.get(path)
    assert sent(again) == sent(first)
    assert again.headers["X-Request-ID"] != first.headers["X-Request-ID"]
    assert len(cache) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/cite?id=kgz-2021/drugs/1",
        "/api/v1/citations?id=kgz-2021/drugs/1",
        "/search.csv?q=heroin",
        "/profiles/kgz-2021.bib",
        "/lookup?text=heroin",
        "/livez",
        "/version",
        "/static/explorer.css",
        "/search?edition=1900",
        "/nowhere",
        "/passages/kgz-2021/drugs/1",
    ],
)
def test_what_has_a_date_or_is_no_page_is_made_anew(client: FlaskClient, cache: ResponseCache, path: str) -> None:
    client.get(path).close()
    assert len(cache) == 0


def test_the_order_of_parameters_makes_no_difference(client: FlaskClient, cache: ResponseCache) -> None:
    first = client.get("/search?q=heroin&edition=2021&section=drugs")
    again = client.get("/search?section=drugs&edition=2021&q=heroin")
    assert sent(again) == sent(first)
    assert len(cache) == 1
    unchanged = client.get(
        "/search?edition=2021&section=drugs&q=heroin", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert unchanged.status_code == 304


def test_of_parameters_of_one_name_the_order_may_matter(client: FlaskClient) -> None:
    for first, last in (("border", "heroin"), ("heroin", "border")):
        for name in ("q", "%71"):
            for query in (f"q={first}&limit=5&{name}={last}", f"{name}={first}&limit=5&q={last}"):
                refusal = client.get(f"/api/v1/search?{query}").get_json()
                assert f"'{first}' and '{last}'" in refusal["error"]["message"]


def test_each_form_of_a_profile_is_its_own(client: FlaskClient) -> None:
    for _ in range(2):
        assert client.get("/profiles/kgz-2021").mimetype == "text/html"
        assert client.get("/profiles/kgz-2021", headers={"Accept": "text/html"}).mimetype == "text/html"
        bibtex = client.get("/profiles/kgz-2021", headers={"Accept": "application/x-bibtex"})
        assert bibtex.mimetype == "application/x-bibtex"


@pytest.mark.parametrize("is_plain_first", [True, False])
def test_compressed_and_plain_responses_are_cached_apart(client: FlaskClient, is_plain_first: bool) -> None:
    for _ in range(2):
        answers = {}
        for takes in ("", "gzip") if is_plain_first else ("gzip", ""):
            answers[takes] = client.get("/search?q=heroin", headers={"Accept-Encoding": takes})
        assert "Content-Encoding" not in answers[""].headers
        assert answers["gzip"].headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answers["gzip"].data) == answers[""].data
        for response in answers.values():
            assert response.headers["Vary"] == "Accept-Encoding"
            assert response.content_length == len(response.data)
            assert response.headers["ETag"] == answers[""].headers["ETag"]
            tag = {"If-None-Match": response.headers["ETag"], "Accept-Encoding": "gzip"}
            assert client.get("/search?q=heroin", headers=tag).status_code == 304


def test_the_head_of_an_answer_is_that_of_the_whole(client: FlaskClient, cache: ResponseCache) -> None:
    before = client.head("/search?q=heroin")
    assert len(cache) == 0
    whole = client.get("/search?q=heroin")
    after = client.head("/search?q=heroin")
    assert before.data == after.data == b""
    assert sent(before)[2] == sent(after)[2] == sent(whole)[2]


def test_each_name_of_a_server_gets_its_own_links(bundled_home: Home) -> None:
    settings = Settings(bundled_home, trusted_hosts=("one.example.org", "two.example.org"))
    client = create_app(settings).test_client()
    for _ in range(2):
        for name in settings.trusted_hosts:
            page = client.get("/profiles/kgz-2021", headers={"Host": name}).text
            assert f"http://{name}/profiles/kgz-2021" in page
            assert page.count(".example.org/") == page.count(f"{name}/")
    assert client.get("/profiles/kgz-2021", headers={"Host": "three.example.org"}).status_code == 400


def test_no_page_of_an_old_generation_is_answered_after_a_rebuild(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = index(Home(tmp_path_factory.mktemp("changing")))
    client = create_app(Settings(home)).test_client()
    pages = ("/search?q=ferry+crews", "/api/v1/search?q=ferry+crews", "/countries", "/indicators/heroin-trade")
    before = {path: [client.get(path) for _ in range(2)] for path in pages}
    index(home, tuvalu_2021())
    for path, (old, _) in before.items():
        assert "Tuvalu" not in old.text
        for headers in ({}, {"If-None-Match": old.headers["ETag"]}):
            now = client.get(path, headers=headers)
            assert now.status_code == 200
            assert "Tuvalu" in now.text
            assert now.headers["ETag"] != old.headers["ETag"]


def test_answers_are_kept_up_to_a_size(bundled_home: Home) -> None:
    def kept(most: int) -> tuple[int, Callable[[], bytes]]:
        cache = ResponseCache(most)
        client = create_app(Settings(bundled_home), cache).test_client()
        for word in ("heroin", "border", "police", "courts", "trade"):
            client.get(f"/api/v1/search?q={word}")
        return len(cache), lambda: client.get("/api/v1/search?q=heroin").data

    assert kept(2**20)[0] == 5
    some, again = kept(60_000)
    assert 0 < some < 5
    assert b"<mark>" in again()
    assert kept(0)[0] == 0


@pytest.mark.parametrize(("size", "is_cached"), [(LARGEST - 1, True), (LARGEST, True), (LARGEST + 1, False)])
def test_a_response_larger_than_a_share_of_the_cache_is_not_cached(size: int, is_cached: bool) -> None:
    cache = ResponseCache()
    cache.put(("small",), Response("small"))
    cache.put(("large",), Response(b"a" * size))
    large = cache.get(("large",))
    assert (large is not None) == is_cached
    assert large is None or large.content_length == size
    assert cache.get(("small",)) is not None


def room_taken(home: Path) -> tuple[int, list[int]]:
    """Return how many responses are cached after 500 long requests, and the bytes taken by three hundreds of them."""
    cache = ResponseCache()
    client = create_app(Settings(Home(home)), cache).test_client()

    def ask(numbers: range) -> None:
        for number in numbers:
            long = {"Accept": f"text/html;a={number}{'a' * 8_000}", "Accept-Encoding": f"x{number}{'b' * 8_000}"}
            client.get(f"/api/v1/suggestions?q=zz{number}{'&' * 6_000}", headers=long)
        gc.collect()

    tracemalloc.start()
    ask(range(200))  # Python itself keeps the last 128 addresses
    taken = []
    for start in (200, 300, 400):
        before, _ = tracemalloc.get_traced_memory()
        ask(range(start, start + 100))
        taken.append(tracemalloc.get_traced_memory()[0] - before)
    return len(cache), taken


def test_what_a_reader_sends_takes_no_more_room_than_its_digest(bundled_home: Home) -> None:
    # In a process of its own: here pytest keeps what is logged, and threads of other tests take memory too.
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        cached, taken = process.submit(room_taken, bundled_home.path).result()
    assert cached == 500
    assert min(taken) < 100 * 6_000  # of 22,000 that are sent


def test_the_sizes_of_responses_are_those_that_they_take(client: FlaskClient) -> None:
    for path in PAGES:
        response = client.get(path)
        cached = CachedResponse(response.data, tuple(response.headers))
        assert size_of(cached) >= len(response.data) + sum(map(sys.getsizeof, chain(*cached.headers)))
