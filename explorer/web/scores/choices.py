"""The choices of the forms on score pages, for templates/scores/choices.html."""

from explorer.model.taxonomy import PILLARS, Indicator, taxonomy


def score_choices() -> list[tuple[str, list[Indicator]]]:
    """List every score in groups: the aggregates, then the pillars."""
    known = taxonomy()
    return [("Averages", list(known.aggregates))] + [
        (known.indicator(pillar).label, [indicator for indicator in known.indicators if indicator.pillar == pillar])
        for pillar in PILLARS
    ]


def area_choices() -> list[tuple[str, list[str]]]:
    """List each continent with its regions."""
    known = taxonomy()
    return [
        (continent, [region.name for region in known.regions if region.continent == continent])
        for continent in known.continents
    ]
