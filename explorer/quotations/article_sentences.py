"""Sentences, items of lists, rows of tables and headings of an article, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

SentenceKind = Literal["sentence", "item", "row", "heading"]

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_ITEM = re.compile(r"[ \t]*(?:[-*•–—·▪‣◦]\s+|\(?\d{1,3}[.):]\s+|\(?[a-h][.)]\s+|#\d{1,3}\b|[QA]:\s)")
_CELLS = re.compile(r"[|\t]|;(?=\s?\w)|(?<=\S) {3,40}(?=\S)")
_WRAPPED = 50  # characters of a line that may have been broken for its width
_ABBREVIATION = r"(?<!\b[^\W\d]\.)(?<!\b(?:Mr|Ms|Dr|St|No|no|Lt|vs|cf|pp|nr|Nr)\.)(?<!\b(?:Mrs|Gen|Col|Art|Nos|nos)\.)"
_GAP = re.compile(rf"(?:[.!?…][\"”’»)\]]*{_ABBREVIATION}\s+(?=[^\sa-zß-öø-ÿа-я])|[?!][\"”’)]*\s+)(?!\))")


@dataclass(frozen=True, slots=True)
class ArticleSentence:
    """A sentence, an item of a list, a row of a table or a heading."""

    text: str
    start: int  # in the article
    kind: SentenceKind
    paragraph: int  # from 0


def cells(line: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of the cells of a row of a table; of a line that is none, one."""
    spans, start = [], 0
    for match in _CELLS.finditer(line):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(line)))
    first, last = len(line) - len(line.lstrip(" |\t")), len(line.rstrip(" |\t"))
    return tuple(span for span in spans if span[0] < span[1] and span[1] > first and span[0] < last)


def read_sentences(text: str) -> Iterator[ArticleSentence]:
    """Yield everything in an article that is read for itself, in order."""
    start = 0
    for number, match in enumerate((*_PARAGRAPH.finditer(text), None)):
        end = match.start() if match else len(text)
        yield from _paragraph(text[start:end], start, number)
        start = match.end() if match else end


def _paragraph(text: str, start: int, number: int) -> Iterator[ArticleSentence]:
    lines = list(re.finditer(r"[^\n\r]+", text))
    rows = _rows([line[0] for line in lines])
    is_wrapped = len(lines) > 1 and all(len(line[0].rstrip()) >= _WRAPPED for line in lines[:-1])
    begin = 0
    for at, line in enumerate(lines):
        is_last = at + 1 == len(lines)
        if rows[at]:
            yield from _row(line, start, number)
            begin = line.end()
        elif is_last or rows[at + 1] or _ITEM.match(lines[at + 1][0]) or not is_wrapped:
            yield from _sentences(text, begin, line.end(), start, number)
            begin = line.end()


def _row(line: re.Match[str], start: int, number: int) -> Iterator[ArticleSentence]:
    """Yield a row, with bars for the commas that divide its cells."""
    text = line[0] if _CELLS.search(line[0]) else line[0].replace(",", "|")
    begin = len(text) - len(text.lstrip())
    yield ArticleSentence(text.strip(), start + line.start() + begin, "row", number)


def _rows(lines: list[str]) -> list[bool]:
    """Tell which lines are rows of a table: neighbours that are divided into as many cells."""
    counts = [len(cells(line.strip().strip("|"))) if _CELLS.search(line) else 1 for line in lines]
    commas = [line.count(",") + 1 if re.fullmatch(r"[^,]{1,40}(?:,[^,]{0,40}){1,12}", line) else 1 for line in lines]
    numbered = [bool(re.search(r"\d[.,]\d", line)) for line in lines]
    for at in range(len(lines) - 1):  # a header without a cell above the names of the rows
        if 1 < counts[at] == counts[at + 1] - 1 and numbered[at + 1] and not numbered[at]:
            counts[at] += 1
    return [
        any(
            count[at] > 1 and any(0 <= near < len(count) and count[near] == count[at] for near in (at - 1, at + 1))
            for count in (counts,)
        )
        or (
            commas[at] > 1
            and not re.search(r"[.!?:]\s*$|, ", lines[at])
            and any(
                0 <= near < len(lines) and commas[near] == commas[at] and ", " not in lines[near]
                for near in (at - 1, at + 1)
            )
        )
        for at in range(len(lines))
    ]


def _sentences(text: str, begin: int, end: int, start: int, number: int) -> Iterator[ArticleSentence]:
    block = text[begin:end]
    kind: SentenceKind = "item" if _ITEM.match(block.lstrip("\n\r")) else "sentence"
    marker = _ITEM.match(block.lstrip("\n\r"))
    is_one = _GAP.search(block.strip()) is None
    if kind == "sentence" and is_one and "\n" not in block.strip() and not re.search(r"[.!?…][\"”’»)\]]*\s*$", block):
        kind = "heading"
    at = len(block) - len(block.lstrip("\n\r")) + (marker.end() if marker else 0)
    sentence_start = 0
    for match in _GAP.finditer(block, at):
        yield from _sentence(text, begin + sentence_start, begin + match.end(), start, number, kind)
        sentence_start = match.end()
    yield from _sentence(text, begin + sentence_start, end, start, number, kind)


def _sentence(
    text: str, begin: int, end: int, start: int, number: int, kind: SentenceKind
) -> Iterator[ArticleSentence]:
    words = text[begin:end]
    begin += len(words) - len(words.lstrip())
    if words.strip():
        yield ArticleSentence(words.strip(), start + begin, kind, number)
