"""One country among all: a dot for each, stacked by half points, with its region distinguished."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, NamedTuple

from explorer.charts.axis import HALF_POINTS, half_point

PITCH = 3  # from one dot to the next
_COLUMNS = (2, 1, 3, 0, 4)  # places in a row of a stack, filled from the middle
CELL = PITCH * len(_COLUMNS)  # the room of one half point
MARGIN = 4
WIDTH = 2 * MARGIN + CELL * len(HALF_POINTS)


class Dot(NamedTuple):
    """The centre of one country's dot; rows are counted upwards from the axis."""

    x: int
    row: int


@dataclass(frozen=True, slots=True)
class Strip:
    """All countries of an edition as dots on a line of 1-10."""

    width: ClassVar[int] = WIDTH
    margin: ClassVar[int] = MARGIN
    own: Dot  # the country that is looked at, marked under the line
    region: tuple[Dot, ...]  # others of its region
    others: tuple[Dot, ...]
    rows: int  # how high the highest stack is

    @classmethod
    def of(cls, scores: Mapping[str, float], code: str, region: Collection[str]) -> "Strip | None":
        """Draw every country's score, by code. None where the country has no score."""
        if code not in scores:
            return None
        own = half_point(scores[code])
        near = Counter(
            half_point(scores[neighbour]) for neighbour in region if neighbour in scores and neighbour != code
        )
        stacks: Counter[float] = Counter()
        for score, count in Counter(scores.values()).items():
            stacks[half_point(score)] += count
        beside: list[Dot] = []
        others: list[Dot] = []
        for half, height in sorted(stacks.items()):
            # The country first and its region next: they are at the bottom of their stack.
            first = int(half == own)
            last = first + near[half]
            beside += [_dot(half, number) for number in range(first, last)]
            others += [_dot(half, number) for number in range(last, height)]
        return cls(_dot(own, 0), tuple(beside), tuple(others), 1 + (max(stacks.values()) - 1) // len(_COLUMNS))

    @property
    def dots(self) -> tuple[Dot, ...]:
        return (self.own, *self.region, *self.others)

    @property
    def height(self) -> int:
        """Height of the stacks, in units."""
        return self.rows * PITCH

    def path(self, dots: Iterable[Dot]) -> str:
        """Draw dots as one path: a stroke of no length with round ends is a dot."""
        foot = self.height - PITCH / 2
        return "".join([f"M{dot.x} {foot - PITCH * dot.row:g}h0" for dot in dots])


@cache  # a page has six thousand of them
def _dot(half: float, number: int) -> Dot:
    """Place the dot of that number, from 0, in the stack of a half point."""
    row, place = divmod(number, len(_COLUMNS))
    return Dot(MARGIN + HALF_POINTS.index(half) * CELL + PITCH // 2 + 1 + _COLUMNS[place] * PITCH, row)
