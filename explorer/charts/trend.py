"""Scores over the editions: a line for each series, broken where two editions are not comparable."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from explorer.charts.axis import Axis, units
from explorer.charts.table import Column, Row, Table
from explorer.model.taxonomy import EDITIONS

WIDTH, HEIGHT = 420, 250
UP = Axis(206, 20)
_LEFT, _RIGHT = 64, 296
_LABEL = 15  # the least distance between two labels


Comparable = Callable[[int, int], bool]  # whether an edition and a later one are comparable


@dataclass(frozen=True, slots=True)
class Point:
    """One series in one edition."""

    edition: int
    score: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class TrendLine:
    """From one edition to the next that has a score."""

    start: Point
    end: Point
    is_comparable: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """The scores of one thing over the editions."""

    label: str
    number: int  # from 1: its marker and colour
    points: tuple[Point, ...]
    lines: tuple[TrendLine, ...]
    label_at: float  # y of its label, beside the last point

    @property
    def last(self) -> Point:
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Break:
    """Two editions that are not comparable, for all series or for those named."""

    earlier: int
    later: int
    x: float  # half way between them
    words: str


@dataclass(frozen=True, slots=True)
class Trend:
    """One to six series over all editions."""

    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT
    up: ClassVar[Axis] = UP
    left: ClassVar[int] = _LEFT
    right: ClassVar[int] = _RIGHT
    series: tuple[Curve, ...]
    breaks: tuple[Break, ...]
    years: tuple[int, ...] = EDITIONS  # on the axis

    @classmethod
    def of(
        cls,
        scores: Sequence[tuple[str, Mapping[int, float | None], Comparable]],
        editions: Sequence[int] = EDITIONS,
    ) -> "Trend":
        """Draw a line for each label and its scores by edition. A series without any score is left out."""
        drawn = [(label, _points(by_edition, editions), is_comparable) for label, by_edition, is_comparable in scores]
        scored = [series for series in drawn if series[1]]
        places = spread_labels([points[-1].y for _, points, _ in scored], _LABEL)
        series = tuple(
            Curve(
                label,
                number,
                points,
                tuple(TrendLine(a, b, is_comparable(a.edition, b.edition)) for a, b in pairwise(points)),
                places[number - 1],
            )
            for number, (label, points, is_comparable) in enumerate(scored, 1)
        )
        return cls(series, tuple(_breaks(scored, editions)), tuple(editions))

    @property
    def has_lines(self) -> bool:
        """Tell whether any series goes on from one edition to another."""
        return any(len(series.points) > 1 for series in self.series)

    @property
    def editions(self) -> tuple[tuple[int, float], ...]:
        """Every edition with its x, in units."""
        return tuple((edition, x_of_edition(edition, self.years)) for edition in self.years)

    def table(self, caption: str) -> Table:
        """Return the same scores as a table."""
        columns = (Column("series", "Score"), *(Column(str(year), str(year), "score", 2) for year in self.years))
        rows = []
        for series in self.series:
            scores = {point.edition: point.score for point in series.points}
            rows.append(Row((series.label, *(scores.get(year) for year in self.years))))
        return Table(caption, columns, tuple(rows))


def _breaks(scores: Sequence[tuple[str, object, Comparable]], editions: Sequence[int]) -> Iterator[Break]:
    for earlier, later in pairwise(editions):
        broken = [label for label, _, is_comparable in scores if not is_comparable(earlier, later)]
        if broken:
            names = "" if len(broken) == len(scores) else f"{', '.join(broken)} "
            middle = units((x_of_edition(earlier, editions) + x_of_edition(later, editions)) / 2)
            yield Break(earlier, later, middle, f"{names}not comparable")


def x_of_edition(edition: int, editions: Sequence[int] = EDITIONS) -> float:
    """Return the x of one of several editions, in proportion to its year."""
    return units(_LEFT + (edition - editions[0]) / (editions[-1] - editions[0]) * (_RIGHT - _LEFT))


def _points(scores: Mapping[int, float | None], editions: Sequence[int]) -> tuple[Point, ...]:
    pairs = ((edition, scores.get(edition)) for edition in editions)
    return tuple(
        Point(edition, score, x_of_edition(edition, editions), UP.at(score))
        for edition, score in pairs
        if score is not None
    )


def spread_labels(places: Sequence[float], distance: float) -> list[float]:
    """Move places as little as needed so that no two are nearer than a distance; their order stays."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + distance)
    excess = {index: moved[index] - places[index] for index in order}
    # A run that was pushed down is moved up again by half of its last push, as a whole.
    run: list[int] = []
    for index in order:
        if excess[index] == 0:
            _centre(moved, run, excess)
            run = [index]
        else:
            run.append(index)
    _centre(moved, run, excess)
    return [units(place) for place in moved]


def _centre(moved: list[float], run: Sequence[int], excess: Mapping[int, float]) -> None:
    if len(run) > 1:
        for index in run:
            moved[index] -= excess[run[-1]] / 2
