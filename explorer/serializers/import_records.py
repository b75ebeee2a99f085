"""What was imported and indexed, as JSON: `import --json` and `index --json`."""

from collections.abc import Iterable

from msgspec import UNSET, UnsetType

from explorer.ingest.importer import Imported, Outcome
from explorer.serializers.json_fields import JsonRecord, WholeNumber


class ImportedRecord(JsonRecord, frozen=True, kw_only=True):
    """A source that was taken."""

    path: str
    profiles: tuple[str, ...]
    passage_count: WholeNumber
    score_count: WholeNumber
    edition_evidence: str
    warnings: tuple[str, ...]
    chapters: tuple[str, ...]


class RefusedRecord(JsonRecord, frozen=True, kw_only=True):
    """A source that was not taken, and why."""

    path: str
    error: str


class ImportRecord(JsonRecord, frozen=True, kw_only=True):
    """What became of each source."""

    imported: tuple[ImportedRecord, ...]
    refused: tuple[RefusedRecord, ...]


class IndexRecord(JsonRecord, frozen=True, kw_only=True):
    """A new build of the search index."""

    generation: str
    home: str
    problems: tuple[str, ...] | UnsetType = UNSET  # files of the corpus that cannot be read, and are not in it


def import_record(outcomes: Iterable[Outcome]) -> ImportRecord:
    imported: list[ImportedRecord] = []
    refused: list[RefusedRecord] = []
    for outcome in outcomes:
        if isinstance(outcome, Imported):
            imported.append(
                ImportedRecord(
                    path=outcome.path,
                    profiles=outcome.profiles,
                    passage_count=outcome.passages,
                    score_count=outcome.scores,
                    edition_evidence=outcome.edition_evidence,
                    warnings=outcome.warnings,
                    chapters=outcome.chapters,
                )
            )
        else:
            refused.append(RefusedRecord(path=outcome.path, error=outcome.error))
    return ImportRecord(imported=tuple(imported), refused=tuple(refused))
