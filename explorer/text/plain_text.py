"""Characters that no plain text has: controls, halves of surrogate pairs, heaps of combining marks."""

import re
import unicodedata

MOST_MARKS = 30  # in a row: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
# Controls but those that are spaces, surrogates, noncharacters, marks of annotations, and invisible tags.
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_MAY_BE_MARKS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")


def strip_controls(text: str) -> str:
    """Return a text without the characters that a terminal obeys, and those that stand for nothing."""
    return _CONTROLS.sub("", text)


def limit_marks(text: str) -> str:
    """Return a text without the combining marks after the first 30 in a row, which no language needs.

    Normal forms sort the marks of a row, in time that grows with its square.
    """
    return text if text.isascii() else _MAY_BE_MARKS.sub(_limit_row, text)


def _limit_row(match: re.Match[str]) -> str:
    kept: list[str] = []
    row = 0
    for character in match[0]:
        row = row + 1 if unicodedata.combining(character) else 0
        if row <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
