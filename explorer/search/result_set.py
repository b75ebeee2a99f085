"""All hits of a search, with whole texts: the source of views and exports."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from explorer.model.ids import text_id_of
from explorer.model.profiles import version_of
from explorer.model.rankings import ChangedScore
from explorer.model.series import INDEX_SERIES
from explorer.model.taxonomy import taxonomy
from explorer.search.query.names import Understood
from explorer.search.request import Scope, SearchRequest
from explorer.search.results import Found, Hit, HitIndicator, HitNote, name_of_edition, name_of_profile, place_of


@dataclass(frozen=True, slots=True)
class MatchingPassage:
    """A passage that matched, with its whole text."""

    id: str  # "kgz-2021/drugs/1"
    relevance: float  # engine-made, unitless
    matched: Scope  # the narrowest that it is in
    code: str | None  # of the country; None in a chapter
    edition: int | None  # a chapter may belong to none
    section: str  # slug
    paragraph: int
    text_kind: str  # "digest" or "full"
    text: str
    indicators: tuple[HitIndicator, ...]  # grade 2 first
    scores: Mapping[str, float | None]  # of the score conditions that it met, and of the sort
    chapter: str | None = None  # its title; None in a profile
    heading: str = ""  # of the section, in a chapter
    changed_scores: Mapping[str, ChangedScore] = field(default_factory=dict)  # the same scores, whole, by slug
    series: str | None = INDEX_SERIES  # slug; None in a chapter that belongs to none

    @property
    def section_title(self) -> str:
        return self.heading or taxonomy().heading(self.section).title

    @property
    def country(self) -> str | None:
        """The name of the country; None in a chapter."""
        return taxonomy().country(self.code).name if self.code else None

    @property
    def region(self) -> str | None:
        """The name of the country's region; None in a chapter."""
        return taxonomy().country(self.code).region if self.code else None

    @property
    def edition_name(self) -> str:
        """The edition in words; empty in a chapter of none."""
        return name_of_edition(self.edition, self.series)

    @property
    def name(self) -> str:
        """The profile or the chapter in words: "Kyrgyzstan 2021"."""
        return self.chapter or name_of_profile(self.country, self.edition, self.series)

    @property
    def place(self) -> str:
        """The location in words: "Kyrgyzstan 2021, Drugs, paragraph 1"."""
        return place_of(self.name, self.section_title, self.paragraph)

    @property
    def text_id(self) -> str:
        return text_id_of(self.id)

    def hit(self, snippet: str, notes: tuple[HitNote, ...] = (), query_indicators: Collection[str] = ()) -> Hit:
        """Return the passage as a page of hits shows it: the indicators that the query refers to come first."""
        return Hit(
            id=self.id,
            relevance=self.relevance,
            matched=self.matched,
            code=self.code,
            country=self.country,
            edition=self.edition,
            section=self.section,
            section_title=self.section_title,
            paragraph=self.paragraph,
            text_kind=self.text_kind,
            version=version_of(self.text),
            text=self.text,
            snippet=snippet,
            indicators=tuple(sorted(self.indicators, key=lambda indicator: indicator.slug not in query_indicators)),
            scores=self.scores,
            notes=notes,
            chapter=self.chapter,
            changed_scores=self.changed_scores,
            series=self.series,
        )


@dataclass(frozen=True, slots=True)
class ResultSet:
    """The whole answer to a request, whatever its limit and offset."""

    request: SearchRequest
    read_as: str  # how the query was read and expanded, in words
    found: Found
    passages: tuple[MatchingPassage, ...]  # in the order of the request
    generation: str
    searched: SearchRequest  # the request in the query language: names that were understood are fields
    understood: Understood | None = None  # the names in the query, which are filters; None: all is words
    score_names: tuple[str, ...] = ()  # of the scores that its passages carry: "heroin-trade", "change.resilience"

    @property
    def total(self) -> int:
        return len(self.passages)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """The occurrences of a query's words in all its hits, in any form but without those of the expansion."""

    result_set: ResultSet
    spans: tuple[Sequence[tuple[int, int]], ...]  # of each passage: start and end in its text, in order
    words: tuple[int, ...]  # of each passage: how many it has; the parts of a compound count each

    @property
    def total(self) -> int:
        return sum(map(len, self.spans))

    @property
    def passages(self) -> int:
        """The number of passages that have one."""
        return sum(1 for spans in self.spans if spans)
