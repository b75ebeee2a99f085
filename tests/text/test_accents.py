"""Texts without accents."""

import pytest

from explorer.text.accents import strip_accents


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Côte", "Cote"), ("São Tomé", "Sao Tome"), ("ﬁgures", "figures"), ("Ｋｇ", "Kg"), ("Øst", "Øst"), ("", "")],
)
def test_combining_marks_are_left_out_and_compatible_characters_made_plain(text: str, plain: str) -> None:
    assert strip_accents(text) == plain
