"""Searches have the shape that assistants call, and the counts of the JSON interface."""

import json

import pytest

from explorer.assistant.text_tools import MOST_PASSAGES
from explorer.assistant.tool import ToolContext
from explorer.core.errors import IndexUnavailableError, QueryError
from explorer.search.request import SearchRequest
from explorer.serializers.hit_records import search_record
from tests.assistant.sample_library import answer
from tests.factories import kyrgyzstan_2023
from tests.serializers.decoded import decoded


def test_results_have_id_title_and_address_alone(context: ToolContext) -> None:
    found = answer(context, "search", query="“protection money to a gang”")
    assert found == {
        "results": [
            {
                "id": "kgz-2023/people/2",
                "title": "Kyrgyzstan 2023, People, paragraph 2",
                "url": "https://ocindex.net/2023/country/kyrgyzstan",
            }
        ]
    }


def test_an_address_is_the_permanent_link_and_never_made_up(context: ToolContext, public: ToolContext) -> None:
    (result,) = answer(public, "search", query="“protection money to a gang”")["results"]
    version = kyrgyzstan_2023().passage("people", 2).version
    assert result["url"] == f"https://example.org/oc/passages/kgz-2023/people/2?v={version}"
    (result, *_) = answer(context, "search", query="tariff canteen")["results"]
    assert result["url"] == "https://globalinitiative.net/analysis/ferries/"
    (result, *_) = answer(context, "search", query="customs officers deck")["results"]
    assert result["url"] == ""


def test_results_that_are_cut_say_how_many_there_are(context: ToolContext) -> None:
    found = answer(context, "search", query="heroin deck", limit=2)
    assert len(found["results"]) == 2
    assert found["notice"] == (
        "These are the first 2 of 25. For others give another limit, at most 50, or narrow the query."
    )


def test_results_that_lack_the_words_are_said_to_be_related(context: ToolContext) -> None:
    found = answer(context, "search", query="stallholders protection money")
    assert found["notice"].startswith("1 passage contains “stallholders” and “protection” and “money”; ")
    assert "more are on the same subject. These are the first 10" in found["notice"]


def test_a_value_that_a_field_does_not_have_is_said_to_be_words(context: ToolContext) -> None:
    words = "'zzz' is not one of the 193 countries of the Index. It is searched as words."
    for name in ("search", "search_passages"):
        assert answer(context, name, query="country:zzz heroin")["notice"].startswith(words)
    assert answer(context, "search", query="chad foo:heroin")["notice"].startswith("There is no field “foo”")


def test_nothing_found_is_said(context: ToolContext) -> None:
    assert answer(context, "search", query="qqqq")["notice"] == "No passage contains “qqqq”."
    beyond = answer(context, "search_passages", query="heroin deck", offset=100)
    assert beyond["notice"] == "Passages found: 25; offset 100 is beyond the last."


def test_a_digest_is_named_in_the_title(context: ToolContext) -> None:
    (result, *_) = answer(context, "search", query="country:kgz edition:2021 afghan")["results"]
    assert result["title"].endswith("(digest by OC Explorer)")


def test_passages_have_the_counts_of_the_interface_and_their_whole_text(context: ToolContext) -> None:
    found = answer(context, "search_passages", query="heroin", limit=3, facets=["country", "section"])
    page = context.corpus.engine.search(SearchRequest.make("heroin", limit=3))
    record = decoded(search_record(page))
    for name in ("query", "read_as", "scope", "counts", "headline", "understood", "total", "limit", "generation"):
        assert found[name] == record[name]
    assert found["facets"] == {name: record["facets"][name] for name in ("country", "section")}
    for passage, hit in zip(found["passages"], page.hits, strict=True):
        assert (passage["id"], passage["text"], passage["text_kind"]) == (hit.id, hit.text, hit.text_kind)
        assert passage["permanent_link"] == f"/passages/{hit.id}?v={hit.version}"


def test_a_facet_that_a_corpus_does_not_have_is_empty(context: ToolContext) -> None:
    assert answer(context, "search_passages", query="heroin", facets=["series", "series"])["facets"] == {"series": []}


def test_filters_narrow_as_in_the_interface(context: ToolContext) -> None:
    found = answer(context, "search_passages", query="heroin", country=["Tuvalu"], edition=["2021"], section=["drugs"])
    assert found["total"] == 25
    assert answer(context, "search_passages", query="heroin", kind=["chapter"])["total"] == 1
    assert answer(context, "search_passages", about=["human-trafficking"], edition=[2023])["total"] == 1


def test_conditions_on_scores_list_profiles_without_text(context: ToolContext) -> None:
    found = answer(context, "search_passages", query="heroin-trade:<2")
    assert found["profiles"]["total"] == 1
    (profile,) = found["profiles"]["items"]
    assert (profile["id"], profile["condition_scores"]) == ("and-2021", {"heroin-trade": 1.5})
    assert answer(context, "search", query="heroin-trade:<2")["notice"].endswith("search_passages lists them.")


def test_long_texts_are_whole_and_therefore_fewer(context: ToolContext) -> None:
    found = answer(context, "search_passages", query="amber", limit=MOST_PASSAGES)
    shown = len(found["passages"])
    assert found["total"] == 30
    assert shown <= MOST_PASSAGES
    assert f"the first {shown} of 30" in found["notice"]
    assert len(json.dumps(found)) < 100_000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"query": "x" * 1_001}, "at most 1,000"),
        ({"facets": ["nope"]}, "There is no facet 'nope'"),
        ({"country": ["Atlantis"]}, "Atlantis"),
        ({"edition": [1999]}, "There is no edition '1999'"),
        ({"sort": "size"}, "cannot be sorted"),
    ],
)
def test_a_search_that_cannot_be_made_is_refused(
    context: ToolContext, arguments: dict[str, object], words: str
) -> None:
    with pytest.raises(QueryError) as refused:
        answer(context, "search_passages", **arguments)
    assert words in str(refused.value)


def test_without_an_index_there_is_a_sentence(unbuilt: ToolContext) -> None:
    with pytest.raises(IndexUnavailableError):
        answer(unbuilt, "search", query="tin")
