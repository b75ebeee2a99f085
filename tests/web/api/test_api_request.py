"""A text is sent as such or as JSON; whatever else is sent is refused with a sentence that says what would work."""

import pytest
from flask.testing import FlaskClient

from explorer.web.settings import LARGEST_BODY
from tests.web.api.test_v1 import check

ARTICLE = "Kyrgyzstan scored 7.0 for heroin trade in 2021."
ADDRESSES = ("/api/v1/articles", "/api/v1/bibliographies")


def test_a_text_is_sent_as_such_or_as_json(client: FlaskClient) -> None:
    answers = [
        client.post("/api/v1/articles", data=ARTICLE, content_type="text/plain"),
        client.post("/api/v1/articles", data=ARTICLE.encode(), content_type="Text/Plain; charset=utf-8"),
        client.post("/api/v1/articles", json={"text": ARTICLE}),
    ]
    for answer in answers:
        assert answer.status_code == 200
        check("ArticleRecord", answer.get_json())
    assert answers[0].data == answers[1].data == answers[2].data


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("data", "media_type", "message"),
    [
        (b"", "text/plain", "in the body of the request"),
        (b"\xff", "text/plain", "is not UTF-8 (byte 0)"),
        ("é".encode("latin-1"), "text/plain; charset=iso-8859-1", "is not UTF-8"),
        (b"text=Heroin", "application/x-www-form-urlencoded", "Content-Type text/plain"),
        (b"<p>Heroin</p>", "text/html", "this is 'text/html'"),
        (b"Heroin", "", "nothing that says its type"),
        (b"Heroin", "application/json", '{"text": …}'),
        (b'"Heroin"', "application/json", "Expected `object`"),
        (b"{}", "application/json", "missing required field `text`"),
        (b'{"text": ""}', "application/json", "length >= 1"),
        (b'{"text": null}', "application/json", "Expected `str`"),
        (b'{"text": "a", "txt": "b"}', "application/json", "unknown field `txt`"),
        (
            b'{"text": "\\ud800"}',
            "application/json",
            '{"text": …} is understood, and this is not: its text is not valid',
        ),
        (b'{"text": "a\\udfffb"}', "application/json", "half of a character (a lone surrogate, such as \\ud800)"),
        (b'{"text": "\\ud800\\ud800"}', "application/json", "a lone surrogate"),
        (b'{"text": "\xed\xa0\x80"}', "application/json", "a lone surrogate"),
        (b'{"text": "\\ud83d\\ude00', "application/json", "Input data was truncated"),
        (b'{"text": "\xff"}', "application/json", '{"text": …}'),
        (b'{"text":' * 8_000, "application/json", '{"text": …}'),
    ],
)
def test_another_body_is_refused_with_what_would_work(
    client: FlaskClient, address: str, data: bytes, media_type: str, message: str
) -> None:
    response = client.post(address, data=data, content_type=media_type)
    assert response.status_code == 400
    assert message in response.get_json()["error"]["message"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_too_large_is_refused_and_a_text_is_only_sent(client: FlaskClient, address: str) -> None:
    for media_type in ("text/plain", "application/json"):
        response = client.post(address, data=b"a" * (LARGEST_BODY + 1), content_type=media_type)
        assert response.status_code == 413
        check("ErrorRecord", response.get_json())
    response = client.get(address)
    assert (response.status_code, response.get_json()["error"]["message"]) == (
        405,
        "This address only answers POST requests.",
    )


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/works?limits=5", "There is no parameter 'limits'. Did you mean limit?"),
        ("/works?limit=0", "limit must be a whole number from 1 to 1000, not '0'"),
        ("/works?limit=1001", "limit must be"),
        ("/works?limit=²", "limit must be"),
        ("/works?offset=99999999999999999999", "offset must be"),
        ("/works?limit=1&limit=2", "The address has 'limit' twice"),
        ("/works/arms-trade-treaty?page=2", "There is no parameter 'page': this address has none."),
        ("/permalinks", "Give the link"),
        ("/collection", "Give the passages to collect"),
        ("/collection?id=kgz-2021/drugs/1&page=2", "There is no parameter 'page' of a collection"),
    ],
)
def test_a_parameter_that_is_wrong_is_named(client: FlaskClient, path: str, message: str) -> None:
    response = client.get(f"/api/v1{path}")
    assert response.status_code == 400
    assert message in response.get_json()["error"]["message"]
    assert client.get("/api/v1/works?limit=&offset=").status_code == 200


def test_the_version_of_a_permanent_link_is_taken_and_changes_no_answer(client: FlaskClient) -> None:
    """A page says whether a link still holds, and in JSON /permalinks does."""
    for address in ("scores/kgz-2021/heroin-trade", "passages/kgz-2021/drugs/1"):
        now = client.get(f"/api/v1/{address}").get_json()
        for version in ("7.0", "6.5", "dee69cc6", "00000000"):
            response = client.get(f"/api/v1/{address}?v={version}")
            assert (response.status_code, response.get_json()) == (200, now)
    link = client.get("/api/v1/scores/kgz-2021/heroin-trade").get_json()["url"]
    assert link == "/scores/kgz-2021/heroin-trade?v=7.0"
    assert client.get(f"/api/v1{link}").status_code == 200
    assert client.get("/api/v1/scores/kgz-2021/heroin-trade?w=7.0").status_code == 400
