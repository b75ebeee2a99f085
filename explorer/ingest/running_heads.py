"""The running heads and feet of a PDF's pages: titles, page numbers, and what a browser prints around a page."""

import re
from collections import Counter
from collections.abc import Sequence
from math import ceil

from explorer.ingest.panel_tokens import is_number_text, is_panel_label
from explorer.ingest.pdf_file import PdfSheet
from explorer.ingest.pdf_runs import TextRun
from explorer.ingest.publisher_hosts import printed_address
from explorer.ingest.section_titles import heading_slug

_ZONE = 0.14  # of the height of a page, at its top and its bottom
_ROWS = 4  # of runs in it at most
_APART = 1.7  # times the height, the distance of a head from the text
_LARGER = 1.1  # times the size of such a head, that of a section's title
_OTHER_SIZE = 0.08  # of the height, by which its size differs
_OFTEN = 0.3  # share of pages that have the same head
_SAME_PLACE = 3.0  # points
_PAGE_NUMBER = re.compile(r"(?:page\s*\d{1,3}|(?:page\s*)?\d{1,3}\s*(?:/|of)\s*\d{1,3})", re.IGNORECASE)
_OF = re.compile(r"(?:^|\s)(\d{1,3})\s*(?:/|of)\s*(\d{1,3})$", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:,?\s+\d{1,2}[:.]\d{2}(?:\s*[AP]M)?)?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?:\s*(?:…|\.\.\.)\S*)?")
_DIGITS = re.compile(r"\d+")


class RunningHeads:
    """What repeats in the margins of a document's pages."""

    def __init__(self, sheets: Sequence[PdfSheet], pages: Sequence[Sequence[TextRun]]) -> None:
        self.addresses: dict[str, None] = {}  # of the publisher, that are printed in margins
        self.names: dict[str, None] = {}  # what else they print, as of the series
        self.numbers: list[tuple[int, int]] = []  # "3/7", in their order
        self.rows = [_margin_rows(sheet, runs) for sheet, runs in zip(sheets, pages, strict=True)]
        self.counts: Counter[tuple[str, int]] = Counter()
        self.removed: set[str] = set()  # their texts
        for rows in self.rows:
            self.counts.update({key for _, row in rows for run in row for key in _keys(run)[:1]})
        self.least = max(2, ceil(_OFTEN * len(pages)))
        self.titles: dict[str, float] = {}  # size at which the title of a section is set at most
        for run in (run for own in pages for run in own):
            if slug := heading_slug(run.text):
                self.titles[slug] = max(run.size, self.titles.get(slug, 0.0))
        self.offsets: Counter[int] = Counter()  # of page numbers from the number of the page in the file
        for page, rows in enumerate(self.rows):
            self.offsets.update({int(run.text) - page for _, row in rows for run in row if run.text.isdecimal()})

    def remove(self, page: int, runs: Sequence[TextRun]) -> list[TextRun]:
        """Return the runs of a page without its heads and feet; the outermost rows are looked at first."""
        heads: set[int] = set()
        is_over: set[bool] = set()  # sides where a row belongs to the text
        for is_top, row in self.rows[page]:
            if is_top in is_over:
                continue
            others = [run for run in runs if id(run) not in heads and run not in row]
            if not self._is_head(row, page, _is_set_apart(row, others)):
                is_over.add(is_top)
                continue
            heads.update(map(id, row))
            for run in row:
                self.removed.add(_keys(run)[0][0])
                self._note(run.text)
        left = [run for run in runs if id(run) not in heads]
        return self._without_raised_feet(left) if page == len(self.rows) - 1 else left

    def _without_raised_feet(self, runs: Sequence[TextRun]) -> list[TextRun]:
        """Leave out feet that are under the text of the last page, as a browser puts those of a table."""
        left = sorted(runs, key=lambda run: run.baseline)
        while left and _keys(left[0])[0][0] in self.removed and not _is_of_profile(left[0]):
            self._note(left.pop(0).text)
        kept = {id(run) for run in left}
        return [run for run in runs if id(run) in kept]

    def _is_head(self, row: Sequence[TextRun], page: int, is_apart: bool) -> bool:
        return all(
            _is_of_browser(run.text)
            or self._is_number(run, page)
            or (is_apart and (self._is_repeated(run) or self._is_title(run)))
            for run in row
        )

    def _is_number(self, run: TextRun, page: int) -> bool:
        """Tell whether a run is the number of its page: on other pages, too, are numbers that count them."""
        return run.text.isdecimal() and len(run.text) <= 3 and self.offsets[int(run.text) - page] >= self.least

    def _is_repeated(self, run: TextRun) -> bool:
        if _is_of_profile(run):
            return False
        return max(self.counts[key] for key in _keys(run)) >= self.least

    def _is_title(self, run: TextRun) -> bool:
        """Tell whether a run is the title of the section of its page, which is set larger where the section begins."""
        slug = heading_slug(run.text)
        return slug is not None and run.size * _LARGER < self.titles[slug]

    def _note(self, text: str) -> None:
        if address := printed_address(text):
            self.addresses[address] = None
        if match := _OF.search(text):
            self.numbers.append((int(match[1]), int(match[2])))
        if not address and not text.isdecimal() and not _is_of_browser(text):
            self.names[text] = None


def _is_set_apart(row: Sequence[TextRun], others: Sequence[TextRun]) -> bool:
    """Tell whether a row is farther from the text than lines are from one another, or of another size."""
    run = row[0]
    nearest = min(others, key=lambda other: abs(other.baseline - run.baseline), default=None)
    if nearest is None or abs(nearest.baseline - run.baseline) > _APART * max(run.size, nearest.size):
        return True
    return abs(nearest.size - run.size) > _OTHER_SIZE * nearest.size


def _is_of_profile(run: TextRun) -> bool:
    """Tell whether a run is a label, a title or a number, which may be repeated in the text as well."""
    return is_panel_label(run.text) or heading_slug(run.text) is not None or is_number_text(run.text)


def _is_of_browser(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_PAGE_NUMBER, _DATE, _ADDRESS))


def _keys(run: TextRun) -> list[tuple[str, int]]:
    """Return a run's text without its figures, with its place on the page, and with the places beside that."""
    text, place = _DIGITS.sub("#", run.text.casefold()), round(run.baseline / _SAME_PLACE)
    return [(text, place), (text, place - 1), (text, place + 1)]


def _margin_rows(sheet: PdfSheet, runs: Sequence[TextRun]) -> list[tuple[bool, list[TextRun]]]:
    """Return the rows in the top and in the bottom margin of a page, the outermost first, and which of the two."""
    height = sheet.top - sheet.bottom
    rows: list[tuple[bool, list[TextRun]]] = []
    for is_top in (True, False):
        edge = sheet.top - _ZONE * height if is_top else sheet.bottom + _ZONE * height
        margin = [run for run in runs if (run.baseline > edge if is_top else run.baseline < edge)]
        margin.sort(key=lambda run: -run.baseline if is_top else run.baseline)
        own: list[list[TextRun]] = []
        for run in margin:
            if own and abs(own[-1][0].baseline - run.baseline) < _SAME_PLACE:
                own[-1].append(run)
            else:
                own.append([run])
        rows += [(is_top, row) for row in own[:_ROWS]]
    return rows
