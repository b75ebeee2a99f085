"""Scores and averages as the Index defines them: 1-10, half points, averages to two decimals."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from explorer.errors import ScoreError

LOWEST, HIGHEST = 1.0, 10.0


def check_score(slug: str, score: float) -> float:
    """The score itself when it lies in 1-10. Raises ScoreError, naming the indicator, when not."""
    if not LOWEST <= score <= HIGHEST:  # also false for nan
        raise ScoreError(f"{slug}: the score {score:g} is outside 1-10.")
    return score


def mean_score(scores: Sequence[float]) -> float:
    """Unrounded mean of a group of scores, 1-10. Raises ScoreError for an empty group or a score outside 1-10."""
    if not scores:
        raise ScoreError("A group of indicators has no scores, so it has no average.")
    return sum(check_score("average", score) for score in scores) / len(scores)


def criminality(markets: Sequence[float], actors: Sequence[float]) -> float:
    """Criminality of one country in one edition, 1-10, higher is worse.

    The mean of the market average and the actor average, both unrounded, so five
    actors weigh as much as fifteen markets. Source: the Index's methodology.
    Raises ScoreError for an empty group or a score outside 1-10.
    """
    return (mean_score(markets) + mean_score(actors)) / 2


def rounded(score: float, places: int = 2) -> float:
    """A score as published, halves up: binary floats would round 4.625 to 4.62."""
    # The mean of half points over 3-15 indicators is exact to well under 1e-9; repr noise is cut before rounding.
    cut = Decimal(str(round(score, 9)))
    return float(cut.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def competition_rank(score: float, others: Iterable[float]) -> int:
    """1 + how many of `others` are higher: equal scores share a rank, the highest score leads."""
    return 1 + sum(other > score for other in others)
