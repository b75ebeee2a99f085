"""A profile as it is read: each passage with its marks, its indicators and its place among the matches."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from explorer.linking.linker import Linker
from explorer.linking.links import Link
from explorer.profiles import Passage, Profile, Section
from explorer.search.engine import Marker
from explorer.search.page import HitIndicator
from explorer.taxonomy import Heading, taxonomy


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage on the page."""

    passage: Passage
    text: Markup  # escaped, with <mark> around what was searched for
    indicators: tuple[HitIndicator, ...]
    is_match: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section on the page."""

    heading: Heading
    section: Section
    paragraphs: tuple[Paragraph, ...]

    @property
    def matches(self) -> int:
        return sum(paragraph.is_match for paragraph in self.paragraphs)


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple({word.casefold(): word for word in reversed(list(words))}.values())[::-1]


def linked(profile: Profile, link: Link) -> HitIndicator:
    """A link with the indicator's label and its score in the profile."""
    return HitIndicator(
        slug=link.indicator,
        label=taxonomy().indicator(link.indicator).label,
        score=profile.scores.get(link.indicator),
        grade=link.grade,
        evidence=_distinct(one.text for one in link.evidence),
    )


@lru_cache(maxsize=2048)  # passages of about a hundred profiles: linking one takes longer than setting its page
def _links(linker: Linker, passage: Passage, edition: int) -> tuple[Link, ...]:
    return linker.links(passage, edition)


def _paragraph(profile: Profile, passage: Passage, linker: Linker, marker: Marker | None) -> Paragraph:
    # The marker escapes the text, so that any mark in it is one that it made.
    text = Markup(marker.mark(passage.text)) if marker else escape(passage.text)  # noqa: S704
    return Paragraph(
        passage=passage,
        text=text,
        indicators=tuple(linked(profile, link) for link in _links(linker, passage, profile.edition)),
        is_match="<mark>" in text,
    )


def parts(profile: Profile, linker: Linker, marker: Marker | None = None) -> tuple[Part, ...]:
    """The sections of a profile, ready to be set."""
    return tuple(
        Part(
            heading=taxonomy().heading(section.slug),
            section=section,
            paragraphs=tuple(_paragraph(profile, passage, linker, marker) for passage in section.passages),
        )
        for section in profile.sections
    )
