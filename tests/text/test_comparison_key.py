"""Comparison keys and their offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.model.profiles import tidy
from explorer.text.comparison_key import bare, comparison_key, is_whole, key_offsets, tokens
from explorer.text.punctuation import INVISIBLE


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Heroin Seizures", "heroin seizures"),
        ("heroin\n  seizures", "heroin seizures"),
        ("the “port” guards", 'the "port" guards'),
        ("guards — and police", "guards - and police"),
        ("guards—and police", "guards – and police"),
        ("co-operation", "co\u2011operation"),
        ("traf\u00adfick\u00ading", "trafficking"),
        ("traf-\nficking", "trafficking"),
        ("port’s", "port's"),
        ("official ﬁgures", "official figures"),
        ("2017–2020", "2017-2020"),
        ("port´s, port`s and port‘s", "port's, port's and port's"),
        *((f"{mark}20{mark}21 port{mark}’s gu{mark}ards{mark}", "2021 port’s guards") for mark in INVISIBLE),
    ],
)
def test_texts_are_the_same_but_for_case_space_quotation_marks_dashes_and_hyphens(text: str, other: str) -> None:
    assert comparison_key(text) == comparison_key(other)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("its", "it's"),
        ("2017-2020", "20172020"),
        ("1 500", "1500"),
        ("7.0", "7.5"),
        ("seizures, and", "seizures and"),
        ("resumé", "resume"),
    ],
)
def test_texts_that_differ_in_more_have_different_keys(text: str, other: str) -> None:
    assert comparison_key(text) != comparison_key(other)


@given(st.text(max_size=80).map(tidy))
def test_every_character_of_a_key_has_its_place(text: str) -> None:
    offsets = key_offsets(text)
    assert len(offsets) == len(comparison_key(text))
    assert offsets == sorted(offsets)
    assert all(0 <= place < len(text) for place in offsets)


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("the mainland trade", "the main", False),
        ("the mainland trade", "the mainland", True),
        ("about 6,500 lorries", "about 6", False),
        ("a score of 7.5 in", "a score of 7", False),
        ("the port’s guards", "the port", False),
        ("the half-open border", "the half", False),
        ("nearly 25% of it", "nearly 25", False),
        ("some $50 each", "50 each", False),
        ("It ended. Then", "It ended.", True),
        ("It ended. Then", "It ended", True),
    ],
)
def test_a_stretch_is_whole_when_it_parts_no_word_or_number(text: str, words: str, whole: bool) -> None:
    start = text.index(words)
    assert is_whole(text, start, start + len(words)) is whole


def test_tokens_are_words_numbers_and_punctuation_with_their_places() -> None:
    text = "The port’s “guards” took 6,500 – no more."
    assert [token.text for token in tokens(text)] == ["the", "port's", "guards", "took", "6,500", "no", "more", "."]
    assert all(text[token.start : token.end].casefold().replace("’", "'") == token.text for token in tokens(text))


@pytest.mark.parametrize(
    "quotation", ["“Nobody asks.”", ' "Nobody asks." ', "«Nobody asks.»", "“‘Nobody asks.’”", "Nobody asks."]
)
def test_the_marks_around_a_quotation_are_not_part_of_it(quotation: str) -> None:
    assert bare(quotation) == "Nobody asks."


def test_marks_of_two_quotations_are_not_those_of_one() -> None:
    assert bare("“Nobody asks,” said one") == "“Nobody asks,” said one"
