"""What passages mention and cite as JSON: `/api/v1/works`, and the passages of one name below it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Literal

from msgspec import Meta

from explorer.entities.mentions import Cited, PassageMentions, Work
from explorer.model.addresses import mentions_path, place_path, work_path
from explorer.model.taxonomy import Country
from explorer.serializers.json_fields import JsonRecord, PassageId, SitePath, WholeNumber
from explorer.serializers.passage_records import CountryRecord, country_record

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


class WorksRecord(JsonRecord, frozen=True, kw_only=True):
    """All that passages mention, most often mentioned first, and a page of the notes that they cite."""

    works: tuple[WorkLineRecord, ...]
    mentioned_countries: tuple[MentionedCountryRecord, ...]
    note_count: Annotated[WholeNumber, Meta(description="of all pages")]
    limit: WholeNumber
    offset: WholeNumber
    cited_notes: tuple[CitedNoteRecord, ...]


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
) -> WorksRecord:
    """Return all that is mentioned, and one page of the notes."""
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
