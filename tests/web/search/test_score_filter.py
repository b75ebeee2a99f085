"""Scores as a condition or an order of a search."""

import pytest
from flask.testing import FlaskClient


def target(client: FlaskClient, query: str) -> str:
    answer = client.get(f"/search/score?{query}")
    assert answer.status_code == 303
    return answer.headers["Location"]


@pytest.mark.parametrize(
    ("form", "leads_to"),
    [
        ("q=border&score=heroin-trade&way=least&points=7", "/search?q=border+heroin-trade%3A%3E%3D7"),
        ("score=resilience&way=most&points=4.25", "/search?q=resilience%3A%3C%3D4.25"),
        ("q=opium&score=heroin-trade&way=rose&points=", "/search?q=opium+change.heroin-trade%3A%3E0"),
        ("q=opium&score=heroin-trade&way=fell", "/search?q=opium+change.heroin-trade%3A%3C0"),
        ("q=opium&edition=2021&score=heroin-trade&way=highest", "/search?q=opium&edition=2021&sort=heroin-trade"),
        ("q=opium&view=countries&score=prevention&way=lowest", "/search?q=opium&sort=-prevention&view=countries"),
    ],
)
def test_the_form_leads_to_a_search_that_can_be_shared(client: FlaskClient, form: str, leads_to: str) -> None:
    assert target(client, form) == leads_to


def test_the_condition_holds_for_what_is_found(client: FlaskClient) -> None:
    address = target(client, "q=heroin&score=heroin-trade&way=least&points=7")
    assert "where Heroin trade is at least 7" in client.get(address).text
    address = target(client, "q=heroin&edition=2021&country=KGZ&score=heroin-trade&way=least&points=7.5")
    assert "No passage contains “heroin”" in client.get(address).text


@pytest.mark.parametrize(
    ("form", "status", "message"),
    [
        ("score=heroin-trade&way=least&points=11", 400, "from 1 to 10"),
        ("score=heroin-trade&way=least&points=many", 400, "from 1 to 10"),
        ("score=heroin-trade&way=leest&points=5", 400, "Did you mean least"),
        ("score=heroin&way=least&points=5", 404, "heroin-trade"),
    ],
)
def test_what_cannot_be_asked_is_said(client: FlaskClient, form: str, status: int, message: str) -> None:
    answer = client.get(f"/search/score?{form}")
    assert (answer.status_code, message in answer.text) == (status, True)


def test_the_form_is_beside_every_result(client: FlaskClient) -> None:
    text = client.get("/search?q=heroin&edition=2021").text
    assert 'action="/search/score"' in text
    assert 'name="edition" value="2021"' in text
