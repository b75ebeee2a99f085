"""Differences between two versions of a text."""

import pytest

from explorer.text.diff import Difference, compare


@pytest.mark.parametrize(
    ("before", "after", "differences"),
    [
        ("Boats come.", "Boats come.", [("same", "Boats come.", "Boats come.")]),
        (
            "Few boats come.",
            "Many boats come.",
            [("changed", "Few", "Many"), ("same", "boats come.", "boats come.")],
        ),
        (
            "Boats come",
            "Boats often come",
            [("same", "Boats", "Boats"), ("missing", "", "often"), ("same", "come", "come")],
        ),
        (
            "Boats often come",
            "Boats come",
            [("same", "Boats", "Boats"), ("added", "often", ""), ("same", "come", "come")],
        ),
        ("", "Boats", [("missing", "", "Boats")]),
        ("", "", []),
    ],
)
def test_versions_are_compared_word_by_word(before: str, after: str, differences: list[tuple[str, str, str]]) -> None:
    assert [
        (difference.op, difference.quote, difference.source) for difference in compare(before, after)
    ] == differences


def test_case_quotation_marks_and_dashes_are_no_difference() -> None:
    (difference,) = compare("the “Port” – at night", 'The "port" - at night')
    assert difference == Difference("same", "the “Port” – at night", 'The "port" - at night')
