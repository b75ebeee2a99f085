"""A dossier: passages that somebody collected, with their own notes, numbered references and a bibliography."""

import csv
import datetime
import html
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from explorer.citations.formats import bibtex
from explorer.citations.record import Citation, cite, quoting
from explorer.citations.styles import Rendered, Style, escape_markdown, render
from explorer.core.csv_cells import escape_formula
from explorer.core.errors import NotFoundError, QueryError
from explorer.corpus.library import Library
from explorer.model.profiles import parse_reference

MOST = 200  # passages of one dossier
LONGEST_NOTE = 2_000  # characters of one annotation


@dataclass(frozen=True, slots=True)
class Pin:
    """A passage in a collection, as its reader pinned it."""

    id: str  # "kgz-2021/drugs/1"
    note: str = ""  # the reader's own words
    quotation: str = ""  # words of the passage, where not all of it is meant

    def __post_init__(self) -> None:
        if len(self.note) > LONGEST_NOTE:
            raise QueryError(f"A note has at most {LONGEST_NOTE:,} characters; this one has {len(self.note):,}.")


@dataclass(frozen=True, slots=True)
class Item:
    """A passage in a dossier."""

    number: int  # from 1: of its reference
    citation: Citation
    words: str  # of the passage, or those that were quoted
    note: str
    in_text: Rendered  # what its reference says


@dataclass(frozen=True, slots=True)
class Dossier:
    """A collection with everything that its exports need."""

    title: str
    made: datetime.date
    style: Style
    items: tuple[Item, ...]
    bibliography: tuple[Rendered, ...]  # the works that are cited, each once

    @property
    def has_digest(self) -> bool:
        return any(item.citation.text_kind == "digest" for item in self.items)


def make_dossier(
    library: Library,
    pins: Sequence[Pin],
    style: Style,
    made: datetime.date,
    address: str = "",
    title: str = "Dossier",
) -> Dossier:
    """The dossier of a collection, in its order. Raises NotFoundError for a passage that is not there; QueryError."""
    if len(pins) > MOST:
        raise QueryError(f"A dossier has at most {MOST} passages; this one has {len(pins)}.")
    citations: list[Citation] = []
    words: list[str] = []
    for pin in pins:
        citation = cite(library, pin.id, made, address)
        if citation.kind != "passage":
            raise NotFoundError(f"{pin.id!r} is not the id of a passage. Those look like kgz-2021/drugs/1.")
        reference = parse_reference(citation.id)
        text = library.text(reference.text_id)
        if pin.quotation:
            citation = quoting(citation, pin.quotation, text)
        citations.append(citation)
        words.append(pin.quotation or text.passage(reference.section or "", reference.number or 0).text)
    cited = list(dict.fromkeys(citation.id.partition("/")[0] for citation in citations))
    if style.slug != "ieee":  # IEEE numbers its works in the order in which they are cited
        cited.sort()
    works = [cite(library, id, made, address) for id in cited]
    entries = [reference.entry for reference in render(works, style)]
    # What is quoted stands above its reference, so the reference does not repeat it.
    references = render([replace(citation, quotation="") for citation in citations], style)
    return Dossier(
        title=" ".join(title.split()) or "Dossier",
        made=made,
        style=style,
        items=tuple(
            Item(number, citation, text, pin.note.strip(), _numbered(reference.in_text, citation, cited, style))
            for number, (citation, text, pin, reference) in enumerate(
                zip(citations, words, pins, references, strict=True), 1
            )
        ),
        bibliography=tuple(entries),
    )


def _numbered(in_text: Rendered, citation: Citation, cited: Sequence[str], style: Style) -> Rendered:
    """A reference by number, with the number that its work has in the bibliography."""
    if style.slug != "ieee":
        return in_text
    number = cited.index(citation.id.partition("/")[0]) + 1
    return Rendered.of(re.sub(r"^\[\d+", f"[{number}", in_text.plain))


def _head(item: Item) -> str:
    citation = item.citation
    return f"{citation.name}, {citation.section}, paragraph {citation.paragraph}"


def _whose(dossier: Dossier) -> str:
    return (
        f"Made with the OC Explorer on {dossier.made.isoformat()}. The Global Organized Crime Index is the work of the "
        "Global Initiative Against Transnational Organized Crime."
        + (" Passages marked as digest are in the words of the OC Explorer, not the publisher's." * dossier.has_digest)
    )


def _is_digest(item: Item) -> str:
    return " (digest)" if item.citation.text_kind == "digest" else ""


def markdown(dossier: Dossier) -> bytes:
    """The dossier as Markdown, with footnotes."""
    lines = [f"# {escape_markdown(dossier.title)}", "", escape_markdown(_whose(dossier)), ""]
    for item in dossier.items:
        lines += [f"## {escape_markdown(_head(item))}{_is_digest(item)}", ""]
        lines += [f"> {escape_markdown(item.words)}[^{item.number}]", ""]
        if item.note:
            lines += [*(escape_markdown(line) for line in item.note.splitlines()), ""]
    lines += ["## Bibliography", ""]
    lines += [f"- {entry.markdown}" for entry in dossier.bibliography]
    lines += ["", *(f"[^{item.number}]: {item.in_text.markdown} {item.citation.link}" for item in dossier.items)]
    return ("\n".join(lines) + "\n").encode()


def page(dossier: Dossier) -> bytes:
    """The dossier as one HTML file that needs nothing else."""
    told = [f"<h1>{html.escape(dossier.title)}</h1>", f"<p>{html.escape(_whose(dossier))}</p>"]
    for item in dossier.items:
        number = item.number
        told.append(
            f'<section><h2>{html.escape(_head(item))}{_is_digest(item)}</h2>\n<blockquote id="passage-{number}"><p>'
            f'{html.escape(item.words)} <a href="#note-{number}"><sup>{number}</sup></a></p></blockquote>'
        )
        told += [f"<p>{html.escape(line)}</p>" for line in item.note.splitlines() if line.strip()]
        told.append("</section>")
    told += ["<section><h2>Notes</h2>", "<ol>"]
    told += [
        f'<li id="note-{item.number}">{item.in_text.html} {_link(item.citation)} <a href="#passage-{item.number}" '
        f'aria-label="Back to passage {item.number}">↩</a></li>'
        for item in dossier.items
    ]
    told += ["</ol></section>", "<section><h2>Bibliography</h2>", "<ul>"]
    told += [f"<li>{entry.html}</li>" for entry in dossier.bibliography]
    told.append("</ul></section>")
    body = "\n".join(told)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{html.escape(dossier.title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 1.05rem/1.5 Georgia, serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }}
h1, h2 {{ font-family: sans-serif }}
a {{ overflow-wrap: anywhere }}
</style>
</head>
<body>
{body}
</body>
</html>
""".encode()


def _link(citation: Citation) -> str:
    link = html.escape(citation.link)
    return f'<a href="{link}">{link}</a>' if citation.address else link


def docx(dossier: Dossier) -> bytes:
    """The dossier as a Word document."""
    from docx import Document  # few ask for this format
    from docx.shared import Cm, Pt

    document = Document()
    document.core_properties.title = _printable(dossier.title)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    made = datetime.datetime.combine(dossier.made, datetime.time(), datetime.UTC)
    document.core_properties.created = document.core_properties.modified = made
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(_printable(dossier.title), 0)
    document.add_paragraph(_whose(dossier))
    for item in dossier.items:
        document.add_heading(_printable(_head(item) + _is_digest(item)), 2)
        quoted = document.add_paragraph(_printable(item.words))
        quoted.paragraph_format.left_indent = Cm(1)
        quoted.add_run(str(item.number)).font.superscript = True
        for line in item.note.splitlines():
            if line.strip():
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
    """Text without the control characters that XML cannot hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def table(dossier: Dossier) -> bytes:
    """The dossier as CSV, UTF-8 with a byte order mark so that spreadsheets read its letters."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(
        [
            "number",
            "id",
            "country",
            "edition",
            "section",
            "paragraph",
            "whose_words",
            "words",
            "note",
            "reference",
            "link",
        ]
    )
    for item in dossier.items:
        citation = item.citation
        row = [
            citation.id, citation.title, citation.edition, citation.section, citation.paragraph,
            citation.text_kind, item.words, item.note, item.in_text.plain, citation.link,
        ]  # fmt: skip
        writer.writerow([item.number, *(escape_formula(cell) if isinstance(cell, str) else cell for cell in row)])
    return ("\ufeff" + written.getvalue()).encode()


def references(dossier: Dossier) -> bytes:
    """The passages as BibTeX."""
    return bibtex([item.citation for item in dossier.items]).encode()


@dataclass(frozen=True, slots=True)
class DossierFormat:
    """A form in which a dossier is taken along."""

    suffix: str
    label: str
    media_type: str
    write: Callable[[Dossier], bytes]


EXPORTS: Mapping[str, DossierFormat] = {
    one.suffix: one
    for one in (
        DossierFormat("md", "Markdown", "text/markdown; charset=utf-8", markdown),
        DossierFormat("html", "HTML", "text/html; charset=utf-8", page),
        DossierFormat("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
        DossierFormat("csv", "CSV", "text/csv; charset=utf-8", table),
        DossierFormat("bib", "BibTeX", "application/x-bibtex; charset=utf-8", references),
    )
}
