"""A number has its noun in the singular or the plural."""

import pytest

from explorer.text.counted_nouns import counted, counted_each, join_names


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [
        (0, "profile", "0 profiles"),
        (1, "profile", "1 profile"),
        (1200, "profile", "1,200 profiles"),
        (1, "country", "1 country"),
        (2, "country", "2 countries"),
    ],
)
def test_a_number_has_its_noun(number: int, noun: str, text: str) -> None:
    assert counted(number, noun) == text


def test_things_of_several_kinds_are_counted_each() -> None:
    assert counted_each(["PDF", "page", "PDF"]) == "2 PDFs and 1 page"
    assert counted_each([]) == ""


def test_parts_are_join_names() -> None:
    for parts, text in (([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")):
        assert join_names(parts) == text
