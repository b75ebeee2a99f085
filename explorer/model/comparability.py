"""Which scores of two editions are comparable: an average that gained members is not like for like."""

from functools import cache

from explorer.model.taxonomy import EDITIONS, PILLARS, PREVIOUS, Indicator, check_edition, taxonomy


def _basis(scored: Indicator, edition: int) -> tuple[Indicator, ...]:
    """List the indicators that a score of an edition is made of."""
    if not scored.is_aggregate:
        return (scored,)
    pillars = (scored.pillar,) if scored.pillar in PILLARS else PILLARS[:2]
    return tuple(indicator for pillar in pillars for indicator in taxonomy().indicators_of(edition, pillar))


@cache
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


@cache
def compared_edition(slug: str, edition: int) -> int | None:
    """Return the edition before, where it scored the same; None where there is nothing to compare with."""
    earlier = PREVIOUS.get(edition)
    return earlier if earlier is not None and taxonomy().indicator(slug).first_edition <= earlier else None
