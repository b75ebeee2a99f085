"""A passage as an index stores it, and the passage of an answer that is made from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from explorer.linking.links import Evidence, Link
from explorer.model.profiles import TextKind
from explorer.model.rankings import ChangedScore, ScoreChange
from explorer.model.ranks import Origin
from explorer.model.series import INDEX_SERIES
from explorer.model.taxonomy import taxonomy
from explorer.search.query.nodes import Condition
from explorer.search.result_set import MatchingPassage
from explorer.search.results import HitIndicator


@dataclass(frozen=True, slots=True)
class StoredText:
    """A profile or a chapter, as an index stores it beside its passages."""

    id: str  # "kgz-2021"
    kind: Literal["profile", "chapter"]
    name: str  # "Kyrgyzstan 2021", or the title of the chapter
    code: str | None  # of the country; None in a chapter
    edition: int | None  # a chapter may belong to none
    text_kind: TextKind
    scores: Mapping[str, float]  # 1-10, by slug
    changes: Mapping[str, float]  # since the edition before, by slug, as published or computed
    published_changes: Collection[str] = ()  # slugs of those that its page prints
    series: str | None = INDEX_SERIES  # slug; None in a chapter that belongs to none

    def score(self, condition: Condition) -> float | None:
        """Return the score, or the change of one, that a condition is about; None where there is none in its series."""
        if self.series not in condition.series:
            return None
        return (self.changes if condition.is_change else self.scores).get(condition.slug)

    def changed_scores(self, named: Sequence[Condition]) -> dict[str, ChangedScore]:
        """Return the scores that conditions are about, with their changes, by slug; those that are absent left out."""
        slugs = dict.fromkeys(condition.slug for condition in named if self.series in condition.series)
        return {slug: ChangedScore(self.scores[slug], self._change(slug)) for slug in slugs if slug in self.scores}

    def _change(self, slug: str) -> ScoreChange:
        if self.edition is None or slug not in self.changes:
            return ScoreChange(None, False)
        origin: Origin = "published" if slug in self.published_changes else "computed"
        return ScoreChange.of(self.changes[slug], slug, self.edition, origin, self.series or INDEX_SERIES)


class StoredLink(NamedTuple):  # made for each link of each hit
    """An indicator that a passage is evidence for."""

    indicator: str  # slug
    grade: int  # 2: the passage is about it; 1: a sentence is evidence for it
    spans: tuple[tuple[int, int], ...]  # start and end of the evidence in the text


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage, as an index stores it."""

    number: int  # in the index, from 0, in order of id
    source: StoredText
    section: str  # slug
    heading: str  # title of the section
    paragraph: int  # in the section, from 1
    text: str
    links: tuple[StoredLink, ...] = ()  # grade 2 first
    notes: tuple[str, ...] = ()  # each with its mark: "12 UNODC, …"

    @property
    def id(self) -> str:
        """Permanent identity, "kgz-2021/drugs/1"."""
        return f"{self.source.id}/{self.section}/{self.paragraph}"

    @property
    def text_kind(self) -> TextKind:
        """The kind of the text: the publisher's, or a digest."""
        return self.source.text_kind

    def matching(self, relevance: float, named: Sequence[Condition], has_words: bool = True) -> MatchingPassage:
        """Return the passage as a hit of some relevance, with the scores that are named."""
        source = self.source
        is_chapter = source.kind == "chapter"
        return MatchingPassage(
            id=self.id,
            relevance=relevance,
            matched="words" if has_words else "related",
            code=source.code,
            edition=source.edition,
            section=self.section,
            paragraph=self.paragraph,
            text_kind=source.text_kind,
            text=self.text,
            indicators=tuple([self._hit_indicator(link) for link in self.links]),
            scores={condition.name: source.score(condition) for condition in named},
            changed_scores=source.changed_scores(named),
            chapter=source.name if is_chapter else None,
            heading=self.heading if is_chapter else "",
            series=source.series,
        )

    def _hit_indicator(self, link: StoredLink) -> HitIndicator:
        text = self.text
        return HitIndicator(
            link.indicator,
            taxonomy().indicator(link.indicator).label,
            self.source.scores.get(link.indicator),
            link.grade,
            tuple([text[start:end] for start, end in link.spans]),
            link.spans,
        )

    def evidence_spans(self, indicators: Collection[str]) -> list[tuple[int, int]]:
        """Return where the evidence for some indicators is, in the order of the links."""
        return [span for link in self.links if link.indicator in indicators for span in link.spans]

    def full_links(self) -> tuple[Link, ...]:
        """Return the links with the words of their evidence, as the linker makes them."""
        text = self.text
        return tuple(
            Link(link.indicator, link.grade, tuple(Evidence(text[start:end], start, end) for start, end in link.spans))
            for link in self.links
        )
