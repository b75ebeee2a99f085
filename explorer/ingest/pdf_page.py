"""A PDF, read into the same lines as a saved page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from explorer.core.errors import SourceError
from explorer.ingest.lines import Line, Page, split_line
from explorer.ingest.narrative import find_headings
from explorer.ingest.pdf_file import read_pdf
from explorer.ingest.pdf_layout import order_pages
from explorer.ingest.pdf_lines import text_lines
from explorer.ingest.pdf_notes import PdfNotes
from explorer.ingest.pdf_paragraphs import ParagraphJoiner, PdfParagraph, is_cut_off
from explorer.ingest.pdf_runs import find_runs, join_initials
from explorer.ingest.running_heads import RunningHeads
from explorer.ingest.source_warnings import SourceWarning
from explorer.model.profiles import tidy
from explorer.model.taxonomy import taxonomy
from explorer.text.excerpts import first_words, last_words

_LATER = frozenset({"cyber-crimes", "financial-crimes"})  # sections that the first edition has not


def read_pdf_page(data: bytes) -> Page:
    """Read the lines of a PDF. Raises SourceError where it cannot be read, or paragraphs cannot be told apart."""
    file = read_pdf(data)
    runs = [join_initials(find_runs(sheet)) for sheet in file.sheets]
    heads = RunningHeads(file.sheets, runs)
    pages = order_pages([heads.remove(page, own) for page, own in enumerate(runs)])
    joiner = ParagraphJoiner(text_lines(pages))
    notes = PdfNotes(joiner, joiner.join())
    paragraphs = notes.paragraphs
    lines, owners = _read_lines(notes)
    page = Page(
        tuple(lines),
        is_closed=True,
        title=tidy(file.title),
        addresses=tuple(heads.addresses),
        site=" · ".join(heads.names),  # no paragraph of the page, and evidence of its series
        is_ordered_by_place=True,
    )
    _check_pages(heads.numbers)
    headings = find_headings(page)
    _check_sections(headings)
    first = owners[min(headings)] if headings else len(paragraphs)
    _check_paragraphs(joiner, paragraphs[first:])
    return replace(page, warnings=tuple(_doubts(joiner, paragraphs[first:])))


def _read_lines(notes: PdfNotes) -> tuple[list[Line], list[int]]:
    """Split each paragraph into the lines that its elements show, and return these and the paragraph of each."""
    lines: list[Line] = []
    owners: list[int] = []
    for number, paragraph in enumerate(notes.paragraphs):
        for place, marked in enumerate(split_line(notes.text(paragraph))):
            line = Line(
                marked,
                anchors=() if place else notes.anchors(paragraph),
                is_heading=paragraph.is_heading,
                level=3 * paragraph.is_heading,
                is_cell=paragraph.first.run.is_cell,
            )
            lines.append(line)
            owners.append(number)
    return lines, owners


def _check_pages(numbers: Sequence[tuple[int, int]]) -> None:
    """Check that all pages are there of which a browser prints the number, as "3/7". Raises SourceError."""
    counts = {count for _, count in numbers}
    if len(counts) == 1 and len({number for number, _ in numbers}) < (count := counts.pop()):
        raise SourceError(
            f"The PDF has {len(numbers)} of the {count} pages that its page numbers count: print all pages, and import "
            "that."
        )


def _doubts(joiner: ParagraphJoiner, narrative: Sequence[PdfParagraph]) -> Iterator[SourceWarning]:
    """Warn of the ends of columns and pages where a paragraph may end or go on."""
    inside = {id(line) for paragraph in narrative for line in paragraph.lines}
    for line in joiner.doubtful_breaks:
        if id(line) in inside:
            yield SourceWarning(
                "break-doubtful",
                f"At the end of page {line.page + 1} or of a column on it, after “{last_words(line.plain, 60)}”, the "
                "PDF does not show whether the paragraph goes on.",
            )


def _check_sections(headings: Mapping[int, str]) -> None:
    """Check that no section of the analysis is missing. Raises SourceError."""
    missing = [it.title for it in taxonomy().headings if it.slug not in {*headings.values(), *_LATER}]
    if headings and missing:
        raise SourceError(
            f"The PDF has no section {', '.join(missing)} that could be found, so part of it is missing: "
            "save the page of the country as HTML and import that."
        )


def _check_paragraphs(joiner: ParagraphJoiner, narrative: Sequence[PdfParagraph]) -> None:
    """Check that the paragraphs of the analysis are whole. Raises SourceError."""
    doubtful = [line for paragraph, line in joiner.doubtful if any(paragraph is it for it in narrative)]
    if doubtful:
        raise SourceError(
            "It cannot be told where the paragraphs of the PDF end: they are set without gaps or indents, and the line "
            f"“{first_words(doubtful[0].plain, 60)}” may end one or not. Save the page as HTML and import that."
        )
    cut = [paragraph for paragraph in narrative if is_cut_off(joiner, paragraph)]
    if cut:
        raise SourceError(
            f"The PDF has a paragraph that ends within a sentence, at “{last_words(cut[0].last.plain, 60)}”, so that "
            "its rest is cut off or could not be found: print the page again in landscape or at a smaller scale, or "
            "save it as HTML and import that."
        )
