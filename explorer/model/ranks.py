"""Ranks of countries by a score: 1 is the highest, and countries with the same score share a span of ranks."""

from dataclasses import dataclass
from typing import Literal

from explorer.model.areas import named_area
from explorer.text.counted_nouns import join_names

AREAS = ("world", "continent", "region")  # where a rank counts
RANKED = ("criminality", "resilience")  # the scores that the published page ranks
MOST_NAMED = 5  # countries of a tie; of more, their number is given

Origin = Literal["published", "computed"]  # printed by the publisher, or calculated here from the published scores


@dataclass(frozen=True, slots=True)
class Rank:
    """The rank of a country by a score; with `to`, that of a tie, whose order only the publisher knows."""

    rank: int
    of: int
    name: str = ""  # of the continent or region; empty for the world
    change: int | None = None  # places since the edition before, positive toward the first; None where not known
    to: int | None = None  # the last rank of a tie that begins at `rank`; None without a tie
    origin: Origin = "published"
    change_origin: Origin = "published"  # "computed" also beside a published rank whose page gives no change
    tied_with: tuple[str, ...] = ()  # names of the other countries of a tie

    def includes(self, rank: int) -> bool:
        """Tell whether a country of this rank may be said to have that one: a tie has every rank of its span."""
        return self.rank <= rank <= (self.to or self.rank)


def ordinal(number: int) -> str:
    """Write a number as an ordinal: "1st", "22nd", "113th"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def rank_figures(rank: Rank) -> str:
    """Write a rank in figures: "72", or "98–101" in a tie."""
    return str(rank.rank) if rank.to is None else f"{rank.rank}–{rank.to}"


def rank_sentence(rank: Rank) -> str:
    """Write a rank in words: "98th to 101st highest of 193 countries, tied with Bahrain, Bolivia and Sierra Leone"."""
    place = "highest" if rank.rank == 1 else f"{ordinal(rank.rank)} highest"
    if rank.to is not None:
        place = f"{ordinal(rank.rank)} to {ordinal(rank.to)} highest"
    area = f" in {named_area(rank.name)}" if rank.name else ""
    return f"{place} of {rank.of} countries{area}{_tie(rank)}{_change(rank)}"


def _tie(rank: Rank) -> str:
    """Name the countries of a tie; of many their number."""
    if not rank.tied_with:
        return ""
    count = len(rank.tied_with)
    return f", tied with {f'{count} other countries' if count > MOST_NAMED else join_names(rank.tied_with)}"


def _change(rank: Rank) -> str:
    """Write the change of a rank; named as computed beside a rank that is published."""
    if rank.change is None:
        return ""
    origin = "" if rank.change_origin == rank.origin else f", {rank.change_origin}"
    return f" ({rank.change:+d} since the last edition{origin})".replace("-", "−")
