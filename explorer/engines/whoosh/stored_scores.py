"""The scores of profiles in arrays: those published, with printed changes and ranks, and the changes of all of them."""

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.engines.whoosh.array_file import pack, unpack
from explorer.engines.whoosh.array_types import Array, NamedArrays
from explorer.engines.whoosh.index_arrays import NO_REGION, NO_SCORE, SOURCE_KINDS
from explorer.model.chapters import Text
from explorer.model.ids import series_of_id, split_profile_id
from explorer.model.published_scores import PublishedScores, area_names
from explorer.model.rankings import Rankings
from explorer.model.ranks import AREAS, RANKED, Rank
from explorer.model.taxonomy import taxonomy

PLACES = tuple((slug, area) for slug in RANKED for area in AREAS)  # in which a page prints a rank
NO_RANK = 0


def published_arrays(texts: Sequence[Text], indicators: Mapping[str, int]) -> NamedArrays:
    """Return the arrays of what is published; a chapter has no score."""
    scores = np.full((len(texts), len(indicators)), NO_SCORE, np.int16)
    changes = scores.copy()
    ranks = np.full((len(texts), len(PLACES), 3), NO_RANK, np.int16)
    regions = [NO_REGION] * len(texts)
    for row, text in enumerate(texts):
        if text.kind == "chapter":
            continue
        published = PublishedScores.of(text)
        for slug, score in published.scores.items():
            scores[row, indicators[slug]] = round(score * 100)
        for slug, change in published.changes.items():
            changes[row, indicators[slug]] = round(change * 100)
        for place, (slug, area) in enumerate(PLACES):
            if rank := published.ranks.get(slug, {}).get(area):
                ranks[row, place] = (rank.rank, rank.of, NO_SCORE if rank.change is None else rank.change)
                regions[row] = rank.name if area == "region" else regions[row]
    return {
        "source_scores": scores,
        "source_published_changes": changes,
        "source_ranks": ranks,
        "source_regions": pack(regions),
    }


def read_published(arrays: NamedArrays, ids: Sequence[str], slugs: Sequence[str]) -> dict[str, PublishedScores]:
    """Return what is published of each profile, by id; `ids` are those of the sources, `slugs` of the columns."""
    rows = zip(
        ids,
        arrays["source_kinds"].tolist(),
        arrays["source_scores"].tolist(),
        arrays["source_published_changes"].tolist(),
        arrays["source_ranks"].tolist(),
        unpack(arrays["source_regions"]),
        strict=True,
    )
    return {
        id: PublishedScores(points(slugs, scores), points(slugs, changes), _ranks(id, ranks, region))
        for id, kind, scores, changes, ranks, region in rows
        if SOURCE_KINDS[kind] == "profile"
    }


def points(slugs: Sequence[str], hundredths: Sequence[int]) -> dict[str, float]:
    """Return the points of a row of scores or changes, by slug; absent ones are left out."""
    return {slug: value / 100 for slug, value in zip(slugs, hundredths, strict=True) if value != NO_SCORE}


def _ranks(id: str, rows: Sequence[tuple[int, int, int]], region: str) -> dict[str, dict[str, Rank]]:
    ranks: dict[str, dict[str, Rank]] = {}
    for (slug, area), (rank, of, change) in zip(PLACES, rows, strict=True):
        if rank != NO_RANK:
            own = area_names(taxonomy().country(split_profile_id(id)[0]))[area]
            name = region if area == "region" and region != NO_REGION else own
            ranks.setdefault(slug, {})[area] = Rank(rank, of, name, None if change == NO_SCORE else change)
    return ranks


def changes_of_all(published: Mapping[str, PublishedScores], ids: Sequence[str], slugs: Sequence[str]) -> Array:
    """Return the changes of every source that pages show: shape (sources, scored), int16, as the array of scores.

    A change may be to a profile of another segment, so they are computed when segments are merged.
    """
    rankings = {series: Rankings.of_published(published, series) for series in set(map(series_of_id, published))}
    columns = {slug: column for column, slug in enumerate(slugs)}
    changes = np.full((len(ids), len(slugs)), NO_SCORE, np.int16)
    for row, id in enumerate(ids):
        for slug in published[id].scores if id in published else ():
            change = rankings[series_of_id(id)].change(*split_profile_id(id), slug).value
            if change is not None:
                changes[row, columns[slug]] = round(change * 100)
    return changes
