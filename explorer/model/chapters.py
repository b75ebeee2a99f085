"""A chapter: a part of a report, or another article of the publisher, in sections and passages like a profile."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import ClassVar, Literal

from explorer.core.errors import CorpusError, NotFoundError
from explorer.model.addresses import text_path
from explorer.model.ids import is_profile_id
from explorer.model.limits import MOST_SECTIONS
from explorer.model.profiles import (
    SHORTEST_ID,
    Passage,
    Profile,
    Section,
    Source,
    TextKind,
    check_count,
    check_line,
)
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import offer, taxonomy
from explorer.text.excerpts import quote
from explorer.text.plain_text import limit_marks

OPENING = "opening"  # slug of the section before the first heading
_LONGEST = 80  # characters of a slug
_TAKEN = frozenset({"chapters", "passages", "profiles", "scores", "search", "sections"})  # parts of addresses


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter or article, whole and checked."""

    kind: ClassVar[Literal["chapter"]] = "chapter"
    country: ClassVar[None] = None
    scores: ClassVar[Mapping[str, float]] = MappingProxyType({})  # chapters have none

    id: str  # slug of its title
    title: str
    text_kind: TextKind  # "full" or "digest"
    sections: tuple[Section, ...]  # in order, each with a heading of its own
    edition: int | None = None  # of its series, where it belongs to one
    published: int | None = None  # year, where that is known
    source: Source = field(default_factory=Source)
    series: str = INDEX_SERIES  # slug

    def __post_init__(self) -> None:
        if not is_chapter_id(self.id):
            raise CorpusError(
                f"{quote(self.id)} is not the id of a chapter: lower-case words and figures with hyphens."
            )
        check_line(self.title, f"{self.id}: the title")
        if not self.title:
            raise CorpusError(f"{self.id}: a chapter has a title of one tidy line.")
        if self.edition not in (None, *self.of_series.editions):
            raise CorpusError(self.of_series.no_edition(self.edition))
        if len(self.sections) > MOST_SECTIONS:
            raise CorpusError(f"{self.id}: there are more than {MOST_SECTIONS:,} sections.")
        check_count(self.id, self.sections)
        for number, section in enumerate(self.sections):
            is_opening = number == 0 and section.slug == OPENING and section.heading == self.title
            if not is_opening and section.slug != section_slug(section.heading, self.sections[:number]):
                raise CorpusError(
                    f"{self.id}: the slug {quote(section.slug)} does not follow from {quote(section.heading)}."
                )
        if self.text_kind == "none" or not any(section.passages for section in self.sections):
            raise CorpusError(f"{self.id}: a chapter has at least one passage.")

    @property
    def of_series(self) -> Series:
        """The series that it belongs to; without an edition, the one whose publisher it is of."""
        return find_series(self.series)

    @property
    def scored_as(self) -> int | None:
        """The edition of the Index that scored the same indicators as its own."""
        return self.of_series.scored_as[self.edition] if self.edition else None

    @property
    def name(self) -> str:
        """Title of the chapter."""
        return self.title

    @property
    def path(self) -> str:
        """Path of its page from the root of the site."""
        return text_path(self.id)

    @property
    def year(self) -> int | None:
        """Year of publication, else of the edition that it belongs to."""
        return self.published or self.edition

    def passages(self) -> Iterator[Passage]:
        """Yield every passage, in reading order."""
        return (passage for section in self.sections for passage in section.passages)

    def section(self, slug: str) -> Section:
        """Return the section of that slug. Raises NotFoundError, with the closest."""
        for section in self.sections:
            if section.slug == slug:
                return section
        raise NotFoundError(
            f"{self.id} has no section {quote(slug)}.{offer(slug, [section.slug for section in self.sections])}"
        )

    def passage(self, section: str, number: int) -> Passage:
        """Return the numbered passage of a section. Raises NotFoundError."""
        return self.section(section).passage(number)

    def with_id(self, id: str) -> "Chapter":
        """Return the same chapter under another id."""
        sections = tuple(
            replace(section, passages=tuple(replace(passage, text_id=id) for passage in section.passages))
            for section in self.sections
        )
        return replace(self, id=id, sections=sections)


Text = Profile | Chapter  # whatever has passages


def is_chapter_id(id: str) -> bool:
    """Tell whether a chapter can have this id: neither that of a profile nor a word with a meaning in addresses."""
    is_slug = len(id) >= SHORTEST_ID and re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", id) is not None
    headings = {heading.slug for heading in taxonomy().headings}
    return is_slug and not is_profile_id(id) and id not in headings | _TAKEN


def slug_of(title: str) -> str:
    """Write a title as part of an address; empty where it has neither a Latin letter nor a digit."""
    plain = (
        unicodedata.normalize("NFKD", limit_marks(title).replace("’", "").replace("'", ""))
        .encode("ascii", "ignore")
        .decode()
    )
    slug = "-".join(re.findall("[a-z0-9]+", plain.casefold()))
    return slug if len(slug) <= _LONGEST else slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]


def chapter_id(title: str) -> str:
    """Return the id that a title gives. Raises CorpusError where it gives none."""
    slug = slug_of(title)
    if not slug:
        raise CorpusError(f"The title {quote(title)} gives no id: it has neither a Latin letter nor a figure.")
    return slug if is_chapter_id(slug) else f"{slug}-chapter"


def section_slug(heading: str, before: Sequence[Section]) -> str:
    """Return the slug of a section, with a number where an earlier one has it already.

    A number at its end is joined to the word before: "drugs-2" is the anchor of the second passage of "drugs".
    """
    slug = re.sub("(?:-[0-9]+)+$", lambda number: number[0].replace("-", ""), slug_of(heading) or "section")
    taken = {section.slug for section in before}
    numbered = (f"{slug}{number}" for number in range(2, len(before) + 3))
    return next(candidate for candidate in (slug, *numbered) if candidate not in taken)
