"""Labels, headings and cells that are broken over lines, or set under one another."""

import pytest

from explorer.ingest.pdf_labels import join_cells, join_labels
from explorer.ingest.pdf_runs import TextRun


def run(text: str, left: float, baseline: float, is_bold: bool = False) -> TextRun:
    return TextRun(text, left, left + 5 * len(text), baseline, 10, is_bold)


def test_a_label_on_two_lines_has_the_height_of_its_score() -> None:
    parts = [run("Extortion and protection", 50, 700), run("racketeering", 50, 690), run("4.50", 200, 695)]
    label = join_labels(parts)[0]
    assert (label.text, label.baseline) == ("Extortion and protection racketeering", 695)


def test_the_value_of_a_fact_on_three_lines_is_one() -> None:
    parts = [run("Income group", 50, 688), run("Lower", 200, 700), run("middle", 200, 688), run("income", 200, 676)]
    assert "Lower middle income" in [it.text for it in join_labels(parts)]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("Government", "transparency and", "accountability"), "Government transparency and accountability"),
        (("Gross domestic", "product (GDP)"), "Gross domestic product (GDP)"),
        (("Economic and financial en\u2010", "vironment"), "Economic and financial environment"),
        (("Anti-", "money laundering"), "Anti-money laundering"),
        (("10th of 13 countries in Southern", "Africa 0"), "10th of 13 countries in Southern Africa 0"),
    ],
)
def test_a_label_a_heading_or_a_rank_is_joined_from_its_lines(lines: tuple[str, ...], whole: str) -> None:
    joined = join_labels([run(line, 50, 700 - 10 * number) for number, line in enumerate(lines)])
    assert [it.text for it in joined] == [whole]


def test_lines_of_text_beside_a_heading_that_is_a_label_too_are_not_joined() -> None:
    lines = [run("Bands fight over the ranks", 200, 700), run("of taxis, and re-", 200, 690)]
    assert len(join_labels([run("Criminal actors", 50, 695), *lines])) == 3


def test_the_height_of_a_label_is_that_of_its_own_number() -> None:
    label = [run("Judicial system and", 200, 700), run("detention", 200, 688)]
    joined = join_labels([run("4.50", 100, 698), *label, run("6.50", 320, 694)])
    assert next(it.baseline for it in joined if it.text == "Judicial system and detention") == 694


def test_facts_in_a_grid_have_the_values_under_them() -> None:
    grid = [run("Capital", 50, 700), run("Population", 150, 700), run("Maseru", 50, 688), run("2,281,454", 150, 688)]
    assert [it.text for it in join_cells(grid)] == ["Capital Maseru", "Population 2,281,454"]


def test_scores_over_their_labels_are_those_that_are_nearer() -> None:
    grid = []
    for row, (first, second) in enumerate((("Prevention", "Law enforcement"), ("Heroin trade", "Cocaine trade"))):
        top = 700 - 40 * row
        grid += [run(f"{row + 4}.50", 50, top), run(f"{row + 6}.50", 150, top)]
        grid += [run(first, 50, top - 12), run(second, 150, top - 12)]
    grid += [run("8.50", 50, 620), run("Fauna crimes", 50, 608)]
    assert [it.text for it in join_cells(grid)] == [
        "Prevention 4.50", "Law enforcement 6.50", "Heroin trade 5.50", "Cocaine trade 7.50", "Fauna crimes 8.50",
    ]  # fmt: skip


def test_a_table_of_labels_and_numbers_is_no_grid() -> None:
    rows = [run("Prevention", 50, 700), run("4.50", 150, 700), run("Heroin trade", 50, 688), run("5.50", 150, 688)]
    assert join_cells(rows) == rows


def test_text_under_two_headings_that_are_labels_too_is_no_value() -> None:
    heads = [run("Criminal actors", 50, 700), run("Financial crimes", 250, 700)]
    page = [*heads, run("Bands fight over ranks", 50, 688), run("Clubs lost deposits", 250, 688)]
    assert join_cells(page) == page
