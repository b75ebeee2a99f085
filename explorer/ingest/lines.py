"""The visible lines of a page, whether they come from mark-up or from saved text.

A line keeps a few marks of the mark-up in its text: a forced break, a seam where elements meet
inside the line, a reference to a note. They are noncharacters of Unicode, which no text contains,
and are removed from whatever is read out of a line.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.ingest.hyphens import JOINTS, Hyphens
from explorer.ingest.line_breaks import join_broken_lines
from explorer.ingest.section_titles import heading_slug
from explorer.ingest.source_warnings import SourceWarning
from explorer.model.profiles import take_marks, tidy
from explorer.model.taxonomy import name_key
from explorer.text.punctuation import INVISIBLE

BREAK = "\ufdd0"  # one <br>
SEAM = "\ufdd1"  # an inline element begins or ends; a tab in saved text
REFERENCE, TARGET, END = "\ufdd2", "\ufdd3", "\ufdd4"  # REFERENCE mark TARGET anchor END; a raised mark as "¹²"

_GAP = "\ufdd5"  # the place of a reference that is taken out
# Noncharacters, icons of private fonts and controls: no part of an English text.
_INVISIBLE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f{INVISIBLE}\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")
_LINKED = re.compile(f"{REFERENCE}([^{TARGET}]*){TARGET}([^{END}]*){END}")
TARGETS = re.compile(f"{TARGET}([^{END}]+){END}")
UNITS = ("m", "km", "cm", "mm", "ft", "mi", "yd", "CO")  # a 2 or 3 that is raised after them belongs to them
_NO_UNIT = "".join(rf"(?<!\b{unit})(?<!\d{unit})" for unit in UNITS)
# A reference in the mark-up, "[1, 2]", and raised figures.
_MARK = re.compile(rf"{_LINKED.pattern}|\[(\d{{1,3}}(?:\s*[,;–-]\s*\d{{1,3}})*)\]|{_NO_UNIT}(?<![⁺⁻])([¹²³⁰⁴-⁹]+)")
RAISED = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
RAISE = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻", " ")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}  # "ﬃ": "ffi"
_YEAR = re.compile(r"\b(?:19|20)\d\d$")
_SEAMS = re.compile(
    rf"{BREAK}(?:\s*[{SEAM}{BREAK}])*|{SEAM}(?:\s*[{SEAM}{BREAK}])+|(?<![\s{SEAM}{BREAK}]){SEAM}(?![\s{SEAM}{BREAK}])"
)
_GLUED = re.compile(rf"(?<=[.!?…”\"’)\]{END}])(?:{SEAM}){{2,}}(?=[A-Z“\"‘'])")
_OPENING = re.compile(rf"[\s{SEAM}]*[A-Z0-9“\"‘'*]")
_DIVIDED = re.compile(rf"[{re.escape(JOINTS)}]([{SEAM}\s]*){BREAK}[{BREAK}{SEAM}\s]*")
_NEAR = 200  # marked characters that are looked at on either side of a hyphen
_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")
# Programs that take the text out of a page join the words of a link to what follows: "globalinitiative.netCriminal".
_AFTER_SITE = re.compile(r"(?<=globalinitiative\.net)(?=[A-Z][a-z]+ [a-z])")
_COMPLETE = re.compile(r"[.!?…\d][”\"’')\]]*$|^\*")


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A mark in a passage that points to a note."""

    mark: str  # "12"
    target: str = ""  # the anchor that it links to, or empty
    place: int = 0  # characters of the passage's tidied text before it
    raised: str = ""  # "¹²", where the mark may be a raised figure of the text: it stays if there is no such note


@dataclass(frozen=True, slots=True)
class Line:
    """The visible text of one block."""

    marked: str
    number: int | None = None  # of the list item that it opens
    anchors: tuple[str, ...] = ()
    aside: int = 0  # number of the aside, navigation or footer around it; 0 for none
    is_footer: bool = False  # in a footer
    is_heading: bool = False
    is_paragraph: bool = False
    level: int = 0  # of the heading, 1 to 6; 0 for none
    is_cell: bool = False  # in a table
    is_caption: bool = False  # of a figure or a table
    is_linked: bool = False  # all of it leads to other pages

    @property
    def text(self) -> str:
        """The visible text, tidied, with its references."""
        return tidy(_LINKED.sub(lambda at: at[1].translate(RAISED), self.marked.replace(SEAM, "").replace(BREAK, " ")))

    def passage(self) -> tuple[str, tuple[NoteMark, ...]]:
        """Return the tidied text without the references in it, and these.

        A mark that opens the line is no reference but its own: the number of an endnote. A raised figure after another
        figure is an exponent, but for one after a year.
        """
        plain = self.marked.replace(SEAM, "").replace(BREAK, " ")
        opening = len(plain) - len(plain.lstrip())
        marks: list[NoteMark] = []

        def take(match: re.Match[str]) -> str:
            linked, target, bracketed, raised = match.groups()
            if match.start() <= opening:
                return f"{linked.translate(RAISED)} " if linked else match[0]
            is_raised = not bracketed and (not target or linked.translate(RAISED) != linked)
            is_power = is_raised and _is_power(plain[max(0, match.start() - 5) : match.start()], linked or raised)
            if is_power and not target:
                return (linked or raised).translate(RAISE)
            is_raised = is_raised and (is_power or not target)  # a link without its note is an exponent or missing
            split = _split_marks(bracketed or (linked or raised).translate(RAISED))
            for number, mark in enumerate(split):
                above = f"{',' if number else ''}{mark.translate(RAISE)}" if is_raised else ""
                marks.append(NoteMark(mark, target or "", raised=above))
            return _GAP * len(split)

        text = _MARK.sub(take, plain)
        text = re.sub(rf"(?<!\s)\s+({_GAP}+)(?=\s*(?:[.,;:!?)]|\Z))", r"\1", text)
        tidied, places = take_marks(text.split(_GAP))
        return tidied, tuple(replace(mark, place=place) for mark, place in zip(marks, places, strict=True))

    def cells(self) -> tuple[str, list[int]]:
        """Return the text as facts and scores are read from it, and the places where elements begin in it."""
        parts: list[str] = []
        starts = [0]
        length = 0
        for part in re.split(f"([{SEAM}{BREAK}])", _LINKED.sub(lambda at: "" if at[2] else at[1], self.marked)):
            part = " " if part == BREAK else "" if part == SEAM else part.translate(_LIGATURES)
            parts.append(part)
            length += len(part)
            if length > starts[-1]:
                starts.append(length)
        return "".join(parts), starts


@dataclass(frozen=True, slots=True)
class Page:
    """The visible lines of a page, and its metadata."""

    lines: tuple[Line, ...]
    is_closed: bool = False  # its mark-up comes to its end, so nothing was cut off
    is_marked_up: bool = False  # else it was saved as text
    blocks: tuple[tuple[int, int], ...] = ()  # lines of each block: first, and one past the last
    title: str = ""
    addresses: tuple[str, ...] = ()  # from which it was published or saved, as its mark-up or archive has them
    selected: tuple[str, ...] = ()  # the chosen options
    articles: tuple[tuple[int, int], ...] = ()  # those of the blocks that are marked up as the page's own text
    site: str = ""  # og:site_name; of a PDF its running heads
    published: str = ""  # the date that it gives
    address: str = ""  # from which it was fetched
    warnings: tuple[SourceWarning, ...] = ()  # what is in doubt of its lines
    is_ordered_by_place: bool = False  # its lines were put into order by their places, as those of a PDF

    @property
    def own_addresses(self) -> tuple[str, ...]:
        """The addresses of the page, that from which it was fetched first."""
        return tuple(dict.fromkeys((self.address, *self.addresses) if self.address else self.addresses))


def clean(text: str) -> str:
    """Remove the characters that cannot be seen."""
    return _INVISIBLE.sub("", text)


def split_line(marked: str) -> list[str]:
    """Split one block into the lines that a reader sees: headings, and paragraphs that only elements divide."""
    if SEAM not in marked and BREAK not in marked:
        return [marked]
    pieces = []
    start = field = 0
    may_begin = True  # a section, here: not within a sentence
    for seam in [*_SEAMS.finditer(marked), None]:
        end, after = seam.span() if seam else (len(marked), len(marked))
        text = Line(marked[field:end]).text
        is_alone = seam is None or _OPENING.match(marked, after)
        if may_begin and is_alone and text[:1].upper() == text[:1] and heading_slug(text):
            pieces += [marked[start:field], marked[field:end]]
            start = after
        elif text:
            may_begin = _COMPLETE.search(text) is not None or name_key(text) == "analysis"
        field = after
    pieces.append(marked[start:])
    return [part for piece in pieces for part in _GLUED.split(piece)]


def join_divided_words(lines: Sequence[Line]) -> list[Line]:
    """Join what forced breaks divide after a hyphen, a dash or a slash, judged by the words of all lines."""
    if not any(_DIVIDED.search(line.marked) for line in lines):
        return list(lines)
    hyphens = Hyphens([_plain(part) for line in lines for part in line.marked.split(BREAK)])

    def join(match: re.Match[str]) -> str:
        before = _plain(match.string[max(0, match.start() - _NEAR) : match.start() + 1])
        ended = hyphens.end(before, _plain(match.string[match.end() : match.end() + _NEAR]))
        if ended == f"{before} ":
            return match[0]
        return f"{ended[len(before) - 1 :]}{match[1].strip()}"

    return [replace(line, marked=_DIVIDED.sub(join, line.marked)) for line in lines]


def _plain(marked: str) -> str:
    return marked.replace(SEAM, "").strip()


def read_lines(text: str) -> Page:
    """Read the lines of a page saved as text, with one blank line or none between them."""
    text = "\n".join(split_after_site(text))
    lines = [clean(line).strip() for line in join_broken_lines(_LINE_END.split(text))]
    return Page(tuple(Line(line.replace("\t", SEAM * 2)) for line in lines if line))


def split_after_site(text: str) -> list[str]:
    """Split a text where the words of a link to the publisher are joined to those of the next line."""
    return _AFTER_SITE.split(text)


def _is_power(before: str, raised: str) -> bool:
    """Tell whether a raised figure is an exponent, by its sign or the text before it."""
    return not raised[0].isdigit() or (before[-1:].isdecimal() and not _YEAR.search(before))


def _split_marks(marks: str) -> list[str]:
    """Split "1, 2" and "3–5" into their marks."""
    split: list[str] = []
    for part in re.split(r"\s*[,;]\s*", marks.strip("[]() ")):
        first, _, last = (end.strip() for end in part.replace("–", "-").partition("-"))
        if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= 20:
            split += map(str, range(int(first), int(last) + 1))
        elif part:
            split.append("".join(part.split()))
    return split
