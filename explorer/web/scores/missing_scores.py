"""The scores that an edition lacks, and whether an import would bring them."""

from dataclasses import dataclass

from explorer.model.rankings import Rankings
from explorer.model.taxonomy import Indicator, taxonomy


@dataclass(frozen=True, slots=True)
class MissingScores:
    """The reason for an incomplete page of scores."""

    sentence: str
    can_be_imported: bool  # whether the workbook has the scores


def missing_scores(rankings: Rankings, edition: int, *indicators: Indicator) -> MissingScores | None:
    """Return which scores an edition lacks; None if it has them for all countries."""
    for indicator in indicators:
        if (first := indicator.first_edition) > edition:
            return MissingScores(f"{indicator.label} was not scored before {first}. Choose a later edition.", False)
    fewest = min(len(rankings.ranking(edition, indicator.slug)) for indicator in indicators)
    countries = len(taxonomy().countries)
    if fewest == 0:
        return MissingScores(f"No profile here has a score for {edition}.", True)
    if fewest < countries:
        verb = "is" if fewest == 1 else "are"
        return MissingScores(f"{fewest} of {countries} countries {verb} here for {edition}.", True)
    return None
