"""Hits in groups, each shown by its best passage. A chapter, which has no country, is a group of its own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.model.series import has_other_series
from explorer.search.result_set import MatchingPassage
from explorer.search.views.corpus_parts import CorpusPart

GROUPS = ("country", "profile")


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one country in one series, of one profile, or of one chapter."""

    value: str  # code of the country, "KGZ", or id of the profile or chapter, "kgz-2021"
    label: str
    filters: tuple[tuple[str, str], ...]  # those that narrow a search to the group
    count: int  # passages found in it
    best: MatchingPassage  # the first of them


def grouped(passages: Iterable[MatchingPassage], by: str) -> tuple[HitGroup, ...]:
    """Group passages by country, those of each series apart, or by profile, in order of the best of each group."""
    best: dict[tuple[str, str | None], MatchingPassage] = {}
    counts: Counter[tuple[str, str | None]] = Counter()
    for passage in passages:
        key = (passage.code if passage.code and by == "country" else passage.text_id, passage.series)
        best.setdefault(key, passage)
        counts[key] += 1
    is_mixed = has_other_series(series for _, series in best)
    return tuple(_group(key[0], by, counts[key], passage, is_mixed) for key, passage in best.items())


def _group(value: str, by: str, count: int, best: MatchingPassage, is_mixed: bool) -> HitGroup:
    if best.code is None:
        return HitGroup(value, best.name, (("chapter", value),), count, best)
    part = CorpusPart("country", best.code, best.series)
    if by == "country":
        return HitGroup(value, part.label, part.filters(is_mixed), count, best)
    return HitGroup(value, best.name, (*part.filters(is_mixed), ("edition", str(best.edition))), count, best)
