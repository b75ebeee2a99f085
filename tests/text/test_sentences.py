"""Ends of sentences, for each use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.sentences import (
    ends_clause,
    sentence_around,
    split_sentences,
    split_statements,
    split_to_fit,
)


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


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Boats come. They leave… And return!", ["Boats come. ", "They leave… ", "And return!"]),
        ("He said: “Boats come.” (They leave.) Then", ["He said: “Boats come.” ", "(They leave.) ", "Then"]),
        ("In 2020. 12 boats came.", ["In 2020. ", "12 boats came."]),
        ("About 1.5 tonnes, i.e. too much, No. 3", ["About 1.5 tonnes, i.e. too much, No. 3"]),
        ("The U.S. Treasury and Gen. Doe, no. 5.", ["The U.S. Treasury and Gen. Doe, no. 5."]),
        ("", []),
    ],
)
def test_a_sentence_ends_before_no_small_letter_and_not_with_an_abbreviation(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Boats come. They leave.", ["Boats come. ", "They leave."]),
        ("Boats come at night, they leave early.", ["Boats come at night, ", "they leave early."]),
        ("Boats that come at night and leave early.", ["Boats", " that come at night", " and leave early."]),
        ("Boats come in the middle of the night.", ["Boats come in the middle ", "of the night."]),
        ("x" * 60, ["x" * 25, "x" * 25, "x" * 10]),
    ],
)
def test_a_long_sentence_is_divided_after_punctuation_else_before_a_conjunction_else_between_words(
    text: str, parts: list[str]
) -> None:
    assert [text[part.start : part.end].strip() for part in split_to_fit(text, 25)] == [part.strip() for part in parts]


@given(st.text(alphabet="aB1.,;!? ”“\n", max_size=60), st.integers(1, 30))
def test_parts_that_fit_are_together_the_whole_text(text: str, longest: int) -> None:
    parts = list(split_to_fit(text, longest))
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.end - part.start <= longest for part in parts)


def test_a_main_clause_ends_before_a_conjunction_or_after_a_semicolon() -> None:
    text = "Boats come, they say; officers look away, and cranes stand idle."
    ends = [part.end for part in split_to_fit(text, 20)]
    assert [text[:end].rstrip()[-5:] for end in ends if ends_clause(text, end)] == [" say;", "away,"]


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
