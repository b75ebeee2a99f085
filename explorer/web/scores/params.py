"""What the address of a score page asks for: a score, an edition, a part of the world."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from explorer.core.errors import QueryError
from explorer.model.addresses import text_path
from explorer.model.ids import profile_id
from explorer.model.rankings import Rankings, comparability
from explorer.model.scores import HIGHEST, LOWEST
from explorer.model.taxonomy import AGGREGATES, EDITIONS, PILLARS, Country, Indicator, offer, taxonomy
from explorer.search.request import check_filter

Pairs = Iterable[tuple[str, str]]  # of a URL's query string


def given(pairs: Pairs, names: Collection[str]) -> dict[str, str]:
    """Return the values by name; empty ones count as absent. Raises QueryError for an unknown name."""
    values = {name: value.strip() for name, value in pairs if value.strip()}
    if unknown := sorted(set(values) - set(names)):
        raise QueryError(f"There is no parameter {unknown[0]!r}.{offer(unknown[0], names)}")
    return values


def read_indicator(value: str) -> Indicator:
    """Return the indicator or aggregate of a slug or label. Raises QueryError."""
    return taxonomy().indicator(check_filter("indicator", value))


def read_edition(value: str, rankings: Rankings, *slugs: str) -> int:
    """Return the requested edition; without one the newest that has these scores. Raises QueryError."""
    if value:
        return int(check_filter("edition", value))
    held = [edition for edition, scores in rankings.scores.items() if all(slug in scores for slug in slugs)]
    return max(held, default=EDITIONS[-1])


def read_score(name: str, value: str) -> float:
    """Return a score from 1 to 10. Raises QueryError."""
    try:
        score = float(value)
    except ValueError:
        score = 0.0
    if not LOWEST <= score <= HIGHEST:
        raise QueryError(f"{name} must be a score from 1 to 10, not {value!r}.")
    return score


def score_choices() -> list[tuple[str, list[Indicator]]]:
    """Every score to choose from, in groups: the aggregates, then the pillars."""
    known = taxonomy()
    groups = [("Averages", list(known.aggregates))]
    return groups + [
        (known.indicator(pillar).label, [one for one in known.indicators if one.pillar == pillar]) for pillar in PILLARS
    ]


def places(slug: str) -> int:
    """Decimals of a score."""
    return 2 if slug in AGGREGATES else 1


@dataclass(frozen=True, slots=True)
class Area:
    """The world, a continent or a region."""

    kind: str  # one of AREAS
    name: str = ""  # empty for the world

    @classmethod
    def read(cls, value: str) -> "Area":
        """Return the area of a name; the world without one. Raises QueryError."""
        known = taxonomy()
        if not value or value.casefold() == "world":
            return cls("world")
        for continent in known.continents:
            if continent.casefold() == value.casefold():
                return cls("continent", continent)
        if region := known.find_region(value):
            return cls("region", region.name)
        names = (*known.continents, *(region.name for region in known.regions))
        raise QueryError(f"There is no continent or region {value!r}.{offer(value, names)}")

    @property
    def label(self) -> str:
        return self.name or "the world"

    @property
    def countries(self) -> tuple[Country, ...]:
        """The countries of the area, by name."""
        return tuple(
            country
            for country in taxonomy().countries
            if self.kind == "world" or self.name == getattr(country, self.kind)
        )


def area_choices() -> list[tuple[str, list[str]]]:
    """Every part of the world to choose from: each continent with its regions."""
    known = taxonomy()
    return [
        (continent, [region.name for region in known.regions if region.continent == continent])
        for continent in known.continents
    ]


def like_for_like(slug: str, earlier: int, later: int) -> str:
    """Why the scores of two editions are not comparable; empty where they are."""
    steps = [edition for edition in EDITIONS if earlier < edition <= later]
    return next((reason for edition in steps if (reason := comparability(slug, edition))), "")


def profile_path(code: str, edition: int) -> str:
    """Return where the profile of a country in an edition is read."""
    return text_path(profile_id(code, edition))


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is little or nothing to see."""

    sentence: str
    can_be_imported: bool  # whether the workbook would bring it


def missing(rankings: Rankings, edition: int, *indicators: Indicator) -> Missing | None:
    """Return which scores an edition lacks; None if it has them for all countries."""
    for one in indicators:
        if one.first_edition > edition:
            return Missing(f"{one.label} was not scored before {one.first_edition}. Choose a later edition.", False)
    fewest = min(len(rankings.ranking(edition, one.slug)) for one in indicators)
    countries = len(taxonomy().countries)
    if fewest == 0:
        return Missing(f"No profile here has a score for {edition}.", True)
    if fewest < countries:
        return Missing(f"{fewest} of {countries} countries {'is' if fewest == 1 else 'are'} here for {edition}.", True)
    return None
