"""The Index's figure of one profile: a pyramid for criminality, a panel at its side for resilience."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.charts.axis import Axis, units
from explorer.model.profiles import Profile

_RIDGE = 0.7  # the edge between the lit and the shaded face meets the base here, from left to right


@dataclass(frozen=True, slots=True)
class Frame:
    """The axes. One point of score is as long across as it is up, so that shapes can be compared."""

    width: float
    height: float
    across: Axis  # criminal markets, the base
    up: Axis  # criminal actors, the height; resilience, the height of the panel
    panel: tuple[float, float]  # left and right edge


LARGE = Frame(360, 306, Axis(40, 256), Axis(246, 30), (284, 332))
SMALL = Frame(56, 40, Axis(1, 37), Axis(38, 2), (43, 53))


@dataclass(frozen=True, slots=True)
class Pyramid:
    """The figure of one profile. A part without a score is not drawn."""

    name: str  # of the profile, "Kyrgyzstan 2021"
    frame: Frame
    markets: float | None
    actors: float | None
    resilience: float | None

    @classmethod
    def of(cls, profile: Profile, frame: Frame = LARGE) -> "Pyramid":
        """Draw the scores of a profile."""
        return cls.from_scores(f"{profile.country.name} {profile.edition}", profile.scores, frame)

    @classmethod
    def from_scores(cls, name: str, scores: Mapping[str, float], frame: Frame = LARGE) -> "Pyramid":
        """Draw any scores, by slug."""
        pillars = (scores.get(slug) for slug in ("criminal-markets", "criminal-actors", "resilience"))
        return cls(name, frame, *pillars)

    @property
    def has_pyramid(self) -> bool:
        return self.markets is not None and self.actors is not None

    @property
    def base(self) -> tuple[float, float]:
        """Left and right end of the base: from 1 to the criminal markets score."""
        return self.frame.across.start, self.frame.across.at(self.markets or 1)

    @property
    def apex(self) -> tuple[float, float]:
        """The top, above the middle of the base, as high as the criminal actors score."""
        left, right = self.base
        return units((left + right) / 2), self.frame.up.at(self.actors or 1)

    @property
    def faces(self) -> tuple[str, str]:
        """The lit and the shaded face, as the points of two triangles that together are the pyramid."""
        left, right = self.base
        x, y = self.apex
        ground = self.frame.up.start
        ridge = units(left + (right - left) * _RIDGE)
        lit = f"{left},{ground} {x},{y} {ridge},{ground}"
        return lit, f"{ridge},{ground} {x},{y} {right},{ground}"

    @property
    def panel(self) -> tuple[float, float, float, float]:
        """The panel: left, top, width and height; as high as the resilience score."""
        left, right = self.frame.panel
        top = self.frame.up.at(self.resilience or 1)
        return left, top, right - left, units(self.frame.up.start - top)
