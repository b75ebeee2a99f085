"""A line of scores, 1-10, in the units of a drawing; and the steps of the colour scales."""

from dataclasses import dataclass

from explorer.model.scores import HIGHEST, LOWEST

STEPS = 9  # of a colour scale: one for every whole point
MIDDLE = 5.5  # half way from 1 to 10: where the Index parts low from high
HALF_POINTS = tuple(half / 2 for half in range(2, 21))  # 1.0, 1.5 … 10.0
TICKS = (1, 4, 7, 10)


def units(length: float) -> float:
    """A length as it is drawn: a tenth of a unit is finer than any screen shows."""
    return round(length, 1)


def step(score: float) -> int:
    """The step of the colour scale, 1-9: its whole points, 10 with the last."""
    return min(int(score), STEPS)


def half_point(score: float) -> float:
    """The half point that a score has reached: an average of 5.33 counts at 5.0."""
    return int(score * 2) / 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A numbered place on an axis."""

    score: float
    at: float


@dataclass(frozen=True, slots=True)
class Axis:
    """A line on which scores stand; it may run in either direction."""

    start: float  # where the lowest score stands
    end: float  # where the highest does

    def at(self, score: float) -> float:
        """Where a score stands."""
        return units(self.start + (score - LOWEST) / (HIGHEST - LOWEST) * (self.end - self.start))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The places that are numbered."""
        return tuple(Tick(score, self.at(score)) for score in TICKS)

    @property
    def middle(self) -> float:
        """Where low is parted from high."""
        return self.at(MIDDLE)
