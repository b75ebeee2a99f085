"""The result set of a search, as views and exports read it from an engine."""

import pytest

from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from explorer.text.analysis import words
from tests.factories import SMALL_TEXTS

REQUESTS = (
    SearchRequest.make(),
    SearchRequest.make("heroin"),
    SearchRequest.make("border OR drugs", [("edition", "2023")], sort="newest"),
    SearchRequest.make("heroin border police", limit=1, offset=1),
    SearchRequest.make("heroin-trade:>7", sort="-resilience"),
    SearchRequest.make("zebra"),
)


@pytest.mark.parametrize("request_", REQUESTS)
def test_all_that_is_found_is_what_a_search_pages_through(engine: SearchEngine, request_: SearchRequest) -> None:
    findings = engine.passages(request_)
    page = engine.search(request_.changed(limit=100))
    # The indicators that the query refers to are the first of a hit.
    assert [
        (passage.id, passage.relevance, set(passage.indicators), passage.scores) for passage in findings.passages
    ] == [(hit.id, hit.relevance, set(hit.indicators), hit.scores) for hit in page.hits]
    assert (findings.total, findings.read_as, findings.found, findings.generation) == (
        page.total,
        page.read_as,
        page.found,
        page.generation,
    )


def test_a_found_passage_has_its_whole_text(engine: SearchEngine) -> None:
    for passage in engine.passages(SearchRequest.make()).passages:
        assert passage.text == SMALL_TEXTS[passage.text_id][passage.section][passage.paragraph - 1]
        assert passage.hit("…").snippet == "…"


def occurring(engine: SearchEngine, query: str) -> set[str]:
    """Return the words that occur, in lower case."""
    occurrences = engine.occurrences(SearchRequest.make(query))
    return {
        passage.text[start:end].lower()
        for passage, spans in zip(occurrences.result_set.passages, occurrences.spans, strict=True)
        for start, end in spans
    }


def test_words_occur_without_what_expands_them(engine: SearchEngine) -> None:
    assert '<mark class="similar">Opiates</mark>' in engine.marker("heroin").mark("Opiates and heroin")
    assert occurring(engine, "heroin") == {"heroin"}


def test_prefixes_occur_and_close_spellings_do_not(engine: SearchEngine) -> None:
    assert occurring(engine, "herion bord*") == {"border"}


def test_the_parts_of_a_compound_are_words_of_their_own(engine: SearchEngine) -> None:
    occurrences = engine.occurrences(SearchRequest.make())
    assert occurrences.words == tuple(len(words(passage.text)) for passage in occurrences.result_set.passages)


def test_words_that_start_so_come_from_the_index(engine: SearchEngine) -> None:
    assert engine.starting("traff", 5) == ["trafficking"]
    assert engine.starting("bo", 2) == ["border", "borders"]
    assert engine.starting("xyz", 5) == []


def test_passages_are_counted_by_word_in_its_form(engine: SearchEngine) -> None:
    assert engine.passages_with(["heroin", "border", "zebra"]) == {"heroin": 2, "border": 2, "zebra": 0}
