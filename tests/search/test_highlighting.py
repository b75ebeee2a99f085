"""Highlighting of words typed and of similar words, and of nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.linking.linker import linker
from explorer.model.profiles import Passage
from explorer.search.highlighting import QueryMarker
from explorer.search.query.expansion import expand_query
from explorer.search.query.parser import parse_query
from explorer.search.query.synonyms import synonyms
from explorer.text.analysis import words
from explorer.text.stems import stem
from tests.search.lexicon import LIST, WORDS

REGISTER = f"{' '.join(WORDS)}. Border police took bribes and traded gold; impunity for major officials in the south."


def marker(text: str, is_exact: bool = False) -> QueryMarker:
    return QueryMarker(expand_query(parse_query(text), LIST, linker(), synonyms(), is_exact))


def typed(query: str, text: str, is_exact: bool = False) -> list[str]:
    return [text[mark.start : mark.end] for mark in marker(query, is_exact).marks(text) if not mark.is_similar]


def similar(query: str, text: str, is_exact: bool = False) -> list[str]:
    return [text[mark.start : mark.end] for mark in marker(query, is_exact).marks(text) if mark.is_similar]


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
        ("co-operation", "cooperation, co-operation, operation", ["cooperation", "co-operation"]),
        ("tea -road", "tea by road", ["tea"]),
        ("the ledger", "the ledger", ["ledger"]),
        ("cote", "Côte", ["Côte"]),
        ("harbour country:kgz", "a harbour in kgz", ["harbour"]),
    ],
)
def test_words_typed_are_marked_in_all_their_forms(query: str, text: str, expected: list[str]) -> None:
    assert typed(query, text) == expected
    assert similar(query, text) == []


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("ledgre", "the ledger", ["ledger"]),
        ("heroin", "Opiates, and opium poppies", ["Opiates", "opium", "poppies"]),
        ("corruption", "They took bribes for a share", ["bribes"]),
        ("trafficking", "Traffickers in the traffic", ["Traffickers"]),
        ("money laundering", "the proceeds of crime", ["proceeds of crime"]),
    ],
)
def test_synonyms_and_added_spellings_are_marked_as_similar(query: str, text: str, expected: list[str]) -> None:
    assert similar(query, text) == expected
    assert typed(query, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Impunity is common among members of the National Security Committee, who are implicated in the trade.",
        "Customs officials in major southern ports lack infrastructure and independence.",
    ],
)
def test_evidence_of_an_indicator_is_not_marked(text: str) -> None:
    assert marker("border corruption").query_indicators
    assert marker("border corruption").marks(text) == []


def test_another_word_of_the_same_root_is_similar() -> None:
    text = "Trafficking by traffickers in traffic"
    assert (typed("trafficked", text), similar("trafficked", text)) == (["Trafficking"], ["traffickers"])


def test_a_similar_term_with_a_typed_word_in_it_is_left_out() -> None:
    text = "Each border crossing has its frontier guards."
    assert typed("border", text) == ["border"]
    assert similar("border", text) == ["frontier"]
    assert typed("opium heroin", "opium, heroin") == ["opium", "heroin"]
    assert similar("opium heroin", "opium, heroin") == []


def test_exact_searches_mark_no_other_form() -> None:
    assert typed("ledger", "Ledgers and a ledger", is_exact=True) == ["ledger"]
    assert similar("heroin", "Opium is grown here.", is_exact=True) == []


def test_a_whole_text_is_escaped_around_its_marks() -> None:
    html = marker("tea heroin").mark('<b>tea</b> & "opium"')
    assert html == '&lt;b&gt;<mark>tea</mark>&lt;/b&gt; &amp; &quot;<mark class="similar">opium</mark>&quot;'


TERMS = st.lists(st.sampled_from([*WORDS, "border", "corruption", "police", "gold", "bribes", "smack"]), max_size=4)


@settings(max_examples=200)
@given(TERMS.map(" ".join))
def test_every_solid_mark_is_a_form_of_a_word_that_was_typed(query: str) -> None:
    stems = {stem(word) for word in words(query)}
    assert {stem(words(marked)[0]) for marked in typed(query, REGISTER)} <= stems


def test_a_snippet_of_a_passage_without_its_words_is_made_around_the_evidence_of_the_query() -> None:
    passage = Passage(
        "kgz-2021",
        "drugs",
        1,
        "Tea is grown. " * 30 + "Members of the elite are above the law. " + "So it is. " * 30 + "So.",
    )
    at = passage.text.index("above")
    around = QueryMarker(
        expand_query(parse_query("corruption"), LIST, linker(), synonyms()),
        lambda _, indicators: [(at, at + 13)] if "state-embedded-actors" in indicators else [],
    )
    assert "Members of the elite are above the law." in around.snippet(passage)
    assert "<mark" not in around.snippet(passage)
    assert marker("zebra").snippet(passage).startswith("Tea is grown.")
