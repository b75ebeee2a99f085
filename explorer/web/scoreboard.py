"""Scores as they are set on a page: figures, bars and places."""

from dataclasses import dataclass

from explorer.profiles import Profile, Rank
from explorer.scores import HIGHEST, LOWEST
from explorer.taxonomy import Indicator, taxonomy

_BANDS = (3.5, 5.5, 7.5)  # where the next darker step of a scale begins
BAR = 90  # units of length of a whole bar, from LOWEST to HIGHEST


def figure(score: float | None, indicator: str = "") -> str:
    """A score as it is printed: one decimal, two for an aggregate, "n/a" where there is none."""
    if score is None:
        return "n/a"
    scored = taxonomy().scored.get(indicator)
    return f"{score:.{2 if scored and scored.is_aggregate else 1}f}"


def change_figure(change: float | None, indicator: str = "") -> str:
    """A change with its sign, and a true minus."""
    if change is None:
        return "n/a"
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return sign + figure(abs(change), indicator)


def scale(indicator: str) -> str:
    """Which of the two colour scales an indicator is drawn on: high resilience is good, high criminality is not."""
    return "resilience" if taxonomy().indicator(indicator).pillar == "resilience" else "criminality"


def band(score: float) -> int:
    """The step of the colour scale, 1-4."""
    return 1 + sum(score >= start for start in _BANDS)


def bar(score: float) -> float:
    """Length of a bar that begins at the lowest score, in units of BAR."""
    return round((score - LOWEST) / (HIGHEST - LOWEST) * BAR, 2)


def ordinal(number: int) -> str:
    """ "1st", "22nd", "113th"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def place(rank: Rank) -> str:
    """A published rank in words: "23rd of 46 countries in Asia"."""
    where = f" in {rank.name}" if rank.name else ""
    moved = "" if rank.change is None else f" ({rank.change:+d} since the last edition)".replace("-", "−")
    return f"{ordinal(rank.rank)} of {rank.of} countries{where}{moved}"


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score of a profile."""

    indicator: Indicator
    score: float | None
    change: float | None
    has_change: bool  # whether the profile says anything of a change
    places: tuple[str, ...] = ()  # its ranks, in words


@dataclass(frozen=True, slots=True)
class Group:
    """Scores with the average that they have in common."""

    average: ScoreLine
    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things that the Index ranks countries by, with all that it is made from."""

    headline: ScoreLine
    groups: tuple[Group, ...]  # the pillars of criminality; resilience is a pillar itself


def score_line(profile: Profile, slug: str) -> ScoreLine:
    """What a profile says of one indicator or aggregate."""
    ranks = profile.ranks.get(slug, {}).values()
    return ScoreLine(
        indicator=taxonomy().indicator(slug),
        score=profile.scores.get(slug),
        change=profile.changes.get(slug),
        has_change=slug in profile.changes,
        places=tuple(place(rank) for rank in ranks),
    )


def _group(profile: Profile, pillar: str) -> Group:
    scored = taxonomy().indicators_of(profile.edition, pillar)
    return Group(score_line(profile, pillar), tuple(score_line(profile, one.slug) for one in scored))


def sides(profile: Profile) -> tuple[Side, ...]:
    """Every score of a profile, or nothing when it has none."""
    if not profile.scores:
        return ()
    return (
        Side(
            score_line(profile, "criminality"),
            (_group(profile, "criminal-markets"), _group(profile, "criminal-actors")),
        ),
        Side(score_line(profile, "resilience"), (_group(profile, "resilience"),)),
    )
