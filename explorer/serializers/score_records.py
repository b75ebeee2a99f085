"""A score and a rank as JSON: the same records in every answer."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from explorer.model.rankings import ScoreChange
from explorer.model.ranks import Rank
from explorer.serializers.json_fields import EditionYear, JsonRecord, PositiveNumber, ScoreValue

OriginName = Annotated[
    Literal["published", "computed"],
    Meta(description="published: as GI-TOC published it; computed: calculated here from the published scores"),
]


class ScoreRecord(JsonRecord, frozen=True, kw_only=True):
    """A score of a profile. The score is published; `origin` is that of the change, where there is one."""

    score: ScoreValue
    change: Annotated[float | None, Meta(description="since the edition before; null: it was not scored then")]
    since: Annotated[EditionYear | None, Meta(description="the edition before; null where there is no change")]
    comparable: Annotated[
        bool | None, Meta(description="false: an average that has other members than before; null: no change")
    ]
    origin: OriginName


class RankRecord(JsonRecord, frozen=True, kw_only=True):
    """A rank: 1 is the highest score. Where countries tie, it is the first of their ranks and `to` the last."""

    rank: PositiveNumber
    to: Annotated[PositiveNumber, Meta(description="the last rank of a tie")] | UnsetType = UNSET
    of: PositiveNumber
    name: Annotated[str, Meta(description="of the continent or region")] | UnsetType = UNSET
    change: Annotated[
        int | None,
        Meta(description="places since the edition before, positive toward the first; null: tied, or not comparable"),
    ]
    origin: OriginName
    change_origin: (
        Annotated[OriginName, Meta(description="of a change that is computed for a published rank")] | UnsetType
    ) = UNSET


def score_record(score: float, change: ScoreChange) -> ScoreRecord:
    is_known = change.value is not None
    return ScoreRecord(
        score=score,
        change=change.value,
        since=change.since,
        comparable=change.is_comparable if is_known else None,
        origin=change.origin if is_known else "published",
    )


def rank_record(rank: Rank) -> RankRecord:
    return RankRecord(
        rank=rank.rank,
        to=UNSET if rank.to is None else rank.to,
        of=rank.of,
        name=rank.name or UNSET,
        change=rank.change,
        origin=rank.origin,
        change_origin=UNSET if rank.change is None or rank.change_origin == rank.origin else rank.change_origin,
    )
