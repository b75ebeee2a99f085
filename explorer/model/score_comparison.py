"""The scores of several profiles of one series side by side, with the differences from the first."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.core.errors import QueryError
from explorer.model.comparability import unlike_members
from explorer.model.ids import series_of_id
from explorer.model.profiles import Profile
from explorer.model.scores import rounded
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import Indicator, taxonomy
from explorer.text.counted_nouns import join_names


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One score of every profile."""

    indicator: Indicator
    scores: tuple[float | None, ...]
    differences: tuple[float | None, ...]  # of each less the first, which has none of its own
    reasons: tuple[str, ...]  # why a difference is not comparable


def series_of_all(ids: Sequence[str]) -> Series:
    """Return the series of all profiles by their ids, of none the Index. Raises QueryError for several."""
    known = list(dict.fromkeys(map(series_of_id, ids))) or [INDEX_SERIES]
    if len(known) > 1:
        names = join_names([f"the {find_series(slug).name}" for slug in known])
        raise QueryError(
            f"These profiles are of {names}, which score each for itself: their scores are not compared. "
            "Choose profiles of one of them."
        )
    return find_series(known[0])


def compare_scores(profiles: Sequence[Profile]) -> tuple[ScoreRow, ...]:
    """Compare every score that one of the profiles has, each average before its indicators."""
    return tuple(_score_row(indicator, profiles) for indicator in _scored(profiles))


def _scored(profiles: Sequence[Profile]) -> tuple[Indicator, ...]:
    known = taxonomy()
    ordered = [known.indicator("criminality")]
    for pillar in known.aggregates[1:]:
        ordered += [pillar, *(indicator for indicator in known.indicators if indicator.pillar == pillar.slug)]
    return tuple(indicator for indicator in ordered if any(indicator.slug in profile.scores for profile in profiles))


def _score_row(indicator: Indicator, profiles: Sequence[Profile]) -> ScoreRow:
    scores = tuple(profile.scores.get(indicator.slug) for profile in profiles)
    differences: list[float | None] = []
    reasons = []
    for score, profile in zip(scores[1:], profiles[1:], strict=True):
        has_both = score is not None and scores[0] is not None
        differences.append(rounded(score - scores[0]) if has_both else None)  # type: ignore[operator]
        earlier, later = sorted((profiles[0].edition, profile.edition))
        reasons.append(unlike_members(indicator.slug, earlier, later, profile.series) if has_both else "")
    return ScoreRow(indicator, scores, (None, *differences), ("", *reasons))
