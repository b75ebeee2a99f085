"""Which scores of two editions are comparable: an average that gained members is not like for like."""

from functools import cache

from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import PILLARS, Indicator, taxonomy


def _basis(scored: Indicator, edition: int, series: Series) -> tuple[Indicator, ...]:
    """List the indicators that a score of an edition is made of."""
    if not scored.is_aggregate:
        return (scored,)
    pillars = (scored.pillar,) if scored.pillar in PILLARS else PILLARS[:2]
    return tuple(indicator for pillar in pillars for indicator in series.indicators_of(edition, pillar))


@cache
def comparability(slug: str, edition: int, series: str = INDEX_SERIES) -> str:
    """Explain why a score of an edition is not comparable with the one before in its series; empty where it is.

    Raises NotFoundError for an unknown slug, series or edition.
    """
    scored = taxonomy().indicator(slug)
    own = find_series(series)
    earlier = own.previous(own.check_edition(edition))
    if earlier is None:
        return f"{edition} is the first edition of the {own.short_name}: there is nothing to compare with."
    if not own.has_scored(slug, edition):
        return f"{scored.label} was not scored in {edition}."
    if not own.has_scored(slug, earlier):
        return f"{scored.label} was not scored before {own.first_edition(slug)}."
    before, after = len(_basis(scored, earlier, own)), len(_basis(scored, edition, own))
    if before != after:
        return (
            f"{scored.label} was made of {before} indicators in {earlier} and of {after} in {edition}: "
            f"the change also shows what was added, so it is not comparable."
        )
    return ""


def comparability_between(slug: str, earlier: int, later: int, series: str = INDEX_SERIES) -> str:
    """Return why scores of two editions of a series are not comparable; empty where each is with the one before."""
    steps = [edition for edition in find_series(series).editions if earlier < edition <= later]
    return next((reason for edition in steps if (reason := comparability(slug, edition, series))), "")


def unlike_members(slug: str, earlier: int, later: int, series: str = INDEX_SERIES) -> str:
    """Explain why scores of two editions of a series, of any countries, are not comparable; empty where they are."""
    reason, own = comparability_between(slug, earlier, later, series), find_series(series)
    scored = taxonomy().indicator(slug)
    before, after = len(_basis(scored, earlier, own)), len(_basis(scored, later, own))
    if not reason or before == after:
        return reason
    return (
        f"{scored.label} was made of {before} indicators in {earlier} and of {after} in {later}: "
        f"the two averages have different members, so they are not comparable."
    )


@cache
def compared_edition(slug: str, edition: int, series: str = INDEX_SERIES) -> int | None:
    """Return the edition of a series before, where it scored the same; None where there is nothing to compare with."""
    own = find_series(series)
    earlier = own.previous(edition)
    return earlier if earlier is not None and own.has_scored(slug, earlier) else None
