"""The records of linking: which indicators a text is evidence for, and the words that say so."""

from dataclasses import dataclass
from typing import Any


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


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """One pattern of the vocabulary that was found in a text."""

    pattern: str  # as the editor wrote it
    strength: str  # "certain", "sure", "likely" or "hint"
    place: str  # where it stands, "markets.toml:120"
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What speaks for one indicator in a passage, and whether that is enough."""

    indicator: str  # slug
    grade: int  # as in Link; 0: not linked
    points: float  # each pattern once, with what the section adds
    needed: float
    is_supported: bool  # the section is about the indicator
    reason: str  # why it is linked or not
    matches: tuple[PatternMatch, ...]  # the worthiest first

    def answer(self) -> dict[str, Any]:
        """As the JSON of `oc-explorer check --links`."""
        return {
            "slug": self.indicator,
            "grade": self.grade,
            "points": round(self.points, 2),
            "needed": self.needed,
            "section_supports": self.is_supported,
            "reason": self.reason,
            "matches": [
                {
                    "pattern": one.pattern,
                    "strength": one.strength,
                    "place": one.place,
                    "evidence": [
                        {"text": found.text, "start": found.start, "end": found.end} for found in one.evidence
                    ],
                }
                for one in self.matches
            ],
        }

    def __str__(self) -> str:
        lines = [f"{self.indicator}: {self.reason}"]
        for one in self.matches:
            lines.append(f"  {one.strength:7} “{' … '.join(found.text for found in one.evidence)}”  {one.place}")
        return "\n".join(lines)
