"""Rankings of countries: ranks, averages and changes, computed from the scores of all profiles.

Ranks and changes that a page publishes precede those computed here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from types import MappingProxyType

from explorer.model.comparability import comparability, comparability_between, compared_edition
from explorer.model.ids import profile_id, series_of_id, split_profile_id
from explorer.model.profiles import Profile
from explorer.model.published_scores import PublishedScores, area_names, areas_of_all
from explorer.model.ranks import AREAS, Origin, Rank
from explorer.model.scores import HIGHEST, LOWEST, aggregates, is_rounded, mean_score, rounded
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import Country, taxonomy


@dataclass(frozen=True, slots=True)
class RankedCountry:
    """One country in a ranking."""

    country: Country
    score: float
    rank: int  # 1 + how many countries score higher
    to: int | None = None  # the last rank of a tie that begins at `rank`; None without a tie


@dataclass(frozen=True)
class Ranking:
    """The countries of an area by one score of one edition, the highest first; equals by name."""

    edition: int
    slug: str
    area: str  # one of AREAS
    name: str  # of the continent or region; empty for the world
    ranked: tuple[RankedCountry, ...]  # the countries that have the score
    average: float | None  # of their scores, to two decimals; None where there are none
    is_complete: bool  # whether every country of the area is among them

    def __len__(self) -> int:
        return len(self.ranked)

    @cached_property
    def _by_code(self) -> Mapping[str, RankedCountry]:
        return {entry.country.code: entry for entry in self.ranked}

    def rank_of(self, code: str) -> RankedCountry | None:
        """Return a country with its rank; None where it is not of the area or has no score."""
        return self._by_code.get(code)

    def highest(self, most: int = 1) -> tuple[RankedCountry, ...]:
        """Return the highest `most` countries, with all that score as high as the last of them."""
        return tuple(entry for entry in self.ranked if entry.rank <= most)

    def lowest(self, most: int = 1) -> tuple[RankedCountry, ...]:
        """Return the lowest `most` countries, with all that score as low as the last of them; the lowest first."""
        limit = max((entry.score for entry in self.ranked[-most:]), default=0.0)
        return tuple(entry for entry in reversed(self.ranked) if entry.score <= limit)

    @cached_property
    def distribution(self) -> Mapping[float, int]:
        """The number of countries by score, 1 to 10 in half points, each of them present.

        An average counts at the half point that it has reached: 5.33 at 5.0.
        """
        steps = range(int(LOWEST * 2), int(HIGHEST * 2) + 1)
        counts = dict.fromkeys((step / 2 for step in steps), 0)
        for entry in self.ranked:
            counts[int(entry.score * 2) / 2] += 1
        return MappingProxyType(counts)


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """The change of a score since the edition before."""

    value: float | None  # later less earlier, to two decimals; None is "n/a"
    is_comparable: bool  # whether both editions count the same
    reason: str = ""  # why there is none, or why it is not comparable
    since: int | None = None  # the edition before; None where there is no change
    origin: Origin = "computed"

    @property
    def is_unlike(self) -> bool:
        """Tell whether it is a change between two scores that are not comparable."""
        return self.value is not None and not self.is_comparable

    @classmethod
    def of(cls, value: float, slug: str, edition: int, origin: Origin, series: str = INDEX_SERIES) -> "ScoreChange":
        """Return a change with what is known of its editions; none where the edition before did not score the same."""
        reason, earlier = comparability(slug, edition, series), compared_edition(slug, edition, series)
        return cls(None, False, reason) if earlier is None else cls(value, not reason, reason, earlier, origin)


@dataclass(frozen=True, slots=True)
class ChangedScore:
    """A score of a profile with its change since the edition before."""

    score: float
    change: ScoreChange


@dataclass(frozen=True)
class Rankings:
    """The scores of all profiles of one series and one state of the corpus, with their changes and ranks.

    There is one record of each, and none of two series.

    Pages, JSON, commands, exports and the conditions of a search all take them from here. What a page publishes
    precedes what is computed. A rank counts only in an area whose countries all have the score: among the few that
    happen to be imported it would be another rank than the Index's.
    """

    scores: Mapping[int, Mapping[str, Mapping[str, float]]]  # by edition, slug and country code, as published
    exact: Mapping[int, Mapping[str, Mapping[str, float]]]  # the same, but averages unrounded where that is known
    changes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # as published, by profile id and slug
    ranks: Mapping[str, Mapping[str, Mapping[str, Rank]]] = field(default_factory=dict)  # the same; then by AREAS
    series: str = INDEX_SERIES  # slug

    @classmethod
    def of(cls, profiles: Iterable[Profile], series: str = INDEX_SERIES) -> "Rankings":
        """Rank the profiles of a series in a corpus; `Library.rankings_of` caches those of a library."""
        own = (profile for profile in profiles if profile.series == series)
        return cls.of_published({profile.id: PublishedScores.of(profile) for profile in own}, series)

    @classmethod
    def of_published(cls, every: Mapping[str, PublishedScores], series: str = INDEX_SERIES) -> "Rankings":
        """Rank the published scores of those profiles that are of a series, by profile id."""
        published = {id: own for id, own in every.items() if series_of_id(id) == series}
        alike = find_series(series).scored_as
        scores: dict[int, dict[str, dict[str, float]]] = {}
        exact: dict[int, dict[str, dict[str, float]]] = {}
        for id, own in published.items():
            code, edition = split_profile_id(id)
            averages = aggregates(own.scores, alike[edition])
            for slug, score in own.scores.items():
                unrounded = averages.get(slug, score)
                best = unrounded if is_rounded(score, unrounded) else score
                scores.setdefault(edition, {}).setdefault(slug, {})[code] = score
                exact.setdefault(edition, {}).setdefault(slug, {})[code] = best
        changes = {id: own.changes for id, own in published.items() if own.changes}
        return cls(scores, exact, changes, {id: own.ranks for id, own in published.items() if own.ranks}, series)

    @cached_property
    def _rankings(self) -> Mapping[tuple[int, str], Mapping[tuple[str, str], Ranking]]:
        return {
            (edition, slug): _rank_areas(edition, slug, scores, self.exact[edition][slug], self.series)
            for edition, slugs in self.scores.items()
            for slug, scores in slugs.items()
        }

    def newest_edition(self, *slugs: str) -> int | None:
        """Return the newest edition that has a score of each slug; None where there is none."""
        editions = (edition for edition, scores in self.scores.items() if all(slug in scores for slug in slugs))
        return max(editions, default=None)

    def score(self, code: str, edition: int, slug: str) -> float | None:
        """Return a country's score; None where it has none."""
        return self.scores.get(edition, {}).get(slug, {}).get(code)

    def ranking(self, edition: int, slug: str, area: str = "world", name: str = "") -> Ranking:
        """Return the ranking of the world, a continent or a region by a score; empty where nothing is scored."""
        empty = Ranking(edition, slug, area, name, (), None, False)
        return self._rankings.get((edition, slug), {}).get((area, name), empty)

    def rankings(self, edition: int, slug: str, area: str) -> tuple[Ranking, ...]:
        """Return the rankings of every continent or region that has a score, by name; for "world" the one."""
        rankings_by_area = self._rankings.get((edition, slug), {})
        return tuple(rankings_by_area[key] for key in sorted(rankings_by_area) if key[0] == area)

    def rank(self, code: str, edition: int, slug: str, area: str) -> Rank | None:
        """Return the rank of a country in one of AREAS: as published, else as computed; None where not known."""
        rank = self._rank(code, edition, slug, area)
        earlier = compared_edition(slug, edition, self.series)
        if rank is None or rank.change is not None or rank.to or earlier is None:
            return rank
        if comparability(slug, edition, self.series):
            return rank
        before = self._rank(code, earlier, slug, area)
        if before is None or before.to:
            return rank
        return replace(rank, change=before.rank - rank.rank, change_origin="computed")

    def _rank(self, code: str, edition: int, slug: str, area: str) -> Rank | None:
        """Return the rank without a change that is computed."""
        published = self.ranks.get(profile_id(code, edition, self.series), {}).get(slug, {}).get(area)
        if published is not None:
            return published
        name = area_names(taxonomy().country(code))[area]
        ranking = self.ranking(edition, slug, area, name)
        entry = ranking.rank_of(code)
        if entry is None or not ranking.is_complete:
            return None
        tied = ranking.ranked[entry.rank - 1 : entry.to or entry.rank]
        return Rank(
            entry.rank,
            len(ranking),
            name,
            to=entry.to,
            origin="computed",
            tied_with=tuple(other.country.name for other in tied if other.country.code != code),
        )

    def change(self, code: str, edition: int, slug: str) -> ScoreChange:
        """Return the change of a country's score since the edition before: as published, else as computed."""
        reason = comparability(slug, edition, self.series)
        earlier = compared_edition(slug, edition, self.series)
        if earlier is None:
            return ScoreChange(None, False, reason)
        published = self.changes.get(profile_id(code, edition, self.series), {}).get(slug)
        if published is not None:
            return ScoreChange.of(published, slug, edition, "published", self.series)
        before, after = self.score(code, earlier, slug), self.score(code, edition, slug)
        if before is None or after is None:
            missing = earlier if before is None else edition
            return ScoreChange(None, False, reason or f"There is no score of {missing} to compare.")
        return ScoreChange.of(rounded(after - before), slug, edition, "computed", self.series)

    def change_between(self, code: str, earlier: int, later: int, slug: str) -> ScoreChange:
        """Return the change of a country's score between any two editions, with why they are not comparable.

        A change that a page publishes is since the edition before, and is used for that alone. Raises NotFoundError
        for an edition that the series does not have.
        """
        own = find_series(self.series)
        own.check_edition(earlier)
        if own.previous(own.check_edition(later)) == earlier:
            return self.change(code, later, slug)
        if earlier >= later:
            return ScoreChange(None, False, f"A change is since an earlier edition: {earlier} is not before {later}.")
        label = taxonomy().indicator(slug).label
        for edition, when in ((later, f"in {later}"), (earlier, f"before {own.first_edition(slug)}")):
            if not own.has_scored(slug, edition):
                return ScoreChange(None, False, f"{label} was not scored {when}.")
        reason = comparability_between(slug, earlier, later, self.series)
        before, after = self.score(code, earlier, slug), self.score(code, later, slug)
        if before is None or after is None:
            missing = earlier if before is None else later
            return ScoreChange(None, False, f"There is no score of {missing} to compare.")
        return ScoreChange(rounded(after - before), not reason, reason, earlier, "computed")

    def ranks_of(self, profile: Profile) -> Mapping[str, Mapping[str, Rank]]:
        """Return the ranks of every score of a profile, by slug and by AREAS; those not known are absent."""
        code, edition = profile.code, profile.edition
        return {
            slug: {area: rank for area in AREAS if (rank := self.rank(code, edition, slug, area)) is not None}
            for slug in dict.fromkeys((*profile.scores, *profile.ranks))
        }

    def changes_of(self, profile: Profile) -> Mapping[str, ScoreChange]:
        """Return the changes of every score of a profile, by slug."""
        return {slug: self.change(profile.code, profile.edition, slug) for slug in profile.scores}


def _rank_areas(
    edition: int, slug: str, scores: Mapping[str, float], exact: Mapping[str, float], series: str
) -> dict[tuple[str, str], Ranking]:
    """Rank one score in the world and in every continent and region, in standard competition ranking ("1224").

    Countries with the same score have the same rank, and the next rank is that many higher:
    https://en.wikipedia.org/wiki/Ranking#Standard_competition_ranking_("1224"_ranking).

    Ranks follow the scores as published: the possible averages are at least 1/80 apart in 2021 and 1/60 since, more
    than rounding to two decimals can close, so the unrounded ones would rank and tie alike. The average of an
    area is that of the unrounded ones: of the rounded ones it is off, as 4.82 for 4.81 in resilience in 2023.
    """
    rankings: dict[tuple[str, str], Ranking] = {}
    for (area, name), countries in areas_of_all(series).items():
        scored = [country for country in countries if country.code in scores]
        if scored:
            average = rounded(mean_score([exact[country.code] for country in scored]))
            is_complete = len(scored) == len(countries)
            rankings[area, name] = Ranking(edition, slug, area, name, _ranked(scored, scores), average, is_complete)
    return rankings


def _ranked(countries: Iterable[Country], scores: Mapping[str, float]) -> tuple[RankedCountry, ...]:
    """Rank countries by their scores, the highest first; equals by name."""
    ranked: list[RankedCountry] = []
    ordered = sorted(countries, key=lambda country: (-scores[country.code], country.name))
    for score, tied in groupby(ordered, key=lambda country: scores[country.code]):
        members = list(tied)
        first = len(ranked) + 1
        to = len(ranked) + len(members) if len(members) > 1 else None
        ranked += [RankedCountry(country, score, first, to) for country in members]
    return tuple(ranked)
