"""The ends of sentences: once for evidence, once for claims, once for snippets and once around a stretch of text.

They differ on purpose. Evidence must not run from one clause into the next; a claim may follow a heading or an empty
line; a snippet starts after anything that may end a sentence.
"""

import re
from collections.abc import Iterator

# A full stop ends a sentence if a capital, a digit or a quotation mark follows: "per cent. The", not "approx. three".
_CLAUSE_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=[“‘\"'(\[]*[A-Z0-9À-Þ])|;\s+")
_STATEMENT_GAP = re.compile(r"(?<=[.!?;])[\"”’)]*\s+(?=[A-Z“\"‘'(])|\n[ \t]*\n\s*")
_STOP = re.compile(r"[.!?…][\"'”’)]*\s+")
_OPENING = re.compile(r"[.!?]\s+(?=[A-Z“])|\n")
_CLOSING = re.compile(r"[.!?](?=\s+[A-Z“]|\s*\Z)|\n")
_FARTHEST = 300  # characters from a stretch to the ends of its sentence


def split_clauses(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, or part of one up to a semicolon; together they are the whole text."""
    start = 0
    for end in (*(match.end() for match in _CLAUSE_END.finditer(text)), len(text)):
        yield start, end
        start = end


def split_statements(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, part of one up to a semicolon, or paragraph, without space between."""
    start = 0
    for match in _STATEMENT_GAP.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if len(text) > start:
        yield start, len(text)


def last_sentence_start(text: str, start: int, end: int) -> int:
    """Return where the last sentence that starts in a stretch of text starts, or 0."""
    return max((match.end() for match in _STOP.finditer(text, start, end)), default=0)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of the sentence or line around a stretch of text, at most 300 characters either way."""
    before = text[max(0, start - _FARTHEST) : start]
    after = text[end : end + _FARTHEST]
    opening = [match.end() for match in _OPENING.finditer(before)]
    closing = _CLOSING.search(after)
    first = start - len(before) + (opening[-1] if opening else 0)
    return first, end + (closing.start() if closing else len(after))
