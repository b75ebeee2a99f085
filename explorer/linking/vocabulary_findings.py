"""What the check of a vocabulary finds: a mistake, or a term that needs a second look, with its file and line."""

from dataclasses import dataclass
from typing import Literal

VocabularyFindingKind = Literal[
    "mistake", "example", "counterexample", "repeated", "covered", "unmatched", "unknown word"
]


@dataclass(frozen=True, slots=True)
class VocabularyFinding:
    """A problem or a warning."""

    location: str  # file and line, "markets/heroin-trade.toml:12", or the file alone
    kind: VocabularyFindingKind
    message: str

    @property
    def file(self) -> str:
        """The file, "markets/heroin-trade.toml"."""
        return self.location.rpartition(":")[0] if self.line else self.location

    @property
    def line(self) -> int | None:
        """The line, from 1; None where a file as a whole is meant."""
        last = self.location.rpartition(":")[2]
        return int(last) if last.isdecimal() else None

    def __lt__(self, other: "VocabularyFinding") -> bool:
        """Order by file and line."""
        return (self.file, self.line or 0, self.message) < (other.file, other.line or 0, other.message)

    def __str__(self) -> str:
        return f"{self.location}: {self.message}"
