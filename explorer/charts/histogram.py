"""How often each half point was given: a bar for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from explorer.charts.axis import step, units

WIDTH, HEIGHT = 640, 190
_LEFT, _RIGHT = 8, 632
_TOP, BASE = 22, 160
_GAP = 4


@dataclass(frozen=True, slots=True)
class HistogramBar:
    """The bar of one half point."""

    score: float
    count: int
    x: float
    y: float  # of its top
    width: float
    height: float
    step: int  # of the colour scale

    @property
    def middle(self) -> float:
        return units(self.x + self.width / 2)


@dataclass(frozen=True, slots=True)
class Histogram:
    """How scores are spread: the highest bar takes the whole height."""

    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT
    base: ClassVar[int] = BASE
    columns: tuple[HistogramBar, ...]

    @classmethod
    def of(cls, distribution: Mapping[float, int]) -> "Histogram":
        """Draw how many countries have reached each half point."""
        highest = max(1, *distribution.values())
        room = (_RIGHT - _LEFT) / len(distribution)
        columns = []
        for place, (half, count) in enumerate(distribution.items()):
            height = units(count / highest * (BASE - _TOP))
            columns.append(
                HistogramBar(
                    score=half,
                    count=count,
                    x=units(_LEFT + place * room + _GAP / 2),
                    y=units(BASE - height),
                    width=units(room - _GAP),
                    height=height,
                    step=step(half),
                )
            )
        return cls(tuple(columns))
