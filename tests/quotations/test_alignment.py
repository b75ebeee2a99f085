"""Alignment of a quotation with a passage."""

import pytest

from explorer.quotations.alignment import Alignment, align
from explorer.quotations.omissions import read_omissions
from explorer.text.comparison_key import tokens

PASSAGE = "At night boats carry cigarettes over the strait, and the guard has two boats."


def aligned(quotation: str, passage: str = PASSAGE) -> Alignment:
    alignment = align(read_omissions(quotation), passage, tokens(passage))
    assert alignment is not None
    return alignment


def differences(quotation: str) -> list[tuple[str, str, str]]:
    """List the operations that are not the same."""
    return [
        (difference.op, difference.quote, difference.source)
        for difference in aligned(quotation).differences
        if difference.op != "same"
    ]


def test_a_verbatim_quotation_is_aligned_with_its_place() -> None:
    alignment = aligned("carry cigarettes over the strait")
    assert alignment.similarity == 1.0
    assert PASSAGE[alignment.start : alignment.end] == "carry cigarettes over the strait"
    assert [difference.op for difference in alignment.differences] == ["same"]


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("boats carry tobacco over the strait", [("changed", "tobacco", "cigarettes")]),
        ("boats often carry cigarettes", [("added", "often", "")]),
        ("boats carry over the strait", [("missing", "", "cigarettes")]),
        ("the guard has 2 boats", [("changed", "2", "two")]),
        ("boats carry … the guard has", [("omitted", "…", "cigarettes over the strait, and")]),
        ("boats [of thieves] cigarettes over", [("omitted", "[of thieves]", "carry")]),
    ],
)
def test_differences_are_words_as_they_are_written(quotation: str, expected: list[tuple[str, str, str]]) -> None:
    assert differences(quotation) == expected


def test_a_word_that_is_nearly_the_same_costs_less_than_another() -> None:
    assert aligned("boats carry cigarette over").similarity > aligned("boats carry tobacco over").similarity


def test_a_number_is_the_same_or_another() -> None:
    passage = "The score of 7.5 is high."
    assert (
        aligned("the score of 7.0 is high", passage).similarity == aligned("the score of 1 is high", passage).similarity
    )


def test_a_wrong_comma_costs_less_than_a_wrong_word() -> None:
    assert aligned("over the strait and the guard").similarity > aligned("over the strait, or the guard").similarity


def test_an_omission_with_a_mark_costs_nothing_and_one_without_does() -> None:
    assert aligned("boats carry … the guard has").similarity == 1.0
    assert aligned("boats carry the guard has").similarity < 0.7


@pytest.mark.parametrize(("quotation", "passage"), [("…", PASSAGE), ("boats carry", "")])
def test_nothing_is_aligned_with_nothing(quotation: str, passage: str) -> None:
    assert align(read_omissions(quotation), passage, tokens(passage)) is None
