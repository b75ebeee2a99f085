"""Paragraphs from lines, by room, gaps, indents and the breaks of columns."""

from explorer.ingest.pdf_layout import TextColumn
from explorer.ingest.pdf_lines import text_lines
from explorer.ingest.pdf_paragraphs import ParagraphJoiner
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


LINES = {
    "open": ("Bands formed around rival accordion", 300, 700),
    "in a sentence": ("songs fight over the ranks of taxis.", 300, 688),
    "full": ("Songs are sold at the quay by night.", 300, 700),
    "sentence": ("Nobody has counted them for a year.", 300, 688),
    "heading": ("Ballads and their many sellers", 200, 688),
    "after": ("Officials sell number plates there.", 299, 676),
}


def bold_second(first: str, second: str, elements: tuple[str, str] = ("", "")) -> tuple[list[str], int]:
    """Join two lines, of which the second is in bold, and a third; return the paragraphs and how many are in doubt."""
    runs = [
        TextRun(*LINES[name][:1], 50, *LINES[name][1:], 10, name == second, (element, element), word=20)
        for name, element in ((first, elements[0]), (second, elements[1]), ("after", ""))
    ]
    joiner = ParagraphJoiner(text_lines([[TextColumn(tuple(runs))]]))
    return [joiner.text(it) for it in joiner.join()], len(joiner.doubtful)


def test_a_sentence_goes_on_in_bold() -> None:
    (first, *_), _ = bold_second("open", "in a sentence")
    assert first.startswith("Bands formed around rival accordion songs fight over the ranks of taxis.")


def test_a_sentence_in_bold_after_a_full_line_is_in_doubt_and_a_heading_is_not() -> None:
    assert bold_second("full", "sentence")[1] > bold_second("full", "heading")[1]


def test_the_structure_of_the_document_decides_whether_a_line_in_bold_goes_on() -> None:
    whole = f"{LINES['full'][0]} {LINES['sentence'][0]}"
    assert bold_second("full", "sentence", ("0.4.0", "0.4.0"))[0][0].startswith(whole)
    assert bold_second("full", "sentence", ("0.4.0", "0.5.0"))[0][0] == LINES["full"][0]


def test_a_line_that_begins_within_a_sentence_goes_on_in_a_block_that_is_narrower() -> None:
    wide = ("Officials sell number plates in every street of it.", 400, 720)
    for first, second in (
        (("Recruiters collect a fee of 3.50", 280, 700), ("for each, and nobody reports it.", 270, 688)),
        (("Nobody weighs them, a miner said in", 280, 700), ("2023.", 80, 688)),
        (("Recruiters collect from them a fee of", 280, 700), ("3.50 for each, and leave.", 200, 688)),
    ):
        assert paragraphs([column(wide, first, second)])[-1] == f"{first[0]} {second[0]}"
    label = (("The mean of all of these countries", 280, 700), ("7.50", 80, 688))
    assert paragraphs([column(wide, *label)])[-1] == "7.50"


def test_a_change_that_is_not_available_is_no_part_of_a_paragraph() -> None:
    assert paragraphs([column(("n/a", 70, 700), ("What is judged here is told below.", 300, 688))])[0] == "n/a"


def test_blocks_of_the_document_without_a_gap_are_in_doubt_where_others_have_gaps() -> None:
    def doubts(elements: tuple[str, str]) -> int:
        texts = [
            (FIRST, "0.1.0"),
            (SECOND, "0.1.0"),
            (("Clerks sell number plates in the", 300, 670), "0.2.0"),
            (("streets of three towns by night.", 200, 658), "0.2.0"),
            (("Ledgers are kept by two bookkeepers.", 300, 640), elements[0]),
            (("Nobody has read them in this year.", 300, 628), elements[1]),
        ]
        runs = [
            TextRun(text, 50, right, baseline, 10, False, (element, element), word=20)
            for (text, right, baseline), element in texts
        ]
        joiner = ParagraphJoiner(text_lines([[TextColumn(tuple(runs))]]))
        joiner.join()
        assert joiner.has_gaps
        return len(joiner.doubtful)

    assert doubts(("0.3.0", "0.4.0")) == 1
    assert doubts(("0.3.0", "0.3.1")) == doubts(("0.3.0", "0.3.1.0")) == doubts(("", "")) == 0


def test_in_justified_text_a_line_short_of_the_edge_ends_a_paragraph() -> None:
    lines = [(f"Bands formed around rival accordion {n}", 300.0, 700.0 - 12 * n) for n in range(11)]
    end, next_one = (
        ("songs fight over the ranks of taxis.", 297.0, 568.0),
        ("Officials sell plates in the", 300.0, 556.0),
    )
    assert len(paragraphs([column(*lines, end, next_one)])) == 2
    assert len(paragraphs([column(*lines, (end[0], 300.0, end[2]), next_one)])) == 1


def test_a_paragraph_of_one_indented_line_ends_before_an_indent() -> None:
    two = [("Bands formed around rival accordion", 60, 300), ("songs fight over the ranks.", 50, 180)]
    lines = [*two, *two, ("“Nobody weighs them,” a miner said.", 60, 300), *two]
    runs = [TextRun(text, left, right, 700 - 12 * n, 10, word=20) for n, (text, left, right) in enumerate(lines)]
    assert [it.split()[0] for it in paragraphs([TextColumn(tuple(runs))])] == ["Bands", "Bands", "“Nobody", "Bands"]


def test_a_dash_begins_no_paragraph() -> None:
    page = column(("Officials deny that the ranks of taxis", 280, 700), ("– a habit older than the", 300, 688))
    assert len(paragraphs([page])) == 1
