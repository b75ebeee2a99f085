"""A page of results has its fixed keys, in their order."""

from dataclasses import replace

from explorer.model.rankings import ChangedScore, ScoreChange
from explorer.search.query.nodes import Condition
from explorer.search.request import SearchRequest
from explorer.search.results import FacetValue, Found, HitIndicator, HitNote, MatchingProfiles, SearchPage
from explorer.search.stored import StoredText
from explorer.serializers.hit_records import hit_record, search_record
from tests.factories import CHAPTER_HIT, PROFILE_HIT
from tests.serializers.decoded import decoded

HIT = replace(
    PROFILE_HIT,
    relevance=3.14159265,
    indicators=(HitIndicator("heroin-trade", "Heroin trade", 7.0, 2, ("Heroin",), ((0, 6),)),),
    scores={"heroin-trade": 7.0, "change.heroin-trade": None},
    notes=(HitNote(2, "12", "a <mark>ledger</mark>"),),
    changed_scores={"heroin-trade": ChangedScore(7.0, ScoreChange(None, False))},
)
IN_CHAPTER = replace(
    CHAPTER_HIT, indicators=(HitIndicator("foreign-actors", "Foreign actors", None, 1, ("Ferries",), ((0, 7),)),)
)
HIT_JSON = {
    "id": "kgz-2021/drugs/1",
    "relevance": 3.1416,
    "matched": "words",
    "country": {"code": "KGZ", "name": "Kyrgyzstan"},
    "edition": 2021,
    "series": "index",
    "chapter": None,
    "section": {"slug": "drugs", "title": "Drugs"},
    "paragraph": 1,
    "text_kind": "digest",
    "snippet": "<mark>Heroin</mark> &amp; more",
    "matching_notes": [{"mark": "12", "snippet": "a <mark>ledger</mark>", "url": "/profiles/kgz-2021#drugs-1-note-2"}],
    "url": "/passages/kgz-2021/drugs/1",
    "indicators": [
        {
            "slug": "heroin-trade",
            "label": "Heroin trade",
            "score": 7.0,
            "grade": 2,
            "relation": "about",
            "evidence": ["Heroin"],
            "sentences": [
                {
                    "text": "Heroin & more",
                    "start": 0,
                    "end": 13,
                    "evidence_spans": [{"text": "Heroin", "start": 0, "end": 6}],
                }
            ],
            "url": "/indicators/heroin-trade?edition=2021",
        }
    ],
    "condition_scores": {"heroin-trade": 7.0, "change.heroin-trade": None},
    "scores": {
        "heroin-trade": {"score": 7.0, "change": None, "since": None, "comparable": None, "origin": "published"}
    },
}


def test_a_hit_in_a_profile_has_its_country_and_no_chapter() -> None:
    hit = decoded(hit_record(HIT))
    assert hit == HIT_JSON
    assert list(hit) == list(HIT_JSON)


def test_a_hit_in_a_chapter_has_its_title_and_no_country() -> None:
    hit = decoded(hit_record(IN_CHAPTER))
    assert (hit["country"], hit["edition"]) == (None, None)
    assert hit["chapter"] == {"id": "ferries-and-the-law", "title": "Ferries and the law"}
    (indicator,) = hit["indicators"]
    assert (indicator["score"], indicator["url"]) == (None, "/indicators/foreign-actors")


def test_a_page_has_totals_facets_and_what_was_asked() -> None:
    request = SearchRequest.make("heroin", [("edition", "2021")], limit=5, offset=10)
    facets = {"edition": (FacetValue("2021", "2021", 11),)}
    found = Found("related", 1, 11, "“heroin”", seeks_words=True, widened_by="with similar words")
    page = SearchPage(
        request, "passages with “heroin”", found, 1.23456, (HIT,), facets, None, "g1", words_request=request
    )
    assert decoded(search_record(page)) == {
        "query": "heroin",
        "read_as": "passages with “heroin”",
        "scope": "related",
        "counts": {"words": 1, "related": 11},
        "headline": "1 passage contains “heroin”; 10 more are on the same subject",
        "total": 11,
        "profiles": None,
        "took_ms": 1.23,
        "limit": 5,
        "offset": 10,
        "sort": "relevance",
        "hits": [HIT_JSON],
        "facets": {"edition": [{"value": "2021", "label": "2021", "count": 11}]},
        "suggestion": None,
        "understood": None,
        "card": None,
        "generation": "g1",
    }


def test_a_query_of_conditions_has_the_profiles_that_meet_it() -> None:
    profile = StoredText(
        *("and-2023", "profile", "Andorra 2023", "AND", 2023, "none"),
        scores={"heroin-trade": 1.5, "criminality": 2.77},
        changes={"heroin-trade": -0.5, "criminality": 0.02},
        published_changes={"criminality"},
    )
    named = tuple(
        Condition(slug, is_change, None, None, "")
        for slug, is_change in (("heroin-trade", False), ("heroin-trade", True), ("criminality", True))
    )
    request, found = SearchRequest.make("heroin-trade:<2"), Found("words", 0, 0, "", seeks_words=False, widened_by="")
    page = SearchPage(
        request, "", found, 1.0, (), {}, None, "g1", MatchingProfiles((profile,), named), words_request=request
    )
    assert decoded(search_record(page))["profiles"] == {
        "total": 1,
        "with_text": 0,
        "items": [
            {
                "id": "and-2023",
                "country": {"code": "AND", "name": "Andorra"},
                "edition": 2023,
                "series": "index",
                "text_kind": "none",
                "condition_scores": {"heroin-trade": 1.5, "change.heroin-trade": -0.5, "change.criminality": 0.02},
                "scores": {
                    "heroin-trade": {
                        "score": 1.5,
                        "change": -0.5,
                        "since": 2021,
                        "comparable": True,
                        "origin": "computed",
                    },
                    "criminality": {
                        "score": 2.77,
                        "change": 0.02,
                        "since": 2021,
                        "comparable": False,
                        "origin": "published",
                    },
                },
                "url": "/profiles/and-2023",
            }
        ],
    }
