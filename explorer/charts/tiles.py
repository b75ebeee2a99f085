"""The world as equal tiles: one square a country, so that small states can be seen and followed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from explorer.charts.axis import STEPS, step
from explorer.model.taxonomy import Country

SIDE = 34  # of a tile
GAP = 2
_CELL = SIDE + GAP
_MARGIN = 2


@dataclass(frozen=True, slots=True)
class Tile:
    """One country on the map."""

    country: Country
    x: int
    y: int
    number: float | None  # None: there is none to show
    step: int  # of the colour scale, 1-9; 0 without a number

    @property
    def middle(self) -> int:
        return self.x + SIDE // 2


@dataclass(frozen=True, slots=True)
class TileMap:
    """Countries at their places, cut to those that are shown."""

    side: ClassVar[int] = SIDE
    tiles: tuple[Tile, ...]
    width: int
    height: int

    @classmethod
    def of_scores(cls, countries: Iterable[Country], scores: Mapping[str, float]) -> "TileMap":
        """Draw scores by code; a country without a score has an empty tile."""
        return cls._arrange(countries, scores, {code: step(score) for code, score in scores.items()})

    @classmethod
    def of_counts(cls, countries: Iterable[Country], counts: Mapping[str, int]) -> "TileMap":
        """Draw whole numbers by code; a country without one counts as 0 and has an empty tile."""
        highest = max(counts.values(), default=0)
        steps = {code: count_step(count, highest) for code, count in counts.items() if count}
        return cls._arrange(countries, {code: counts[code] for code in steps}, steps)

    @classmethod
    def _arrange(
        cls, countries: Iterable[Country], numbers: Mapping[str, float], steps: Mapping[str, int]
    ) -> "TileMap":
        in_order = sorted(countries, key=lambda country: (country.tile[1], country.tile[0]))
        left, top = _least(country.tile[0] for country in in_order), _least(country.tile[1] for country in in_order)
        tiles = tuple(
            Tile(
                country,
                _MARGIN + (country.tile[0] - left) * _CELL,
                _MARGIN + (country.tile[1] - top) * _CELL,
                numbers.get(country.code),
                steps.get(country.code, 0),
            )
            for country in in_order
        )
        width = max((tile.x for tile in tiles), default=0) + SIDE + _MARGIN
        height = max((tile.y for tile in tiles), default=0) + SIDE + _MARGIN
        return cls(tiles, width, height)


def _least(places: Iterable[int]) -> int:
    return min(places, default=0)


def count_step(count: int, highest: int) -> int:
    """Return the step of a count, 1-9, in equal shares of the highest; with few counts each has a step of its own."""
    used = min(STEPS, highest)
    share = -(-count * used // highest)
    return -(-share * STEPS // used)


def count_ends(highest: int) -> tuple[tuple[int, int, int], ...]:
    """Return each step of a scale of counts that is used, with the lowest and the highest count on it."""
    used = min(STEPS, highest)
    ends = [highest * share // used for share in range(1, used + 1)]
    return tuple((count_step(end, highest), start + 1, end) for start, end in pairwise((0, *ends)))
