"""One country among all: a dot for each, stacked by half points, with its region told apart."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from explorer.figures.axis import HALF_POINTS, half_point

PITCH = 3  # from one dot to the next
_COLUMNS = (2, 1, 3, 0, 4)  # places in a row of a stack, filled from the middle
CELL = PITCH * len(_COLUMNS)  # the room of one half point
MARGIN = 4
WIDTH = 2 * MARGIN + CELL * len(HALF_POINTS)


@dataclass(frozen=True, slots=True)
class Dot:
    """The centre of one country's dot; rows are counted upwards from the axis."""

    code: str
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

    @classmethod
    def of(cls, scores: Mapping[str, float], code: str, region: Collection[str]) -> "Strip | None":
        """The strip of every country's score, by code. None where the country has no score."""
        if code not in scores:
            return None
        stacks: dict[float, list[str]] = {}
        # The country first and its region next: they stand at the foot of their stack.
        for one in sorted(scores, key=lambda each: (each != code, each not in region, scores[each], each)):
            stacks.setdefault(half_point(scores[one]), []).append(one)
        dots = [dot for half, codes in stacks.items() for dot in _stack(half, codes)]
        return cls(
            own=next(dot for dot in dots if dot.code == code),
            region=tuple(dot for dot in dots if dot.code in region and dot.code != code),
            others=tuple(dot for dot in dots if dot.code not in region and dot.code != code),
        )

    @property
    def dots(self) -> tuple[Dot, ...]:
        return (self.own, *self.region, *self.others)

    @property
    def rows(self) -> int:
        """How high the highest stack is."""
        return 1 + max(dot.row for dot in self.dots)

    @property
    def height(self) -> int:
        """Of the stacks, in units."""
        return self.rows * PITCH

    def path(self, dots: Iterable[Dot]) -> str:
        """The dots as one path: a stroke of no length with round ends is a dot."""
        return "".join(f"M{dot.x} {self.height - PITCH * dot.row - PITCH / 2:g}h0" for dot in dots)


def _stack(half: float, codes: Iterable[str]) -> Iterable[Dot]:
    left = MARGIN + HALF_POINTS.index(half) * CELL + PITCH // 2 + 1
    for number, code in enumerate(codes):
        row, place = divmod(number, len(_COLUMNS))
        yield Dot(code, left + _COLUMNS[place] * PITCH, row)
