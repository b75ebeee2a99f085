"""Text broken at one exact width, without blank lines between all of its paragraphs."""

import textwrap
from collections.abc import Sequence

import pytest

from explorer.ingest.fixed_width import is_label_line, join_at_fixed_width
from tests.growth import is_linear

SHORT = "The ferry of the harbour town carries onions by day and the other goods of the half-open market by night"
LONG = f"{SHORT}, as everybody in the harbour knows who has ever been paid to look at the far bank instead."
WHOLE = "Nobody asks."  # a last line that has room for more


def broken(paragraphs: Sequence[str], width: int, indent: str = "", between: str = "\n") -> list[str]:
    return between.join(textwrap.fill(text, width, initial_indent=indent) for text in paragraphs).split("\n")


def full_line(width: int) -> str:
    """Make the last line of a paragraph that ends a sentence, and has no room for another word."""
    return f"{'X' * (width - 9)} is here."


@pytest.mark.parametrize("width", [40, 55, 72, 80, 100, 132])
def test_a_line_with_room_for_the_next_word_ends_a_paragraph(width: int) -> None:
    paragraphs = [LONG, LONG, LONG]
    lines = broken(paragraphs, width)
    is_clear = all(not line.endswith(".") or len(line) + len(" The") <= max(map(len, lines)) for line in lines)
    assert join_at_fixed_width(lines) == (paragraphs if is_clear else None)


def test_a_full_line_that_ends_a_sentence_is_in_doubt() -> None:
    lines = [*broken([LONG], 60), *broken([LONG], 60)]
    assert join_at_fixed_width(lines) == [LONG, LONG]
    assert join_at_fixed_width([*lines, full_line(60), *broken([LONG], 60)]) is None


def test_indents_of_first_lines_decide() -> None:
    lines = broken([LONG] * 4, 60, indent="  ")
    doubtful = [*lines, f"  {full_line(58)}", *broken([LONG], 60, indent="  ")]
    assert join_at_fixed_width(doubtful) == [f"  {text}" for text in (*[LONG] * 4, full_line(58), LONG)]
    assert join_at_fixed_width([*lines, f"  {full_line(58)}", *broken([LONG], 60)]) == [
        *[f"  {LONG}"] * 4,
        f"  {full_line(58)} {LONG}",
    ]


def test_blank_lines_decide_where_no_paragraph_ends_without_one() -> None:
    lines = [*broken([LONG] * 4, 60, between="\n\n"), "", full_line(60), *broken([LONG], 60)]
    spaced = [LONG, "", LONG, "", LONG, "", LONG, ""]
    assert join_at_fixed_width(lines) == [*spaced, f"{full_line(60)} {LONG}"]
    assert join_at_fixed_width([*lines, *broken([LONG], 60)]) is None


def test_a_heading_and_the_text_around_it_are_not_joined() -> None:
    heading = "Civil society and social protection"
    joined = join_at_fixed_width([*broken([LONG], 40), heading, *broken([f"Kyrgyzstan-born {LONG}"], 40)])
    assert joined == [LONG, heading, f"Kyrgyzstan-born {LONG}"]


def test_a_name_in_small_letters_may_begin_a_paragraph() -> None:
    ended = [*broken([LONG], 60), f"The {full_line(56)}"]
    assert join_at_fixed_width([*ended, *broken([f"eSwatini has it. {LONG}"], 60)]) is None
    assert join_at_fixed_width([*ended, *broken([f"e.g. there. {LONG}"], 60)]) == [
        LONG,
        f"{ended[-1]} e.g. there. {LONG}",
    ]


def test_the_name_of_an_indicator_within_a_paragraph_is_no_heading() -> None:
    assert is_label_line(["Human trafficking", "6.50"], 0)
    for line in ("human trafficking", "Human trafficking.", "Human trafficking and arms"):
        assert not is_label_line([line, ""], 0)
    assert not is_label_line(["Human trafficking", "and arms"], 0)


@pytest.mark.parametrize("shorter", [7, 20])
def test_lines_of_another_width_are_left(shorter: int) -> None:
    assert join_at_fixed_width([*broken([LONG] * 3, 60), *broken([LONG] * 3, 60 - shorter)]) is None


def test_text_that_is_not_broken_is_left() -> None:
    assert join_at_fixed_width([LONG, LONG, "Area", "30,360 km²", WHOLE]) is None
    assert join_at_fixed_width([]) is None


def test_lines_are_joined_in_linear_time() -> None:
    assert is_linear(lambda count: join_at_fixed_width(broken([LONG], 60) * count), 500)
