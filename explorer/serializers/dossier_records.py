"""A collection as JSON: its passages with notes, references and bibliography."""

from typing import Annotated

from msgspec import Meta

from explorer.citations.dossier import Dossier, Item
from explorer.citations.styles import STYLES
from explorer.serializers.json_fields import IsoDate, JsonRecord, PassageId, PositiveNumber, TextKindName


class DossierItemRecord(JsonRecord, frozen=True, kw_only=True):
    """A passage of a collection."""

    number: Annotated[PositiveNumber, Meta(description="of its reference")]
    id: PassageId
    heading: Annotated[str, Meta(examples=["Kyrgyzstan 2021, Drugs, paragraph 1 (digest)"])]
    text: Annotated[str, Meta(description="of the passage, or the words of it that were quoted")]
    text_kind: TextKindName
    note: Annotated[str, Meta(description="the reader's own words; empty: none")]
    in_text: Annotated[str, Meta(description="the reference for the text or a note")]
    source_url: Annotated[str, Meta(description="the publisher's address; empty where it is not known")]
    link: Annotated[str, Meta(description="permanent link")]


class DossierRecord(JsonRecord, frozen=True, kw_only=True):
    """A collection, whole: `/api/v1/collection`."""

    title: str
    made: IsoDate
    style: Annotated[str, Meta(extra_json_schema={"enum": [*STYLES]})]
    attribution: Annotated[str, Meta(description="whose work the texts are")]
    passages: tuple[DossierItemRecord, ...]
    bibliography: Annotated[tuple[str, ...], Meta(description="the works that are cited, each once")]


def dossier_record(dossier: Dossier) -> DossierRecord:
    return DossierRecord(
        title=dossier.title,
        made=dossier.made.isoformat(),
        style=dossier.style.slug,
        attribution=dossier.attribution,
        passages=tuple(map(_item_record, dossier.items)),
        bibliography=tuple(entry.plain for entry in dossier.bibliography),
    )


def _item_record(item: Item) -> DossierItemRecord:
    citation = item.citation
    return DossierItemRecord(
        number=item.number,
        id=citation.id,
        heading=item.heading,
        text=item.words,
        text_kind=citation.text_kind,
        note=item.note,
        in_text=item.in_text.plain,
        source_url=citation.source_url,
        link=citation.link,
    )
