"""What changed between two texts of a profile, as JSON."""

from typing import Annotated

from msgspec import Meta, field

from explorer.changes.change_summary import summarize
from explorer.changes.passage_alignment import ChangeKind
from explorer.changes.text_changes import PassageChange, SectionChanges, TextChanges
from explorer.changes.word_diff import WordChange, WordOp
from explorer.model.addresses import changes_path
from explorer.model.score_comparison import ScoreRow
from explorer.serializers.json_fields import (
    IndicatorSlug,
    JsonRecord,
    PassageId,
    ProfileId,
    ScoreValue,
    SectionSlug,
    SitePath,
)

_KINDS = (
    "same: not a word differs; moved: the same text in another place; edited: at least half of the sentences of the "
    "shorter side continue; split: one became several; merged: several became one; new: after alone; gone: before alone"
)


class WordChangeRecord(JsonRecord, frozen=True, kw_only=True):
    """A stretch of the text before beside one of the text after."""

    op: Annotated[WordOp, Meta(description="changed: other words; added: after alone; missing: before alone")]
    before: str = field(name="from")
    after: str = field(name="to")


class PassageChangeRecord(JsonRecord, frozen=True, kw_only=True):
    """Passages before and after that continue one another; each passage is in one entry of its side."""

    kind: Annotated[ChangeKind, Meta(description=_KINDS)]
    before: tuple[PassageId, ...] = field(name="from")
    after: tuple[PassageId, ...] = field(name="to")
    similarity: Annotated[float, Meta(ge=0, le=1, description="share of the sentences of both sides that continue")]
    diff: Annotated[
        tuple[WordChangeRecord, ...],
        Meta(description="word by word, several passages joined with an empty line; empty where nothing differs"),
    ]


class SectionChangesRecord(JsonRecord, frozen=True, kw_only=True):
    """A section in which one of the texts has passages."""

    slug: SectionSlug
    title: str
    passages: tuple[PassageChangeRecord, ...]


class ScoreStepRecord(JsonRecord, frozen=True, kw_only=True):
    """A score before and after."""

    slug: IndicatorSlug
    before: ScoreValue | None = field(name="from")
    after: ScoreValue | None = field(name="to")
    change: Annotated[float | None, Meta(description="null: not scored in both")]
    comparable: Annotated[bool | None, Meta(description="false: an average with other members; null: no change")]


class ChangesRecord(JsonRecord, frozen=True, kw_only=True):
    """What changed between two editions of a profile, or an earlier reading of one and the present."""

    before: ProfileId = field(name="from")
    after: ProfileId = field(name="to")
    summary: Annotated[str, Meta(description="made from the data alone")]
    notices: Annotated[tuple[str, ...], Meta(description="why the texts were not compared, in sentences")]
    sections: tuple[SectionChangesRecord, ...]
    scores: tuple[ScoreStepRecord, ...]
    url: SitePath


def _word_record(change: WordChange) -> WordChangeRecord:
    return WordChangeRecord(op=change.op, before=change.before.strip(), after=change.after.strip())


def _passage_record(change: PassageChange) -> PassageChangeRecord:
    return PassageChangeRecord(
        kind=change.kind,
        before=tuple(passage.id for passage in change.before),
        after=tuple(passage.id for passage in change.after),
        similarity=change.similarity,
        diff=tuple(map(_word_record, change.diff)),
    )


def _section_record(section: SectionChanges, only_new: bool) -> SectionChangesRecord:
    return SectionChangesRecord(
        slug=section.heading.slug,
        title=section.heading.title,
        passages=tuple(_passage_record(change) for change in section.passages if change.is_new or not only_new),
    )


def _score_record(row: ScoreRow) -> ScoreStepRecord:
    before, after = row.scores
    change = row.differences[1]
    return ScoreStepRecord(
        slug=row.indicator.slug,
        before=before,
        after=after,
        change=change,
        comparable=None if change is None else not row.reasons[1],
    )


def changes_record(changes: TextChanges, only_new: bool = False) -> ChangesRecord:
    """Return the answer of `changes --json` and `/api/v1/changes`; with `only_new`, only passages with new words."""
    ids = dict.fromkeys((changes.before.id, changes.after.id))
    return ChangesRecord(
        before=changes.before.id,
        after=changes.after.id,
        summary=summarize(changes),
        notices=changes.notices,
        sections=tuple(_section_record(section, only_new) for section in changes.sections),
        scores=tuple(map(_score_record, changes.scores)),
        url=SitePath(changes_path(ids)),
    )
