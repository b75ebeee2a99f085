"""Paragraphs from lines, by room, gaps, indents and the breaks of columns."""

from explorer.ingest.pdf_layout import TextColumn
from explorer.ingest.pdf_paragraphs import ParagraphJoiner, text_lines
from explorer.ingest.pdf_runs import TextRun


def column(*lines: tuple[str, float, float], left: float = 50) -> TextColumn:
    """Make a column of lines: text, right end, baseline."""
    return TextColumn(tuple(TextRun(text, left, right, baseline, 10, word=20) for text, right, baseline in lines))


def paragraphs(*pages: list[TextColumn]) -> list[str]:
    joiner = ParagraphJoiner(text_lines(pages))
    return [joiner.text(it) for it in joiner.join()]


FIRST = ("Bands formed around rival accordion", 300, 700)
SECOND_FULL = ("songs fight over the ranks of taxis.", 300, 688)
SECOND = ("songs fight over ranks.", 180, 688)


def test_a_line_with_room_for_the_next_word_ends_a_paragraph() -> None:
    page = column(FIRST, SECOND, ("Officials sell number plates in the", 298, 676), ("streets.", 90, 664))
    assert paragraphs([page]) == [
        "Bands formed around rival accordion songs fight over ranks.",
        "Officials sell number plates in the streets.",
    ]


def test_a_gap_ends_a_paragraph() -> None:
    page = column(FIRST, SECOND_FULL, ("Officials sell number plates in the", 298, 670))
    assert len(paragraphs([page])) == 2


def test_hyphens_are_undone_and_those_of_compounds_stay() -> None:
    page = column(
        ("The representatives met a well-", 300, 700),
        ("known singer, and the repre-", 299, 688),
        ("sentatives sang a well-known song.", 260, 676),
    )
    assert paragraphs([page]) == [
        "The representatives met a well-known singer, and the representatives sang a well-known song."
    ]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    assert paragraphs([column(FIRST)], [column(SECOND)]) == [f"{FIRST[0]} {SECOND[0]}"]


def test_a_heading_or_label_is_no_part_of_a_paragraph() -> None:
    page = column(
        FIRST,
        SECOND_FULL,
        ("Drugs", 80, 676),
        ("Cannabis grows on terraces.", 250, 664),
    )
    assert paragraphs([page])[1:] == ["Drugs", "Cannabis grows on terraces."]


def test_words_that_are_also_a_title_go_on_with_a_sentence() -> None:
    page = column(("An inspector has brothers who are in", 300, 700), ("the trade.", 90, 688))
    assert paragraphs([page]) == ["An inspector has brothers who are in the trade."]


def test_bullets_are_left_out() -> None:
    page = column(
        ("• Bands formed around accordion songs.", 299, 700), ("• Officials sell number plates for it.", 300, 688)
    )
    assert paragraphs([page]) == ["Bands formed around accordion songs.", "Officials sell number plates for it."]


def test_an_end_that_nothing_shows_is_in_doubt() -> None:
    page = column(FIRST, SECOND_FULL, ("Officials sell number plates in the", 300, 676))
    joiner = ParagraphJoiner(text_lines([[page]]))
    joiner.join()
    assert len(joiner.doubtful) == 1
