"""What passages mention and cite as JSON: `/api/v1/works`, and the passages of one name below it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Literal

from msgspec import Meta, field

from explorer.entities.cited_sources import CitedSource
from explorer.entities.mentions import Cited, PassageMentions, Work
from explorer.model.addresses import mentions_path, place_path, reading_path, work_path
from explorer.model.taxonomy import Country
from explorer.search.mention_pairs import NamingPair
from explorer.search.mention_rows import MentionRow
from explorer.serializers.json_fields import (
    CountryCode,
    EditionYear,
    IndicatorSlug,
    JsonRecord,
    PassageId,
    SeriesName,
    SitePath,
    WholeNumber,
)
from explorer.serializers.passage_records import CountryRecord, SectionNameRecord, country_record

PlaceName = Annotated[str, Meta(description="in words", examples=["Kyrgyzstan 2021, Drugs, paragraph 1"])]
NameOf = Callable[[str], str]  # of a passage by its id, in words
NamedKind = Annotated[
    Literal["treaty", "organization", "programme", "law", "country"], Meta(description="of what is mentioned")
]


class WorkLineRecord(JsonRecord, frozen=True, kw_only=True):
    """A treaty, an organization or a programme, and how many passages mention it."""

    slug: Annotated[str, Meta(examples=["arms-trade-treaty"])]
    name: str
    kind: NamedKind
    passage_count: WholeNumber
    url: SitePath


class MentionedCountryRecord(JsonRecord, frozen=True, kw_only=True):
    """A country, and how many passages of other countries' profiles, and of chapters, mention it."""

    country: CountryRecord
    passage_count: WholeNumber
    url: SitePath


class CitedNoteRecord(JsonRecord, frozen=True, kw_only=True):
    """A footnote or endnote, with the passage that refers to it."""

    id: Annotated[PassageId, Meta(description="of the passage")]
    place: PlaceName
    mark: Annotated[str, Meta(description="as the source has it")]
    text: Annotated[str, Meta(description="empty where the source has the mark alone")]
    url: SitePath


class CitedSourceRecord(JsonRecord, frozen=True, kw_only=True):
    """A source that notes name, once."""

    source_text: Annotated[str, Meta(description="as its first note has it; empty where that has its mark alone")]
    passage_count: WholeNumber
    cited_by: Annotated[tuple[PassageId, ...], Meta(description="the passages, in order of texts")]


class WorksRecord(JsonRecord, frozen=True, kw_only=True):
    """All that passages mention, most often mentioned first, and a page of the notes that they cite."""

    works: tuple[WorkLineRecord, ...]
    mentioned_countries: tuple[MentionedCountryRecord, ...]
    note_count: Annotated[WholeNumber, Meta(description="of all pages")]
    limit: WholeNumber
    offset: WholeNumber
    cited_notes: tuple[CitedNoteRecord, ...]
    source_count: Annotated[WholeNumber, Meta(description="that the notes name, with the words of `find`")]
    cited_sources: Annotated[tuple[CitedSourceRecord, ...], Meta(description="a page of them, most cited first")]


class MentionRecord(JsonRecord, frozen=True, kw_only=True):
    """A passage that mentions a name."""

    id: PassageId
    place: PlaceName
    mentioned_as: Annotated[tuple[str, ...], Meta(description="the words of the passage")]
    url: SitePath


class MentionsRecord(JsonRecord, frozen=True, kw_only=True):
    """The passages that mention a treaty, an organization, a programme or a country."""

    name: str
    kind: NamedKind
    passage_count: WholeNumber
    mentions: tuple[MentionRecord, ...]


def works_record(
    works: Iterable[tuple[Work, Sequence[PassageMentions]]],
    countries: Iterable[tuple[Country, Sequence[PassageMentions]]],
    notes: Sequence[Cited],
    limit: int,
    offset: int,
    place: NameOf,
    sources: Sequence[CitedSource] = (),
) -> WorksRecord:
    """Return all that is mentioned, and one page of the notes and of their sources."""
    return WorksRecord(
        works=tuple(
            WorkLineRecord(
                slug=work.slug,
                name=work.name,
                kind=work.kind,  # type: ignore[arg-type]
                passage_count=len(mentions),
                url=SitePath(work_path(work.slug)),
            )
            for work, mentions in works
        ),
        mentioned_countries=tuple(
            MentionedCountryRecord(
                country=country_record(country),
                passage_count=len(mentions),
                url=SitePath(mentions_path(country.code)),
            )
            for country, mentions in countries
        ),
        note_count=len(notes),
        limit=limit,
        offset=offset,
        cited_notes=tuple(
            CitedNoteRecord(
                id=cited.passage.id,
                place=place(cited.passage.id),
                mark=cited.note.mark,
                text=cited.note.text,
                url=SitePath(place_path(cited.passage.text_id, cited.anchor)),
            )
            for cited in notes[offset : offset + limit]
        ),
        source_count=len(sources),
        cited_sources=tuple(
            CitedSourceRecord(
                source_text=source.text,
                passage_count=source.count,
                cited_by=tuple(dict.fromkeys(cited.passage.id for cited in source.notes)),
            )
            for source in sources[offset : offset + limit]
        ),
    )


def mentions_record(name: str, kind: str, passage_mentions: Sequence[PassageMentions], place: NameOf) -> MentionsRecord:
    """Return the passages that mention a name; none where nobody does."""
    return MentionsRecord(
        name=name,
        kind=kind,  # type: ignore[arg-type]
        passage_count=len(passage_mentions),
        mentions=tuple(
            MentionRecord(
                id=mentions.passage.id,
                place=place(mentions.passage.id),
                mentioned_as=mentions.words,
                url=SitePath(place_path(mentions.passage.text_id, mentions.passage.anchor)),
            )
            for mentions in passage_mentions
        ),
    )


class NamedRowRecord(JsonRecord, frozen=True, kw_only=True):
    """A passage, and one name that it has, in any form."""

    passage: PassageId
    place: PlaceName
    naming: Annotated[CountryCode | None, Meta(description="country of its profile; null in a chapter")] = field(
        name="from"
    )
    to: Annotated[str, Meta(description="code of a country, or slug of a work", examples=["AFG", "fatf"])]
    name: Annotated[str, Meta(description="of what is named")]
    kind: NamedKind
    text: Annotated[str, Meta(description="the words of the passage; several forms are joined by a semicolon")]
    section: SectionNameRecord
    indicators: Annotated[tuple[IndicatorSlug, ...], Meta(description="that the passage is linked to")]
    edition: EditionYear | None
    series: SeriesName | None
    sentence: Annotated[str, Meta(description="the first that has the name")]
    url: SitePath


class NamingPairRecord(JsonRecord, frozen=True, kw_only=True):
    """Two countries, of which the profiles of one name the other."""

    naming: CountryCode = field(name="from")
    to: CountryCode
    passage_count: WholeNumber
    back: Annotated[
        WholeNumber | None, Meta(description="passages of the other that name it; null where it has no text here")
    ]
    one_sided: Annotated[bool | None, Meta(description="whether the other has text and never names it; null: unknown")]


class MentionPageRecord(JsonRecord, frozen=True, kw_only=True):
    """A page of who names whom: of the mentions, and of the pairs of countries."""

    total: Annotated[WholeNumber, Meta(description="mentions of all pages: one a passage and name")]
    passage_count: Annotated[WholeNumber, Meta(description="that name anything")]
    pair_count: Annotated[WholeNumber, Meta(description="pairs of all pages")]
    limit: WholeNumber
    offset: WholeNumber
    mentions: tuple[NamedRowRecord, ...]
    pairs: Annotated[tuple[NamingPairRecord, ...], Meta(description="those of most passages first")]


def mention_page_record(
    rows: Sequence[MentionRow], pairs: Sequence[NamingPair], limit: int, offset: int
) -> MentionPageRecord:
    """Return one page of mentions and pairs."""
    return MentionPageRecord(
        total=len(rows),
        passage_count=len({row.passage for row in rows}),
        pair_count=len(pairs),
        limit=limit,
        offset=offset,
        mentions=tuple(map(_row_record, rows[offset : offset + limit])),
        pairs=tuple(
            NamingPairRecord(
                naming=pair.naming.code,
                to=pair.named.code,
                passage_count=pair.passages,
                back=pair.back,
                one_sided=None if pair.back is None else pair.is_one_sided,
            )
            for pair in pairs[offset : offset + limit]
        ),
    )


def _row_record(row: MentionRow) -> NamedRowRecord:
    return NamedRowRecord(
        passage=row.passage,
        place=row.place,
        naming=row.code,
        to=row.to,
        name=row.to_name,
        kind=row.kind,  # type: ignore[arg-type]
        text="; ".join(row.words),
        section=SectionNameRecord(slug=row.section, title=row.section_title),
        indicators=row.indicators,
        edition=row.edition,
        series=row.series,
        sentence=row.sentence,
        url=SitePath(reading_path(row.passage)),
    )
