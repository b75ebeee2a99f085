"""The order of reading: columns, tables and what is across them."""

from explorer.ingest.pdf_layout import TextColumn, join_labels, order_pages
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
    heading = run("Drugs", 50, 664, is_bold=True)
    expected = [*LEFT[:2], *RIGHT[:2], heading, *LEFT[5:], *RIGHT[5:]]
    assert order(*LEFT[:2], *LEFT[5:], *RIGHT[:2], heading, *RIGHT[5:]) == [it.text for it in expected]


def test_a_table_is_read_row_by_row() -> None:
    labels = [run("Prevention", 50, 700), run("Law enforcement", 50, 688), run("Heroin trade", 50, 676)]
    numbers = [run("4.50", 200, 700), run("5.50", 200, 688), run("6.50 0.50", 200, 676)]
    assert order(*labels, *numbers) == ["Prevention", "4.50", "Law enforcement", "5.50", "Heroin trade", "6.50 0.50"]


def test_the_label_comes_first_where_a_row_has_its_score_before_it() -> None:
    assert order(run("4.50", 50, 700), run("Prevention", 100, 700)) == ["Prevention", "4.50"]
    assert order(run("4.50", 50, 700), run("Resilience score", 100, 700)) == ["4.50", "Resilience score"]


def test_a_label_on_two_lines_has_the_height_of_its_score() -> None:
    parts = [run("Extortion and protection", 50, 700), run("racketeering", 50, 690), run("4.50", 200, 695)]
    label = join_labels(parts)[0]
    assert (label.text, label.baseline) == ("Extortion and protection racketeering", 695)


def test_the_value_of_a_fact_on_three_lines_is_one() -> None:
    parts = [run("Income group", 50, 688), run("Lower", 200, 700), run("middle", 200, 688), run("income", 200, 676)]
    assert "Lower middle income" in [it.text for it in join_labels(parts)]


def test_scores_beside_the_analysis_come_before_it() -> None:
    text = [run("People", 50, 712, is_bold=True), *LEFT]
    scores = [run(f"{label} 4.50", 300, 700 - 12 * n) for n, label in enumerate(["Prevention", "Law enforcement"] * 3)]
    assert order(*text, *scores)[:6] == [it.text for it in scores]


def test_a_last_page_of_few_lines_has_the_columns_of_the_others() -> None:
    pages = [[*LEFT, *RIGHT], [run("the end of the left column here", 50, 700), run("and of the right", 300, 700)]]
    columns = order_pages(pages)[1]
    assert [len(column.runs) for column in columns] == [1, 1]
    assert all(isinstance(column, TextColumn) and not column.runs[0].is_cell for column in columns)
