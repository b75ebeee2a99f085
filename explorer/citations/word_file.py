"""A dossier as a Word document: quotations with footnotes, a table of scores, caveats, a bibliography, its manifest."""

import datetime
import io
import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from explorer.citations.dossier import Dossier, GoneItem, Item
from explorer.citations.dossier_manifest import MANIFEST_NAMESPACE, manifest
from explorer.citations.styles import Rendered
from explorer.citations.word_footnotes import WordFootnotes

if TYPE_CHECKING:  # a server answers its first request without it
    from docx.document import Document

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
SCORE_COLUMNS = ("Note", "Profile", "Score of", "Score", "Change", "Comparable", "Rank")


def docx(dossier: Dossier) -> bytes:
    """Write a dossier as a Word document."""
    from docx import Document  # only this format needs it
    from docx.shared import Pt

    document = Document()
    document.core_properties.title = _printable(dossier.title)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    created = datetime.datetime.combine(dossier.made, datetime.time(), datetime.UTC)
    document.core_properties.created = document.core_properties.modified = created
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(_printable(dossier.title), 0)
    document.add_paragraph(dossier.attribution)
    footnotes = WordFootnotes(document)
    for entry in dossier.entries:
        if isinstance(entry, Item):
            _add_item(document, footnotes, entry)
        else:
            _add_gone(document, entry)
        for line in entry.note_lines:
            document.add_paragraph(_printable(line))
    _add_scores(document, dossier)
    if dossier.caveats:
        document.add_heading("Caveats", 1)
        for caveat in dossier.caveats:
            document.add_paragraph(_printable(caveat), style="List Bullet")
    _add_bibliography(document, dossier)
    footnotes.attach()
    _attach_manifest(document, dossier)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_item(document: "Document", footnotes: WordFootnotes, item: Item) -> None:
    from docx.shared import Cm

    document.add_heading(_printable(item.heading), 2)
    paragraph = document.add_paragraph(_printable(item.words))
    if item.is_quoted:
        paragraph.paragraph_format.left_indent = Cm(1)
    footnotes.add(paragraph, lambda note: _add_runs(note, item.in_text, f" {item.addresses}"))


def _add_gone(document: "Document", entry: GoneItem) -> None:
    document.add_heading(_printable(f"{entry.id}: no longer here"), 2)
    document.add_paragraph(_printable(entry.message))
    if entry.words:
        document.add_paragraph(_printable(f"It was pinned with the words “{entry.words}”."))


def _add_scores(document: "Document", dossier: Dossier) -> None:
    if not dossier.scores:
        return
    document.add_heading("Scores", 1)
    table = document.add_table(rows=1, cols=len(SCORE_COLUMNS), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, SCORE_COLUMNS, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    for item, score in dossier.scores:
        row = (
            str(item.number), score.name, score.label, score.figure, score.change_figure, score.comparability,
            "; ".join(score.rank_lines) or "n/a",
        )  # fmt: skip
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _printable(text)


def _add_bibliography(document: "Document", dossier: Dossier) -> None:
    from docx.shared import Cm

    document.add_heading("Bibliography", 1)
    for entry in dossier.bibliography:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(1)
        paragraph.paragraph_format.first_line_indent = Cm(-1)
        _add_runs(paragraph, entry)


def _add_runs(paragraph: Any, rendered: Rendered, after: str = "") -> None:
    for text, is_italic in (*rendered.runs, (after, False)):
        paragraph.add_run(_printable(text)).italic = is_italic


def _attach_manifest(document: "Document", dossier: Dossier) -> None:
    """Embed the manifest as a custom XML part, which Word keeps: ECMA-376 part 1, 15.2.5."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    text = escape(_printable(manifest(dossier).decode()))
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="{MANIFEST_NAMESPACE}">{text}</manifest>'
    part = Part(PackURI("/customXml/dossier-manifest.xml"), "application/xml", data.encode(), document.part.package)
    document.part.relate_to(part, _CUSTOM)


def _printable(text: str) -> str:
    """Remove the characters that XML 1.0 does not allow: https://www.w3.org/TR/xml/#charsets."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
