"""Texts that are parts of paragraphs."""

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.broken_paragraphs import check_paragraphs

WHOLE = ["Harbour police take bribes, so that a tariff hangs there.", "Crews are hired for one crossing.12"]
TORN = ["Goods and people cross the strait by", "night, and somebody is paid for each cross-", "ing of them."]


def test_whole_paragraphs_and_short_items_of_lists_are_no_parts() -> None:
    items = ["Cargoes are:", "arms", "drugs", "onions from the far bank;", "people"]
    assert check_paragraphs([WHOLE, items], may_have_lists=True) == check_paragraphs([WHOLE]) == ""


def test_a_few_parts_are_a_warning_and_many_are_refused() -> None:
    assert check_paragraphs([WHOLE * 9, TORN]).startswith(
        "2 paragraphs end within a sentence that the next goes on with"
    )
    for may_have_lists in (True, False):
        with pytest.raises(SourceError, match="of the 15 paragraphs end within a sentence"):
            check_paragraphs([TORN * 5], may_have_lists)
