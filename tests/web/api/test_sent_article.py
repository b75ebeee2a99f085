"""An article is sent as text or JSON, with the edition in the address or in the JSON."""

from typing import Any

import pytest
from flask.testing import FlaskClient

CLAIM = "Kyrgyzstan scored 8.0 for heroin trade in 2021."
ADDRESS = "/api/v1/articles"


def test_text_and_json_are_answered_alike(client: FlaskClient) -> None:
    answers = [
        client.post(ADDRESS, data=CLAIM.encode(), content_type="text/plain"),
        client.post(f"{ADDRESS}?edition=2021", data=CLAIM.encode(), content_type="text/plain"),
        client.post(ADDRESS, json={"text": CLAIM}),
        client.post(ADDRESS, json={"text": CLAIM, "edition": 2021}),
        client.post(f"{ADDRESS}?edition=2021", json={"text": CLAIM, "edition": 2021}),
        client.post(f"{ADDRESS}?edition=", json={"text": CLAIM}),
    ]
    assert [answer.status_code for answer in answers] == [200] * 6
    first = answers[0].get_json()
    assert first["findings"][0]["status"] == "differs"
    assert first["unread"] == []
    assert all(answer.get_json() == first for answer in answers)


@pytest.mark.parametrize(
    ("address", "body", "message"),
    [
        ("?edition=2022", {"text": CLAIM}, "no edition '2022'"),
        ("", {"text": CLAIM, "edition": 2019}, "no edition '2019'"),
        ("", {"text": CLAIM, "edition": "2021"}, "Expected `int`"),
        ("", {"text": CLAIM, "edition": None}, "Expected `int`"),
        ("", {"text": CLAIM, "year": 2021}, "year"),
        ("?year=2021", {"text": CLAIM}, "no parameter 'year'"),
    ],
)
def test_an_edition_that_is_none_is_refused(
    client: FlaskClient, address: str, body: dict[str, Any], message: str
) -> None:
    response = client.post(ADDRESS + address, json=body)
    assert response.status_code == 400
    assert message in response.get_json()["error"]["message"]
