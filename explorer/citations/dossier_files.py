"""A dossier as a file: Markdown, Word, CSV and BibTeX. The HTML page is templates/cite/dossier.html."""

import csv
import datetime
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from explorer.citations.dossier import Dossier
from explorer.citations.formats import bibtex
from explorer.citations.styles import Rendered, escape_markdown
from explorer.core.csv_cells import escape_formula
from explorer.model.series import INDEX_SERIES


def markdown(dossier: Dossier) -> bytes:
    """Write a dossier as Markdown, with footnotes."""
    lines = [f"# {escape_markdown(dossier.title)}", "", escape_markdown(dossier.attribution), ""]
    for item in dossier.items:
        lines += [f"## {escape_markdown(item.heading)}", ""]
        lines += [f"> {escape_markdown(item.words)}[^{item.number}]", ""]
        if item.note:
            lines += [*(escape_markdown(line) for line in item.note.splitlines()), ""]
    lines += ["## Bibliography", ""]
    lines += [f"- {entry.markdown}" for entry in dossier.bibliography]
    lines += ["", *(f"[^{item.number}]: {item.in_text.markdown} {item.citation.link}" for item in dossier.items)]
    return ("\n".join(lines) + "\n").encode()


def docx(dossier: Dossier) -> bytes:
    """Write a dossier as a Word document."""
    from docx import Document  # only this format needs it
    from docx.shared import Cm, Pt

    document = Document()
    document.core_properties.title = _printable(dossier.title)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    created = datetime.datetime.combine(dossier.made, datetime.time(), datetime.UTC)
    document.core_properties.created = document.core_properties.modified = created
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(_printable(dossier.title), 0)
    document.add_paragraph(dossier.attribution)
    for item in dossier.items:
        document.add_heading(_printable(item.heading), 2)
        quoted = document.add_paragraph(_printable(item.words))
        quoted.paragraph_format.left_indent = Cm(1)
        quoted.add_run(str(item.number)).font.superscript = True
        for line in item.note_lines:
            document.add_paragraph(_printable(line))
    document.add_heading("Notes", 1)
    for item in dossier.items:
        # The number is written out, so that it is the one beside the passage whatever the program does to lists.
        _add_runs(document.add_paragraph(f"{item.number}. "), item.in_text, f" {item.citation.link}")
    document.add_heading("Bibliography", 1)
    for entry in dossier.bibliography:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(1)
        paragraph.paragraph_format.first_line_indent = Cm(-1)
        _add_runs(paragraph, entry)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_runs(paragraph: Any, rendered: Rendered, after: str = "") -> None:
    for text, is_italic in (*rendered.runs, (after, False)):
        paragraph.add_run(_printable(text)).italic = is_italic


def _printable(text: str) -> str:
    """Remove the control characters that XML 1.0 does not allow: https://www.w3.org/TR/xml/#charsets."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def table(dossier: Dossier) -> bytes:
    """Write a dossier as CSV (RFC 4180) in UTF-8, with a byte order mark so that spreadsheets read its letters."""
    written = io.StringIO()
    writer = csv.writer(written)
    series = ("series",) if any(item.citation.series != INDEX_SERIES for item in dossier.items) else ()
    writer.writerow(
        [
            "number",
            "id",
            "country",
            "edition",
            "section",
            "paragraph",
            "text_kind",
            "words",
            "note",
            "reference",
            "link",
            *series,
        ]
    )
    for item in dossier.items:
        citation = item.citation
        row = [
            citation.id, citation.title, citation.edition, citation.section, citation.paragraph,
            citation.text_kind, item.words, item.note, item.in_text.plain, citation.link,
        ]  # fmt: skip
        row += [citation.series for _ in series]
        writer.writerow([item.number, *map(escape_formula, row)])
    return ("\ufeff" + written.getvalue()).encode()


def references(dossier: Dossier) -> bytes:
    """Write the passages of a dossier as BibTeX."""
    return bibtex([item.citation for item in dossier.items]).encode()


@dataclass(frozen=True, slots=True)
class DossierFormat:
    """A file format of dossiers."""

    suffix: str
    label: str
    media_type: str
    write: Callable[[Dossier], bytes]


FORMATS = (
    DossierFormat("md", "Markdown", "text/markdown; charset=utf-8", markdown),
    DossierFormat("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
    DossierFormat("csv", "CSV", "text/csv; charset=utf-8", table),
    DossierFormat("bib", "BibTeX", "application/x-bibtex; charset=utf-8", references),
)
