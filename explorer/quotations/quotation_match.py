"""The answer to one quotation: the passages that contain it, or words like it."""

from dataclasses import dataclass
from typing import Literal

from explorer.model.profiles import TextKind
from explorer.text.diff import Difference

MatchKind = Literal["exact", "same", "near"]


@dataclass(frozen=True, slots=True)
class QuotationMatch:
    """A passage that contains a quotation, or words like it."""

    id: str  # of the passage
    kind: MatchKind
    similarity: float  # 0-1; below 1 for a near match
    passage: str  # its whole text
    start: int  # offsets of the matching words in that text
    end: int
    text_kind: TextKind  # the publisher's words, or our digest's
    differences: tuple[Difference, ...] = ()  # of a near match, and of one with omissions


@dataclass(frozen=True, slots=True)
class QuotationMatches:
    """The answer to one quotation."""

    matches: tuple[QuotationMatch, ...]  # best first
    notice: str = ""  # why there may be none, in a sentence
