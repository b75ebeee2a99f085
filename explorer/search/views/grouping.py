"""Hits in groups, each shown by its best passage. A chapter, which has no country, is a group of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.search.result_set import MatchingPassage

GROUPS = ("country", "profile")


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one country, of one profile, or of one chapter."""

    value: str  # code of the country, "KGZ", or id of the profile or chapter, "kgz-2021"
    label: str
    filters: tuple[tuple[str, str], ...]  # those that narrow a search to the group
    count: int  # passages found in it
    best: MatchingPassage  # the first of them


def grouped(passages: Iterable[MatchingPassage], by: str) -> tuple[HitGroup, ...]:
    """Group passages by country or by profile, in order of the best of each group."""
    best: dict[str, MatchingPassage] = {}
    counts: dict[str, int] = {}
    series: set[str | None] = set()
    for passage in passages:
        value = passage.code if passage.code and by == "country" else passage.text_id
        best.setdefault(value, passage)
        counts[value] = counts.get(value, 0) + 1
        series.add(passage.series if passage.code else None)
    is_mixed = len(series - {None}) > 1
    return tuple(_group(value, by, counts[value], passage, is_mixed) for value, passage in best.items())


def _group(value: str, by: str, count: int, best: MatchingPassage, is_mixed: bool) -> HitGroup:
    if best.code is None or best.country is None:
        return HitGroup(value, best.name, (("chapter", value),), count, best)
    country = ("country", best.code)
    if by == "country":
        return HitGroup(value, best.country, (country,), count, best)
    series = (("series", best.series),) if is_mixed and best.series else ()
    return HitGroup(value, best.name, (country, ("edition", str(best.edition)), *series), count, best)
