"""Atom as it is written: valid whatever the texts are, with ids that do not depend on the host."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.export.atom_feed import MOST_ENTRIES, AtomFeed, FeedEntry, page_links, urn, words_of, xml_text
from explorer.model.profiles import PUBLISHER
from tests.export.feed_checks import read_feed

DAY = datetime.datetime(2026, 12, 1, 2, 3, 4, tzinfo=datetime.UTC)
ENTRY = FeedEntry("kgz-2021/drugs/1", "Kyrgyzstan", "https://example.org/oc/passages/kgz-2021", DAY, "<p>Tea</p>")
FEED = AtomFeed(
    "search?q=tea",
    "Tea",
    "1 passage",
    "https://example.org/oc/search?q=tea",
    (("self", "https://example.org/oc/search.atom?q=tea"),),
    DAY,
    (ENTRY,),
)


def test_a_feed_is_read_as_it_was_written() -> None:
    parsed = read_feed(FEED.to_xml())
    assert (parsed.version, parsed.feed.title, parsed.feed.subtitle) == ("atom10", "Tea", "1 passage")
    assert (parsed.feed.author, parsed.feed.id) == ("OC Explorer", urn("search?q=tea"))
    assert "GI-TOC" in parsed.feed.rights
    (entry,) = parsed.entries
    assert (entry.id, entry.title, entry.link) == (urn(ENTRY.id), "Kyrgyzstan", ENTRY.url)
    assert entry.updated == "2026-12-01T02:03:04+00:00"
    assert (entry.author, entry.summary) == (PUBLISHER, "<p>Tea</p>")


def test_a_digest_is_ours_and_another_series_its_authors() -> None:
    entries = (
        replace(ENTRY, text_kind="digest"),
        replace(ENTRY, id="b", series="enact"),
        replace(ENTRY, id="c", series=None),
    )
    digest, other, chapter = read_feed(replace(FEED, entries=entries).to_xml()).entries
    assert (digest.title, digest.author) == ("Kyrgyzstan (digest by OC Explorer)", "OC Explorer")
    assert other.author.startswith("ENACT") and chapter.author == PUBLISHER
    assert words_of("digest") == "Digest in the words of OC Explorer; not the publisher's text."
    assert words_of("full") == "The publisher's text."


def test_a_feed_without_entries_has_a_date_that_stays() -> None:
    parsed = read_feed(replace(FEED, entries=()).to_xml())
    assert (parsed.entries, parsed.feed.updated) == ([], "2026-12-01T02:03:04+00:00")


def test_ids_are_the_same_on_every_host() -> None:
    assert urn("kgz-2021/drugs/1") == "urn:uuid:fe6a79a1-6f15-5d80-851f-ce4ac231a71d"
    assert urn("kgz-2021/drugs/2") != urn("kgz-2021/drugs/1")


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_breaks_the_feed(text: str) -> None:
    entry = replace(ENTRY, id=text, title=text, html=f"<p>{text}</p>")
    parsed = read_feed(replace(FEED, id=text, title=text, subtitle=text, entries=(entry,)).to_xml())
    assert len(parsed.entries) == 1


@pytest.mark.parametrize("wrong", ["\x00", "\x0b", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_what_xml_has_not_is_left_out(wrong: str) -> None:
    assert xml_text(f"a{wrong}b\t\n\U0001f600") == "ab\t\n\U0001f600"


def test_html_is_shown_and_not_run() -> None:
    html = "<p>&lt;script&gt;alert(1)&lt;/script&gt; <mark>tea</mark> &amp; ]]&gt;</p>"
    (entry,) = read_feed(replace(FEED, title="<b>&", entries=(replace(ENTRY, html=html),)).to_xml()).entries
    assert "&lt;script&gt;" in entry.summary and "<script" not in entry.summary
    assert b"<title>&lt;b&gt;&amp;</title>" in replace(FEED, title="<b>&").to_xml()


def test_pages_link_to_one_another() -> None:
    def links(total: int, offset: int) -> dict[str, str]:
        return dict(page_links(total, offset, str))

    assert links(0, 0) == links(MOST_ENTRIES, 0) == {"self": "0"}
    assert links(120, 0) == {"self": "0", "first": "0", "next": "50", "last": "100"}
    assert links(120, 50) == {"self": "50", "first": "0", "previous": "0", "next": "100", "last": "100"}
    assert links(120, 100) == {"self": "100", "first": "0", "previous": "50", "last": "100"}
    assert links(120, 500)["previous"] == "100" and "next" not in links(120, 500)
    assert links(50_000, 10_000)["last"] == "10000" and "next" not in links(50_000, 10_000)
