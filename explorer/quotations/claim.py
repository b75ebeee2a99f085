"""A statement of a text about scores, ranks, changes or means of the Index, with the result of its check."""

from dataclasses import dataclass
from typing import Literal

ClaimStatus = Literal["matches", "differs", "not in the corpus", "cannot be checked"]
Aspect = Literal["score", "rank", "change", "comparison", "mean"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One number or assertion, its words only those that carry it, with a verdict that covers nothing else."""

    start: int  # in the article
    end: int
    text: str
    status: ClaimStatus
    message: str  # in a sentence, with the actual number, its origin and what was taken from elsewhere in the text
    id: str = ""  # the profile it was checked against
    country: str = ""  # code; empty of a mean, or where it is not known
    edition: int | None = None
    measure: str = ""  # slug
    aspect: Aspect | None = None
    stated: float | None = None  # None where only a direction or a comparison is stated
    actual: float | None = None


@dataclass(frozen=True, slots=True)
class UnreadText:
    """A number or a ranking word near a name of the Index's field that was not judged."""

    start: int  # in the article
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CheckedClaims:
    """The claims of a text, and everything like one that was not judged, both in order."""

    claims: tuple[Claim, ...] = ()
    unread: tuple[UnreadText, ...] = ()
