"""The ends of sentences: once for claims, once for evidence and snippets, and once around a stretch of text.

They differ on purpose. A claim may follow a heading or an empty line; evidence is in a whole sentence; a snippet
consists of whole sentences, or of parts of one that is too long.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_STATEMENT_GAP = re.compile(r"(?<=[.!?;])[\"”’)]*\s+(?=[A-Z“\"‘'(])|\n[ \t]*\n\s*")
# No sentence ends before a small letter, nor after an initial or an abbreviation that a name or a number follows:
# "J. Doe", "U.S. Treasury", "Gen. Doe", "No. 5".
_SENTENCE_GAP = re.compile(
    r"[.!?…](?<!\b\w\.)(?<!\b(?:Mr|Ms|Dr|St|No|no|Lt|vs|cf)\.)(?<!\b(?:Mrs|Gen|Col|Art|Nos|nos)\.)(?<!\bProf\.)"
    r"[\"'”’)\]]*\s+(?=[“‘\"'(\[]*[^\sa-zß-öø-ÿ“‘\"'(\[])"
)
_STRONG_STOP = re.compile(r"[;:–—][”’\"')\]]*\s*$")
_CONJUNCTION = re.compile(r"(?:and|or|but|nor|while|whereas|although|though|because|since|unless|if)\s")
# Inside a sentence that is too long: after punctuation, else before a conjunction.
_CLAUSE_GAPS = (
    re.compile(r"[,;:–—][”’\"')\]]*\s+"),
    re.compile(
        r"\s+(?=(?:and|or|but|nor|which|who|whose|while|where|when|whereas|although|though|because|since|unless|if|that)\s)"
    ),
)
_OPENING = re.compile(r"[.!?]\s+(?=[A-Z“])|\n")
_CLOSING = re.compile(r"[.!?](?=\s+[A-Z“]|\s*\Z)|\n")
_FARTHEST = 300  # characters from a stretch to the ends of its sentence


def split_statements(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, part of one up to a semicolon, or paragraph, without space between."""
    start = 0
    for match in _STATEMENT_GAP.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if len(text) > start:
        yield start, len(text)


class SentencePart(NamedTuple):
    """A sentence, or a part of one that is too long, with the space after it."""

    start: int  # offset of the first character
    end: int  # offset after the last
    sentence: int  # number of the sentence in the text, from 0


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of a paragraph; together they are the whole text."""
    start = 0
    for match in _SENTENCE_GAP.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def split_to_fit(text: str, longest: int) -> Iterator[SentencePart]:
    """Yield each sentence; one of more than `longest` characters in its clauses, and a longer clause in whole words.

    Together the parts are the whole text.
    """
    for number, (start, end) in enumerate(split_sentences(text)):
        if end - start <= longest:
            yield SentencePart(start, end, number)
        else:
            for first, last in _fitting(text, start, end, longest):
                yield SentencePart(first, last, number)


def _fitting(text: str, start: int, end: int, longest: int, level: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch of text, divided at the first kind of gap by which they fit."""
    if end - start <= longest:
        yield start, end
    elif level == len(_CLAUSE_GAPS):
        yield from _whole_words(text, start, end, longest)
    else:
        gaps = (match.end() for match in _CLAUSE_GAPS[level].finditer(text, start, end))
        for cut in (*gaps, end):
            if cut > start:
                yield from _fitting(text, start, cut, longest, level + 1)
                start = cut


def ends_clause(text: str, end: int) -> bool:
    """Return whether the end of a part of a sentence is that of a main clause: before a conjunction, or no comma."""
    is_stopped = _STRONG_STOP.search(text[max(0, end - 10) : end])
    return is_stopped is not None or _CONJUNCTION.match(text, end) is not None


def _whole_words(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield parts of a stretch of text that cut no word, unless one word is longer than a part may be."""
    while end - start > longest:
        space = text.rfind(" ", start, start + longest)
        cut = space + 1 if space > start else start + longest
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of the sentence or line around a stretch of text, at most 300 characters either way."""
    before = text[max(0, start - _FARTHEST) : start]
    after = text[end : end + _FARTHEST]
    opening = [match.end() for match in _OPENING.finditer(before)]
    closing = _CLOSING.search(after)
    first = start - len(before) + (opening[-1] if opening else 0)
    return first, end + (closing.start() if closing else len(after))
