"""Marks: where the words of a query are in a text, those typed apart from similar ones."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

TYPED_TAG, SIMILAR_TAG = "<mark>", '<mark class="similar">'
END_TAG = "</mark>"
_SPECIAL = re.compile("[&<>\"']")  # characters that HTML escapes
Span = tuple[int, int]


class WordMark(NamedTuple):  # made for each match of each hit
    """A matched run of words."""

    start: int  # offset in the text
    end: int
    is_similar: bool = False  # a synonym or an added spelling, not a form of what was typed

    @property
    def tag(self) -> str:
        """The HTML element that it starts."""
        return SIMILAR_TAG if self.is_similar else TYPED_TAG


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap as one."""
    disjoint: list[Span] = []
    for start, end in sorted(spans):
        if disjoint and start < disjoint[-1][1]:
            disjoint[-1] = (disjoint[-1][0], max(end, disjoint[-1][1]))
        else:
            disjoint.append((start, end))
    return disjoint


def merge_marks(typed: Iterable[Span], similar: Iterable[Span]) -> list[WordMark]:
    """Return the marks in order, not overlapping; a similar term that has a typed word in it is left out."""
    typed_spans = merge_spans(typed)
    marks = [WordMark(start, end) for start, end in typed_spans]
    if similar_spans := merge_spans(similar):
        marks += [WordMark(start, end, True) for start, end in similar_spans if not _overlaps(typed_spans, start, end)]
        marks.sort()
    return marks


def _overlaps(disjoint: Sequence[Span], start: int, end: int) -> bool:
    """Return whether a stretch has a part of one of the spans, which are in order."""
    after = bisect_left(disjoint, (end, 0))
    return after > 0 and disjoint[after - 1][1] > start


def to_html(text: str, marks: Iterable[WordMark], start: int, end: int) -> str:
    """Return a part of a text as HTML: escaped, with <mark> around the marks that are whole in it."""
    is_plain = _SPECIAL.search(text, start, end) is None
    pieces = []
    place = start
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            before, marked = text[place : mark.start], text[mark.start : mark.end]
            if not is_plain:
                before, marked = escape(before), escape(marked)
            pieces += [before, mark.tag, marked, END_TAG]
            place = mark.end
    pieces.append(text[place:end] if is_plain else escape(text[place:end]))
    return "".join(pieces)
