"""Texts that are parts of paragraphs."""

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.broken_paragraphs import check_paragraphs
from tests.ingest.warning_texts import texts_of

WHOLE = ["Harbour police take bribes, so that a tariff hangs there.", "Crews are hired for one crossing.12"]
TORN = ["Goods and people cross the strait by", "night, and somebody is paid for each cross-", "ing of them."]


def test_whole_paragraphs_and_short_items_of_lists_are_no_parts() -> None:
    items = ["Cargoes are:", "arms", "drugs", "onions from the far bank;", "people"]
    assert check_paragraphs([WHOLE, items], may_have_lists=True) == check_paragraphs([WHOLE]) == ()


def test_a_few_parts_are_a_warning_and_many_are_refused_in_the_same_words() -> None:
    words = (
        "{} of the {} paragraphs {} within a sentence{} at “{}”, as where a program has broken the lines: "
        "save the page again as HTML, or as text with a blank line between paragraphs."
    )
    first = "Goods and people cross the strait by"
    assert texts_of(check_paragraphs([WHOLE * 9, TORN]))[0] == words.format(2, 21, "end", ", the first", first)
    assert texts_of(check_paragraphs([WHOLE * 9, TORN[1:]]))[0] == words.format(1, 20, "ends", "", TORN[1])
    for may_have_lists in (True, False):
        with pytest.raises(SourceError) as raised:
            check_paragraphs([TORN * 5], may_have_lists)
        assert str(raised.value) == words.format(10, 15, "end", ", the first", first)


def test_whole_words_are_quoted() -> None:
    torn = ["Arms trafficking is a significant issue in the harbours of the strait and along", "its far bank."]
    (told,) = texts_of(check_paragraphs([WHOLE * 9, torn]))
    assert "at “…a significant issue in the harbours of the strait and along”," in told
