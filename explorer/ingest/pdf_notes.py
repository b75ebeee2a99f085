"""Footnotes at the foot of a PDF's pages: after the text, and with the marks that refer to them."""

import re
from collections.abc import Sequence

from explorer.ingest.lines import END, REFERENCE, TARGET
from explorer.ingest.pdf_paragraphs import ParagraphJoiner, PdfParagraph

_SMALLER = 0.93  # of the height of the text, that of notes at most
_MARK = re.compile(f"{REFERENCE}([^{TARGET}]*){TARGET}{END}")
_OPENING = re.compile(rf"{REFERENCE}(\d{{1,3}}){TARGET}{END}|(\d{{1,3}})[.)]?\s")


class PdfNotes:
    """The notes of one document: small paragraphs that begin with a mark which their page refers to."""

    def __init__(self, joiner: ParagraphJoiner, paragraphs: Sequence[PdfParagraph]) -> None:
        self._joiner = joiner
        self._anchors: dict[int, str] = {}  # by id of the paragraph of a note
        marks = {
            (line.page, mark) for it in paragraphs for line in it.lines for mark in _MARK.findall(line.run.text)
            if it.first is not line or not _OPENING.match(line.run.text)
        }  # fmt: skip
        for paragraph in paragraphs:
            key = self._key(paragraph)
            if key in marks and _anchor(*key) not in self._anchors.values():
                self._anchors[id(paragraph)] = _anchor(*key)
        self._targets = set(self._anchors.values())
        text = [it for it in paragraphs if id(it) not in self._anchors]
        self.paragraphs = [*text, *(it for it in paragraphs if id(it) in self._anchors)]

    def anchors(self, paragraph: PdfParagraph) -> tuple[str, ...]:
        """Return the anchor of a note; empty for any other paragraph."""
        anchor = self._anchors.get(id(paragraph))
        return (anchor,) if anchor else ()

    def text(self, paragraph: PdfParagraph) -> str:
        """Return the text of a paragraph, its marks with the anchors of their notes."""
        text = self._joiner.marked(paragraph)
        if id(paragraph) in self._anchors:
            return text
        pages = sorted({line.page for line in paragraph.lines})

        def link(match: re.Match[str]) -> str:
            anchors = [anchor for page in pages if (anchor := _anchor(page, match[1])) in self._targets]
            return f"{REFERENCE}{match[1]}{TARGET}{anchors[0]}{END}" if anchors else match[0]

        return _MARK.sub(link, text)

    def _key(self, paragraph: PdfParagraph) -> tuple[int, str]:
        """Return the page and the mark of a paragraph that is set as a note; an empty mark for any other."""
        run = paragraph.first.run
        opening = _OPENING.match(run.text) if run.size < _SMALLER * self._joiner.size else None
        return paragraph.first.page, (opening[1] or opening[2]) if opening else ""


def _anchor(page: int, mark: str) -> str:
    return f"page-{page}-note-{mark}"
