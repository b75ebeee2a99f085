"""Excerpts of texts in whole words."""

import pytest

from explorer.text.excerpts import first_words, last_words


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
