"""Passages and sections of profiles and chapters as JSON, and where each belongs."""

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta

from explorer.model.addresses import passage_path
from explorer.model.chapters import Text
from explorer.model.profiles import Passage, Section
from explorer.model.taxonomy import Country, taxonomy
from explorer.search.engine import PassageLinks
from explorer.search.evidence import evidence_sentences
from explorer.search.indexed import series_of
from explorer.search.link_grades import ABOUT, Relation, relation_of
from explorer.search.marks import Span
from explorer.serializers.json_fields import (
    ChapterId,
    CharacterOffset,
    CountryCode,
    EditionYear,
    IndicatorSlug,
    JsonRecord,
    PassageId,
    PositiveNumber,
    ScoreValue,
    SectionId,
    SectionSlug,
    SeriesName,
    SitePath,
    TextKindName,
)


class CountryRecord(JsonRecord, frozen=True, kw_only=True):
    """A country of the Index."""

    code: CountryCode
    name: str


class ChapterNameRecord(JsonRecord, frozen=True, kw_only=True):
    """The chapter that a hit, a section or a passage belongs to."""

    id: ChapterId
    title: str


class SectionNameRecord(JsonRecord, frozen=True, kw_only=True):
    """The section that a hit or a passage belongs to."""

    slug: SectionSlug
    title: str


class EvidenceSpanRecord(JsonRecord, frozen=True, kw_only=True):
    """Words of a sentence that are evidence."""

    text: str
    start: CharacterOffset
    end: CharacterOffset


class EvidenceSentenceRecord(JsonRecord, frozen=True, kw_only=True):
    """A sentence with evidence for an indicator; two that one piece of evidence joins are one."""

    text: str
    start: CharacterOffset
    end: CharacterOffset
    evidence_spans: Annotated[tuple[EvidenceSpanRecord, ...], Meta(description="in order, not overlapping")]


class IndicatorLinkRecord(JsonRecord, frozen=True, kw_only=True):
    """An indicator that a passage is evidence for: a link of the OC Explorer's, not of the authors of the Index."""

    slug: IndicatorSlug
    label: str
    score: Annotated[ScoreValue | None, Meta(description="in the profile; null: not scored, or a chapter")]
    grade: Annotated[Literal[1, 2], Meta(description="2: the passage is about it; 1: a sentence is evidence for it")]
    relation: Annotated[Relation, Meta(description="the grade in words: the passage is about it, or mentions it")]
    evidence: Annotated[tuple[str, ...], Meta(description="the words of the passage that are evidence")]
    sentences: Annotated[
        tuple[EvidenceSentenceRecord, ...], Meta(description="those that have the evidence, in reading order")
    ]


class SourceRecord(JsonRecord, frozen=True, kw_only=True):
    """Where a profile or chapter was published, and whose words are here."""

    title: str
    publisher: str
    source_url: Annotated[str, Meta(description="the publisher's address; empty where it is not known")]
    retrieved: Annotated[str, Meta(description="date, as ISO 8601; empty where it is not known")]
    text_kind: TextKindName


class PassageRecord(JsonRecord, frozen=True, kw_only=True):
    """One paragraph, with its footnotes and the indicators that it is evidence for."""

    id: PassageId
    text: str
    notes: tuple[str, ...]
    indicators: tuple[IndicatorLinkRecord, ...]


class SectionRecord(JsonRecord, frozen=True, kw_only=True):
    """A headed part of a profile or chapter."""

    slug: SectionSlug
    title: str
    notes: Annotated[tuple[str, ...], Meta(description="about the section as a whole")]
    passages: tuple[PassageRecord, ...]


class SectionPartRecord(JsonRecord, frozen=True, kw_only=True):
    """A section alone, with the profile or chapter that it belongs to."""

    id: SectionId
    country: Annotated[CountryRecord | None, Meta(description="null: in a chapter")]
    edition: Annotated[EditionYear | None, Meta(description="null: in a chapter of none")]
    series: Annotated[SeriesName | None, Meta(description="null: in a chapter of none")]
    chapter: Annotated[ChapterNameRecord | None, Meta(description="null: in a profile")]
    text_kind: TextKindName
    slug: SectionSlug
    title: str
    notes: Annotated[tuple[str, ...], Meta(description="about the section as a whole")]
    passages: tuple[PassageRecord, ...]
    source: SourceRecord


class PassagePartRecord(JsonRecord, frozen=True, kw_only=True):
    """A passage alone, with the profile or chapter that it belongs to."""

    id: PassageId
    country: Annotated[CountryRecord | None, Meta(description="null: in a chapter")]
    edition: Annotated[EditionYear | None, Meta(description="null: in a chapter of none")]
    series: Annotated[SeriesName | None, Meta(description="null: in a chapter of none")]
    chapter: Annotated[ChapterNameRecord | None, Meta(description="null: in a profile")]
    text_kind: TextKindName
    text: str
    notes: tuple[str, ...]
    indicators: tuple[IndicatorLinkRecord, ...]
    section: SectionNameRecord
    paragraph: PositiveNumber
    url: SitePath
    source: SourceRecord


def country_record(country: Country) -> CountryRecord:
    return CountryRecord(code=country.code, name=country.name)


def source_record(text: Text) -> SourceRecord:
    source = text.source
    return SourceRecord(
        title=source.title,
        publisher=source.publisher,
        source_url=source.url,
        retrieved=source.retrieved,
        text_kind=text.text_kind,
    )


def sentence_records(text: str, spans: Iterable[Span]) -> tuple[EvidenceSentenceRecord, ...]:
    """Return the sentences of a passage that have the evidence at these places."""
    return tuple(
        EvidenceSentenceRecord(
            text=text[sentence.start : sentence.end],
            start=sentence.start,
            end=sentence.end,
            evidence_spans=tuple(
                EvidenceSpanRecord(text=text[start:end], start=start, end=end) for start, end in sentence.words
            ),
        )
        for sentence in evidence_sentences(text, spans)
    )


def _link_records(text: Text, passage: Passage, linker: PassageLinks) -> tuple[IndicatorLinkRecord, ...]:
    return tuple(
        IndicatorLinkRecord(
            slug=link.indicator,
            label=taxonomy().indicator(link.indicator).label,
            score=text.scores.get(link.indicator),
            grade=2 if link.grade == ABOUT else 1,
            relation=relation_of(link.grade),
            evidence=tuple(evidence.text for evidence in link.evidence),
            sentences=sentence_records(passage.text, ((words.start, words.end) for words in link.evidence)),
        )
        for link in linker.links(passage, text.scored_as)
    )


def passage_record(text: Text, passage: Passage, linker: PassageLinks) -> PassageRecord:
    """Return a passage within a whole profile or chapter."""
    return PassageRecord(
        id=passage.id,
        text=passage.text,
        notes=tuple(map(str, passage.notes)),
        indicators=_link_records(text, passage, linker),
    )


def section_record(text: Text, section: Section, linker: PassageLinks) -> SectionRecord:
    """Return a section within a whole profile or chapter."""
    return SectionRecord(
        slug=section.slug,
        title=section.title,
        notes=section.notes,
        passages=tuple(passage_record(text, passage, linker) for passage in section.passages),
    )


def section_part_record(text: Text, section: Section, linker: PassageLinks) -> SectionPartRecord:
    """Return a section alone: `show kgz-2021/drugs --json` and `/api/v1/sections/ID`."""
    within = section_record(text, section, linker)
    return SectionPartRecord(
        id=f"{text.id}/{section.slug}",
        country=_country_of(text),
        edition=text.edition,
        series=series_of(text),
        chapter=_chapter_of(text),
        text_kind=text.text_kind,
        slug=within.slug,
        title=within.title,
        notes=within.notes,
        passages=within.passages,
        source=source_record(text),
    )


def passage_part_record(text: Text, passage: Passage, linker: PassageLinks) -> PassagePartRecord:
    """Return a passage alone: `show kgz-2021/drugs/1 --json` and `/api/v1/passages/ID`."""
    within = passage_record(text, passage, linker)
    section = text.section(passage.section)
    return PassagePartRecord(
        id=within.id,
        country=_country_of(text),
        edition=text.edition,
        series=series_of(text),
        chapter=_chapter_of(text),
        text_kind=text.text_kind,
        text=within.text,
        notes=within.notes,
        indicators=within.indicators,
        section=SectionNameRecord(slug=section.slug, title=section.title),
        paragraph=passage.number,
        url=SitePath(passage_path(passage.id)),
        source=source_record(text),
    )


def _country_of(text: Text) -> CountryRecord | None:
    return country_record(text.country) if text.country else None


def _chapter_of(text: Text) -> ChapterNameRecord | None:
    return ChapterNameRecord(id=text.id, title=text.title) if text.kind == "chapter" else None
