"""Rankings of countries: ranks, averages and changes, computed from the scores of all profiles.

Ranks and changes that a page publishes are kept in its profile and precede those computed here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from explorer.model.ids import split_profile_id
from explorer.model.profiles import AREAS, Profile, Rank
from explorer.model.scores import HIGHEST, LOWEST, aggregates, is_rounded, mean_score, rounded
from explorer.model.taxonomy import EDITIONS, PILLARS, PREVIOUS, Country, Indicator, check_edition, taxonomy


@dataclass(frozen=True, slots=True)
class RankedCountry:
    """One country in a ranking."""

    country: Country
    score: float
    rank: int  # 1 + how many countries score higher


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


def _basis(scored: Indicator, edition: int) -> tuple[Indicator, ...]:
    """List the indicators that a score of an edition is made of."""
    if not scored.is_aggregate:
        return (scored,)
    pillars = (scored.pillar,) if scored.pillar in PILLARS else PILLARS[:2]
    return tuple(indicator for pillar in pillars for indicator in taxonomy().indicators_of(edition, pillar))


def comparability(slug: str, edition: int) -> str:
    """Explain why a score of an edition is not comparable with the edition before; empty where it is.

    Raises NotFoundError for an unknown slug or edition.
    """
    scored = taxonomy().indicator(slug)
    earlier = PREVIOUS.get(check_edition(edition))
    if earlier is None:
        return f"{edition} is the first edition of the Index: there is nothing to compare with."
    if scored.first_edition > edition:
        return f"{scored.label} was not scored in {edition}."
    if scored.first_edition > earlier:
        return f"{scored.label} was not scored before {scored.first_edition}."
    before, after = len(_basis(scored, earlier)), len(_basis(scored, edition))
    if before != after:
        return (
            f"{scored.label} was made of {before} indicators in {earlier} and of {after} in {edition}: "
            f"the change also shows what was added, so it is not comparable."
        )
    return ""


def comparability_between(slug: str, earlier: int, later: int) -> str:
    """Return why the scores of two editions are not comparable; empty where every edition is with the one before."""
    steps = [edition for edition in EDITIONS if earlier < edition <= later]
    return next((reason for edition in steps if (reason := comparability(slug, edition))), "")


@dataclass(frozen=True)
class Rankings:
    """The scores of all profiles of one state of the corpus, ranked once.

    A rank counts only in an area whose countries all have the score: among the few that happen
    to be imported it would be another rank than the Index's.
    """

    scores: Mapping[int, Mapping[str, Mapping[str, float]]]  # by edition, slug and country code, as published
    exact: Mapping[int, Mapping[str, Mapping[str, float]]]  # the same, but averages unrounded where that is known

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> "Rankings":
        """Rank the profiles of a corpus; `Library.rankings` caches those of a library."""
        return cls.of_scores({profile.id: profile.scores for profile in profiles})

    @classmethod
    def of_scores(cls, scored: Mapping[str, Mapping[str, float]]) -> "Rankings":
        """Rank the scores of all profiles, by profile id and slug."""
        scores: dict[int, dict[str, dict[str, float]]] = {}
        exact: dict[int, dict[str, dict[str, float]]] = {}
        for id, own in scored.items():
            code, edition = split_profile_id(id)
            averages = aggregates(own, edition)
            for slug, score in own.items():
                unrounded = averages.get(slug, score)
                best = unrounded if is_rounded(score, unrounded) else score
                scores.setdefault(edition, {}).setdefault(slug, {})[code] = score
                exact.setdefault(edition, {}).setdefault(slug, {})[code] = best
        return cls(scores, exact)

    @cached_property
    def _rankings(self) -> Mapping[tuple[int, str], Mapping[tuple[str, str], Ranking]]:
        return {
            (edition, slug): _rank_areas(edition, slug, scores, self.exact[edition][slug])
            for edition, slugs in self.scores.items()
            for slug, scores in slugs.items()
        }

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

    def computed_ranks(self, code: str, edition: int, slug: str) -> Mapping[str, Rank]:
        """Return the computed rank of a country in each of AREAS that is complete."""
        ranks: dict[str, Rank] = {}
        country = taxonomy().country(code)
        for area, name in zip(AREAS, ("", country.continent, country.region), strict=True):
            ranking = self.ranking(edition, slug, area, name)
            entry = ranking.rank_of(country.code)
            if entry and ranking.is_complete:
                ranks[area] = Rank(entry.rank, len(ranking), name)
        return ranks

    def change(self, code: str, edition: int, slug: str) -> ScoreChange:
        """Return the computed change of a country's score since the Index's edition before."""
        reason = comparability(slug, edition)
        earlier = PREVIOUS.get(edition)
        if earlier is None:
            return ScoreChange(None, False, reason)
        before, after = self.score(code, earlier, slug), self.score(code, edition, slug)
        if before is None or after is None:
            missing = earlier if before is None else edition
            return ScoreChange(None, False, reason or f"There is no score of {missing} to compare.")
        return ScoreChange(rounded(after - before), not reason, reason)

    def ranks_of(self, profile: Profile) -> Mapping[str, Mapping[str, Rank]]:
        """Return the ranks of every score of a profile, by slug and area: as published, else as computed."""
        return {
            slug: {**self.computed_ranks(profile.code, profile.edition, slug), **profile.ranks.get(slug, {})}
            for slug in profile.scores
        }

    def changes_of(self, profile: Profile) -> Mapping[str, ScoreChange]:
        """Return the changes of every score of a profile, by slug: as published, else as computed."""
        return {slug: self._change_of(profile, slug) for slug in profile.scores}

    def _change_of(self, profile: Profile, slug: str) -> ScoreChange:
        if slug not in profile.changes:
            return self.change(profile.code, profile.edition, slug)
        reason = comparability(slug, profile.edition)
        if profile.changes[slug] is None:
            return ScoreChange(None, False, reason or "The Index publishes no change.")
        return ScoreChange(profile.changes[slug], not reason, reason)


def _rank_areas(
    edition: int, slug: str, scores: Mapping[str, float], exact: Mapping[str, float]
) -> dict[tuple[str, str], Ranking]:
    """Rank one score in the world and in every continent and region, in standard competition ranking ("1224").

    Countries with the same score have the same rank, and the next rank is that many higher:
    https://en.wikipedia.org/wiki/Ranking#Standard_competition_ranking_("1224"_ranking).

    Ranks follow the scores as published: the possible averages are at least 1/80 apart in 2021 and 1/60
    since, more than rounding to two decimals can close, so the unrounded ones would rank alike. The average of an
    area is that of the unrounded ones: of the rounded ones it is off, as 4.82 for 4.81 in resilience in 2023.
    """
    members: dict[tuple[str, str], list[Country]] = {}
    for country in taxonomy().countries:
        for key in zip(AREAS, ("", country.continent, country.region), strict=True):
            members.setdefault(key, []).append(country)
    rankings: dict[tuple[str, str], Ranking] = {}
    for (area, name), countries in members.items():
        scored = [country for country in countries if country.code in scores]
        scored.sort(key=lambda country: (-scores[country.code], country.name))
        ranked: list[RankedCountry] = []
        for number, country in enumerate(scored, 1):
            score = scores[country.code]
            is_tied = bool(ranked) and ranked[-1].score == score
            ranked.append(RankedCountry(country, score, ranked[-1].rank if is_tied else number))
        if ranked:
            average = rounded(mean_score([exact[country.code] for country in scored]))
            is_complete = len(scored) == len(countries)
            rankings[area, name] = Ranking(edition, slug, area, name, tuple(ranked), average, is_complete)
    return rankings
