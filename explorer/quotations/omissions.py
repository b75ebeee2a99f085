"""The marks that quoters put into quotations: ellipses, [sic], and words in square brackets."""

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
LONGEST_INSERTION = 8  # words that one insertion in brackets may stand for
_EDGE = " ,;:.–—-"


@dataclass(frozen=True, slots=True)
class QuotationPiece:
    """A stretch of quoted words, and how many words of the source may stand before it unquoted."""

    text: str
    gap: int | None = 0  # 0: it follows at once; None: any number
    mark: str = ""  # what the quoter wrote in their place: "…", "[the country]"


@dataclass(frozen=True, slots=True)
class MarkedQuotation:
    """A quotation taken apart at its marks."""

    pieces: tuple[QuotationPiece, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out or put in between."""
        return len(self.pieces) == 1


def read_omissions(text: str) -> MarkedQuotation:
    """The words of a quotation between its marks. Marks at its beginning and end say nothing, and fall away."""
    pieces: list[QuotationPiece] = []
    words, end = "", 0
    before: int | None = 0  # the gap before the words that are being collected
    marks = ""

    def close(after: int | None, mark: str = "") -> None:
        nonlocal words, before, marks
        # Beside an omission the punctuation is the quoter's.
        stretch = words.strip().rstrip(_EDGE if after != 0 else None).lstrip(_EDGE if before != 0 else None)
        words = ""
        if any(mark.isalnum() for mark in stretch):
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
