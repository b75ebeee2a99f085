"""Two scores of every country against each other, in four quadrants."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from explorer.charts.axis import MIDDLE, Axis, units
from explorer.model.taxonomy import Country, taxonomy

SIDE = 660
ACROSS = Axis(56, 640)
UP = Axis(604, 20)
SHAPES = ("circle", "square", "triangle", "diamond", "cross")  # one a continent
_PITCH = 8.0  # between two markers on one spot
_ROOM = 30.0  # of one half point, nearly


@dataclass(frozen=True, slots=True)
class Mark:
    """How the countries of a region are drawn: its continent's shape, in a colour of its own within it."""

    region: str
    continent: str
    shape: str  # of SHAPES
    colour: int  # from 1


@cache
def marks() -> Mapping[str, Mark]:
    """Return the mark of every region, by name, continent after continent."""
    known = taxonomy()
    marks_by_region = {}
    for continent, shape in zip(known.continents, SHAPES, strict=True):
        names = [region.name for region in known.regions if region.continent == continent]
        marks_by_region.update({name: Mark(name, continent, shape, colour) for colour, name in enumerate(names, 1)})
    return marks_by_region


@dataclass(frozen=True, slots=True)
class Spot:
    """One country, at its two scores."""

    country: Country
    across: float  # its scores
    up: float
    x: float  # where it is drawn
    y: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Quadrant:
    """A quarter of the picture, divided at 5.50; a score of 5.50 is high."""

    is_high_across: bool
    is_high_up: bool
    countries: tuple[Country, ...]
    x: float  # where it is named
    y: float
    anchor: str  # start or end


@dataclass(frozen=True, slots=True)
class Scatter:
    """Countries that have both scores."""

    side: ClassVar[int] = SIDE
    across: ClassVar[Axis] = ACROSS
    up: ClassVar[Axis] = UP
    spots: tuple[Spot, ...]
    quadrants: tuple[Quadrant, ...]  # low-low, high-low, low-high, high-high

    @classmethod
    def of(cls, countries: Iterable[Country], xs: Mapping[str, float], ys: Mapping[str, float]) -> "Scatter":
        """Draw two scores, each by country code. Countries at one spot are arranged around it."""
        shared: dict[tuple[float, float], list[Country]] = defaultdict(list)
        for country in countries:
            if country.code in xs and country.code in ys:
                shared[xs[country.code], ys[country.code]].append(country)
        spots = tuple(
            Spot(country, x, y, units(ACROSS.at(x) + dx), units(UP.at(y) + dy), marks()[country.region])
            for (x, y), group in shared.items()
            for country, (dx, dy) in zip(group, arrange_markers(len(group)), strict=True)
        )
        return cls(spots, tuple(_quadrant(spots, x, y) for y in (False, True) for x in (False, True)))


def arrange_markers(count: int) -> tuple[tuple[float, float], ...]:
    """Arrange markers that share one spot: a square around it, tighter when they are many."""
    side = math.ceil(math.sqrt(count))
    rows = math.ceil(count / side)
    pitch = min(_PITCH, _ROOM / side)
    places = []
    for number in range(count):
        row, column = divmod(number, side)
        in_row = min(side, count - row * side)
        places.append((units((column - (in_row - 1) / 2) * pitch), units((row - (rows - 1) / 2) * pitch)))
    return tuple(places)


def _quadrant(spots: Iterable[Spot], is_high_across: bool, is_high_up: bool) -> Quadrant:
    return Quadrant(
        is_high_across,
        is_high_up,
        tuple(
            spot.country for spot in spots if (spot.across >= MIDDLE, spot.up >= MIDDLE) == (is_high_across, is_high_up)
        ),
        x=ACROSS.end - 8 if is_high_across else ACROSS.start + 8,
        y=UP.end + 18 if is_high_up else UP.start - 10,
        anchor="end" if is_high_across else "start",
    )
