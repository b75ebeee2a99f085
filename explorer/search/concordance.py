"""Keywords in context: every occurrence of a query's words on a line of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.deadline import check_deadline, timed
from explorer.search.engine import Marker
from explorer.search.finding import FoundPassage
from explorer.search.tokens import words

ORDERS = ("passage", "left", "right", "word")
CONTEXT = 48  # characters on either side, cut between words
_COMPARED = 4  # words of the context by which lines are put in order


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence with what stands around it."""

    passage: FoundPassage
    start: int  # offsets of the occurrence in the text of the passage
    end: int
    left: str
    word: str
    right: str


def concordance(passages: Iterable[FoundPassage], marker: Marker, order: str = "passage") -> tuple[Line, ...]:
    """One line an occurrence, in order of passages, or of the words that stand left, right or in the middle."""
    lines = [
        Line(
            passage,
            start,
            end,
            _before(passage.text, start),
            passage.text[start:end],
            _after(passage.text, end),
        )
        for passage in timed(passages)
        for start, end in marker.spans(passage.text)
    ]
    if order != "passage":
        lines.sort(key=lambda line: _place(line, order))
    return tuple(lines)


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


def _place(line: Line, order: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a line is put in order by: the side that was asked for, nearest word first, then the occurrence itself."""
    check_deadline()
    middle = words(line.word)
    if order == "left":
        return words(line.left)[: -_COMPARED - 1 : -1], middle
    if order == "right":
        return words(line.right)[:_COMPARED], middle
    return middle, words(line.right)[:_COMPARED]
