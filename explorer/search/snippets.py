"""Snippets: the part of a passage that shows best what matched, from a sentence or clause to the end of another."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from explorer.search.marks import Span, WordMark, merge_spans, to_html
from explorer.text.sentences import SentencePart, ends_clause, split_to_fit
from explorer.text.stems import stem

SNIPPET = 280  # characters, of one window or of two together
LONGEST = 360  # characters, where a sentence ends so soon after
_CUT_ENDS = " \n\t,;:–—"  # not shown at the end of a window inside a sentence


class _Kind(NamedTuple):
    """A marked word, in whatever form."""

    text: str
    is_similar: bool


def snippet(text: str, marks: Sequence[WordMark], evidence: Sequence[Span] = ()) -> str:
    """Return the one or two parts of a text that show its marks best, as HTML of about SNIPPET characters.

    Most different typed words come first, then most similar ones. A text without any is shown by `evidence`, which
    is not marked, else by its beginning.
    """
    windows = _windows(text, marks or [WordMark(start, end, True) for start, end in merge_spans(evidence)])
    html = " … ".join(to_html(text, marks, start, end) for start, end in windows)
    return ("… " if text[: windows[0][0]].strip() else "") + html + (" …" if text[windows[-1][1] :].strip() else "")


def _windows(text: str, marks: Sequence[WordMark]) -> list[Span]:
    """Return the best window; two smaller ones where that shows more of the typed words."""
    if len(text) <= LONGEST:
        return [_trimmed(text, 0, len(text))]
    kinds = [_Kind(stem(text[mark.start : mark.end].lower()), mark.is_similar) for mark in marks]
    best = _best_window(text, marks, kinds, SNIPPET, LONGEST)
    typed = {kind for kind in kinds if not kind.is_similar}
    inside = _kinds_in(best, marks, kinds)
    if inside >= typed:
        return [best]
    half = _best_window(text, marks, kinds, SNIPPET // 2, LONGEST // 2)
    covered = _kinds_in(half, marks, kinds)
    rest = [
        (mark, kind)
        for mark, kind in zip(marks, kinds, strict=True)
        if kind in typed - covered and (mark.start >= half[1] or mark.end <= half[0])
    ]
    if not rest:
        return [best]
    other = _best_window(text, [mark for mark, _ in rest], [kind for _, kind in rest], SNIPPET // 2, LONGEST // 2)
    if len(typed & (covered | _kinds_in(other, marks, kinds))) <= len(typed & inside):
        return [best]
    first, second = sorted([half, other])
    return [first, second] if text[first[1] : second[0]].strip(_CUT_ENDS) else [(first[0], max(first[1], second[1]))]


def _kinds_in(window: Span, marks: Sequence[WordMark], kinds: Sequence[_Kind]) -> set[_Kind]:
    """Return the different marked words in a window."""
    start, end = window
    return {kind for mark, kind in zip(marks, kinds, strict=True) if start <= mark.start and mark.end <= end}


def _best_window(text: str, marks: Sequence[WordMark], kinds: Sequence[_Kind], size: int, longest: int) -> Span:
    """Return the window of whole parts with most different typed words, then similar ones, then marks, the earliest."""
    parts = list(split_to_fit(text, size))
    starts = [part.start for part in parts]
    best, first, shown = (0, 0, 0), 0, 0
    for number in dict.fromkeys(bisect_right(starts, mark.start) - 1 for mark in marks):
        low = bisect_left(marks, (starts[number], 0))
        end = parts[_last_within(parts, number, size)].end
        high = low
        while high < len(marks) and marks[high].end <= end:
            high += 1
        inside = set(kinds[low:high])
        similar = sum(kind.is_similar for kind in inside)
        if (value := (len(inside) - similar, similar, high - low)) > best:
            best, first, shown = value, number, marks[high - 1].end
    return _completed(text, parts, first, shown, size, longest)


def _last_within(parts: Sequence[SentencePart], first: int, size: int) -> int:
    """Return the number of the last part that a window of a size has room for; the first, whatever its length."""
    last = first
    while last + 1 < len(parts) and parts[last + 1].end - parts[first].start <= size:
        last += 1
    return last


def _completed(text: str, parts: Sequence[SentencePart], first: int, shown: int, size: int, longest: int) -> Span:
    """Return the window from the first part, made to start and end with a sentence where there is room.

    `shown` is the end of its last mark, before which it is not cut.
    """

    def is_within(first: int, last: int, room: int) -> bool:
        return parts[last].end - parts[first].start <= room

    last = _last_within(parts, first, size)
    opening, closing = _first_of_sentence(parts, first), _last_of_sentence(parts, last)
    if is_within(opening, last, longest):
        first = opening
    for earlier in range(first - 1, -1, -1):
        if not is_within(earlier, last, size):
            break
        if first != opening or earlier == _first_of_sentence(parts, earlier):
            first = earlier
    if is_within(first, closing, longest):
        last = closing
    else:  # rather after the sentence before, or a main clause, if enough is left
        before = _first_of_sentence(parts, last) - 1
        clauses = (number for number in range(last, before, -1) if ends_clause(text, parts[number].end))
        for number in (before, *clauses):
            if number >= first and shown <= parts[number].end and not is_within(first, number, size // 2):
                last = number
                break
    return _trimmed(text, parts[first].start, parts[last].end)


def _first_of_sentence(parts: Sequence[SentencePart], number: int) -> int:
    """Return the number of the first part of a part's sentence."""
    while number and parts[number - 1].sentence == parts[number].sentence:
        number -= 1
    return number


def _last_of_sentence(parts: Sequence[SentencePart], number: int) -> int:
    """Return the number of the last part of a part's sentence."""
    while number + 1 < len(parts) and parts[number + 1].sentence == parts[number].sentence:
        number += 1
    return number


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a window without the space around it, and without a comma at an end inside a sentence."""
    end = start + len(text[start:end].rstrip(_CUT_ENDS if text[end:].strip() else None))
    start = end - len(text[start:end].lstrip())
    return start, end
