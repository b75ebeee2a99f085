"""Errors that a reader or an editor can mend.

Anything else is a bug and is left to surface.
"""


class ExplorerError(Exception):
    """Base of the errors that a reader or editor can mend; its message is safe to show."""


class VocabularyError(ExplorerError):
    """A content file in index/ has a mistake; the message names file and line."""


class CorpusError(ExplorerError):
    """A profile on disk cannot be read; the message names file and line."""


class ScoreError(CorpusError):
    """A score outside 1-10, or a pillar with none."""


class CountryError(ExplorerError):
    """A country's name is not known, or could be several; the message offers the closest."""


class SourceError(ExplorerError):
    """A source of `import` is refused as a whole; the message names what is missing."""


class NotFoundError(ExplorerError):
    """There is no such profile, section, passage or indicator."""


class QueryError(ExplorerError):
    """The search cannot be answered (a filter that does not exist, too long a query): HTTP 400."""


class IndexUnavailableError(ExplorerError):
    """Nothing is built, or it was built for another schema, or it is damaged: HTTP 503."""
