"""Sentences with what they name."""

import re

from explorer.quotations.statements import is_linked, read_phrases, read_statements, unread_word


def test_a_statement_has_its_country_its_years_and_its_measures() -> None:
    first, second = read_statements("South Africa scored 7.0 for heroin trade in 2021. Peru and Chile did not.")
    assert first.country is not None
    assert (first.country.code, first.edition, first.masked[:20]) == ("ZAF", 2021, "XXXXXXXXXXXX scored ")
    assert [(first.text[start:end], measure.slug) for start, end, measure in first.measures] == [
        ("heroin trade", "heroin-trade")
    ]
    assert second.country is None and second.edition is None


def test_a_claim_has_the_place_of_its_words() -> None:
    _, second = read_statements("One. And two of them.")
    claim = second.claim("matches", "So it is.", span=(3, 8))
    assert (claim.start, claim.end, claim.text) == (9, 12, "two")


def test_phrases_end_at_the_first_words_that_are_none() -> None:
    phrases = read_phrases("in 2021 by 5 and in 2023", 0, [re.compile(r"\s*in \d+"), re.compile(r"\s*by \d")])
    assert [phrase[0] for phrase in phrases] == ["in 2021", " by 5"]


def test_a_measure_is_linked_to_its_verb_by_small_words_alone() -> None:
    assert is_linked(" score of XXXX in 2021 has ")
    assert not is_linked(" is low; it ")
    assert not is_linked(" flourished while murder ")
    assert not is_linked(" score of 5.33, ")


def test_a_word_is_unread_unless_the_next_clause_begins() -> None:
    text = "in 2021 nationwide, and so on"
    assert unread_word(text, 7) == "nationwide"
    assert unread_word(text, 18) == unread_word(text, 19) == unread_word(text, len(text)) == ""
