"""A statement as it was read in a text, before it is checked."""

from dataclasses import dataclass
from typing import Literal

from explorer.quotations.claim import Aspect

Bound = Literal["", "above", "below", "almost", "about", "at least", "at most"]


@dataclass(frozen=True, slots=True)
class StatedArea:
    """The area of a rank or a mean."""

    name: str = "World"  # of a continent or region; "?" for one that the Index does not have
    text: str = ""  # as written
    own: str = ""  # "continent" or "region" for that of the country


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a statement: what its number is of."""

    countries: tuple[str, ...]  # codes, the statement being of each; none of a mean
    edition: int | None
    measure: str
    since: int | None = None  # the earlier edition of a change
    area: StatedArea = StatedArea()


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """A number or an assertion of a text, with every way in which it can be understood, the likeliest first."""

    start: int  # in the article
    end: int
    aspect: Aspect
    readings: tuple[Reading, ...]
    stated: float | None = None
    decimals: int = 0
    bound: Bound = ""
    series: str = "index"  # slug
    direction: int = 0  # 1 up or more, -1 down or less
    than: str = ""  # code of the country that is compared with
    within: bool = False  # whether a rank is among the first so many
    is_from_end: bool = False  # whether a rank is counted from the last
    of: int | None = None  # countries among which a rank is
    is_measure_named: bool = False  # whether the sentence says what it is of
    is_of_rank: bool = False  # whether a change is of a rank
    doubts: tuple[Reading, ...] = ()  # what else it may be of: no reason to call it right, but one not to call it wrong
    note: str = ""  # what was taken from elsewhere in the text, in a sentence
    fault: str = ""  # how it contradicts itself, in a sentence
    problem: str = ""  # why it cannot be checked, in a sentence
