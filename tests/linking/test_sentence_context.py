"""The words and pairs of a sentence that are context."""

import pytest

from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import Matcher
from explorer.linking.patterns import PatternTerm
from explorer.linking.sentence_context import context_terms

NAMES = {PatternTerm(("poland",)): {"POL"}, PatternTerm(("papua", "new", "guinea")): {"PNG"}}


def terms(text: str, home_country: str = "") -> list[str]:
    lookup: PatternLookup[str] = PatternLookup({}, NAMES, "country")
    (sentence,) = Matcher(lookup).read(text, home_country)
    return [term.stems for term in context_terms(sentence, lookup.names_choice)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officers arrested smugglers.", ["officer", "arrest", "officer arrest", "smuggler", "arrest smuggler"]),
        ("The officers", ["officer", "the officer"]),  # a stop word is context beside another word
        ("of the", []),
        ("guns, drugs", ["gun", "drug"]),  # no pair across punctuation
        ("12 tonnes", ["#", "tonn", "# tonn"]),
        ("Poland", ["@country"]),
        ("Papua New Guinea sends", ["@country", "send", "@country send"]),
    ],
)
def test_words_and_pairs_are_read_by_their_stems(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_the_name_of_the_country_itself_is_a_word() -> None:
    assert terms("Poland", "POL") == ["poland"]


def test_a_term_has_its_place() -> None:
    lookup: PatternLookup[str] = PatternLookup({}, NAMES, "country")
    text = "From Papua New Guinea came gold."
    (sentence,) = Matcher(lookup).read(text)
    places = {
        term.stems: sentence.evidence(text, term.start, term.end).text
        for term in context_terms(sentence, lookup.names_choice)
    }
    assert places["@country"] == "Papua New Guinea"
    assert places["@country come"] == "Papua New Guinea came"
