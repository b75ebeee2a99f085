"""The records of linking: which indicators a text is evidence for, and the words that say so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a text that speak of an indicator."""

    text: str  # as they stand in the text
    start: int  # offset of the first character
    end: int  # offset behind the last


@dataclass(frozen=True, slots=True)
class Link:
    """One indicator that a text gives evidence for."""

    indicator: str  # slug
    grade: int  # 2: the text is about it; 1: a sentence or clause is evidence for it
    evidence: tuple[Evidence, ...]  # in reading order, never empty
