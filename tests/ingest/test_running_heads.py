"""Running heads and feet, and what a browser prints around a page."""

from explorer.ingest.pdf_file import PdfSheet
from explorer.ingest.pdf_runs import TextRun
from explorer.ingest.running_heads import RunningHeads

SHEET = PdfSheet((), 0, 842)


def page(number: int, *others: TextRun) -> list[TextRun]:
    return [TextRun(f"Text of page {number}, which is its own.", 50, 300, 700, 10), *others]


def rest(*pages: list[TextRun]) -> tuple[list[list[str]], RunningHeads]:
    heads = RunningHeads([SHEET] * len(pages), pages)
    return [[run.text for run in heads.remove(place, runs)] for place, runs in enumerate(pages)], heads


def test_what_repeats_in_the_margin_is_left_out() -> None:
    pages = [
        page(n, TextRun("Organized Crime Index", 50, 150, 820, 8), TextRun(str(n), 290, 300, 20, 8)) for n in (4, 5, 6)
    ]
    texts, _ = rest(*pages)
    assert texts == [[f"Text of page {n}, which is its own."] for n in (4, 5, 6)]


def test_a_number_in_the_margin_that_counts_no_pages_is_kept() -> None:
    texts, _ = rest(page(1, TextRun("5", 50, 55, 30, 10)), page(2))
    assert "5" in texts[0]


def test_what_a_browser_prints_is_left_out_and_its_address_kept() -> None:
    foot = [TextRun("https://ocindex.net/2021/country/chad", 20, 200, 15, 8), TextRun("1/1", 560, 575, 15, 8)]
    texts, heads = rest(page(1, TextRun("11/30/26, 3:56 PM", 20, 100, 825, 8), *foot))
    assert texts == [["Text of page 1, which is its own."]]
    assert list(heads.addresses) == ["https://ocindex.net/2021/country/chad"]
    assert heads.numbers == [(1, 1)]


def test_a_repeated_line_of_the_text_is_kept() -> None:
    lines = [TextRun("The same last line of a paragraph.", 50, 200, 60, 10), TextRun("Before it.", 50, 90, 72, 10)]
    texts, _ = rest(page(1, *lines), page(2, *lines))
    assert all("The same last line of a paragraph." in own for own in texts)


def test_the_title_of_a_section_in_the_margin_is_left_out_where_it_is_set_larger_elsewhere() -> None:
    heading, head = TextRun("Drugs", 50, 90, 600, 13), TextRun("Drugs", 500, 530, 820, 8)
    texts, _ = rest(page(1, heading), page(2, head), page(3, TextRun("People", 50, 90, 820, 13)))
    assert [texts[0][-1], texts[1], texts[2][-1]] == ["Drugs", ["Text of page 2, which is its own."], "People"]


def test_a_foot_that_is_raised_on_the_last_page_is_left_out() -> None:
    feet = [TextRun("Some rights are reserved.", 50, 150, height, 8) for height in (20, 20, 20, 400)]
    texts, _ = rest(*[page(number, foot) for number, foot in enumerate(feet, 1)])
    assert texts[-1] == ["Text of page 4, which is its own."]
