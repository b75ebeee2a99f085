"""Typed and similar marks together, and texts with marks as HTML."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from explorer.search.marks import WordMark, merge_marks, merge_spans, to_html

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda span: (span[0], sum(span))), max_size=8)


def test_spans_that_overlap_are_one() -> None:
    assert merge_spans([(5, 9), (0, 4), (3, 5)]) == [(0, 5), (5, 9)]


@given(SPANS, SPANS)
def test_all_that_is_typed_is_marked_and_no_similar_mark_has_any_of_it(
    typed: list[tuple[int, int]], similar: list[tuple[int, int]]
) -> None:
    marks = merge_marks(typed, similar)
    assert all(first.end <= second.start for first, second in pairwise(marks))
    assert [(mark.start, mark.end) for mark in marks if not mark.is_similar] == merge_spans(typed)
    expected = [
        (start, end)
        for start, end in merge_spans(similar)
        if not any(first < end and start < last for first, last in typed)
    ]
    assert [(mark.start, mark.end) for mark in marks if mark.is_similar] == expected


def test_the_two_kinds_of_marks_are_told_apart_in_html() -> None:
    marks = [WordMark(0, 3), WordMark(6, 9, is_similar=True)]
    assert to_html("tea & ivy", marks, 0, 9) == '<mark>tea</mark> &amp; <mark class="similar">ivy</mark>'
    assert to_html("tea & ivy", marks, 4, 8) == "&amp; iv"
