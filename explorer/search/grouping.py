"""Hits in groups, each shown by its best passage."""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.search.finding import FoundPassage

GROUPS = ("country", "profile")


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one country, or of one profile."""

    value: str  # code of the country, "KGZ", or id of the profile, "kgz-2021"
    label: str
    filters: tuple[tuple[str, str], ...]  # those that narrow a search to the group
    count: int  # passages found in it
    best: FoundPassage  # the first of them


def grouped(passages: Iterable[FoundPassage], by: str) -> tuple[Group, ...]:
    """The groups by country or by profile, in order of their best passages."""
    best: dict[str, FoundPassage] = {}
    counts: dict[str, int] = {}
    for passage in passages:
        value = passage.code if by == "country" else passage.profile_id
        best.setdefault(value, passage)
        counts[value] = counts.get(value, 0) + 1
    return tuple(_group(value, by, counts[value], passage) for value, passage in best.items())


def _group(value: str, by: str, count: int, best: FoundPassage) -> Group:
    country = ("country", best.code)
    if by == "country":
        return Group(value, best.country, (country,), count, best)
    return Group(value, f"{best.country} {best.edition}", (country, ("edition", str(best.edition))), count, best)
