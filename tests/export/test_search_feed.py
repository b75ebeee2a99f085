"""The feed of a search has its passages, those first that were seen here last."""

from typing import Any

from explorer.corpus.first_seen import SeenDates
from explorer.export.atom_feed import urn
from explorer.export.search_feed import feed_request, newest_first, search_feed
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from tests.export.feed_checks import read_feed

SITE = "https://example.org/oc"


def make(engine: SearchEngine, dates: SeenDates, text: str = "", **more: Any) -> Any:
    request = SearchRequest.make(text, **more)
    return read_feed(search_feed(engine, request, dates, SITE).to_xml())


def titles(feed: Any) -> list[str]:
    return [entry.title.removesuffix(" (digest by OC Explorer)") for entry in feed.entries]


def test_entries_are_the_passages_of_the_search_newest_first(engine: SearchEngine, dates: SeenDates) -> None:
    feed = make(engine, dates, "", filters=[("edition", "2023")], sort="country")
    assert titles(feed) == [
        "Albania 2023, Drugs, paragraph 2",
        "Albania 2023, Drugs, paragraph 1",
        "Albania 2023, Trade, paragraph 1",
        "Kyrgyzstan 2023, Drugs, paragraph 1",
        "Kyrgyzstan 2023, Trade, paragraph 1",
    ]
    assert feed.feed.updated == "2026-07-08T09:10:11+00:00"
    assert feed.entries[-1].updated == "2024-01-01T00:00:00+00:00"
    assert feed.feed.title == "OC Explorer: all passages; edition: 2023"
    assert {link.rel: link.href for link in feed.feed.links} == {
        "alternate": f"{SITE}/search?edition=2023",
        "self": f"{SITE}/search.atom?edition=2023",
    }


def test_an_entry_shows_the_words_says_whose_they_are_and_when_they_were_seen(
    engine: SearchEngine, dates: SeenDates
) -> None:
    (entry,) = make(engine, dates, "banana").entries
    assert entry.id == urn("alb-2023/drugs/2")
    assert entry.link.startswith(f"{SITE}/passages/alb-2023/drugs/2?v=")
    assert "<strong>banana</strong>" in entry.summary
    assert (
        "Digest in the words of OC Explorer; not the publisher's text. First seen here on 8 July 2026." in entry.summary
    )
    assert entry.author == "OC Explorer"


def test_the_text_of_a_passage_is_escaped(engine: SearchEngine, dates: SeenDates) -> None:
    (entry,) = make(engine, dates, "hills").entries
    assert "the <strong>hills</strong> &amp; sold abroad &lt;at a profit&gt;" in entry.summary


def test_the_scope_is_the_one_that_is_asked_for(engine: SearchEngine, dates: SeenDates) -> None:
    sizes = {scope: len(make(engine, dates, "cocaine heroin", scope=scope).entries) for scope in ("words", "related")}
    counts = engine.count(SearchRequest.make("cocaine heroin"))
    assert sizes == {"words": counts.words, "related": counts.related} and sizes["words"] < sizes["related"]


def test_a_search_without_a_hit_is_a_feed_to_wait_for(engine: SearchEngine, dates: SeenDates) -> None:
    feed = make(engine, dates, "zyzzyva", scope="words")
    assert feed.entries == [] and feed.feed.updated == "2026-12-01T00:00:00+00:00"
    assert feed.feed.subtitle.startswith("No passage contains “zyzzyva”")


def test_a_page_begins_at_its_offset_and_ids_of_the_feed_stay(engine: SearchEngine, dates: SeenDates) -> None:
    whole, rest = make(engine, dates), make(engine, dates, offset=6)
    assert titles(whole)[6:] == titles(rest) and titles(rest)
    assert whole.feed.id == rest.feed.id and whole.feed.updated == rest.feed.updated
    assert rest.feed.links[-1].href == f"{SITE}/search.atom?offset=6"


def test_order_and_size_are_no_part_of_a_feed() -> None:
    request = SearchRequest.make("tea", sort="newest", limit=3, offset=20, scores=["resilience"], scope="words")
    assert feed_request(request) == SearchRequest.make("tea", scope="words")


def test_passages_of_one_second_are_in_the_order_of_reading(engine: SearchEngine, dates: SeenDates) -> None:
    passages = engine.passages(SearchRequest.make(filters=[("country", "KGZ")])).passages
    ordered = [passage.id for _, passage in newest_first(passages, dates)]
    assert ordered == sorted(ordered) and len(ordered) > 4


def test_similar_words_are_in_italics(engine: SearchEngine, dates: SeenDates) -> None:
    summaries = [entry.summary for entry in make(engine, dates, "guns", scope="related").entries]
    assert any("<em>Pistols</em>" in summary for summary in summaries)
