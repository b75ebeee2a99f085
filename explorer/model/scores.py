"""Scores and averages as the Index defines them: 1-10, half points, averages to two decimals."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from explorer.core.errors import ScoreError
from explorer.model.taxonomy import AGGREGATES, PILLARS, taxonomy

LOWEST, HIGHEST = 1.0, 10.0


def check_score(slug: str, score: float) -> float:
    """Return a score that is in 1-10. Raises ScoreError, naming the indicator, for another."""
    if not LOWEST <= score <= HIGHEST:  # also false for nan
        raise ScoreError(f"{slug}: the score {score:g} is outside 1-10.")
    return score


def mean_score(scores: Sequence[float]) -> float:
    """Compute the unrounded mean of a group of scores. Raises ScoreError for an empty group or a score outside 1-10."""
    if not scores:
        raise ScoreError("A group of indicators has no scores, so it has no average.")
    return sum(check_score("average", score) for score in scores) / len(scores)


def criminality(markets: Sequence[float], actors: Sequence[float]) -> float:
    """Compute the criminality of one country in one edition, 1-10, higher is worse.

    The mean of the market average and the actor average, both unrounded, so five
    actors weigh as much as fifteen markets. Source: the methodology of the Index,
    https://globalinitiative.net/analysis/global-organized-crime-index-2023/.
    Raises ScoreError for an empty group or a score outside 1-10.
    """
    return (mean_score(markets) + mean_score(actors)) / 2


def aggregates(scores: Mapping[str, float], edition: int) -> dict[str, float]:
    """Compute the four aggregates of the indicators of one country in one edition, by slug, unrounded.

    Empty where an indicator of the edition has no score. Raises ScoreError for a score outside 1-10.
    """
    groups = {pillar: [indicator.slug for indicator in taxonomy().indicators_of(edition, pillar)] for pillar in PILLARS}
    if not all(slug in scores for group in groups.values() for slug in group):
        return {}
    markets, actors, resilience = ([scores[slug] for slug in group] for group in groups.values())
    means = map(mean_score, (markets, actors, resilience))
    return {"criminality": criminality(markets, actors), **dict(zip(PILLARS, means, strict=True))}


def is_rounded(published: float, exact: float) -> bool:
    """Tell whether a published average can be the exact one, rounded to two decimals either way."""
    return abs(published - exact) <= 0.005 + 1e-9  # half of the last decimal; the rest is for binary floats


def rounded(score: float, places: int = 2) -> float:
    """Round a score as published, halves up: binary floats would round 4.625 to 4.62."""
    # The mean of half points over 3-15 indicators is exact to well under 1e-9; repr noise is cut before rounding.
    cut = Decimal(str(round(score, 9)))
    return float(cut.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def decimals(slug: str) -> int:
    """Return how many decimals a score is published with."""
    return 2 if slug in AGGREGATES else 1
