"""What was imported and indexed, as JSON: `import --json` and `index --json`."""

import os
from collections.abc import Iterable

from msgspec import UNSET, UnsetType

from explorer.ingest.importer import Imported, Outcome
from explorer.ingest.page_copies import CopyComparison, Superseded
from explorer.ingest.source_warnings import SourceWarning, count_warnings
from explorer.serializers.json_fields import JsonRecord, WholeNumber


class ImportedRecord(JsonRecord, frozen=True, kw_only=True):
    """A source that was taken."""

    path: str
    profiles: tuple[str, ...]
    passage_count: WholeNumber
    score_count: WholeNumber
    edition_evidence: str
    country_evidence: str | UnsetType = UNSET  # where the text of a page does not name its country
    warnings: tuple[str, ...]
    chapters: tuple[str, ...]


class RefusedRecord(JsonRecord, frozen=True, kw_only=True):
    """A source that was not taken, and why."""

    path: str
    error: str


class SupersededRecord(JsonRecord, frozen=True, kw_only=True):
    """A copy of what another source of the same import has at least as full: it was passed over."""

    path: str
    id: str
    kept: str  # the path of the copy that was taken
    is_same: bool  # both have the same text and figures
    comparison: CopyComparison  # with that copy; "as full" differs from it


class ImportRecord(JsonRecord, frozen=True, kw_only=True):
    """What became of each source."""

    imported: tuple[ImportedRecord, ...]
    refused: tuple[RefusedRecord, ...]
    superseded: tuple[SupersededRecord, ...]
    passed_over: WholeNumber  # files in folders that are part of saved pages, or of the system
    warning_counts: dict[str, WholeNumber]  # by kind, over all sources
    error: str | None  # what kept the import from its end, or the index from being built


class IndexRecord(JsonRecord, frozen=True, kw_only=True):
    """A new build of the search index."""

    generation: str
    home: str
    problems: tuple[str, ...] | UnsetType = UNSET  # files of the corpus that cannot be read, and are not in it


def as_unicode(text: str) -> str:
    """Show the bytes of a file name that are no text as their escapes: JSON and most terminals take Unicode alone."""
    return os.fsencode(text).decode("utf-8", "backslashreplace")


def import_record(outcomes: Iterable[Outcome], passed_over: int = 0, error: str = "") -> ImportRecord:
    imported: list[ImportedRecord] = []
    warnings: list[SourceWarning] = []
    refused: list[RefusedRecord] = []
    superseded: list[SupersededRecord] = []
    for outcome in outcomes:
        if isinstance(outcome, Imported):
            warnings += outcome.warnings
            imported.append(
                ImportedRecord(
                    path=as_unicode(outcome.path),
                    profiles=outcome.profiles,
                    passage_count=outcome.passages,
                    score_count=outcome.scores,
                    edition_evidence=as_unicode(outcome.edition_evidence),
                    country_evidence=as_unicode(outcome.country_evidence) or UNSET,
                    warnings=tuple(as_unicode(warning.text) for warning in outcome.warnings),
                    chapters=outcome.chapters,
                )
            )
        elif isinstance(outcome, Superseded):
            superseded.append(
                SupersededRecord(
                    path=as_unicode(outcome.path),
                    id=outcome.id,
                    kept=as_unicode(outcome.kept),
                    is_same=outcome.comparison == "same",
                    comparison=outcome.comparison,
                )
            )
        else:
            refused.append(RefusedRecord(path=as_unicode(outcome.path), error=as_unicode(outcome.error)))
    return ImportRecord(
        imported=tuple(imported),
        refused=tuple(refused),
        superseded=tuple(superseded),
        passed_over=passed_over,
        warning_counts={str(kind): count for kind, count in count_warnings(warnings).items()},
        error=as_unicode(error) or None,
    )
