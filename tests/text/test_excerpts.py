"""Excerpts of texts in whole words."""

import pytest

from explorer.text.excerpts import first_words, last_words, quote


@pytest.mark.parametrize(
    ("most", "first", "last"),
    [
        (4, "Arms…", "…arms"),
        (8, "Arms are…", "…of arms"),
        (9, "Arms are…", "…of arms"),
        (10, "Arms are a…", "…of arms"),
        (3, "Arm…", "…rms"),
        (40, "Arms are a significant lot of arms", "Arms are a significant lot of arms"),
    ],
)
def test_an_excerpt_is_in_whole_words(most: int, first: str, last: str) -> None:
    text = "Arms are a significant lot of arms"
    assert (first_words(text, most), last_words(text, most)) == (first, last)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("Chad", "'Chad'"), ("x" * 61, f"'{'x' * 60}…'"), ("\x1b[2J\n\u202e", r"'\x1b[2J\n\u202e'"), ("it's", '"it\'s"')],
)
def test_what_was_given_is_quoted_short_and_in_one_visible_line(text: str, quoted: str) -> None:
    assert quote(text) == quoted
