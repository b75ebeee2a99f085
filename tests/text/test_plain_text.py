"""What is left out of every text."""

import unicodedata

import pytest

from explorer.text.plain_text import MOST_MARKS, limit_marks, strip_controls
from tests.growth import is_linear


@pytest.mark.parametrize(
    "control", ["\x00", "\x07", "\x1b", "\x7f", "\x80", "\x9b", "\ud800", "\ufdd0", "\uffff", "\U000e0041"]
)
def test_a_control_is_left_out(control: str) -> None:
    assert strip_controls(f"her{control}oin") == "heroin"


@pytest.mark.parametrize("text", ["a\tb\nc\rd\x85e", "é中🇰🇬", "\ue000"])
def test_white_space_and_all_other_characters_stay(text: str) -> None:
    assert strip_controls(text) == text


def test_marks_that_a_language_needs_stay() -> None:
    text = "e" + "\u0301\u0316" * (MOST_MARKS // 2) + "e\u0301"
    assert limit_marks(text) == text


def test_a_heap_of_marks_is_cut() -> None:
    heap = "e" + "\u0301\u0316" * 1_000 + "…" * 50 + "\u0301" * 50 + "x"
    assert limit_marks(heap) == "e" + "\u0301\u0316" * (MOST_MARKS // 2) + "…" * 50 + "\u0301" * MOST_MARKS + "x"


def test_normal_forms_of_a_heap_are_made_in_linear_time() -> None:
    assert is_linear(lambda size: unicodedata.normalize("NFC", limit_marks("\u0301\u0316" * size)), 20_000)


def test_no_mark_is_a_letter_or_a_space() -> None:
    """The pattern that looks for rows of marks knows them by that."""
    marks = (chr(code) for code in range(0x300, 0x110000) if unicodedata.combining(chr(code)))
    assert not [mark for mark in marks if mark.isalnum() or mark.isspace()]
