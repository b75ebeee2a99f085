from flask.testing import FlaskClient


def ask(client: FlaskClient, typed: str) -> list[dict[str, str]]:
    answer = client.get("/api/v1/suggestions", query_string={"q": typed}).get_json()
    assert answer["query"] == typed.lstrip()
    suggestions: list[dict[str, str]] = answer["suggestions"]
    return suggestions


def test_countries_indicators_sections_and_words_are_suggested(client: FlaskClient) -> None:
    assert {"kind": "country", "label": "Kyrgyzstan", "query": 'heroin country:"Kyrgyzstan"'} in ask(
        client, "heroin ky"
    )
    assert {"kind": "indicator", "label": "Heroin trade", "query": "indicator:heroin-trade"} in ask(client, "hero")
    assert "section" in {suggestion["kind"] for suggestion in ask(client, "dru")}
    assert "word" in {suggestion["kind"] for suggestion in ask(client, "bor")}


def test_what_is_suggested_is_a_query_that_is_understood(client: FlaskClient) -> None:
    for typed in ("heroin ky", "border her", "gold envir", "human tr"):
        for suggestion in ask(client, typed):
            read_as = client.get("/api/v1/search", query_string={"q": suggestion["query"]}).get_json()["read_as"]
            assert "There is no" not in read_as and "left out" not in read_as


def test_little_or_nothing_typed_suggests_nothing(client: FlaskClient) -> None:
    assert ask(client, "") == ask(client, "k") == []


def test_a_browser_may_ask_for_suggestions_and_keep_them(client: FlaskClient) -> None:
    headers = client.get("/api/v1/suggestions?q=her").headers
    assert "connect-src 'self'" in headers["Content-Security-Policy"]
    assert headers["ETag"]
