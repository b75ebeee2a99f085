"""Footnotes at the foot of pages: after the text, with anchors."""

from explorer.ingest.lines import END, REFERENCE, TARGET
from explorer.ingest.pdf_layout import TextColumn
from explorer.ingest.pdf_lines import text_lines
from explorer.ingest.pdf_notes import PdfNotes
from explorer.ingest.pdf_paragraphs import ParagraphJoiner
from explorer.ingest.pdf_runs import TextRun


def test_a_note_at_the_foot_is_after_the_text_and_its_mark_leads_to_it() -> None:
    mark = f"{REFERENCE}1{TARGET}{END}"
    pages = [
        [TextColumn((
            TextRun(f"Bands fight over the ranks of taxis.{mark} They are", 50, 300, 700, 10),
            TextRun("1 Ledger of the upper lakes.", 50, 150, 80, 7),
        ))],
        [TextColumn((TextRun("known by their blankets.", 50, 180, 700, 10),))],
    ]  # fmt: skip
    joiner = ParagraphJoiner(text_lines(pages))
    notes = PdfNotes(joiner, joiner.join())
    assert [notes.text(it) for it in notes.paragraphs] == [
        f"Bands fight over the ranks of taxis.{REFERENCE}1{TARGET}page-0-note-1{END} They are known by their blankets.",
        "1 Ledger of the upper lakes.",
    ]
    assert [notes.anchors(it) for it in notes.paragraphs] == [(), ("page-0-note-1",)]
