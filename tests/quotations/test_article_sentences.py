"""Sentences, items, rows and headings of an article."""

import pytest

from explorer.quotations.article_sentences import cells, read_sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Title\n\nOne. Two, 7.5 of St. Lucia.", ["heading Title", "sentence One.", "sentence Two, 7.5 of St. Lucia."]),
        ("1. Kenya – 7.02\n2. Peru – 6.40", ["item 1. Kenya – 7.02", "item 2. Peru – 6.40"]),
        ("A | B\nPeru | 7", ["row A | B", "row Peru | 7"]),
        ("country,score\nPeru,6.40", ["row country|score", "row Peru|6.40"]),
        (f"{'word ' * 12}\nand more.", [f"sentence {'word ' * 12}\nand more."]),
        ("", []),
    ],
)
def test_a_text_is_divided_where_its_statements_end(text: str, parts: list[str]) -> None:
    assert [f"{sentence.kind} {sentence.text}" for sentence in read_sentences(text)] == parts


def test_each_part_has_its_place_in_the_text() -> None:
    text = " Title \n\n One. Two.\n- three\n- four"
    assert all(text[each.start : each.start + len(each.text)] == each.text for each in read_sentences(text))


def test_a_row_is_divided_at_bars_tabs_and_wide_spaces() -> None:
    for row in ("Peru | 6.4 | 4", "Peru\t6.4\t4", "Peru    6.4    4"):
        assert [row[start:end].strip() for start, end in cells(row)] == ["Peru", "6.4", "4"]
