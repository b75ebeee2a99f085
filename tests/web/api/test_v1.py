"""The interface keeps its contract: every real answer is checked against the OpenAPI document."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from explorer.search.request import SearchRequest
from explorer.serializers.hit_records import search_record
from explorer.serving.open_corpus import Corpus
from explorer.web.api.openapi import document
from tests.serializers.decoded import decoded


def check(schema: str, answer: Any) -> None:
    """Check an answer against a named schema of the document."""
    components = document()["components"]
    Draft202012Validator({"$ref": f"#/components/schemas/{schema}", "components": components}).validate(answer)


ANSWERS = (
    ("/search", "SearchRecord"),
    ("/search?q=heroin", "SearchRecord"),
    ("/search?q=herion", "SearchRecord"),
    ("/search?q=zebra", "SearchRecord"),
    ("/search?q=change.heroin-trade%3A%3C0+heroin-trade%3A%3E1", "SearchRecord"),
    ("/search?q=border&sort=-heroin-trade&limit=3&offset=1&exact=1", "SearchRecord"),
    ("/search?q=heroin-trade%3A%3E%3D7+border&section=drugs&section=people&country=Kyrgyzstan", "SearchRecord"),
    ("/profiles", "ProfilesRecord"),
    ("/profiles/kgz-2021", "ProfileRecord"),
    ("/profiles/kgz-2023", "ProfileRecord"),
    ("/profiles/and-2021", "ProfileRecord"),
    ("/sections/kgz-2021/drugs", "SectionPartRecord"),
    ("/sections/kgz-2021/cyber-crimes", "SectionPartRecord"),
    ("/passages/kgz-2021/drugs/1", "PassagePartRecord"),
    ("/passages/kgz-2023/people/1", "PassagePartRecord"),
    ("/quotes?text=close+to+a+third+of+Afghan+heroin+crosses+it", "QuotesRecord"),
    ("/quotes?text=of+the", "QuotesRecord"),
    ("/citations?id=kgz-2021/drugs/1&style=chicago", "CitationRecord"),
    ("/citations?id=search%3Fq%3Dheroin&style=bibtex", "CitationRecord"),
    ("/permalinks?link=/passages/kgz-2021/drugs/1%3Fv%3D00000000", "LinkStatusRecord"),
    ("/permalinks?link=https%3A%2F%2Foc.example%2Foc%2Fscores%2Fkgz-2021%2Fheroin-trade%3Fv%3D6.5", "LinkStatusRecord"),
    ("/permalinks?link=/search%3Fq%3Dheroin", "LinkStatusRecord"),
    ("/collection?id=kgz-2021/drugs/1&id=kgz-2023/people/1&note.2=Compare&style=ieee", "DossierRecord"),
    ("/scores/kgz-2021/heroin-trade", "CitedScoreRecord"),
    ("/scores/kgz-2023/criminality", "CitedScoreRecord"),
    ("/mentions", "MentionPageRecord"),
    ("/mentions?from=kgz&to=afg&section=drugs&indicator=heroin-trade&edition=2021&limit=2", "MentionPageRecord"),
    ("/works", "WorksRecord"),
    ("/works?limit=1&offset=1", "WorksRecord"),
    ("/works/arms-trade-treaty", "MentionsRecord"),
    ("/works/bamako-convention", "MentionsRecord"),
    ("/works/countries/afg", "MentionsRecord"),
    ("/indicators", "IndicatorsRecord"),
    ("/indicators/heroin-trade", "IndicatorScoresRecord"),
    ("/indicators/criminality", "IndicatorScoresRecord"),
    ("/groups/countries?q=heroin&limit=1", "GroupsRecord"),
    ("/groups/profiles?q=zebra", "GroupsRecord"),
    ("/concordance?q=heroin&order=left", "ConcordanceRecord"),
    ("/distribution?q=heroin&by=section", "DistributionRecord"),
    ("/distribution?q=heroin&country=AFG", "DistributionRecord"),
    ("/distribution?q=kyrgyz+heroin+2021", "DistributionRecord"),
    ("/groups/profiles?q=kyrgyz+heroin+2021", "GroupsRecord"),
    ("/matrix?term=heroin&term=border*&by=edition&forms=all&section=drugs", "MatrixRecord"),
    ("/similar/kgz-2021/drugs/1?elsewhere=1", "MoreLikeThisRecord"),
    ("/suggestions?q=her", "SuggestionsRecord"),
    ("/countries", "DatasetRecord"),
    ("/averages", "DatasetRecord"),
    ("/rankings/heroin-trade?edition=2021", "DatasetRecord"),
    ("/rankings?group=region", "DatasetRecord"),
    ("/map?area=Asia", "DatasetRecord"),
    ("/map/passages?q=heroin", "DatasetRecord"),
    ("/scatter", "DatasetRecord"),
    ("/compare?profiles=kgz-2021,kgz-2023&section=people", "DatasetRecord"),
)


@pytest.mark.parametrize(("path", "schema"), ANSWERS)
def test_answers_are_as_the_document_says(grown: FlaskClient, path: str, schema: str) -> None:
    response = grown.get(f"/api/v1{path}")
    assert response.status_code == 200
    assert response.mimetype == "application/json"
    check(schema, response.get_json())


def test_the_list_of_profiles_says_how_complete_it_is(grown: FlaskClient) -> None:
    completeness = grown.get("/api/v1/profiles").get_json()["completeness"]
    assert completeness["summary"].startswith(
        "Full text of 1 of 193 profiles of 2021 and 1 of 2023; a digest of 1 of 193"
    )
    first = completeness["editions"][0]
    counts = [first[f"{name}_count"] for name in ("full_text", "digest", "scores_only", "missing", "unreadable")]
    assert (counts, first["profile_count"], first["scored_count"]) == ([1, 1, 1, 190, 0], 193, 2)


@pytest.mark.parametrize("path", [path for path, _ in ANSWERS])
def test_an_answer_may_be_304_where_it_has_an_etag(grown: FlaskClient, path: str) -> None:
    (operation,) = (
        methods["get"]
        for template, methods in document()["paths"].items()
        if re.fullmatch(re.sub(r"\{\w+\}", "(?!countries$|profiles$|countries/).+", template), path.partition("?")[0])
    )
    tag = grown.get(f"/api/v1{path}").headers.get("ETag")
    assert ("304" in operation["responses"]) == (tag is not None)
    if tag is not None:
        assert grown.get(f"/api/v1{path}", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(("path", "schema"), ANSWERS)
def test_searches_counts_and_tables_refuse_an_unknown_parameter_and_the_rest_ignore_it(
    grown: FlaskClient, path: str, schema: str
) -> None:
    status = grown.get(f"/api/v1{path}{'&' if '?' in path else '?'}colour=red").status_code
    has_checked_parameters = schema in {
        *("SearchRecord", "GroupsRecord", "ConcordanceRecord", "DistributionRecord"),
        *("MatrixRecord", "DatasetRecord", "LinkStatusRecord", "DossierRecord", "CitedScoreRecord", "WorksRecord"),
        *("MentionsRecord", "MentionPageRecord"),
    }
    assert status == (400 if has_checked_parameters else 200)


def test_a_score_has_what_the_profile_has_and_its_permanent_link(grown: FlaskClient) -> None:
    profile = grown.get("/api/v1/profiles/kgz-2021").get_json()
    score = grown.get("/api/v1/scores/kgz-2021/criminality").get_json()
    assert profile["scores"]["criminality"].items() <= score.items()
    assert score["ranks"] == profile["ranks"]["criminality"]
    assert (score["id"], score["url"]) == ("kgz-2021/scores/criminality", "/scores/kgz-2021/criminality?v=5.33")
    refused = grown.get("/api/v1/scores/kgz-2021/financial-crimes")
    assert (refused.status_code, "has no score of financial-crimes" in refused.text) == (404, True)


def test_a_list_that_is_sent_has_no_etag(client: FlaskClient) -> None:
    assert "ETag" not in client.post("/api/v1/matrix", data={"terms": "heroin"}).headers
    assert "304" not in document()["paths"]["/matrix"]["post"]["responses"]


def test_errors_are_as_the_document_says(client: FlaskClient) -> None:
    for path in ("/search?sort=luck", "/profiles/kgz-2025", "/sections/kgz-2021/sea", "/indicators/luck"):
        check("ErrorRecord", client.get(f"/api/v1{path}").get_json())


def test_every_path_of_the_document_is_served_and_every_served_path_is_documented(client: FlaskClient) -> None:
    rules = {
        rule.rule.removeprefix("/api/v1").replace("<path:", "{").replace("<", "{").replace(">", "}")
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert rules == {*document()["paths"], "/openapi.json"}


def test_a_search_answers_like_the_command_line(client: FlaskClient) -> None:
    corpus: Corpus = client.application.extensions["corpus"]
    expected = decoded(search_record(corpus.engine.search(SearchRequest.make("heroin"))))
    served = client.get("/api/v1/search?q=heroin").get_json()
    assert {**served, "took_ms": 0} == {**expected, "took_ms": 0}
    assert served["hits"][0]["id"] == "kgz-2021/drugs/1"
    assert {"slug": "heroin-trade", "score": 7.0}.items() <= {
        key: value
        for indicator in served["hits"][0]["indicators"]
        if indicator["slug"] == "heroin-trade"
        for key, value in indicator.items()
        if key in ("slug", "score")
    }.items()


def test_a_profile_has_every_paragraph_and_score(client: FlaskClient) -> None:
    profile = client.get("/api/v1/profiles/kgz-2021").get_json()
    assert sum(len(section["passages"]) for section in profile["sections"]) == 17
    assert profile["scores"]["heroin-trade"]["score"] == 7.0
    assert (profile["ranks"]["criminality"]["continent"]["rank"], profile["facts"]["area_km2"]) == (23, 199950)


def test_an_indicator_lists_the_scores_of_every_edition(grown: FlaskClient) -> None:
    scores = grown.get("/api/v1/indicators/heroin-trade").get_json()["profile_scores"]
    assert [(record["id"], record["score"], record["change"]) for record in scores] == [
        ("and-2021", 1.5, None),
        ("kgz-2021", 7.0, None),
        ("kgz-2023", 6.5, -0.5),
    ]


def test_text_is_sent_in_its_own_script(grown: FlaskClient) -> None:
    assert "km²" in grown.get("/api/v1/profiles/kgz-2021").text


def test_a_search_says_which_names_it_understood_and_has_the_card_of_a_name(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=kyrgyz+heroin+2021").get_json()
    assert answer["understood"] == {
        "text": "heroin",
        "country": ["KGZ"],
        "region": [],
        "continent": [],
        "edition": [2021],
        "section": [],
    }
    assert answer["card"] is None
    assert client.get("/api/v1/search?q=kyrgyz+heroin+2021&names=0").get_json()["understood"] is None
    card = client.get("/api/v1/search?q=kgz").get_json()["card"]
    assert (card["kind"], card["name"], card["url"]) == ("country", "KGZ", "/profiles/kgz-2021")
