"""Control characters are written as escapes, and nothing else is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.escapes import escape_controls, escape_json, escape_lines


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("\x1b]0;x\a\x1b[2J", r"\x1b]0;x\x07\x1b[2J"),
        ("a\nimported b\r\tc", r"a\nimported b\r\tc"),
        ("\x7f\x85\x9b2J", r"\x7f\x85\x9b2J"),
        ("\u202eexe.\u2066\u2069\u2028", r"\u202eexe.\u2066\u2069\u2028"),
        ("\udcffname \ud800", r"\xffname \ud800"),
        ("Côte d’Ivoire › \u200bمخدرات\u200f 🚢", "Côte d’Ivoire › \u200bمخدرات\u200f 🚢"),
    ],
)
def test_what_a_terminal_obeys_is_shown(text: str, escaped: str) -> None:
    assert escape_controls(text) == escaped


def test_lines_stay_lines() -> None:
    assert escape_lines("a\tb\r\nc\rd\n\x1b[2J") == "a\tb\nc\\rd\n\\x1b[2J"


@given(st.dictionaries(st.text(), st.text()))
def test_json_keeps_its_values(value: dict[str, str]) -> None:
    written = json.dumps(value, ensure_ascii=False)
    escaped = escape_json(written)
    assert json.loads(escaped) == value
    assert escaped == escape_controls(escaped)
