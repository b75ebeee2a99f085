"""Everything that a search finds, with whole texts: what views are computed from and exports are written from."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.search.page import Hit, HitIndicator, HitNote
from explorer.search.request import SearchRequest
from explorer.taxonomy import taxonomy


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that matched, with its whole text."""

    id: str  # "kgz-2021/drugs/1"
    relevance: float  # engine-made, unitless
    code: str  # of the country
    edition: int
    section: str  # slug
    paragraph: int
    text_kind: str  # "digest" or "full"
    text: str
    indicators: tuple[HitIndicator, ...]  # grade 2 first
    scores: Mapping[str, float | None]  # of the score conditions that it met, and of the sort

    @property
    def country(self) -> str:
        """The name of the country."""
        return taxonomy().country(self.code).name

    @property
    def section_title(self) -> str:
        return taxonomy().heading(self.section).title

    @property
    def profile_id(self) -> str:
        return self.id.partition("/")[0]

    def hit(self, snippet: str, notes: tuple[HitNote, ...] = ()) -> Hit:
        """The passage as a page of hits shows it."""
        return Hit(
            id=self.id,
            relevance=self.relevance,
            code=self.code,
            country=self.country,
            edition=self.edition,
            section=self.section,
            section_title=self.section_title,
            paragraph=self.paragraph,
            text_kind=self.text_kind,
            snippet=snippet,
            indicators=self.indicators,
            scores=self.scores,
            notes=notes,
        )


@dataclass(frozen=True, slots=True)
class Findings:
    """The whole answer to a request, whatever its limit and offset."""

    request: SearchRequest
    read_as: str  # how the query was understood, in words
    passages: tuple[FoundPassage, ...]  # in the order that was asked for
    partial: bool  # some have not all words of the query
    generation: str

    @property
    def total(self) -> int:
        return len(self.passages)
