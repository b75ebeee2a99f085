"""Names beside the marks of a scatter plot, where there is room for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.charts.axis import units
from explorer.charts.scatter import ACROSS, UP, Scatter, Spot

_HEIGHT = 13.0  # of a line
_LETTER = 6.6  # mean width of a letter at that size
_AWAY = 8.0  # from the mark
_MARK = 4.5  # half of a mark


@dataclass(frozen=True, slots=True)
class Label:
    """A name, and where its line of text starts or ends."""

    text: str
    x: float
    y: float
    anchor: str  # start, middle or end


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    @property
    def is_inside(self) -> bool:
        """Tell whether it is within the axes."""
        return self.left >= ACROSS.start and self.right <= ACROSS.end and self.top >= UP.end and self.bottom <= UP.start


def place_labels(figure: Scatter, codes: Iterable[str]) -> tuple[Label, ...]:
    """Name the countries of some codes, in that order, beside their marks; one without room is left out.

    A name covers no mark and no other name.
    """
    spots = {spot.country.code: spot for spot in figure.spots}
    marks = [_Box(spot.x - _MARK, spot.y - _MARK, spot.x + _MARK, spot.y + _MARK) for spot in figure.spots]
    taken: list[_Box] = []
    labels: list[Label] = []
    for code in codes:
        for label, box in _places(spots[code]):
            if box.is_inside and not any(box.overlaps(other) for other in (*marks, *taken)):
                taken.append(box)
                labels.append(label)
                break
    return tuple(labels)


def _places(spot: Spot) -> list[tuple[Label, _Box]]:
    """List the places for a name: right, left, above, below."""
    name, x, y = spot.country.name, spot.x, spot.y
    width = len(name) * _LETTER
    lines = (
        (x + _AWAY, y + 4, "start", x + _AWAY),
        (x - _AWAY, y + 4, "end", x - _AWAY - width),
        (x, y - _AWAY, "middle", x - width / 2),
        (x, y + _AWAY + 10, "middle", x - width / 2),
    )
    return [
        (Label(name, units(at), units(base), anchor), _Box(left, base - _HEIGHT + 3, left + width, base + 3))
        for at, base, anchor, left in lines
    ]
