import pytest
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.middleware.rate_limit import client_of
from explorer.web.settings import Settings, SettingsError


@pytest.fixture
def limited(bundled_home: Home) -> FlaskClient:
    """Return a client that is allowed three requests an hour."""
    return create_app(Settings(bundled_home, rate="3 per hour")).test_client()


def statuses(client: FlaskClient, *paths: str) -> list[int]:
    codes = []
    for path in paths:
        with client.get(path) as response:
            codes.append(response.status_code)
    return codes


def test_a_client_over_the_limit_gets_the_time_to_retry_after(limited: FlaskClient) -> None:
    assert statuses(limited, "/", "/search?q=heroin", "/api/v1/search?q=heroin") == [200, 200, 200]
    page = limited.get("/search?q=gold")
    assert page.status_code == 429
    assert "Too many requests from one address: the limit is 3 per hour. Try again in " in page.text
    assert 0 < int(page.headers["Retry-After"]) <= 3600
    answer = limited.get("/api/v1/search?q=gold")
    assert answer.status_code == 429
    assert answer.get_json()["error"]["status"] == 429
    assert "Content-Security-Policy" in answer.headers
    assert "X-Request-ID" in answer.headers


def test_unknown_addresses_and_unchanged_pages_count_as_well(limited: FlaskClient) -> None:
    tag = {"If-None-Match": limited.get("/").headers["ETag"]}
    assert limited.get("/", headers=tag).status_code == 304
    assert statuses(limited, "/nowhere", "/nowhere") == [404, 429]
    assert limited.get("/", headers=tag).status_code == 429


def test_files_and_the_questions_of_a_supervisor_are_not_limited(limited: FlaskClient) -> None:
    paths = ("/static/explorer.css", "/livez", "/readyz", "/version")
    assert statuses(limited, *paths, *paths, "/") == [200] * 9


def test_metrics_are_not_limited(bundled_home: Home) -> None:
    client = create_app(Settings(bundled_home, rate="1 per hour", has_metrics=True)).test_client()
    assert statuses(client, "/metrics", "/metrics", "/", "/", "/metrics") == [200, 200, 200, 429, 200]


def test_nobody_is_limited_on_their_own_machine(bundled_home: Home) -> None:
    client = create_app(Settings(bundled_home)).test_client()
    assert set(statuses(client, *["/livez"] * 2, *["/help"] * 400)) == {200}


def test_each_reader_behind_a_trusted_proxy_is_counted_alone(bundled_home: Home) -> None:
    client = create_app(Settings(bundled_home, rate="1 per hour", proxies=1)).test_client()

    def ask(forwarded: str) -> int:
        return client.get("/", headers={"X-Forwarded-For": forwarded}).status_code

    assert [ask("192.0.2.1"), ask("192.0.2.1"), ask("192.0.2.2")] == [200, 429, 200]
    assert ask("198.51.100.7, 192.0.2.1") == 429  # what a client claims precedes the address that the proxy saw


def test_an_address_that_no_trusted_proxy_gave_is_not_believed(bundled_home: Home) -> None:
    client = create_app(Settings(bundled_home, rate="1 per hour")).test_client()
    codes = [client.get("/", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(3)]
    assert codes == [200, 429, 429]


def test_a_network_of_64_bits_is_one_reader() -> None:
    assert client_of("2001:db8::1") == client_of("2001:db8::ffff:1") != client_of("2001:db8:0:1::1")
    assert client_of("192.0.2.1") != client_of("192.0.2.2")
    assert client_of("") == ""


def test_a_rate_that_cannot_be_read_is_refused(bundled_home: Home) -> None:
    with pytest.raises(SettingsError, match="OC_EXPLORER_RATE_LIMIT"):
        create_app(Settings(bundled_home, rate="often"))


def test_a_download_counts_as_several_requests(bundled_home: Home) -> None:
    client = create_app(Settings(bundled_home, rate="25 per hour")).test_client()
    assert statuses(client, "/search.csv?q=heroin", "/matrix", *["/help"] * 6) == [200] * 7 + [429]
    few = create_app(Settings(bundled_home, rate="5 per hour")).test_client()
    assert statuses(few, "/search.csv?q=heroin", "/help") == [200, 429]
