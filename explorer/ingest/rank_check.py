"""Published ranks against the area and the scores of their country; what differs is told, and kept as published."""

from collections.abc import Iterator, Sequence

from explorer.ingest.source_warnings import SourceWarning
from explorer.model.profiles import Profile
from explorer.model.published_scores import PublishedScores, area_names
from explorer.model.rankings import Rankings
from explorer.model.ranks import AREAS, rank_figures
from explorer.model.taxonomy import name_key, taxonomy


def find_other_areas(profile: Profile) -> Iterator[SourceWarning]:
    """Warn of ranks in a continent or region of the Index that is not that of the country; others have their own."""
    if not profile.of_series.is_index:
        return
    names = area_names(profile.country)
    ranked = [(area, areas[area].name) for areas in profile.ranks.values() for area in AREAS if area in areas]
    for area, name in dict.fromkeys(ranked):
        known = _name_in_index(name)
        if known and known != names[area]:
            told = f"The page ranks {profile.country.name} in {name}, but its {area} in the Index is {names[area]}."
            yield SourceWarning("area-differs", told)


def find_other_ranks(profile: Profile, others: Sequence[Profile]) -> Iterator[SourceWarning]:
    """Warn of published ranks that are not those of the scores, where all countries of their area have these.

    `others` are the profiles of the other countries in its edition and series; a tie has every rank of its span.
    """
    if not profile.ranks:
        return
    # Ranks follow the scores as published, each by itself: those that are ranked here are enough.
    rankings = Rankings.of_published(
        {
            each.id: PublishedScores({slug: each.scores[slug] for slug in profile.ranks if slug in each.scores})
            for each in (*others, profile)
        },
        profile.series,
    )
    for slug, areas in profile.ranks.items():
        for area, published in areas.items():
            computed = rankings.rank(profile.code, profile.edition, slug, area)
            if computed is not None and not computed.includes(published.rank):
                label = taxonomy().indicator(slug).label.lower()
                told = (
                    f"The page gives {profile.country.name} rank {published.rank} for {label} in "
                    f"{computed.name or 'the world'}, but the scores of all countries give {rank_figures(computed)}."
                )
                yield SourceWarning("rank-differs", told)


def _name_in_index(name: str) -> str:
    """Return the name of a continent or region as the Index has it; empty for any other."""
    region = taxonomy().find_region(name)
    continents = {name_key(continent): continent for continent in taxonomy().continents}
    return region.name if region else continents.get(name_key(name), "")
