"""What was fetched from the publisher's site, as JSON: `fetch --json`."""

from collections.abc import Iterable, Sequence

from msgspec import UNSET, UnsetType

from explorer.ingest.fetch.downloader import Fetched, FetchOutcome, RefusedAddress, SkippedAddress, Unchanged
from explorer.ingest.fetch.fetch_plan import PlannedAddress
from explorer.serializers.import_records import as_unicode
from explorer.serializers.json_fields import JsonRecord, WholeNumber


class FetchedRecord(JsonRecord, frozen=True, kw_only=True):
    """An address whose content was imported."""

    url: str
    status: WholeNumber
    path: str  # of the snapshot
    profiles: tuple[str, ...]
    passage_count: WholeNumber
    score_count: WholeNumber
    warnings: tuple[str, ...]


class UnchangedRecord(JsonRecord, frozen=True, kw_only=True):
    """An address whose content is the same as before."""

    url: str
    profiles: tuple[str, ...]


class RefusedAddressRecord(JsonRecord, frozen=True, kw_only=True):
    """An address whose content was not had or not taken, and why."""

    url: str
    error: str


class SkippedRecord(JsonRecord, frozen=True, kw_only=True):
    """An address that was not asked for, and why."""

    url: str
    reason: str


class PlannedRecord(JsonRecord, frozen=True, kw_only=True):
    """An address that would be asked for: `--dry-run`."""

    url: str
    profile: str | None  # id; null for the workbook of all scores


class FetchRecord(JsonRecord, frozen=True, kw_only=True):
    """What became of each address."""

    fetched: tuple[FetchedRecord, ...]
    unchanged: tuple[UnchangedRecord, ...]
    refused: tuple[RefusedAddressRecord, ...]
    skipped: tuple[SkippedRecord, ...]
    planned: tuple[PlannedRecord, ...] | UnsetType = UNSET
    error: str | None = None  # what kept the run from its end, or the index from being built


def fetch_record(
    outcomes: Iterable[FetchOutcome], error: str = "", planned: Sequence[PlannedAddress] | None = None
) -> FetchRecord:
    fetched: list[FetchedRecord] = []
    unchanged: list[UnchangedRecord] = []
    refused: list[RefusedAddressRecord] = []
    skipped: list[SkippedRecord] = []
    for outcome in outcomes:
        match outcome:
            case Fetched():
                fetched.append(_fetched(outcome))
            case Unchanged():
                unchanged.append(UnchangedRecord(url=outcome.url, profiles=outcome.profiles))
            case RefusedAddress():
                refused.append(RefusedAddressRecord(url=outcome.url, error=as_unicode(outcome.error)))
            case SkippedAddress():
                skipped.append(SkippedRecord(url=outcome.url, reason=outcome.reason))
    plan = UNSET if planned is None else tuple(map(_planned, planned))
    return FetchRecord(
        fetched=tuple(fetched),
        unchanged=tuple(unchanged),
        refused=tuple(refused),
        skipped=tuple(skipped),
        planned=plan,
        error=as_unicode(error) or None,
    )


def _fetched(outcome: Fetched) -> FetchedRecord:
    return FetchedRecord(
        url=outcome.url,
        status=outcome.status,
        path=as_unicode(outcome.path),
        profiles=outcome.profiles,
        passage_count=outcome.passages,
        score_count=outcome.scores,
        warnings=tuple(as_unicode(warning.text) for warning in outcome.warnings),
    )


def _planned(entry: PlannedAddress) -> PlannedRecord:
    return PlannedRecord(url=entry.url, profile=entry.target.profile or None)
