"""The lines of a PDF's columns, joined to paragraphs by their places.

A paragraph ends where a line has room for the next word, where the next line is farther away than usual, is indented,
or is set in another style. A full line that ends a sentence at the end of a column may end a paragraph or not: there
the document's own structure decides, if it has one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from explorer.ingest.boilerplate import ends_sentence_or_note, is_footer
from explorer.ingest.hyphens import Hyphens, is_hyphenated
from explorer.ingest.lines import REFERENCE, SEAM
from explorer.ingest.panel_tokens import is_number_text, is_panel_line
from explorer.ingest.pdf_lines import TextLine
from explorer.ingest.section_titles import heading_slug

_WIDER_GAP = 1.18  # times the usual distance of lines, above a paragraph
_WIDEST_LEADING = 1.75  # of the height, the distance of lines
_WITH_MARK = 1.4  # the same, where a raised mark may push lines apart
_INDENT = (0.4, 4.0)  # of the height, by which a first line is indented
_LARGER = 1.12  # times the size of the text, of a heading
_SAME_SIZE = 0.06  # of the size, by which lines of one paragraph differ at most
_PROSE = 24  # letters of a line of text at least
_WITHIN = ("–", "—", "&", "/", ")")  # signs that begin no paragraph
_SPACE = 0.28  # of the height, the width of a space
_NEAR_EDGE = 8.0  # of the height, a long word
_ROUNDING = 0.5  # points
_MARGIN = 0.6  # of the height, of room that spaces may take which are wider
_JUSTIFIED = 1.5  # points, by which the ends of justified lines differ
_FEWEST_LINES = 10  # that show whether text is justified
_CUT = 0.6  # of the height, from the edge of a column
_OPEN_NUMBER = re.compile(r"\d\.\d\d?[-−–+]$")  # broken before the change of a score
_IN_SENTENCE = re.compile(r"\d[\d.,]*(?:\s+[a-z]|\.$)")  # a number with which no paragraph begins
_LONGEST_LABEL = 100  # characters of a label and its numbers


@dataclass(slots=True)
class PdfParagraph:
    """Lines that are one paragraph, heading or cell."""

    lines: list[TextLine] = field(default_factory=list)
    is_heading: bool = False

    @property
    def first(self) -> TextLine:
        return self.lines[0]

    @property
    def last(self) -> TextLine:
        return self.lines[-1]

    @property
    def is_prose(self) -> bool:
        if self.is_heading or self.first.run.is_cell or (len(self.lines) == 1 and _is_apart(self.first.plain)):
            return False
        return sum(line.run.letters for line in self.lines) >= _PROSE


class ParagraphJoiner:
    """Joins the lines of one document."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self.lines = lines
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.run.size, 1)] += line.run.letters
        self.size = sizes.most_common(1)[0][0] if sizes else 1.0  # of the text
        bold = sum(line.run.letters for line in lines if line.run.is_bold)
        self.is_bold = bold > sum(line.run.letters for line in lines) / 2
        self.limits = self._find_limits()
        self.edges: dict[tuple[int, int, float], float] = {}  # at which all lines of justified text end but the last
        self.leading = self._find_leading()
        self.edges |= self._find_edges()
        self.coarse: set[str] = set()  # elements that have more than one paragraph
        self.has_elements = False  # elements keep the lines of paragraphs together
        self.full_ends = self.full_inner = 0  # full lines that end a sentence: at the end of a paragraph, and within
        self.has_gaps, self.has_indents = self._find_habits()
        self.prefers_joining = self.full_inner > self.full_ends
        self.hyphens = Hyphens([line.plain for line in lines])
        self.doubtful: list[
            tuple[PdfParagraph, TextLine]
        ] = []  # ends of lines within a column that may end a paragraph or not
        self.doubtful_breaks: list[TextLine] = []  # the same at the end of a column

    def join(self) -> list[PdfParagraph]:
        """Join the lines to paragraphs."""
        paragraphs: list[PdfParagraph] = []
        for line in self.lines:
            is_heading = self.is_heading(line)
            target = self._target(paragraphs, line, is_heading)
            if target is None:
                paragraphs.append(PdfParagraph([line], is_heading))
            else:
                target.lines.append(line)
        return paragraphs

    def text(self, paragraph: PdfParagraph) -> str:
        """Return the text of a paragraph, with the hyphens undone that divide its words."""
        return self.marked(paragraph).replace(SEAM, "")

    def marked(self, paragraph: PdfParagraph) -> str:
        """Return the same, with the seams of elements in it."""
        parts = [line.run.marked for line in paragraph.lines]
        for place, (line, following) in enumerate(pairwise(paragraph.lines)):
            before = line.plain
            end = self.hyphens.end(before, following.plain)
            if end.startswith(before):
                parts[place] += end[len(before) :]
            elif parts[place].endswith(before[-1:]):
                parts[place] = parts[place][:-1] + end[len(before) - 1 :]
        return "".join(parts)

    def is_heading(self, line: TextLine) -> bool:
        """Tell whether a line is set as a heading."""
        return line.run.size > _LARGER * self.size or (line.run.is_bold and not self.is_bold)

    def _target(self, paragraphs: Sequence[PdfParagraph], line: TextLine, is_heading: bool) -> PdfParagraph | None:
        """Find the paragraph that a line goes on with."""
        if not paragraphs:
            return None
        last = paragraphs[-1]
        if last.last.column == line.column:
            return last if self._goes_on(last, line, is_heading) else None
        open_one = next((it for it in reversed(paragraphs[-40:]) if it.is_prose and self._is_text(it.last)), None)
        if open_one is None or is_heading or line.run.is_cell or not self._is_text(line):
            return None
        if open_one is not last:
            between = paragraphs[paragraphs.index(open_one) + 1 :]
            if any(heading_slug(self.text(it)) for it in between) or ends_sentence_or_note(open_one.last.plain):
                return None
        return open_one if self._goes_on_over_break(open_one, line) else None

    def _is_text(self, line: TextLine) -> bool:
        return abs(line.run.size - self.size) <= 0.1 * self.size

    def _goes_on(self, paragraph: PdfParagraph, line: TextLine, is_heading: bool) -> bool:
        """Tell whether a line goes on with the paragraph above it in its column."""
        before, run = paragraph.last.run, line.run
        if line.opens_item or run.is_cell or before.is_cell or before.baseline <= run.baseline:
            return False
        if abs(before.size - run.size) > _SAME_SIZE * before.size or self._is_wide(paragraph.last, line):
            return False
        if _OPEN_NUMBER.search(paragraph.last.plain) and run.text[:1].isdigit():
            return True
        if is_heading != paragraph.is_heading:
            return self._goes_on_in_bold(paragraph, line)
        if _is_apart(self.text(paragraph)) or _is_apart(line.plain):
            return False
        if is_heading:
            return before.size > _LARGER * self.size or not self._has_room(paragraph.last, line)
        return self._goes_on_in_text(paragraph, line)

    def _goes_on_in_bold(self, paragraph: PdfParagraph, line: TextLine) -> bool:
        """Tell whether a paragraph goes on with a line in bold, or after one: in a sentence, and over a full line."""
        last = paragraph.last
        if max(last.run.size, line.run.size) > _LARGER * self.size:
            return False
        if self._is_within_element(last, line):
            return True
        if self._has_room(last, line) or self._are_blocks(last, line):
            return False
        bold = last if paragraph.is_heading else line
        if ends_sentence_or_note(last.plain) and (ends_sentence_or_note(bold.plain) or self._is_full(bold)):
            self.doubtful.append((paragraph, last))  # a heading, or a sentence in bold
        return line.plain[:1].islower() and (paragraph.is_heading or not _may_end(last.plain))

    def _goes_on_in_text(self, paragraph: PdfParagraph, line: TextLine) -> bool:
        last = paragraph.last
        is_divided = is_hyphenated(last.plain, line.plain)
        is_open = last.run.letters >= _PROSE and (not _may_end(last.plain) or last.plain[-1:].isdecimal())
        goes_on = (line.plain[:1].islower() and (is_divided or is_open or self._is_within_element(last, line))) or (
            is_open and (line.plain.startswith(_WITHIN) or self._begins_within(last, line))
        )
        if self._has_room(last, line, _MARGIN * (self.has_gaps or self.has_indents)) and not goes_on:
            return False
        if self.has_indents and (self._is_indented(paragraph, line) or self._is_after_one_line(paragraph, line)):
            return False
        if is_divided or not _may_end(last.plain) or line.plain[:1].islower():
            return True
        if self.has_gaps or self.has_indents:
            if self._are_blocks(last, line):
                self.doubtful.append((paragraph, last))
            return True
        if paragraph.first.opens_item or (self._limit_key(last) in self.edges and not self._are_blocks(last, line)):
            return True
        if (is_same := self._is_same_element(last, line)) is not None:
            return is_same
        self.doubtful.append((paragraph, last))
        return True

    def _goes_on_over_break(self, paragraph: PdfParagraph, line: TextLine) -> bool:
        """Tell whether a paragraph goes on in the next column or on the next page."""
        last = paragraph.last
        if line.opens_item or _is_apart(line.plain):
            return False
        is_divided = is_hyphenated(last.plain, line.plain)
        if not _may_end(last.plain) or (is_divided and line.plain[:1].islower()):
            return True
        if self._has_room(last, line, _MARGIN):
            return False
        if line.plain[:1].islower():
            return True
        if (is_same := self._is_same_element(last, line)) is not None:
            return is_same
        if self.has_indents and not self.has_gaps:
            return not self._is_indented_in_column(line)
        if self._limit_key(last) in self.edges:
            return True
        self.doubtful_breaks.append(last)
        return self.prefers_joining and len(paragraph.lines) > 1

    def _is_same_element(self, line: TextLine, following: TextLine) -> bool | None:
        """Tell whether the document's structure has two lines in one paragraph; None where it does not tell."""
        end, start = line.run.elements[1], following.run.elements[0]
        if not end or not start or not self.has_elements or end in self.coarse:
            return None
        return end == start

    def _begins_within(self, line: TextLine, following: TextLine) -> bool:
        """Tell whether a line begins with a number with which no paragraph does, after one that ends in a word."""
        return not line.plain[-1:].isdecimal() and _IN_SENTENCE.match(following.plain) is not None

    def _is_full(self, line: TextLine) -> bool:
        """Tell whether a line of text reaches far to the right."""
        limit = self.limits.get(self._limit_key(line), line.run.right)
        return line.run.letters >= _PROSE and line.run.right > limit - _NEAR_EDGE * line.run.size

    def _is_within_element(self, line: TextLine, following: TextLine) -> bool:
        """Tell whether the structure has the end of a line and the start of the next in one piece of text."""
        end = line.run.elements[1]
        return end != "" and end == following.run.elements[0] and end not in self.coarse

    def _are_blocks(self, line: TextLine, following: TextLine) -> bool:
        """Tell whether the document's structure has two lines in blocks that are not within one another."""
        end, start = line.run.elements[1], following.run.elements[0]
        above = [f"{path.rpartition('.')[0]}." for path in (end, start)]
        return end != "" and start != "" and not f"{end}.".startswith(above[1]) and not f"{start}.".startswith(above[0])

    def _has_room(self, line: TextLine, following: TextLine, margin: float = 0.0) -> bool:
        """Tell whether a line has room for the first word of the next, or is the last of a justified paragraph.

        `margin` is a share of the height, and more room than that word takes.
        """
        if _may_end(line.plain) and (edge := self.edges.get(self._limit_key(line))) is not None:
            return line.run.right < edge - _JUSTIFIED
        limit = self.limits.get(self._limit_key(line), line.run.right)
        needed = following.run.word + (_SPACE + margin) * line.run.size
        return line.run.right + needed < limit - _ROUNDING

    def _is_wide(self, line: TextLine, following: TextLine) -> bool:
        """Tell whether there is more than the usual distance between two lines."""
        leading = self.leading.get(self._leading_key(line), 1.25 * line.run.size)
        has_mark = REFERENCE in line.run.text or REFERENCE in following.run.text
        factor = _WITH_MARK if has_mark else _WIDER_GAP
        return line.run.baseline - following.run.baseline > factor * leading + 0.5

    def _is_indented(self, paragraph: PdfParagraph, line: TextLine) -> bool:
        left = min(it.run.left for it in paragraph.lines[1:] or paragraph.lines if it.column == line.column)
        low, high = _INDENT
        return low * line.run.size < line.run.left - left < high * line.run.size

    def _is_after_one_line(self, paragraph: PdfParagraph, line: TextLine) -> bool:
        """Tell whether a line is indented after a paragraph of one line, which is so itself."""
        is_one = len(paragraph.lines) == 1 and not paragraph.first.opens_item
        return is_one and _may_end(paragraph.last.plain) and self._is_indented_in_column(line)

    def _is_indented_in_column(self, line: TextLine) -> bool:
        left = min(it.run.left for it in self.lines if it.column == line.column and self._is_text(it))
        low, high = _INDENT
        return low * line.run.size < line.run.left - left < high * line.run.size

    def _limit_key(self, line: TextLine) -> tuple[int, int, float]:
        return (*line.edges, round(line.run.size))

    def _leading_key(self, line: TextLine) -> float:
        return round(line.run.size)

    def _find_limits(self) -> dict[tuple[int, int, float], float]:
        """Find how far lines of text reach to the right, by the edges of their columns."""
        limits: dict[tuple[int, int, float], float] = {}
        for line in self.lines:
            if line.run.letters >= _PROSE and not line.run.is_cell:
                key = self._limit_key(line)
                limits[key] = max(limits.get(key, line.run.right), line.run.right)
        return limits

    def _find_edges(self) -> dict[tuple[int, int, float], float]:
        """Find where nearly all lines end that surely go on, by the edges of their columns."""
        ends: defaultdict[tuple[int, int, float], list[float]] = defaultdict(list)
        for line, following, _ in self._neighbours():
            if not _may_end(line.plain) and not self._has_room(line, following):
                ends[self._limit_key(line)].append(line.run.right)
        return {
            key: edge
            for key, rights in ends.items()
            if len(rights) >= _FEWEST_LINES
            and sum(abs(right - (edge := median(rights))) < _JUSTIFIED for right in rights) > 0.95 * len(rights)
        }

    def _neighbours(self) -> Iterator[tuple[TextLine, TextLine, float]]:
        """Yield the lines of text that are above one another in a column, and their distance."""
        above: TextLine | None = None
        for line, following in pairwise(self.lines):
            distance = line.run.baseline - following.run.baseline
            is_long = line.run.letters >= _PROSE or (above is not None and self._is_last_of(above, line))
            is_text = is_long and not line.run.is_cell and not following.run.is_cell
            above = line
            is_alike = abs(line.run.size - following.run.size) < _SAME_SIZE * line.run.size
            if is_text and is_alike and line.column == following.column and distance > 0.5 * line.run.size:
                yield line, following, distance

    def _is_last_of(self, above: TextLine, line: TextLine) -> bool:
        """Tell whether a short line is the last of a paragraph."""
        is_alike = abs(above.run.size - line.run.size) < _SAME_SIZE * line.run.size and above.column == line.column
        return is_alike and above.run.letters >= _PROSE and not _may_end(above.plain) and not _is_apart(line.plain)

    def _find_leading(self) -> dict[float, float]:
        """Find the usual distance of lines within paragraphs, by the size of their text."""
        distances: defaultdict[float, Counter[float]] = defaultdict(Counter)
        others: dict[float, float] = {}
        for line, following, distance in self._neighbours():
            key = self._leading_key(line)
            if distance < _WIDEST_LEADING * line.run.size:
                others[key] = min(distance, others.get(key, distance))
                if not self._has_room(line, following) and not _may_end(line.plain):
                    distances[key][round(distance * 4) / 4] += 1
        return others | {size: counts.most_common(1)[0][0] for size, counts in distances.items()}

    def _find_habits(self) -> tuple[bool, bool]:
        """Tell whether paragraphs are set apart by gaps, and whether by indents, from where a line surely ends one."""
        ends = wide = indented = 0
        kept: Counter[bool] = Counter()  # lines that surely go on, by whether the next is in the same element
        for line, following, _ in self._neighbours():
            is_wide = self._is_wide(line, following)
            if is_wide or self._has_room(line, following, _MARGIN):
                is_end = is_wide or not following.plain[:1].islower()  # else the block may be narrower than the column
                if is_end and line.run.elements[1] == following.run.elements[0]:
                    self.coarse.add(line.run.elements[1])
                if self._is_text(line) and _is_body(line, following) and not self.is_heading(following):
                    ends += 1
                    wide += is_wide
                    indented += _is_indented(line, following)
                    self.full_ends += not self._has_room(line, following)
            elif _may_end(line.plain):
                self.full_inner += 1
            else:
                kept[line.run.elements[1] == following.run.elements[0] != ""] += 1
        self.has_elements = kept[True] > 9 * kept[False]
        return (wide > 0.8 * ends, indented > 0.6 * ends) if ends else (False, False)


def _is_body(line: TextLine, following: TextLine) -> bool:
    """Tell whether a paragraph seems to end between two lines."""
    if is_panel_line(line.plain) or is_panel_line(following.plain):
        return False
    return ends_sentence_or_note(line.plain) and following.run.letters >= _PROSE / 2


def _is_indented(line: TextLine, following: TextLine) -> bool:
    low, high = _INDENT
    return low * line.run.size < following.run.left - line.run.left < high * line.run.size


def _may_end(text: str) -> bool:
    """Tell whether a line may be the last of a paragraph."""
    return ends_sentence_or_note(text) or text.endswith((":", ";"))


def _is_apart(text: str) -> bool:
    """Tell whether a line is a label, a heading, a number or of the footer, which is no part of a paragraph."""
    if is_footer(text):
        return True
    if len(text) > _LONGEST_LABEL:
        return False
    if text[:1].islower() and not is_number_text(text):  # "the trade." goes on with a sentence, "n/a" does not
        return False
    return heading_slug(text) is not None or is_panel_line(text)


def is_cut_off(joiner: ParagraphJoiner, paragraph: PdfParagraph) -> bool:
    """Tell whether the text of a paragraph ends at the edge of its column within a sentence."""
    if paragraph.first.plain.startswith("*"):  # the note of a section, which has no full stop
        return False
    limit = joiner.limits.get(joiner._limit_key(paragraph.last), 0.0)
    return (
        paragraph.is_prose
        and not ends_sentence_or_note(paragraph.last.plain)
        and paragraph.last.run.right > limit - _CUT * paragraph.last.run.size
    )
