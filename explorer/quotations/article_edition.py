"""The edition that a reader says an article is about."""

from explorer.core.errors import QueryError
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import EDITIONS
from explorer.text.excerpts import quote


def read_article_edition(value: str) -> int | None:
    """Return the edition; None where the article is to name it. Raises QueryError."""
    value = value.strip()
    if not value:
        return None
    if value not in map(str, EDITIONS):
        raise QueryError(find_series(INDEX_SERIES).no_edition(quote(value)))
    return int(value)
