"""The records of linking: the indicators that a text is evidence for, and the words of that evidence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a text that refer to an indicator."""

    text: str  # as in the text
    start: int  # offset of the first character
    end: int  # offset after the last


@dataclass(frozen=True, slots=True)
class Link:
    """One indicator that a text gives evidence for."""

    indicator: str  # slug
    grade: int  # 2: the text is about it; 1: a sentence or clause is evidence for it
    evidence: tuple[Evidence, ...]  # in reading order, never empty


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """One pattern of the vocabulary that occurs in a text."""

    pattern: str  # as the editor wrote it
    strength: str  # "decisive", "strong", "medium" or "weak"
    location: str  # of the pattern, "markets.toml:120"
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The evidence for one indicator in a passage, and whether it is enough to link."""

    indicator: str  # slug
    grade: int  # as in Link; 0: not linked
    points: float  # each pattern once, with what the section adds
    threshold: float  # points that link
    is_boosted: bool  # the section is about the indicator
    reason: str  # for the link, or for none
    matches: tuple[PatternMatch, ...]  # the highest weight first

    def __str__(self) -> str:
        lines = [f"{self.indicator}: {self.reason}"]
        for match in self.matches:
            words = " … ".join(evidence.text for evidence in match.evidence)
            lines.append(f"  {match.strength:8} “{words}”  {match.location}")
        return "\n".join(lines)
