"""A line of scores, 1-10, in the units of a drawing; and the steps of the colour scales."""

from dataclasses import dataclass

from explorer.model.scores import HIGHEST, LOWEST

STEPS = 9  # of a colour scale: one for every whole point
MIDDLE = 5.5  # half way from 1 to 10: where the Index divides low from high
HALF_POINTS = tuple(half / 2 for half in range(2, 21))  # 1.0, 1.5 … 10.0
TICKS = (1, 4, 7, 10)


def units(length: float) -> float:
    """Round a length to a tenth of a unit, which is finer than any screen shows."""
    return round(length, 1)


def step(score: float) -> int:
    """Return the step of the colour scale, 1-9: the whole points of a score; 10 shares the last."""
    return min(int(score), STEPS)


def half_point(score: float) -> float:
    """Return the half point that a score has reached: an average of 5.33 counts at 5.0."""
    return int(score * 2) / 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A numbered place on an axis."""

    score: float
    at: float


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of scores; it may run in either direction."""

    start: float  # of the lowest score
    end: float  # where the highest does

    def at(self, score: float) -> float:
        """Return the place of a score."""
        return units(self.start + (score - LOWEST) / (HIGHEST - LOWEST) * (self.end - self.start))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The numbered places."""
        return tuple(Tick(score, self.at(score)) for score in TICKS)

    @property
    def middle(self) -> float:
        """Position of 5.5, the line between low and high."""
        return self.at(MIDDLE)
