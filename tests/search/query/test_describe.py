"""A query in plain words."""

import pytest

from explorer.search.query.describe import describe
from explorer.search.query.nodes import All, Any, Condition, Filter, Fuzzy, Node, Not, Noted, Phrase, Prefix, Word

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
        (Filter("edition", ("2021", "2023")), "of the edition 2021 or 2023"),
        (Filter("chapter", ("ferries",)), "in the chapter ferries"),
        (Filter("region", ("Caribbean",)), "in Caribbean"),
        (Condition("heroin-trade", False, 700, None, "at least 7"), "where Heroin trade is at least 7"),
        (Condition("resilience", True, 1, None, "above 0"), "where the change of Resilience is above 0"),
        (Not(Filter("section", ("drugs",))), "not in the section Drugs"),
        (Not(Condition("resilience", False, None, 399, "below 4")), "not where Resilience is below 4"),
        (Not(HEROIN), "without “heroin”"),
        (Not(Any((HEROIN, POLICE))), "without (“heroin” or “police”)"),
        (All((HEROIN, POLICE)), "“heroin” and “police”"),
        (All((HEROIN, Any((HEROIN, POLICE)))), "“heroin” and (“heroin” or “police”)"),
        (
            All((Filter("country", ("KGZ",)), HEROIN, Not(POLICE))),
            "“heroin”, in Kyrgyzstan, without “police”",
        ),
        (All((Filter("country", ("KGZ",)),)), "in Kyrgyzstan"),
    ],
)
def test_a_node_is_described(node: Node, words: str) -> None:
    assert describe(node) == words
