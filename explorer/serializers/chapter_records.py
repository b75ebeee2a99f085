"""Chapters and other articles as JSON: `show ID --json`, `/api/v1/chapters` and `/api/v1/chapters/ID`."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from explorer.model.chapters import Chapter
from explorer.search.engine import PassageLinks
from explorer.search.indexed import series_of
from explorer.serializers.json_fields import (
    ChapterId,
    EditionYear,
    JsonRecord,
    SeriesName,
    SitePath,
    TextKindName,
    WholeNumber,
)
from explorer.serializers.passage_records import SectionRecord, SourceRecord, section_record, source_record


class ChapterLineRecord(JsonRecord, frozen=True, kw_only=True):
    """One line of the list of chapters."""

    id: ChapterId
    title: str
    edition: Annotated[EditionYear | None, Meta(description="null: belongs to none")]
    series: Annotated[SeriesName | None, Meta(description="null: belongs to none")]
    published: Annotated[int | None, Meta(description="year, where it is known")]
    text_kind: TextKindName
    passage_count: WholeNumber
    url: SitePath


class ChapterRecord(ChapterLineRecord, frozen=True, kw_only=True):
    """One chapter or other article, whole."""

    sections: tuple[SectionRecord, ...]
    source: SourceRecord


class ChaptersRecord(JsonRecord, frozen=True, kw_only=True):
    """Every chapter, without its text."""

    chapters: tuple[ChapterLineRecord, ...]


def chapter_record(chapter: Chapter, linker: PassageLinks) -> ChapterRecord:
    return ChapterRecord(
        id=chapter.id,
        title=chapter.title,
        edition=chapter.edition,
        series=series_of(chapter),
        published=chapter.published,
        text_kind=chapter.text_kind,
        passage_count=_count_passages(chapter),
        url=SitePath(chapter.path),
        sections=tuple(section_record(chapter, section, linker) for section in chapter.sections),
        source=source_record(chapter),
    )


def chapter_line_record(chapter: Chapter) -> ChapterLineRecord:
    return ChapterLineRecord(
        id=chapter.id,
        title=chapter.title,
        edition=chapter.edition,
        series=series_of(chapter),
        published=chapter.published,
        text_kind=chapter.text_kind,
        passage_count=_count_passages(chapter),
        url=SitePath(chapter.path),
    )


def chapters_record(chapters: Iterable[Chapter]) -> ChaptersRecord:
    return ChaptersRecord(chapters=tuple(map(chapter_line_record, chapters)))


def _count_passages(chapter: Chapter) -> int:
    return sum(1 for _ in chapter.passages())
