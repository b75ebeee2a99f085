"""Scores as they are set on a page: figures, bars and places."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from explorer.charts.strip import Strip
from explorer.charts.trend import Trend
from explorer.model.areas import named_area
from explorer.model.comparability import comparability_between
from explorer.model.profiles import Profile
from explorer.model.rankings import Rankings, ScoreChange
from explorer.model.ranks import AREAS, RANKED, Rank, rank_sentence
from explorer.model.scores import HIGHEST, LOWEST, decimals
from explorer.model.series import INDEX_SERIES
from explorer.model.taxonomy import Indicator, taxonomy
from explorer.text.counted_nouns import join_names

_BANDS = (3.5, 5.5, 7.5)  # where the next darker step of a scale begins
_MOST_NAMED = 3  # computed changes beside published ones
BAR = 90  # units of length of a whole bar, from LOWEST to HIGHEST


def figure(score: float | None, indicator: str = "") -> str:
    """Return a score as it is printed: one decimal, two for an aggregate, "n/a" where there is none."""
    if score is None:
        return "n/a"
    return f"{score:.{decimals(indicator)}f}"


def change_figure(change: float | None, indicator: str = "") -> str:
    """Return a change with its sign, and a true minus."""
    if change is None:
        return "n/a"
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return sign + figure(abs(change), indicator)


def rho_figure(rho: float) -> str:
    """Return a correlation with two decimals, its sign, and a true minus; what rounds to 0 has no sign."""
    rounded = round(rho, 2)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded):.2f}"


def scale(indicator: str) -> str:
    """Return the colour scale of an indicator: high resilience is good, high criminality is not."""
    return "resilience" if taxonomy().indicator(indicator).pillar == "resilience" else "criminality"


def band(score: float) -> int:
    """Return the step of the colour scale, 1-4."""
    return 1 + sum(score >= start for start in _BANDS)


def bar(score: float) -> float:
    """Return the length of a bar that begins at the lowest score, in units of BAR."""
    return round((score - LOWEST) / (HIGHEST - LOWEST) * BAR, 2)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score of a profile."""

    indicator: Indicator
    score: float | None
    change: ScoreChange | None  # None where there is no score, or no edition before
    places: tuple[str, ...] = ()  # its ranks, in words
    strip: Strip | None = None  # its place among all countries, where all are here


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """Scores with the average that they have in common."""

    average: ScoreLine
    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things that the Index ranks countries by, with all that it is made from."""

    headline: ScoreLine
    groups: tuple[ScoreGroup, ...]  # the pillars of criminality; resilience is a pillar itself


class ScoreLines:
    """The scores of a profile among those of all countries."""

    def __init__(self, profile: Profile, rankings: Rankings) -> None:
        self._profile = profile
        self._rankings = rankings
        self._region = {country.code for country in taxonomy().countries if country.region == profile.country.region}

    def line(self, slug: str) -> ScoreLine:
        indicator = taxonomy().indicator(slug)
        score = self._profile.scores.get(slug)
        if score is None:
            return ScoreLine(indicator, None, None)
        code, edition = self._profile.code, self._profile.edition
        ranks = (self._rankings.rank(code, edition, slug, area) for area in AREAS)
        has_all = self._rankings.ranking(edition, slug).is_complete
        scores = self._rankings.scores[edition][slug] if has_all else {}
        return ScoreLine(
            indicator,
            score,
            self._rankings.change(code, edition, slug) if self._profile.of_series.previous(edition) else None,
            tuple(rank_sentence(rank) for rank in ranks if rank),
            Strip.of(scores, code, self._region),
        )

    def group(self, pillar: str) -> ScoreGroup:
        scored = taxonomy().indicators_of(self._profile.scored_as, pillar)
        return ScoreGroup(self.line(pillar), tuple(self.line(indicator.slug) for indicator in scored))


def sides(profile: Profile, rankings: Rankings) -> tuple[Side, ...]:
    """Return every score of a profile; empty if it has none."""
    if not profile.scores:
        return ()
    score_lines = ScoreLines(profile, rankings)
    return (
        Side(
            score_lines.line("criminality"),
            (score_lines.group("criminal-markets"), score_lines.group("criminal-actors")),
        ),
        Side(score_lines.line("resilience"), (score_lines.group("resilience"),)),
    )


def origins(profile: Profile, rankings: Rankings) -> str:
    """Return in a sentence which ranks and changes of a profile are published, and which are computed."""
    published = _published_ranks(rankings.ranks_of(profile)) + _published_changes(rankings.changes_of(profile))
    if not published:
        return "Ranks and changes are computed here from the published scores."
    return (
        f"As published: {join_names(published)}. Other ranks and changes are computed here from the published scores."
    )


def _published_ranks(ranks: Mapping[str, Mapping[str, Rank]]) -> list[str]:
    """Name the scores whose ranks are all published, then those published in some areas alone, with these."""
    whole, others = [], []
    for slug, areas in ranks.items():
        label = taxonomy().indicator(slug).label.lower()
        published = [named_area(rank.name) for rank in areas.values() if rank.origin == "published"]
        if published and len(published) == len(areas):
            whole.append(label)
        elif published:
            others.append(f"the {'rank' if len(published) == 1 else 'ranks'} of {label} in {join_names(published)}")
    return [f"the ranks of {join_names(whole)}", *others] if whole else others


def _published_changes(changes: Mapping[str, ScoreChange]) -> list[str]:
    """Name the changes that are published, by those few that are computed beside them."""
    known = {slug: change for slug, change in changes.items() if change.value is not None}
    computed = [taxonomy().indicator(slug).label.lower() for slug, it in known.items() if it.origin == "computed"]
    if len(computed) == len(known):
        return []
    if len(computed) > _MOST_NAMED:
        return [f"{len(known) - len(computed)} of {len(known)} changes"]
    those = "that" if len(computed) == 1 else "those"
    return [f"the changes, but for {those} of {join_names(computed)}" if computed else "the changes"]


def trend(profile: Profile, rankings: Rankings) -> Trend:
    """Draw criminality and resilience of the profile's country over the editions of its series."""
    editions = profile.of_series.editions
    return Trend.of(
        [
            (
                taxonomy().indicator(slug).label,
                {edition: rankings.score(profile.code, edition, slug) for edition in editions},
                partial(is_comparable, slug, series=profile.series),
            )
            for slug in RANKED
        ],
        editions,
    )


def is_comparable(slug: str, earlier: int, later: int, series: str = INDEX_SERIES) -> bool:
    """Tell whether the scores of two editions of a series are made of the same indicators."""
    return not comparability_between(slug, earlier, later, series)
