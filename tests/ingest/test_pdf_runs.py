"""Runs of characters: words by their gaps, marks of notes by their height."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.ingest.lines import END, REFERENCE, SEAM, TARGET
from explorer.ingest.pdf_file import PdfCharacter, PdfSheet, TextStyle
from explorer.ingest.pdf_runs import TextRun, find_runs, join_initials

STYLE = TextStyle(0, False, "")


def place(
    text: str, left: float = 0, baseline: float = 700, size: float = 10, gap: float = 0, element: str = ""
) -> Iterator[PdfCharacter]:
    """Place characters of half their height side by side; "_" is an empty place, as wide as a space."""
    for letter in text:
        width = 0.25 * size if letter in "_ " else 0.5 * size
        if letter != "_":
            yield PdfCharacter(letter, left, left + width, baseline, size, replace(STYLE, element=element))
        left += width + gap


def texts(*lines: Iterator[PdfCharacter]) -> list[str]:
    return [run.text for run in find_runs(PdfSheet(tuple(it for line in lines for it in line), 0, 842))]


def test_a_gap_as_wide_as_a_space_is_one() -> None:
    assert texts(place("Tea_is sold")) == ["Tea is sold"]


def test_spaced_letters_are_one_word() -> None:
    assert texts(place("PEOPLE_AND_TRADE", gap=2)) == ["PEOPLE AND TRADE"]


def test_a_wide_gap_divides_and_a_wide_space_does_not() -> None:
    label, number = place("Prevention", 0), place("4.50", 120)
    assert texts(label, number) == ["Prevention", "4.50"]
    assert texts(place("Prices "), place("rose", 60)) == ["Prices rose"]


def test_words_set_apart_evenly_are_one_line() -> None:
    assert texts(place("Tea"), place("was", 35), place("sold", 70)) == ["Tea was sold"]
    assert texts(place("Tea"), place("1.50", 35), place("n/a", 75)) == ["Tea", "1.50", "n/a"]


def test_a_number_in_a_loose_line_is_a_word() -> None:
    line = [*place("3.50"), *place("per", 29), *place("head", 52.5)]  # gaps of 9, 8.5
    assert texts(iter(line)) == ["3.50 per head"]


def test_dots_that_lead_to_a_score_are_left_out() -> None:
    assert texts(place("Prevention......4.50 0.50")) == ["Prevention 4.50 0.50"]
    assert texts(place("Drugs.......4")) == ["Drugs.......4"]


def test_spaced_words_of_spaced_letters_are_one_line() -> None:
    assert texts(place("LEADERSHIP", gap=4), place("AND", 94, gap=4)) == ["LEADERSHIP AND"]


def test_the_height_of_a_line_is_that_of_most_of_its_letters() -> None:
    small = TextStyle(0, False, "", 8.0)
    line = [PdfCharacter("T", 0, 8, 700, 13, TextStyle(0, False, "", 12.0))]
    line += [PdfCharacter(letter, 8 + 5 * n, 13 + 5 * n, 700, 9, small) for n, letter in enumerate("he admirals")]
    assert [round(it.size) for it in find_runs(PdfSheet(tuple(line), 0, 842))] == [9]


def test_a_raised_figure_is_a_reference_to_a_note() -> None:
    line = (place("border."), place("12", 36, 704, 6), place("_Then", 42))
    assert texts(*line) == [f"border.{REFERENCE}12{TARGET}{END} Then"]


def test_a_raised_figure_after_a_unit_is_a_square() -> None:
    assert texts(place("30 km"), place("2", 23, 704, 6)) == ["30 km²"]


def test_ligatures_are_letters() -> None:
    assert texts(place("oﬃce aﬀairs ﬁrst")) == ["office affairs first"]


def test_a_large_first_letter_is_part_of_its_word() -> None:
    runs = [
        TextRun("O", 0, 20, 676, 40),
        TextRun("fficials sell", 21, 90, 700, 10),
        TextRun("number plates.", 21, 90, 688, 10),
    ]
    assert [run.text for run in join_initials(runs)] == ["Officials sell", "number plates."]


def seamed(*texts: str) -> str:
    """Return the run of texts that are set side by side, each an element of its own, with its seams as bars."""
    left = 0.0
    characters: list[PdfCharacter] = []
    for number, text in enumerate(texts):
        characters += place(text, left, element=f"0.{number}")
        left = characters[-1].right
    (run,) = find_runs(PdfSheet(tuple(characters), 0, 842))
    assert run.text == "".join(texts)
    return run.marked.replace(SEAM, "|")


def test_elements_that_meet_without_a_space_have_seams_between_them() -> None:
    assert seamed("Fauna crimes", "6.00", "-0.50") == "Fauna crimes||6.00||-0.50"
    assert seamed("by weight.", "Diamonds") == "by weight.||Diamonds"
    assert seamed("They sell ", "tea", " here.") == "They sell tea here."


def test_an_initial_and_an_apostrophe_end_no_paragraph_at_a_seam() -> None:
    assert seamed("the U.", "S.") == "the U.|S."
    assert seamed("the ’", "Ndrangheta") == "the ’|Ndrangheta"
    assert seamed("‘It was.’", "Then") == "‘It was.’||Then"


def test_a_space_at_which_no_line_ends_is_within_the_first_word() -> None:
    wide, narrow = (
        find_runs(PdfSheet(tuple(place(text)), 0, 842))[0] for text in ("two\u00a0kilos of", "two kilos of")
    )
    assert wide.word > 2 * narrow.word
