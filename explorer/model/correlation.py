"""Rank correlation of two scores: Spearman's rho, with the countries that do not fit it.

Source: C. Spearman, The Proof and Measurement of Association between Two Things, American Journal of Psychology 15
(1904), 72-101, https://doi.org/10.2307/1412159. Countries with the same score share the mean of their ranks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from explorer.model.taxonomy import PILLARS, Indicator

FEWEST = 3  # countries: of two any ranks agree
FEW = 10  # countries: below it a high correlation comes easily by chance
FAR = 2.0  # standard deviations from the expected rank, beyond which a country is an outlier
STRONG, MODERATE, WEAK = 0.7, 0.4, 0.2  # the least rho, either way, of words that are our own choice


def mean_ranks(values: Sequence[float]) -> list[float]:
    """Rank values from 1, the lowest; equal ones have the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            ranks[place] = (start + 1 + end) / 2
        start = end
    return ranks


@dataclass(frozen=True)
class Correlation:
    """Two scores of the countries that have both."""

    codes: tuple[str, ...]
    across: tuple[float, ...]  # scores, in the order of `codes`
    up: tuple[float, ...]

    @classmethod
    def of(cls, across: Mapping[str, float], up: Mapping[str, float], codes: Sequence[str]) -> "Correlation":
        """Pair two scores by country code."""
        both = tuple(code for code in codes if code in across and code in up)
        return cls(both, tuple(across[code] for code in both), tuple(up[code] for code in both))

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def _centred(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The ranks of both scores, less their mean."""
        mean = (len(self) + 1) / 2
        across, up = (tuple(rank - mean for rank in mean_ranks(scores)) for scores in (self.across, self.up))
        return across, up

    @cached_property
    def rho(self) -> float | None:
        """Spearman's rho, -1 to 1; None for fewer than FEWEST countries, or where all have the same score."""
        across, up = self._centred
        spread = sqrt(sum(rank * rank for rank in across) * sum(rank * rank for rank in up))
        if len(self) < FEWEST or not spread:
            return None
        return max(-1.0, min(1.0, sum(x * y for x, y in zip(across, up, strict=True)) / spread))

    @cached_property
    def outliers(self) -> tuple["Outlier", ...]:
        """The countries whose rank is farther than FAR from the one that their other rank suggests, farthest first."""
        if self.rho is None:
            return ()
        across, up = self._centred
        slope = sum(x * y for x, y in zip(across, up, strict=True)) / sum(x * x for x in across)
        residuals = [y - slope * x for x, y in zip(across, up, strict=True)]
        deviation = sqrt(sum(residual * residual for residual in residuals) / len(residuals))
        if deviation < 1e-9:
            return ()
        far = (
            Outlier(code, residual > 0, abs(residual) / deviation)
            for code, residual in zip(self.codes, residuals, strict=True)
            if abs(residual) > FAR * deviation
        )
        return tuple(sorted(far, key=lambda outlier: (-outlier.deviations, outlier.code)))

    @property
    def is_of_few(self) -> bool:
        """Tell whether there are so few countries that a correlation means little."""
        return len(self) < FEW

    @property
    def strength(self) -> str:
        """The correlation in a word: "strong", "moderate", "weak", or "hardly any"."""
        size = abs(self.rho or 0.0)
        words = ((STRONG, "strong"), (MODERATE, "moderate"), (WEAK, "weak"))
        return next((word for least, word in words if round(size, 2) >= least), "hardly any")


@dataclass(frozen=True, slots=True)
class Outlier:
    """A country that has another rank by the second score than its rank by the first suggests."""

    code: str
    is_higher: bool  # than that
    deviations: float  # standard deviations from it


def shares_members(first: Indicator, second: Indicator) -> bool:
    """Tell whether one of two scores is an average that has the other, or a member of it, as a member.

    Such scores go together by the way they are made.
    """
    return bool(_members(first) & _members(second)) and (first.is_aggregate or second.is_aggregate)


def _members(scored: Indicator) -> frozenset[str]:
    """Return what a score is made of: pillars of an aggregate, its own slug of an indicator."""
    if not scored.is_aggregate:
        return frozenset((scored.slug, scored.pillar))
    return frozenset(PILLARS[:2] if scored.slug == "criminality" else (scored.slug,))
