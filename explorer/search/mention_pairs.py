"""Which country's profiles name which country, and whether they are named in return; and a matrix of the counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from explorer.model.taxonomy import Country, taxonomy
from explorer.search.mention_rows import COUNTRY, MentionList, MentionRequest, MentionRow


@dataclass(frozen=True, slots=True)
class NamingPair:
    """A country in whose profiles another is named."""

    naming: Country
    named: Country
    passages: int  # of the former's profiles that name the latter
    back: int | None  # of the latter's that name the former; None where it has no text here, so that nobody knows

    @property
    def is_one_sided(self) -> bool:
        """Tell whether the one that is named has text, which never names the other."""
        return self.back == 0


def naming_pairs(mentions: MentionList, request: MentionRequest) -> tuple[NamingPair, ...]:
    """List the pairs of countries that are asked for, those of most passages first.

    What is named in return is counted under the same choice of sections, indicators and editions.
    """
    both_ways = replace(request, kinds=(COUNTRY,), naming=(), named=())
    counts = _count(mentions.chosen(both_ways))
    editions = frozenset(request.editions)
    with_text = {code for code, years in mentions.texts.items() if not editions or not editions.isdisjoint(years)}
    known = taxonomy()
    pairs = [
        NamingPair(
            known.country(naming), known.country(named), passages, counts[named, naming] if named in with_text else None
        )
        for (naming, named), passages in _count(mentions.chosen(replace(request, kinds=(COUNTRY,)))).items()
    ]
    pairs.sort(key=lambda pair: (-pair.passages, pair.naming.name, pair.named.name))
    return tuple(pairs)


def _count(rows: Iterable[MentionRow]) -> Counter[tuple[str, str]]:
    return Counter((row.code, row.to) for row in rows if row.code)


@dataclass(frozen=True, slots=True)
class NamingMatrix:
    """How many passages of each row's profiles name each column's countries."""

    area: str  # whose countries are the rows and columns; empty where these are all regions
    names: tuple[str, ...]  # of rows and columns, in order
    values: tuple[str, ...]  # of `from` and `to` that choose each: a name of a region, or a code
    counts: tuple[tuple[int, ...], ...]  # by row and column


def naming_matrix(rows: Sequence[MentionRow], area: str = "") -> NamingMatrix:
    """Count passages by the region of the naming and of the named country, or by the countries of one region.

    A passage that names two countries of a region is counted once for it.
    """
    known = taxonomy()
    if area:
        members = [country for country in known.countries if area in (country.region, country.continent)]
        names, values = [country.name for country in members], [country.code for country in members]
        key_of = {code: code for code in values}
    else:
        names = values = [region.name for region in known.regions]
        key_of = {country.code: country.region for country in known.countries}
    passages = {
        (row.passage, key_of[row.code], key_of[row.to])
        for row in rows
        if row.code in key_of and row.to in key_of and row.kind == COUNTRY
    }
    counts = Counter((naming, named) for _, naming, named in passages)
    grid = tuple(tuple(counts[naming, named] for named in values) for naming in values)
    return NamingMatrix(area, tuple(names), tuple(values), grid)
