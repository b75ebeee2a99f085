"""Requests over a limit are refused with a sentence, and the server goes on."""

from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.web.soup import page, words
from tests.web.test_server import served


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"q": "a" * 1001}, "at most 1,000"),
        ({"q": "drugs", "limit": "101"}, "1 to 100"),
        ({"q": "drugs", "offset": "10001"}, "0 to 10000"),
        ({"q": "drugs", "view": "concordance", "offset": "10001"}, "0 to 10000"),
    ],
)
def test_a_search_has_a_longest_query_a_largest_page_and_a_deepest_one(
    client: FlaskClient, parameters: dict[str, str], says: str
) -> None:
    assert says in words(page(client, f"/search?{urlencode(parameters)}", 400))


def test_a_start_of_too_few_letters_is_not_expanded_to_half_the_words(client: FlaskClient) -> None:
    assert "too wide" in client.get("/api/v1/search?q=a*").get_json()["read_as"]


def test_a_query_of_too_many_words_is_cut_and_says_so(client: FlaskClient) -> None:
    assert "48 words" in client.get("/api/v1/search?q=" + "+".join(["drug"] * 60)).get_json()["read_as"]


def test_too_large_a_body_is_refused(client: FlaskClient) -> None:
    for path in ("/lookup", "/matrix", "/api/v1/matrix"):
        response = client.post(path, data={"text": "a " * 40_000})
        assert response.status_code == 413
        assert "64 kB" in response.text, path


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/search?q=heroin&view=concordance", None),
        ("/search?q=heroin&view=distribution", None),
        ("/search?q=heroin&view=countries", None),
        ("/search.csv?q=heroin", None),
        ("/search.xlsx?q=heroin&view=concordance", None),
        ("/matrix?term=heroin&term=border", None),
        ("/lookup", "Kyrgyzstan scored 7.0 for heroin trade in 2021.\n\nAnd “close to a third of it” is there."),
        ("/api/v1/concordance?q=heroin", None),
        ("/api/v1/quotes?text=heroin+seizures+have+lately+risen", None),
    ],
)
def test_what_takes_longer_than_it_may_is_stopped_and_says_how_to_ask_for_less(
    bundled_home: Home, path: str, text: str | None
) -> None:
    for seconds, status in ((30.0, 200), (1e-6, 503)):
        client = create_app(Settings(bundled_home, time=seconds)).test_client()
        response = client.post(path, data={"text": text}) if text else client.get(path)
        assert response.status_code == status, seconds
    assert "Ask for less" in response.text
    assert response.headers["Retry-After"] == "1"


def test_a_server_refuses_too_long_an_address_and_too_large_a_body(bundled_home: Home) -> None:
    with served(bundled_home) as (_, url):
        with pytest.raises(HTTPError, match="414"):
            urlopen(f"{url}/search?q={'a' * 9000}")
        with pytest.raises(HTTPError, match="413"):
            urlopen(Request(f"{url}/lookup", data=b"text=" + b"a" * 66_000))
        assert urlopen(f"{url}/livez").status == 200
