"""An edition is one of the Index, or none is named."""

import pytest

from explorer.core.errors import QueryError
from explorer.quotations.article_edition import read_article_edition


def test_an_edition_is_read_or_refused() -> None:
    assert read_article_edition(" 2023 ") == 2023
    assert read_article_edition(" ") is None
    for value in ("2022", "20 23", "２０２３", "2023.0", "-2023"):
        with pytest.raises(QueryError, match="There is no edition"):
            read_article_edition(value)
