"""Lines of saved text, and the values read from a line."""

import pytest

from explorer.ingest.lines import BREAK, SEAM, Line, NoteMark, join_divided_words, read_lines, split_line
from tests.growth import is_linear


def texts(text: str) -> list[str]:
    return [line.text for line in read_lines(text).lines]


def test_blank_lines_and_line_ends_do_not_matter() -> None:
    assert texts("  one\r\n\r\ntwo\rthree\n\n\n\tfour  \u2028five\n") == ["one", "two", "three", "four", "five"]


def test_a_block_is_divided_where_a_section_begins_in_it() -> None:
    marked = f"{SEAM}01{SEAM}{SEAM}People{SEAM}{SEAM}They left.{SEAM}{BREAK}{BREAK}{SEAM}Trade{SEAM}{BREAK}Wool."
    assert [Line(piece).text for piece in split_line(marked) if Line(piece).text] == [
        "01",
        "People",
        "They left.",
        "Trade",
        "Wool.",
    ]


def test_references_are_distinguished_from_figures() -> None:
    text, references = Line("5 km² [of 12], [3, 5–7]. x¹² and [sic] m³").passage()
    assert text == "5 km² [of 12]. x and [sic] m³".replace("[of 12].", "[of 12],.")
    assert references == tuple(
        NoteMark(mark, place=place, raised=raised)
        for mark, place, raised in (("3", 14, ""), ("5", 14, ""), ("6", 14, ""), ("7", 14, ""), ("12", 17, "¹²"))
    )


@pytest.mark.parametrize("text", ["10⁶ dollars", "10⁻⁶ of it", "3×10⁴", "2¹⁰", "90 ft²", "CO² and 4 mi²", "50m³"])
def test_powers_and_units_are_no_references(text: str) -> None:
    assert Line(text).passage() == (text, ())


def test_a_raised_figure_after_a_year_may_be_a_reference() -> None:
    assert Line("in 2021⁶ it fell").passage() == ("in 2021 it fell", (NoteMark("6", place=7, raised="⁶"),))


@pytest.mark.parametrize("before", ["gangs/", "Kyrgyzstan–", "Al-Qaeda—", "a U.S.-"])
def test_a_forced_break_after_a_sign_between_words_adds_no_space(before: str) -> None:
    (line,) = join_divided_words([Line(f"{before}{SEAM} {BREAK}led")])
    assert line.text == f"{before}led"
    (line,) = join_divided_words([Line(f"{before[:-1]} –{BREAK}led")])
    assert line.text == f"{before[:-1]} – led"


def test_many_forced_breaks_in_one_line_are_joined_in_linear_time() -> None:
    assert is_linear(lambda count: join_divided_words([Line(f"exacer-{SEAM}{BREAK}bate -" * count)]), 500)
