"""Keywords in context: every occurrence of a query's words on a line of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from explorer.core.timeouts import check_timeout, with_timeout
from explorer.search.result_set import MatchingPassage, Occurrences
from explorer.text.analysis import words

ORDERS = ("passage", "left", "right", "word")
CONTEXT = 48  # characters on either side, cut between words
_COMPARED = 4  # words of the context by which lines are put in order


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One occurrence with its context."""

    passage: MatchingPassage
    start: int  # offsets of the occurrence in the text of the passage
    end: int
    left: str
    word: str
    right: str


def concordance(
    occurrences: Occurrences, order: str = "passage", first: int = 0, count: int | None = None
) -> tuple[ConcordanceLine, ...]:
    """Return one line an occurrence, in order of passages, or of the words to the left, to the right or in the middle.

    `first` lines are left out before, and `count` are made; of the others only the sort keys.
    """
    located: Iterable[tuple[MatchingPassage, int, int]] = (
        (passage, start, end)
        for passage, spans in zip(occurrences.result_set.passages, occurrences.spans, strict=True)
        for start, end in spans
    )
    if order != "passage":
        located = sorted(located, key=lambda occurrence: _sort_key(occurrence[0], occurrence[1], occurrence[2], order))
    page = islice(located, first, None if count is None else first + count)
    return tuple(_line(*occurrence) for occurrence in with_timeout(page))


def _line(passage: MatchingPassage, start: int, end: int) -> ConcordanceLine:
    text = passage.text
    return ConcordanceLine(passage, start, end, _before(text, start), text[start:end], _after(text, end))


def _before(text: str, start: int) -> str:
    if start <= CONTEXT:
        return text[:start].rstrip()
    cut = text[start - CONTEXT : start]
    if not text[start - CONTEXT - 1].isspace():
        cut = cut.partition(" ")[2]
    return f"… {cut.strip()}"


def _after(text: str, end: int) -> str:
    if len(text) - end <= CONTEXT:
        return text[end:].lstrip()
    cut = text[end : end + CONTEXT]
    if not text[end + CONTEXT].isspace():
        cut = cut.rpartition(" ")[0]
    return f"{cut.strip()} …"


def _sort_key(passage: MatchingPassage, start: int, end: int, order: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words to sort a line by: one side, nearest word first, then the occurrence itself."""
    check_timeout()
    middle = words(passage.text[start:end])
    if order == "left":
        return words(_before(passage.text, start))[: -_COMPARED - 1 : -1], middle
    right = words(_after(passage.text, end))[:_COMPARED]
    return (right, middle) if order == "right" else (middle, right)
