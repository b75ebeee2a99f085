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
class WeighedWords:
    """Words of a sentence, and what they give an indicator."""

    evidence: tuple[Evidence, ...]
    weight: float  # in log-odds; below 0 for what speaks against it
    strength: str  # of the entry that matches, or "context", or "section", which has no words
    location: str  # of the entry, "markets/heroin-trade.toml:12", "context.csv: arrest" or "weights.csv"


@dataclass(frozen=True, slots=True)
class SentenceExplanation:
    """What a sentence gives an indicator."""

    text: str
    start: int  # offset of its first character in the passage
    probability: float  # that it is evidence
    words: tuple[WeighedWords, ...]  # the highest weight first


@dataclass(frozen=True, slots=True)
class Explanation:
    """The evidence for one indicator in a passage, and whether it is enough to link."""

    indicator: str  # slug
    grade: int  # as in Link; 0: not linked
    probability: float  # that the passage is evidence
    threshold: float  # probability that links
    is_about: bool  # the section is about the indicator
    reason: str  # for the link, or for none
    sentences: tuple[SentenceExplanation, ...]  # those that are evidence, in reading order

    def __str__(self) -> str:
        lines = [f"{self.indicator}: {self.reason}"]
        for sentence in self.sentences:
            lines.append(f"  {sentence.probability:.2f}  “{sentence.text}”")
            for words in sentence.words:
                quoted = " … ".join(evidence.text for evidence in words.evidence)
                quoted = f"“{quoted}”  " if quoted else ""
                lines.append(f"    {words.weight:+.2f} {words.strength:8} {quoted}{words.location}")
        return "\n".join(lines)
