"""The bytes of a saved page, from mark-up, a web archive, a PDF or text, as its visible lines."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from explorer.core.errors import CorpusError, SourceError
from explorer.ingest.encoding import check_bytes, check_size, decode_page, is_pdf
from explorer.ingest.html import is_markup, read_page
from explorer.ingest.lines import Page, read_lines
from explorer.ingest.mhtml import is_mhtml, read_mhtml
from explorer.model.limits import LONGEST_VALUE, MOST_CHARACTERS

_MOST = 100_000  # tags, or lines of text; a page has a few thousand


@contextmanager
def refusals() -> Iterator[None]:
    """Refuse a source whose text no profile or chapter can have: raise SourceError in place of CorpusError."""
    try:
        yield
    except CorpusError as error:
        raise SourceError(str(error)) from error


def open_page(data: bytes) -> Page:
    """Read the page in a file. Raises SourceError where it is no text, or far too long."""
    address = ""
    if is_pdf(data):
        from explorer.ingest.pdf_page import read_pdf_page

        check_size(len(data))
        return _check_lengths(read_pdf_page(data))
    check_bytes(data)
    if is_mhtml(data):
        archived = read_mhtml(data)
        text, address = decode_page(archived.data, archived.charset), archived.address
    else:
        text = decode_page(data)
    is_marked_up = is_markup(text)
    if text.count("<" if is_marked_up else "\n") > _MOST:
        raise SourceError("The file is far too long for a page: save one page alone and import that.")
    page = replace(read_page(text) if is_marked_up else read_lines(text), is_marked_up=is_marked_up)
    page = _check_lengths(page)
    return replace(page, addresses=(address, *page.addresses)) if 0 < len(address) <= LONGEST_VALUE else page


def _check_lengths(page: Page) -> Page:
    """Return a page if none of its paragraphs is too long. Raises SourceError."""
    if (longest := max((len(line.marked) for line in page.lines), default=0)) > MOST_CHARACTERS:
        raise SourceError(
            f"A paragraph of the page has {longest:,} characters; at most {MOST_CHARACTERS:,} are read: save the page "
            "again as HTML, or as text with a blank line between paragraphs."
        )
    return page
