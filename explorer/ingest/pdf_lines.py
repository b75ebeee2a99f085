"""The lines of text of a PDF's pages, in the order in which they are read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from explorer.ingest.lines import END, REFERENCE, TARGET, split_after_site
from explorer.ingest.pdf_layout import TextColumn
from explorer.ingest.pdf_runs import TextRun

_BULLET = re.compile(r"[•◦▪‣■□●○](?:\s+|$)")
_MARKS = re.compile(f"{REFERENCE}([^{TARGET}]*){TARGET}[^{END}]*{END}")
_EDGE = 8.0  # points, to which edges of columns are the same


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text on a page, with its place among the others."""

    run: TextRun
    page: int
    column: int  # number in the document
    edges: tuple[int, int]  # of the column, rounded
    opens_item: bool = False  # a bullet is before it

    @property
    def plain(self) -> str:
        """The text without marks of notes."""
        return _MARKS.sub("", self.run.text)


def text_lines(pages: Iterable[Sequence[TextColumn]]) -> list[TextLine]:
    """List the lines of all pages in order, without the bullets before them."""
    lines: list[TextLine] = []
    number = 0
    for page, columns in enumerate(pages):
        for column in columns:
            number += 1
            edges = (_rounded(column.left), _rounded(column.right))
            is_item = False
            for run in _split_after_site(column.runs):
                bare = run.text[match.end() :] if (match := _BULLET.match(run.text)) else run.text
                if bare:
                    seamed = run.seamed[len(run.text) - len(bare) :]
                    line = replace(run, text=bare, seamed=seamed, is_cell=run.is_cell and not is_item)
                    lines.append(TextLine(line, page, number, edges, is_item or bare != run.text))
                is_item = not bare
    return lines


def _split_after_site(runs: Iterable[TextRun]) -> Iterator[TextRun]:
    """Split what a print of saved text has on one line, as it is in that text."""
    for run in runs:
        parts = split_after_site(run.text)
        yield from [run] if len(parts) == 1 else [replace(run, text=part, seamed="") for part in parts]


def _rounded(edge: float) -> int:
    return round(max(-1e6, min(1e6, edge)) / _EDGE)
