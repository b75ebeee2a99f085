"""Lines of text from the columns of pages."""

from explorer.ingest.pdf_layout import TextColumn
from explorer.ingest.pdf_lines import text_lines
from explorer.ingest.pdf_runs import TextRun


def runs(*texts: str) -> TextColumn:
    return TextColumn(tuple(TextRun(text, 50, 300, 700 - 12 * n, 10, word=20) for n, text in enumerate(texts)))


def test_lines_have_their_page_and_column_and_no_bullets() -> None:
    lines = text_lines([[runs("• Bands formed."), runs("•", "Songs fight.")], [runs("Officials sell.")]])
    assert [(line.run.text, line.page, line.column, line.opens_item) for line in lines] == [
        ("Bands formed.", 0, 1, True),
        ("Songs fight.", 0, 2, True),
        ("Officials sell.", 1, 3, False),
    ]
