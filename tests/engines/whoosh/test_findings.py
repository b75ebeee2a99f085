"""Everything that a search finds, as views and exports ask an engine for it."""

import pytest

from explorer.engines.whoosh.engine import WhooshEngine
from explorer.search.request import SearchRequest
from tests.engines.conftest import TEXTS

REQUESTS = (
    SearchRequest.make(),
    SearchRequest.make("heroin"),
    SearchRequest.make("border OR drugs", [("edition", "2023")], sort="newest"),
    SearchRequest.make("heroin border police", limit=1, offset=1),
    SearchRequest.make("heroin-trade:>7", sort="-resilience"),
    SearchRequest.make("zebra"),
)


@pytest.mark.parametrize("request_", REQUESTS)
def test_all_that_is_found_is_what_a_search_pages_through(engine: WhooshEngine, request_: SearchRequest) -> None:
    findings = engine.passages(request_)
    page = engine.search(request_.changed(limit=100))
    assert [(one.id, one.relevance, one.indicators, one.scores) for one in findings.passages] == [
        (hit.id, hit.relevance, hit.indicators, hit.scores) for hit in page.hits
    ]
    assert (findings.total, findings.read_as, findings.partial, findings.generation) == (
        page.total,
        page.read_as,
        page.partial,
        page.generation,
    )


def test_a_found_passage_has_its_whole_text(engine: WhooshEngine) -> None:
    for passage in engine.passages(SearchRequest.make()).passages:
        assert passage.text == TEXTS[passage.text_id][passage.section][passage.paragraph - 1]
        assert passage.hit("…").snippet == "…"


def test_words_alone_are_marked_without_what_widens_them(engine: WhooshEngine) -> None:
    text = "Opiates and heroin, Heroin's price; poppies."
    widened = engine.marker("heroin").spans(text)
    alone = [text[start:end] for start, end in engine.marker("heroin", alone=True).spans(text)]
    assert alone == ["heroin", "Heroin"]
    assert len(widened) > len(alone)


def test_words_alone_keep_close_spellings_and_prefixes(engine: WhooshEngine) -> None:
    text = "Heroin on the border, and bordering states."
    marked = engine.marker("herion border*", alone=True).mark(text)
    assert marked == "<mark>Heroin</mark> on the <mark>border</mark>, and <mark>bordering</mark> states."


def test_words_that_start_so_come_from_the_index(engine: WhooshEngine) -> None:
    assert engine.starting("traff", 5) == ["trafficking"]
    assert engine.starting("bo", 2) == ["border", "borders"]
    assert engine.starting("xyz", 5) == []


def test_passages_are_counted_by_word_in_its_form(engine: WhooshEngine) -> None:
    assert engine.passages_with(["heroin", "border", "zebra"]) == {"heroin": 2, "border": 2, "zebra": 0}
