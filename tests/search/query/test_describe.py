"""A query in plain words."""

import pytest

from explorer.search.query.describe import describe, described
from explorer.search.query.nodes import All, Any, Condition, Filter, Fuzzy, Node, Not, Noted, Phrase, Prefix, Word
from explorer.search.query.parser import parse_query

HEROIN, POLICE = Word("heroin", ("heroin",)), Word("police", ("police",))


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (HEROIN, "“heroin”"),
        (Word("Heroin", ("heroin",), is_exact=True), "exactly “Heroin”"),
        (Word("herion", ("herion",), spellings=("heroin",)), "“herion”"),
        (Phrase("border guards", ("border", "guards")), "the phrase “border guards”"),
        (Phrase("border guards", ("border", "guards"), is_exact=True), "exactly the phrase “border guards”"),
        (
            Phrase("border guards", ("border", "guards"), distance=3),
            "the words “border guards” within 3 words of one another",
        ),
        (Prefix("traffick"), "words that start with “traffick”"),
        (Fuzzy("heroin", 1), "words like “heroin”"),
        (Noted(HEROIN), "a note with “heroin”"),
        (Filter("country", ("KGZ", "MLI")), "in Kyrgyzstan or Mali"),
        (Filter("section", ("drugs",)), "in the section Drugs"),
        (Filter("indicator", ("heroin-trade",)), "linked to Heroin trade"),
        (Filter("about", ("heroin-trade",)), "about Heroin trade"),
        (Not(Filter("about", ("heroin-trade",))), "not about Heroin trade"),
        (Filter("edition", ("2021", "2023")), "of the editions 2021 and 2023"),
        (Filter("chapter", ("ferries",)), "in the chapter ferries"),
        (Filter("region", ("Caribbean",)), "in the Caribbean"),
        (Condition("heroin-trade", False, 700, None, "at least 7"), "where Heroin trade is at least 7"),
        (Condition("resilience", True, 1, None, "above 0"), "where the change of Resilience is above 0"),
        (Not(Filter("section", ("drugs",))), "not in the section Drugs"),
        (Not(Condition("resilience", False, None, 399, "below 4")), "where Resilience is not below 4"),
        (Not(HEROIN), "without “heroin”"),
        (Not(Any((HEROIN, POLICE))), "without (“heroin” or “police”)"),
        (All((HEROIN, POLICE)), "“heroin” and “police”"),
        (All((HEROIN, Any((HEROIN, POLICE)))), "“heroin” and (“heroin” or “police”)"),
        (
            All((Filter("country", ("KGZ",)), HEROIN, Not(POLICE))),
            "“heroin”, in Kyrgyzstan, without “police”",
        ),
        (All((Filter("country", ("KGZ",)),)), "in Kyrgyzstan"),
        (Not(Filter("edition", ("2021", "2023"))), "not of the edition 2021 or 2023"),
        (Not(Not(HEROIN)), "“heroin”"),
    ],
)
def test_a_node_is_described(node: Node, words: str) -> None:
    assert describe(node) == words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        # Filters of one kind are one.
        ("heroin (edition:2021 OR edition:2023)", "“heroin”, of the editions 2021 and 2023"),
        ("edition:2021 OR edition:2023 OR edition:2025", "of the editions 2021, 2023 and 2025"),
        ("(country:kaz OR country:kgz) edition:2021", "in Kazakhstan or Kyrgyzstan, of the edition 2021"),
        ("-country:kaz -country:kgz", "not in Kazakhstan or Kyrgyzstan"),
        ("-(country:kaz OR country:kgz)", "not in Kazakhstan or Kyrgyzstan"),
        ("about:heroin-trade OR about:cocaine-trade", "about Heroin trade or Cocaine trade"),
        ("about:heroin-trade OR indicator:cocaine-trade", "about Heroin trade or linked to Cocaine trade"),
        ("indicator:law-enforcement -about:law-enforcement", "linked to Law enforcement, not about Law enforcement"),
        # What is needed is a list, however it is joined.
        ("resilience:<4 AND heroin", "“heroin”, where Resilience is below 4"),
        ("resilience:<4 AND cocaine-trade:>7", "where Resilience is below 4, where Cocaine trade is above 7"),
        ("(tin gold) AND (heroin edition:2021)", "“tin” and “gold” and “heroin”, of the edition 2021"),
        ("edition:2021 edition:2021", "of the edition 2021"),
        # A choice between words and limits is a limit.
        ("resilience:<4 OR heroin", "with “heroin” or where Resilience is below 4"),
        ("tin (resilience:<4 OR heroin)", "“tin”, with “heroin” or where Resilience is below 4"),
        ("tin OR gold OR edition:2021", "with “tin” or “gold”, or of the edition 2021"),
        ("edition:2021 OR resilience:<4", "of the edition 2021 or where Resilience is below 4"),
        ("tin OR (heroin edition:2021)", "with “tin”, or with “heroin” and of the edition 2021"),
        ("tin OR (heroin -police)", "with “tin”, or with “heroin” and without “police”"),
        (
            "(tin OR (heroin -police)) edition:2021",
            "of the edition 2021, either with “tin”, or with “heroin” and without “police”",
        ),
        (
            "tin OR (gold (heroin OR edition:2021))",
            "with “tin”, or with “gold” and (with “heroin” or of the edition 2021)",
        ),
        # What is excluded.
        ("-(resilience:<4 OR edition:2021)", "where Resilience is not below 4, not of the edition 2021"),
        ("-(resilience:<4 heroin)", "where Resilience is not below 4 or without “heroin”"),
        ("-resilience:[4 TO 5]", "where Resilience is not both at least 4 and at most 5"),
        ("-(-heroin)", "“heroin”"),
        # No bracket comes first, and nothing is said twice.
        ("heroin OR heroin", "“heroin”"),
        (
            "tin OR ((heroin OR edition:2021) resilience:<4)",
            "with “tin”, or where Resilience is below 4 and (with “heroin” or of the edition 2021)",
        ),
        (
            "edition:2021 OR ((tin OR edition:2023) (gold OR country:mli))",
            "of the edition 2021, or both (with “tin” or of the edition 2023) and (with “gold” or in Mali)",
        ),
        ("(tin gold) OR heroin", "“heroin” or (“tin” and “gold”)"),
        ("(tin OR gold) (heroin OR police)", "“tin” or “gold”, and “heroin” or “police”"),
        (
            "((tin gold) OR (heroin police)) ((lead zinc) OR (coal iron))",
            "both (“tin” and “gold”, or “heroin” and “police”) and (“lead” and “zinc”, or “coal” and “iron”)",
        ),
    ],
)
def test_a_query_is_described_whatever_its_shape(query: str, words: str) -> None:
    assert describe(parse_query(query).root) == words


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("heroin country:cog", "Passages with “heroin”, in Congo, Rep."),
        ("resilience:<4 OR heroin", "Passages with “heroin” or where Resilience is below 4."),
        ("police about:heroin-trade", "Passages with “police”, about Heroin trade."),
        ("about:heroin-trade", "All passages, about Heroin trade."),
        ("resilience:<4 -heroin", "All passages, where Resilience is below 4, without “heroin”."),
    ],
)
def test_a_query_is_a_sentence(query: str, sentence: str) -> None:
    assert described(parse_query(query).root).sentence == sentence
