from typing import Any

from flask.testing import FlaskClient


def ask(client: FlaskClient, typed: str) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/suggestions", query_string={"q": typed}).get_json()
    assert answer["query"] == typed.lstrip()
    suggestions: list[dict[str, Any]] = answer["suggestions"]
    return suggestions


def test_each_suggestion_says_its_group_and_where_it_leads(client: FlaskClient) -> None:
    assert ask(client, "kyrgyzs")[0] == {
        "group": "go to",
        "kind": "country",
        "label": "Kyrgyzstan",
        "query": "Kyrgyzstan",
        "url": "/profiles/kgz-2021",
        "passage_count": None,
    }
    assert ask(client, "hero")[0]["url"] == "/indicators/heroin-trade"
    assert ask(client, "heroin ky")[0]["url"] == "/search?q=heroin+Kyrgyzstan"
    assert ask(client, "resil")[0]["label"] == "Resilience"


def test_every_url_that_is_suggested_answers(client: FlaskClient) -> None:
    for typed in (
        "heroin ky",
        "ky",
        "border her",
        "gold envir",
        "human tr",
        "central",
        "afr",
        "gold congo",
        "about:her",
        "abo",
    ):
        suggestions = ask(client, typed)
        assert suggestions, typed
        for suggestion in suggestions:
            assert client.get(suggestion["url"]).status_code == 200, suggestion


def test_a_word_leads_to_the_passages_that_are_counted_also_where_it_is_a_name(client: FlaskClient) -> None:
    for typed, label in (("kyrg", "Kyrgyz"), ("taj", "Tajik"), ("st", "state"), ("mafia st", "state")):
        (word,) = [it for it in ask(client, typed) if it["group"] == "words" and it["label"] == label]
        answer = client.get(f"{word['url'].replace('/search', '/api/v1/search')}&scope=words").get_json()
        assert answer["total"] == word["passage_count"], typed
        assert answer["understood"] is None


def test_chapters_are_gone_to(shelved: FlaskClient) -> None:
    assert {"go to"} == {it["group"] for it in ask(shelved, "ferries and") if it["kind"] == "chapter"}


def test_only_countries_with_a_profile_are_gone_to(client: FlaskClient) -> None:
    assert not [it for it in ask(client, "uzbek") if it["group"] == "go to"]


def test_what_is_suggested_is_a_query_that_is_understood(client: FlaskClient) -> None:
    for typed in ("heroin ky", "border her", "gold envir", "human tr", "gold about her", "about:her", "country:ky"):
        for suggestion in ask(client, typed):
            read_as = client.get("/api/v1/search", query_string={"q": suggestion["query"]}).get_json()["read_as"]
            assert "There is no" not in read_as and "left out" not in read_as


def test_little_or_nothing_typed_suggests_nothing(client: FlaskClient) -> None:
    assert ask(client, "") == ask(client, "k") == []


def test_a_browser_may_ask_for_suggestions_and_keep_them(client: FlaskClient) -> None:
    headers = client.get("/api/v1/suggestions?q=her").headers
    assert "connect-src 'self'" in headers["Content-Security-Policy"]
    assert headers["ETag"]
