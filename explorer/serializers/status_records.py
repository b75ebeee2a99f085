"""Errors and the state of a server as JSON."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from explorer.serializers.json_fields import BuildId, JsonRecord


class ErrorDetailRecord(JsonRecord, frozen=True, kw_only=True):
    """An HTTP status and a sentence on what would work."""

    status: Annotated[int, Meta(ge=400, le=599)]
    message: str


class ErrorRecord(JsonRecord, frozen=True, kw_only=True):
    """Every error of the interface."""

    error: ErrorDetailRecord


class LivenessRecord(JsonRecord, frozen=True, kw_only=True):
    """The answer of /livez."""

    status: str


class ReadinessRecord(JsonRecord, frozen=True, kw_only=True):
    """The answer of /readyz."""

    status: str
    generation: BuildId
    warning: Annotated[str | UnsetType, Meta(description="where the index is older than the corpus")] = UNSET


class VersionRecord(JsonRecord, frozen=True, kw_only=True):
    """The answer of /version."""

    name: str
    version: str
    generation: Annotated[BuildId | None, Meta(description="null: nothing is built")]
    warning: Annotated[str | UnsetType, Meta(description="where the index is older than the corpus")] = UNSET


def error_record(status: int, message: str) -> ErrorRecord:
    return ErrorRecord(error=ErrorDetailRecord(status=status, message=message))
