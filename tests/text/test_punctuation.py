"""Look-alike punctuation."""

import re

import pytest

from explorer.text.punctuation import (
    ANY_APOSTROPHE,
    ANY_HYPHEN,
    APOSTROPHES,
    DASHES,
    LOOKALIKES,
    QUOTE_PAIRS,
    QUOTES,
    as_sentence,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("the port’s", "the port's"),
        ("the portʼs", "the port's"),
        ("“heroin”", '"heroin"'),
        ("«heroin»", '"heroin"'),
        ("half‑open", "half-open"),
        ("2017–2020", "2017-2020"),
        ("guards—police", "guards—police"),  # a long dash separates words
    ],
)
def test_a_look_alike_becomes_its_plain_character(text: str, plain: str) -> None:
    assert text.translate(LOOKALIKES) == plain


def test_offsets_stay_where_look_alikes_are_replaced() -> None:
    lengths = {len(plain) for plain in LOOKALIKES.values() if isinstance(plain, str)}
    assert lengths == {1}


def test_every_mark_of_a_pair_is_a_quotation_mark() -> None:
    assert {len(pair) for pair in QUOTE_PAIRS} == {2}
    assert set("".join(QUOTE_PAIRS)) <= set(QUOTES)


def test_no_mark_is_a_quotation_mark_and_a_dash() -> None:
    assert not set(QUOTES) & set(DASHES)
    assert set(APOSTROPHES) - set(QUOTES) == {"ʼ"}  # a letter, which is dropped only within a word


def test_a_name_is_written_with_either_apostrophe_and_any_hyphen() -> None:
    assert re.fullmatch(f"Côte d{ANY_APOSTROPHE}Ivoire", "Côte d’Ivoire")
    assert re.fullmatch(f"Guinea{ANY_HYPHEN}Bissau", "Guinea–Bissau")


def test_a_sentence_has_one_full_stop_at_its_end() -> None:
    assert [as_sentence(text) for text in ("in Chad", "in Congo, Rep.")] == ["in Chad.", "in Congo, Rep."]
