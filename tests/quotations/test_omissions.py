"""Ellipses, [sic] and words in brackets."""

import pytest

from explorer.quotations.omissions import read_omissions


@pytest.mark.parametrize("mark", ["…", "...", ". . .", "[...]", "[…]", "(…)", "(...)", "....", "[. . .]"])
def test_an_ellipsis_parts_a_quotation_at_any_distance(mark: str) -> None:
    first, second = read_omissions(f"Boats come {mark} at night.").pieces
    assert (first.text, second.text, second.gap) == ("Boats come", "at night.", None)
    assert second.mark == mark


def test_marks_at_the_ends_fall_away() -> None:
    assert [piece.text for piece in read_omissions("… boats come at night …").pieces] == ["boats come at night"]


@pytest.mark.parametrize("mark", ["[sic]", "(sic)", "[*sic*]", "[ Sic! ]"])
def test_sic_replaces_nothing(mark: str) -> None:
    marked = read_omissions(f"Boats comes {mark} at night")
    assert [piece.text for piece in marked.pieces] == ["Boats comes at night"]
    assert marked.is_whole


def test_a_letter_in_brackets_belongs_to_its_word() -> None:
    assert [piece.text for piece in read_omissions("[T]he boats come").pieces] == ["The boats come"]


def test_words_in_brackets_replace_a_few_others() -> None:
    first, second = read_omissions("Boats reach [the country] at night").pieces
    assert (first.text, second.text, second.gap, second.mark) == ("Boats reach", "at night", 8, "[the country]")


def test_two_marks_in_a_row_are_the_wider_one() -> None:
    _, second = read_omissions("Boats reach [the country] … at night").pieces
    assert (second.gap, second.mark) == (None, "[the country] …")


def test_punctuation_beside_an_omission_is_the_quoters() -> None:
    assert [piece.text for piece in read_omissions("Boats come, … at night; [...] unseen.").pieces] == [
        "Boats come",
        "at night",
        "unseen.",
    ]


@pytest.mark.parametrize("text", ["", "…", "[sic]", "[...] …", "“”"])
def test_marks_alone_are_no_quotation(text: str) -> None:
    assert read_omissions(text).pieces == ()
