"""The published figures of one profile: its scores, and the changes and ranks that its page prints."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from explorer.model.profiles import Profile
from explorer.model.ranks import AREAS, Rank
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import Country


@dataclass(frozen=True, slots=True)
class PublishedScores:
    """The published figures of a profile, from its file or from an index; all else is computed from those of all."""

    scores: Mapping[str, float]  # 1-10, by slug
    changes: Mapping[str, float] = field(default_factory=dict)  # since the edition before, by slug; "n/a" is absent
    ranks: Mapping[str, Mapping[str, Rank]] = field(default_factory=dict)  # by RANKED, then by AREAS

    @classmethod
    def of(cls, profile: Profile) -> "PublishedScores":
        """Take the figures of a profile; its ranks are named as the Index names its continent and region.

        Another series has regions of its own: their names are those that the page prints.
        """
        names = area_names(profile.country)
        return cls(
            dict(profile.scores),
            {slug: change for slug, change in profile.changes.items() if change is not None},
            {
                slug: {
                    area: replace(areas[area], name=name if profile.of_series.is_index else areas[area].name or name)
                    for area, name in names.items()
                    if area in areas
                }
                for slug, areas in profile.ranks.items()
            },
        )


def area_names(country: Country) -> dict[str, str]:
    """Return the name of each of AREAS that a country belongs to; empty for the world."""
    return dict(zip(AREAS, ("", country.continent, country.region), strict=True))


@cache
def areas_of_all(series: str = INDEX_SERIES) -> Mapping[tuple[str, str], tuple[Country, ...]]:
    """Return the countries of every area in which a series ranks them, by its kind and name.

    Those of another series than the Index are the continents alone: the members of its regions are not known.
    """
    ranked = AREAS if find_series(series).is_index else ("continent",)
    members: dict[tuple[str, str], list[Country]] = {}
    for country in find_series(series).countries:
        for area in area_names(country).items():
            if area[0] in ranked:
                members.setdefault(area, []).append(country)
    return {area: tuple(countries) for area, countries in members.items()}
