"""Highlighting of matches alone, and the best snippet of a passage."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.linking.linker import linker
from explorer.search.highlighting import SNIPPET, QueryMarker
from explorer.search.query.expansion import expand_query
from explorer.search.query.parser import parse_query
from explorer.search.query.synonyms import synonyms
from tests.search.lexicon import LIST

LONG = (
    "Smugglers use the northern road. " * 6
    + "A ledger that was found in Osh names nine officers. "
    + "Most of the trade is in tea. " * 9
    + "The ledger also lists the harbour and its cranes. "
    + "Nothing else is known of it. " * 5
)


def marker(text: str, is_exact: bool = False) -> QueryMarker:
    return QueryMarker(expand_query(parse_query(text), LIST, linker(), synonyms(), is_exact), linker())


def marked(query: str, text: str, is_exact: bool = False) -> list[str]:
    return [text[start:end] for start, end in marker(query, is_exact).spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("ledger", "Ledgers and a ledger", ["Ledgers", "ledger"]),
        ('="ledger"', "Ledgers and a ledger", ["ledger"]),
        ('"nine officers"', "Officers: nine officers, and nine more officers", ["nine officers"]),
        ('"nine more"', "Nine officers, nine others and nine more", ["nine more"]),
        ('"officers nine"~3', "officers, all officers and nine", ["officers", "nine"]),
        ('"officers nine"~3', "nine brave officers", ["nine", "officers"]),
        ("ledg*", "ledgers, ledges, legs", ["ledgers", "ledges"]),
        ("ledgr~1", "the ledger", ["ledger"]),
        ("ledgre", "the ledger", ["ledger"]),
        ("co-operation", "cooperation, co-operation, operation", ["cooperation", "co-operation"]),
        ("tea -road", "tea by road", ["tea"]),
        ("the ledger", "the ledger", ["ledger"]),
        ("cote", "Côte", ["Côte"]),
        ("harbour country:kgz", "a harbour in kgz", ["harbour"]),
        ("weed", "Cannabis is grown here.", ["Cannabis"]),
    ],
)
def test_what_matched_is_marked(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_exact_searches_mark_no_other_form() -> None:
    assert marked("ledger", "Ledgers and a ledger", is_exact=True) == ["ledger"]
    assert marked("weed", "Cannabis is grown here.", is_exact=True) == []


def test_a_whole_text_is_escaped_around_its_marks() -> None:
    assert marker("tea").mark('<b>tea</b> & "milk"') == "&lt;b&gt;<mark>tea</mark>&lt;/b&gt; &amp; &quot;milk&quot;"


def test_a_snippet_joins_the_two_parts_that_have_different_words() -> None:
    snippet = marker("officers cranes").snippet(LONG)
    assert "<mark>officers</mark>" in snippet
    assert "<mark>cranes</mark>" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")


def test_a_snippet_without_matches_is_the_start() -> None:
    snippet = marker("zebra").snippet(LONG)
    assert snippet.startswith("Smugglers use the northern road.")
    assert snippet.endswith(" …")


def test_a_short_text_is_its_own_snippet() -> None:
    assert marker("tea").snippet("Only tea.") == "Only <mark>tea</mark>."


@settings(max_examples=200)
@given(
    st.text(alphabet="tea ledger<>&.'’-é\n", max_size=900), st.sampled_from(["tea", "ledger te*", '"tea ledger"', "x"])
)
def test_a_snippet_is_whole_words_of_the_text_of_about_the_wanted_length(text: str, query: str) -> None:
    snippet = marker(query).snippet(text)
    assert len(re.findall("<mark>", snippet)) == len(re.findall("</mark>", snippet))
    plain = re.sub("</?mark>", "", snippet)
    assert (
        len(plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&#x27;", "'")) <= SNIPPET + 7
    )
