import pytest
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, run_wsgi_app

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.middleware.request_log import Exchange, set_request_log
from explorer.web.settings import Settings


def watched(home: Home, path: str, method: str = "GET", **headers: str) -> Exchange:
    """Return the record of one request."""
    seen: list[Exchange] = []
    app = create_app(Settings(home))
    set_request_log(app, [seen.append])
    app.test_client().open(path, method=method, headers=headers).close()
    (exchange,) = seen
    return exchange


def test_a_request_is_recorded_by_its_route_and_never_by_its_address(bundled_home: Home) -> None:
    seen = watched(bundled_home, "/profiles/kgz-2021?q=heroin")
    assert (seen.method, seen.route, seen.status) == ("GET", "/profiles/<id>", 200)
    assert seen.target == "/profiles/kgz-2021?q=heroin"
    assert seen.seconds > 0


def test_the_size_is_that_of_the_body_that_was_sent(bundled_home: Home) -> None:
    app = create_app(Settings(bundled_home))
    assert watched(bundled_home, "/search?q=heroin").size == len(app.test_client().get("/search?q=heroin").data)
    assert watched(bundled_home, "/search?q=heroin", method="HEAD").size == 0


@pytest.mark.parametrize("path", ["/nowhere", "/search?edition=1", "/static/explorer.css"])
def test_errors_and_files_are_seen_as_well(bundled_home: Home, path: str) -> None:
    app = create_app(Settings(bundled_home))
    with app.test_client().get(path) as response:
        assert watched(bundled_home, path).status == response.status_code


def test_a_search_is_distinguished_from_a_page_that_only_marks_words(bundled_home: Home) -> None:
    for path in ("/search?q=gold", "/api/v1/search?limit=1&q=gold", "/search.csv?q=gold", "/api/v1/concordance?q=gold"):
        assert watched(bundled_home, path).is_search, path
    for path in ("/search?q=", "/search", "/profiles/kgz-2021?q=gold", "/api/v1/suggestions?q=gold", "/livez"):
        assert not watched(bundled_home, path).is_search, path


def test_every_answer_carries_an_id_of_its_own(client: FlaskClient) -> None:
    ids = {client.get(path).headers["X-Request-ID"] for path in ("/", "/", "/nowhere", "/livez")}
    assert len(ids) == 4


def test_the_id_that_a_proxy_gave_is_kept_when_it_is_one(client: FlaskClient) -> None:
    assert client.get("/", headers={"X-Request-ID": "a1-b2.c3"}).headers["X-Request-ID"] == "a1-b2.c3"
    for strange in ("", "a b", "é", "x" * 65, '"'):
        assert client.get("/", headers={"X-Request-ID": strange}).headers["X-Request-ID"] != strange


def test_what_breaks_outside_the_application_is_seen_as_a_fault(bundled_home: Home) -> None:
    seen: list[Exchange] = []
    app = create_app(Settings(bundled_home))

    def broken(*_: object) -> list[bytes]:
        raise ValueError

    app.wsgi_app = broken  # type: ignore[method-assign,assignment]
    set_request_log(app, [seen.append])
    with pytest.raises(ValueError):
        run_wsgi_app(app.wsgi_app, EnvironBuilder("/").get_environ())
    assert [exchange.status for exchange in seen] == [500]


def test_a_method_that_is_none_is_not_repeated(bundled_home: Home) -> None:
    assert watched(bundled_home, "/search", method="SECRETWORD3").method == "other"
    assert watched(bundled_home, "/search", method="DELETE").method == "DELETE"
