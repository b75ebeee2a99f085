"""Parts of the corpus that counts are made for: the countries, regions, sections or editions of each series."""

from typing import NamedTuple

from explorer.core.errors import QueryError
from explorer.model.series import INDEX_SERIES, all_series, find_series
from explorer.model.taxonomy import offer, taxonomy
from explorer.search.request import KINDS
from explorer.search.result_set import MatchingPassage

PARTS = ("country", "region", "section", "edition")
CHAPTERS = "chapters"  # the part of chapters: they have no country, and sections of their own


class CorpusPart(NamedTuple):  # made for each passage
    """A country, region, section or edition of one series, or its chapters: what two series say is never added up."""

    by: str  # one of PARTS
    value: str  # code of the country, name of the region, slug of the section, edition, or CHAPTERS
    series: str | None = INDEX_SERIES  # slug; None for chapters of the Index and of no series

    @property
    def name(self) -> str:
        """The name of the part within its series: "Lesotho"."""
        if self.value == CHAPTERS:
            return "Chapters of no edition" if self.by == "edition" else KINDS["chapter"]
        if self.by == "country":
            return taxonomy().country(self.value).name
        return taxonomy().heading(self.value).title if self.by == "section" else self.value

    @property
    def label(self) -> str:
        """The name with that of another series: "Lesotho, ENACT Africa index", "ENACT Africa index 2021"."""
        if self.series in (INDEX_SERIES, None):
            return self.name
        series = find_series(self.series)
        is_year = self.by == "edition" and self.value != CHAPTERS
        return series.edition_name(int(self.value)) if is_year else f"{self.name}, {series.name}"

    def filters(self, is_mixed: bool) -> tuple[tuple[str, str], ...]:
        """Return the filters that select its passages, where several series are counted or one; none where none do."""
        series = (("series", self.series),) if is_mixed and self.series else ()
        if self.value != CHAPTERS:
            return ((self.by, self.value), *series)
        if self.by == "edition" or (is_mixed and not series):
            return ()
        return (("kind", "chapter"), *series)


def part_of(passage: MatchingPassage, by: str) -> CorpusPart:
    """Return the part of the corpus that a passage belongs to."""
    match by:
        case "country":
            value = passage.code
        case "region":
            value = passage.region
        case "section":
            value = None if passage.chapter else passage.section
        case _:
            value = str(passage.edition) if passage.edition else None
    if value:
        return CorpusPart(by, value, passage.series)
    return CorpusPart(by, CHAPTERS, None if passage.series == INDEX_SERIES else passage.series)


def parts_in_order(by: str) -> list[CorpusPart]:
    """List every possible part: of each series, in the order of the Index, and then its chapters."""
    known = taxonomy()
    parts = []
    for series in all_series().values():
        match by:
            case "country":
                values = [country.code for country in series.countries]
            case "region":
                values = [region.name for region in known.regions]
            case "section":
                values = [heading.slug for heading in known.headings]
            case _:
                values = list(map(str, series.editions))
        parts += [CorpusPart(by, value, series.slug) for value in values]
        parts.append(CorpusPart(by, CHAPTERS, None if series.is_index else series.slug))
    return parts


def check_part(by: str) -> str:
    """Return a kind of part if the corpus has it. Raises QueryError."""
    if by not in PARTS:
        raise QueryError(f"Counts are made by {', '.join(PARTS)}, not by {by!r}.{offer(by, PARTS)}")
    return by
