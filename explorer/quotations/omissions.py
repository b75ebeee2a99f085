"""Omissions and other marks in quotations: ellipses, [sic], and words in square brackets."""

import re
from dataclasses import dataclass

_DOTS = r"(?:…|\.[ \u00a0]?\.[ \u00a0]?\.(?:[ \u00a0]?\.)?)"
_MARKS = re.compile(
    rf"(?P<sic>\s*[\[(]\s*[*_]?sic[*_]?\s*[!.]?\s*[\])])"
    rf"|(?P<ellipsis>\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS})"
    r"|(?P<letter>(?<!\w)\[(?P<initial>\w)\](?=\w))"
    r"|(?P<inserted>\w*\[[^\[\]]{1,80}\]\w*)",
    re.IGNORECASE,
)
LONGEST_INSERTION = 8  # words that one insertion in brackets may replace
_EDGE = " ,;:.–—-"


@dataclass(frozen=True, slots=True)
class QuotationPiece:
    """A stretch of quoted words, and the number of words of the source that may be left out before it."""

    text: str
    gap: int | None = 0  # 0: none; None: any number
    mark: str = ""  # in their place: "…", "[the country]"


@dataclass(frozen=True, slots=True)
class MarkedQuotation:
    """A quotation split at its marks."""

    pieces: tuple[QuotationPiece, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was left out or inserted."""
        return len(self.pieces) == 1


def read_omissions(text: str) -> MarkedQuotation:
    """Split a quotation at its marks. Those at its beginning and end mean nothing, and are dropped."""
    pieces: list[QuotationPiece] = []
    words, end = "", 0
    before: int | None = 0  # the gap before the words that are being collected
    marks = ""

    def close(after: int | None, mark: str = "") -> None:
        nonlocal words, before, marks
        # Punctuation beside an omission is not part of the source.
        stretch = words.strip().rstrip(_EDGE if after != 0 else None).lstrip(_EDGE if before != 0 else None)
        words = ""
        if any(character.isalnum() for character in stretch):
            pieces.append(QuotationPiece(stretch, before, marks) if pieces else QuotationPiece(stretch))
            before, marks = after, mark
        else:
            before = None if before is None or after is None else before + after
            marks = f"{marks} {mark}".strip()

    for match in _MARKS.finditer(text):
        words += text[end : match.start()]
        end = match.end()
        if match["letter"]:
            words += match["initial"]
        elif match["ellipsis"]:
            close(None, match[0])
        elif match["inserted"]:
            close(LONGEST_INSERTION, match[0])
    words += text[end:]
    close(0)
    return MarkedQuotation(tuple(pieces))
