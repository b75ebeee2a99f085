"""Ends of sentences, for each use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.sentences import last_sentence_start, sentence_around, split_clauses, split_statements


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Boats come. They leave.", ["Boats come. ", "They leave."]),
        ("Boats come; they leave.", ["Boats come; ", "they leave."]),
        ("About 12 per cent. of it.", ["About 12 per cent. of it."]),
        ("It ended in 2020. 12 boats came.", ["It ended in 2020. ", "12 boats came."]),
        ("“Boats come.” “They leave.”", ["“Boats come.” ", "“They leave.”"]),
        ("Some 1.5 tonnes", ["Some 1.5 tonnes"]),
        ("", [""]),
    ],
)
def test_a_clause_ends_before_a_capital_a_digit_or_a_quotation_mark_and_after_a_semicolon(
    text: str, clauses: list[str]
) -> None:
    assert [text[start:end] for start, end in split_clauses(text)] == clauses


@given(st.text(alphabet="aB1.;!? ”“\n", max_size=60))
def test_clauses_together_are_the_whole_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in split_clauses(text)) == text


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Mali scored 7. Chad scored 6.", ["Mali scored 7.", "Chad scored 6."]),
        ("A heading\n\nMali scored 7.", ["A heading", "Mali scored 7."]),
        ("Mali scored 7; Chad scored 6", ["Mali scored 7;", "Chad scored 6"]),
        ("It is 7.0 in all. of it", ["It is 7.0 in all. of it"]),
        ("", []),
    ],
)
def test_a_statement_ends_with_its_sentence_or_its_paragraph(text: str, statements: list[str]) -> None:
    assert [text[start:end] for start, end in split_statements(text)] == statements


def test_the_last_sentence_of_a_stretch_starts_after_its_last_stop() -> None:
    text = "Boats come. They leave… and return."
    assert text[last_sentence_start(text, 0, len(text)) :] == "and return."
    assert text[last_sentence_start(text, 0, 15) :] == "They leave… and return."
    assert last_sentence_start(text, 0, 5) == 0


def test_the_sentence_around_a_stretch_goes_to_the_next_stop_or_line() -> None:
    text = "First line\nBoats come at night. They leave early. Nobody asks."
    start = text.index("leave")
    first, last = sentence_around(text, start, start + 5)
    assert text[first:last] == "They leave early"
    start = text.index("come")
    first, last = sentence_around(text, start, start + 4)
    assert text[first:last] == "Boats come at night"


def test_the_sentence_around_a_stretch_is_at_most_300_characters_longer_on_either_side() -> None:
    text = "x" * 1000
    assert sentence_around(text, 500, 510) == (200, 810)
