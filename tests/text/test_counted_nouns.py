"""A number has its noun in the singular or the plural."""

import pytest

from explorer.text.counted_nouns import counted


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [
        (0, "profile", "0 profiles"),
        (1, "profile", "1 profile"),
        (1200, "profile", "1,200 profiles"),
        (1, "country", "1 country"),
        (2, "country", "2 countries"),
    ],
)
def test_a_number_has_its_noun(number: int, noun: str, text: str) -> None:
    assert counted(number, noun) == text
