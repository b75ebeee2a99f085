"""A collection as JSON: its passages and scores with notes, references and bibliography."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from explorer.citations.dossier import Dossier, GoneItem, Item
from explorer.citations.pinned_scores import PinnedScore
from explorer.citations.record import CitationKind
from explorer.citations.styles import STYLES
from explorer.model.ranks import AREAS
from explorer.serializers.json_fields import IsoDate, JsonRecord, PositiveNumber, TextKindName
from explorer.serializers.score_records import RankRecord, ScoreRecord, rank_record, score_record


class PinnedScoreRecord(ScoreRecord, frozen=True, kw_only=True):
    """A score of a collection, with its ranks in the world, the continent and the region, as far as they are known."""

    indicator: Annotated[str, Meta(examples=["heroin-trade"])]
    ranks: Annotated[dict[str, RankRecord], Meta(extra_json_schema={"propertyNames": {"enum": list(AREAS)}})]


class GoneItemRecord(JsonRecord, frozen=True, kw_only=True):
    """A pin that this corpus does not have, or no longer with the words that were quoted."""

    id: str
    message: str
    note: Annotated[str, Meta(description="the reader's own words; empty: none")]
    text: Annotated[str, Meta(description="words that were quoted; empty: none")]


class DossierItemRecord(JsonRecord, frozen=True, kw_only=True):
    """A passage, a score or another record of a collection."""

    number: Annotated[PositiveNumber, Meta(description="of its reference")]
    id: Annotated[str, Meta(examples=["kgz-2021/drugs/1"])]
    kind: CitationKind
    heading: Annotated[str, Meta(examples=["Kyrgyzstan 2021, Drugs, paragraph 1 (digest)"])]
    text: Annotated[str, Meta(description="of the passage, or the words of it that were quoted; the score in words")]
    text_kind: TextKindName
    note: Annotated[str, Meta(description="the reader's own words; empty: none")]
    in_text: Annotated[str, Meta(description="the reference for the text or a note")]
    source_url: Annotated[str, Meta(description="the publisher's address; empty where it is not known")]
    link: Annotated[str, Meta(description="permanent link")]
    pinned_score: PinnedScoreRecord | UnsetType = UNSET


class DossierRecord(JsonRecord, frozen=True, kw_only=True):
    """A collection, whole: `/api/v1/collection`."""

    title: str
    made: IsoDate
    style: Annotated[str, Meta(extra_json_schema={"enum": [*STYLES]})]
    attribution: Annotated[str, Meta(description="whose work the texts are")]
    passages: Annotated[tuple[DossierItemRecord, ...], Meta(description="what is pinned, in its order: scores, too")]
    gone: Annotated[tuple[GoneItemRecord, ...], Meta(description="what is pinned and is no longer here")]
    caveats: tuple[str, ...]
    bibliography: Annotated[tuple[str, ...], Meta(description="the works that are cited, each once")]


def dossier_record(dossier: Dossier) -> DossierRecord:
    return DossierRecord(
        title=dossier.title,
        made=dossier.made.isoformat(),
        style=dossier.style.slug,
        attribution=dossier.attribution,
        passages=tuple(map(_item_record, dossier.items)),
        gone=tuple(map(_gone_record, dossier.gone)),
        caveats=dossier.caveats,
        bibliography=tuple(entry.plain for entry in dossier.bibliography),
    )


def _item_record(item: Item) -> DossierItemRecord:
    citation = item.citation
    return DossierItemRecord(
        number=item.number,
        id=citation.id,
        kind=citation.kind,
        heading=item.heading,
        text=item.words,
        text_kind=citation.text_kind,
        note=item.note,
        in_text=item.in_text.plain,
        source_url=citation.source_url,
        link=citation.link,
        pinned_score=_score_record(item.score) if item.score else UNSET,
    )


def _score_record(score: PinnedScore) -> PinnedScoreRecord:
    record = score_record(score.score, score.change)
    return PinnedScoreRecord(
        score=record.score,
        change=record.change,
        since=record.since,
        comparable=record.comparable,
        origin=record.origin,
        indicator=score.slug,
        ranks={area: rank_record(rank) for area, rank in score.ranks.items()},
    )


def _gone_record(gone: GoneItem) -> GoneItemRecord:
    return GoneItemRecord(id=gone.id, message=gone.message, note=gone.note, text=gone.words)
