"""What warnings say."""

from collections.abc import Iterable

from explorer.ingest.source_warnings import SourceWarning


def texts_of(warnings: Iterable[SourceWarning]) -> tuple[str, ...]:
    return tuple(warning.text for warning in warnings)
