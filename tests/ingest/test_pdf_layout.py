"""The order of reading: columns, tables and what is across them."""

from dataclasses import replace

from explorer.ingest.pdf_layout import TextColumn, order_pages
from explorer.ingest.pdf_runs import TextRun


def run(text: str, left: float, baseline: float, is_bold: bool = False) -> TextRun:
    return TextRun(text, left, left + 5 * len(text), baseline, 10, is_bold)


def order(*runs: TextRun) -> list[str]:
    return [it.text for column in order_pages([list(runs)])[0] for it in column.runs]


LEFT = [run(f"a line of the left column, number {n}", 50, 700 - 12 * n) for n in range(6)]
RIGHT = [run(f"a line of the right column, number {n}", 300, 696 - 12 * n) for n in range(6)]


def test_columns_are_read_one_after_the_other() -> None:
    assert order(*RIGHT, *LEFT) == [it.text for it in [*LEFT, *RIGHT]]


def test_a_line_across_both_columns_divides_them() -> None:
    across = run("a line that goes across both of the columns and is longer than either of them is", 50, 664)
    expected = [*LEFT[:3], *RIGHT[:3], across, *LEFT[4:], *RIGHT[4:]]
    assert order(*LEFT[:3], *LEFT[4:], *RIGHT[:3], across, *RIGHT[4:]) == [it.text for it in expected]


def test_a_short_heading_across_both_columns_divides_them() -> None:
    heading, level = run("Drugs", 50, 664, is_bold=True), [replace(it, baseline=it.baseline + 4) for it in RIGHT]
    expected = [*LEFT[:2], *level[:2], heading, *LEFT[5:], *level[5:]]
    assert order(*LEFT[:2], *LEFT[5:], *level[:2], heading, *level[5:]) == [it.text for it in expected]


def test_a_heading_beside_a_gap_that_text_does_not_begin_level_under_is_in_its_column() -> None:
    heading, end = run("Drugs", 50, 664, is_bold=True), run("and the end of its paragraph.", 50, 688)
    expected = [LEFT[0], end, heading, *LEFT[5:], *RIGHT[:2], *RIGHT[5:]]
    assert order(LEFT[0], end, *LEFT[5:], *RIGHT[:2], heading, *RIGHT[5:]) == [it.text for it in expected]


def test_a_heading_after_a_line_that_goes_on_is_across_both_columns() -> None:
    heading = run("Drugs", 50, 640, is_bold=True)
    note = run("*Nothing is said here of what this edition did not judge", 50, 628)
    expected = [*LEFT[:4], *RIGHT[:4], heading, note]
    assert order(*LEFT[:4], heading, note, *RIGHT[:4]) == [it.text for it in expected]


def test_a_table_is_read_row_by_row() -> None:
    labels = [run("Prevention", 50, 700), run("Law enforcement", 50, 688), run("Heroin trade", 50, 676)]
    numbers = [run("4.50", 200, 700), run("5.50", 200, 688), run("6.50 0.50", 200, 676)]
    assert order(*labels, *numbers) == ["Prevention", "4.50", "Law enforcement", "5.50", "Heroin trade", "6.50 0.50"]


def test_the_label_comes_first_where_a_row_has_its_score_before_it() -> None:
    assert order(run("4.50", 50, 700), run("Prevention", 100, 700)) == ["Prevention", "4.50"]
    assert order(run("4.50", 50, 700), run("Resilience score", 100, 700)) == ["4.50", "Resilience score"]


def test_scores_beside_the_analysis_come_before_it() -> None:
    text = [run("People", 50, 712, is_bold=True), *LEFT]
    scores = [run(f"{label} 4.50", 300, 700 - 12 * n) for n, label in enumerate(["Prevention", "Law enforcement"] * 3)]
    assert order(*text, *scores)[:6] == [it.text for it in scores]


def test_a_last_page_of_few_lines_has_the_columns_of_the_others() -> None:
    pages = [[*LEFT, *RIGHT], [run("the end of the left column here", 50, 700), run("and of the right", 300, 700)]]
    columns = order_pages(pages)[1]
    assert [len(column.runs) for column in columns] == [1, 1]
    assert all(isinstance(column, TextColumn) and not column.runs[0].is_cell for column in columns)


def test_many_short_lines_without_labels_are_columns_and_no_table() -> None:
    left, right = (
        [run(f"{side} line {n} ends", x, 700 - 12 * n) for n in range(9)] for side, x in (("L", 50), ("R", 200))
    )
    assert order(*left, *right) == [it.text for it in [*left, *right]]


def test_a_number_beside_a_line_of_text_is_of_another_column() -> None:
    numbers = [
        run("4.50", 300, 700),
        run("Prevention", 300, 688),
        run("5.50", 300, 676),
        run("Law enforcement", 300, 664),
    ]
    assert order(*LEFT[:4], *numbers) == [it.text for it in [*LEFT[:4], *numbers]]


def test_a_heading_at_the_foot_of_two_columns_that_begins_none_is_across_them() -> None:
    heading = run("Drugs", 50, 600, is_bold=True)
    assert order(*LEFT, *RIGHT, heading) == [it.text for it in [*LEFT, *RIGHT, heading]]


def test_text_under_two_columns_of_scores_is_read_after_both() -> None:
    labels = ["Heroin trade 4.50", "Cocaine trade 4.50", "Flora crimes 4.50", "Fauna crimes 4.50"]
    first, second = ([run(it, x, 780 - 12 * n) for n, it in enumerate(labels)] for x in (50, 300))
    text = [run("People", 50, 715, is_bold=True), *LEFT]
    assert order(*first, *second, *text, *RIGHT) == [it.text for it in [*first, *second, *text, *RIGHT]]
