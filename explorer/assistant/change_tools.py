"""`changes`: what changed between two editions of a profile, a page of its passages at a time."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import UNSET, Meta, structs

from explorer.assistant.given_id import read_given_id
from explorer.assistant.text_records import Notice
from explorer.assistant.tool import LONGEST_ID, Tool, ToolContext
from explorer.changes.compared_texts import ComparedTexts, find_changes
from explorer.changes.text_changes import PARAGRAPH, PassageChange
from explorer.citations.record import id_of
from explorer.model.ids import text_id_of
from explorer.search.request import check_filter
from explorer.serializers.change_records import PassageChangeRecord, ScoreStepRecord, changes_record
from explorer.serializers.json_fields import JsonRecord, ProfileId, SectionSlug, SitePath, WholeNumber

MOST_CHANGES = 50  # of one answer
LONGEST_TEXTS = 40_000  # characters of the passages of one answer, beyond the first entry


class ChangesArguments(JsonRecord, frozen=True, kw_only=True):
    """What `changes` takes."""

    before: Annotated[
        str, Meta(max_length=LONGEST_ID, description="id of a profile in one edition", examples=["kgz-2021"])
    ]
    after: Annotated[
        str,
        Meta(
            max_length=LONGEST_ID,
            description="id of the same country's in another; the earlier edition counts as before in either order",
            examples=["kgz-2023"],
        ),
    ]
    section: Annotated[str, Meta(max_length=LONGEST_ID, description="slug of the one section to compare")] = ""
    only_new: Annotated[bool, Meta(description="leave out passages without new words")] = True
    limit: Annotated[int, Meta(ge=1, le=MOST_CHANGES, description="entries to return")] = 20
    offset: Annotated[int, Meta(ge=0, description="entries to leave out first")] = 0


class ChangedPassagesRecord(PassageChangeRecord, frozen=True, kw_only=True):
    """Passages before and after that continue one another, with their text."""

    section: SectionSlug
    text: Annotated[str, Meta(description="of the passages after, or before where they are gone")]


class ChangesPageRecord(JsonRecord, frozen=True, kw_only=True):
    """What changed between two editions of a profile, a page of it."""

    before: ProfileId
    after: ProfileId
    summary: Annotated[str, Meta(description="of all that changed, made from the data alone")]
    notices: Annotated[tuple[str, ...], Meta(description="why the texts were not compared, in sentences")]
    passages: tuple[ChangedPassagesRecord, ...]
    total: Annotated[WholeNumber, Meta(description="entries of all pages")]
    scores: Annotated[tuple[ScoreStepRecord, ...], Meta(description="that are others now; on the first page")]
    url: SitePath
    notice: Notice = UNSET


def _changes(context: ToolContext, arguments: ChangesArguments) -> ChangesPageRecord:
    before, after = (text_id_of(id_of(read_given_id(raw))) for raw in (arguments.before, arguments.after))
    section = check_filter("section", arguments.section) if arguments.section else ""
    found = find_changes(context.corpus.library, ComparedTexts.of(before, after), section)
    record = changes_record(found, arguments.only_new)
    entries = [
        _entry(entry, each.slug, change)
        for each, compared in zip(record.sections, found.sections, strict=True)
        for entry, change in zip(
            each.passages, [it for it in compared.passages if it.is_new or not arguments.only_new], strict=True
        )
    ]
    page = _fitting(entries[arguments.offset : arguments.offset + arguments.limit])
    return ChangesPageRecord(
        before=record.before,
        after=record.after,
        summary=record.summary,
        notices=record.notices,
        passages=tuple(page),
        total=len(entries),
        scores=() if arguments.offset else tuple(score for score in record.scores if score.change),
        url=record.url,
        notice=_notice(len(entries), arguments.offset, len(page)) or UNSET,
    )


def _entry(record: PassageChangeRecord, section: str, change: PassageChange) -> ChangedPassagesRecord:
    text = PARAGRAPH.join(passage.text for passage in change.after or change.before)
    return ChangedPassagesRecord(**structs.asdict(record), section=section, text=text)


def _fitting(entries: Sequence[ChangedPassagesRecord]) -> Sequence[ChangedPassagesRecord]:
    """Return the first entries whose texts fit in an answer, and at least one."""
    length = 0
    for count, entry in enumerate(entries):
        length += len(entry.text) + sum(len(change.before) + len(change.after) for change in entry.diff)
        if count and length > LONGEST_TEXTS:
            return entries[:count]
    return entries


def _notice(total: int, offset: int, count: int) -> str:
    if offset and offset >= total:
        return f"Entries: {total:,}; offset {offset} is beyond the last."
    if offset + count < total:
        last = offset + count
        return f"These are {offset + 1} to {last} of {total:,}. For the next give offset {last}."
    return ""


CHANGE_TOOLS = (
    Tool(
        "changes",
        "What changed between editions",
        "Return what changed in a country's profile from one edition to another: passages that are new or edited, "
        "with the words that differ, and scores before and after with whether they are comparable.",
        ChangesArguments,
        ChangesPageRecord,
        _changes,
    ),
)
