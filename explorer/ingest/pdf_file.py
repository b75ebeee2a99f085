"""The characters of a PDF with their positions, read with pypdfium2 (PDFium; Apache-2.0 or BSD-3-Clause).

Positions are in points, of a page turned so that most of its text is upright: x grows to the right, y upwards.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from explorer.core.errors import SourceError
from explorer.model.limits import LONGEST_VALUE

_MOST_PAGES = 60  # a profile has about ten
_MOST_CHARACTERS = 500_000  # a profile has about 40,000
_END, _TRAILING = b"%%EOF", 2048  # bytes in which it is, at the end of a whole file
_HYPHEN = 2  # PDFium's code for a hyphen at the end of a line
_FAR = 1e5  # points; no page is as large
_HIDDEN = 3  # the mode of rendering that draws nothing
_MOST_UNKNOWN = 0.1  # share of characters of which the file does not say which letters they are
_BOLD = re.compile(r"bold|black|heavy|semi|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_NAME_BYTES = 200
_REMEDY = "save the page of the country as HTML and import that."


@dataclass(frozen=True, slots=True)
class TextStyle:
    """What the characters of one object on a page have in common."""

    turn: int  # quarter turns, clockwise
    is_bold: bool
    element: str  # of the document's own structure, in which they are; empty if it has none
    size: float = 0.0  # of the font; the heights of its characters may differ


class PdfCharacter(NamedTuple):  # a tuple, since a file has tens of thousands and a dataclass takes thrice the time
    """A character with its place: its ends on the line, its baseline, and the height of its font."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    style: TextStyle


@dataclass(frozen=True, slots=True)
class PdfSheet:
    """The characters of one page of a PDF, in the order of the file."""

    characters: tuple[PdfCharacter, ...]
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class PdfFile:
    """The text of a PDF, before anything is known of its lines."""

    sheets: tuple[PdfSheet, ...]
    title: str


def read_pdf(data: bytes) -> PdfFile:
    """Read the characters of a PDF. Raises SourceError where it is damaged, locked, too long or has no text."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise SourceError(_explain(error)) from error
    try:
        return _read(document, is_whole=_END in data[-_TRAILING:])
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"The PDF is damaged ({error}): download or print it again, or {_REMEDY}") from error
    finally:
        document.close()


def _explain(error: pypdfium2.PdfiumError) -> str:
    if "password" in str(error).lower():
        return f"The PDF is locked with a password: save it without one, or {_REMEDY}"
    return f"The PDF is damaged or cut off, and cannot be opened: download or print it again, or {_REMEDY}"


def _read(document: pypdfium2.PdfDocument, is_whole: bool) -> PdfFile:
    count = len(document)
    if count > _MOST_PAGES:
        raise SourceError(
            f"The PDF has {count:,} pages, as a whole report has; at most {_MOST_PAGES} are read: import the profile "
            "of one country."
        )
    if not is_whole:
        raise SourceError(f"The PDF is cut off before its end: download or print it again, or {_REMEDY}")
    sheets = []
    total = unknown = 0
    for number in range(count):
        reader = _PdfSheetReader(document[number])
        total += reader.count
        if total > _MOST_CHARACTERS:
            raise SourceError(
                f"The PDF has more than {_MOST_CHARACTERS:,} characters, far too many for a profile: "
                "import the profile of one country."
            )
        sheets.append(reader.read())
        unknown += reader.unknown
        if reader.is_cut:
            raise SourceError(
                f"On page {number + 1} of the PDF, lines run over the edge of the page and are cut off: print it again "
                f"in landscape, on larger paper or at a smaller scale, or {_REMEDY}"
            )
    letters = sum(len(sheet.characters) for sheet in sheets)
    if not letters and not unknown:
        raise SourceError(f"The PDF has no text, as where its pages were scanned as pictures: {_REMEDY}")
    if unknown > _MOST_UNKNOWN * (letters + unknown):
        raise SourceError(
            "The PDF does not say which letters its text has (its fonts have no Unicode map), so it cannot be read: "
            f"{_REMEDY}"
        )
    return PdfFile(tuple(sheets), document.get_metadata_value("Title")[:LONGEST_VALUE])


class _PdfSheetReader:
    """Reads the characters of one page."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        page.set_rotation(0)  # in memory: how a page is shown says nothing of its text
        self.page = page
        self.text = page.get_textpage()
        self.count = max(0, self.text.count_chars())
        self.is_cut = False  # text runs over the edge of the page
        self.unknown = 0  # characters that the file does not map to letters
        self.styles: dict[int, TextStyle | None] = {}  # by address of the object; None where it is not visible
        self.elements = _ElementNames(page)
        self.box = page.get_cropbox()

    def read(self) -> PdfSheet:
        """Read the upright characters; those at another angle than most are left out."""
        left, bottom, right, top = self.box
        placed = list(self._characters())
        turns = Counter(character.style.turn for character in placed)
        main = turns.most_common(1)[0][0] if turns else 0
        low, high = ((bottom, top), (left, right), (-top, -bottom), (-right, -left))[main]
        self.text.close()
        self.page.close()
        return PdfSheet(tuple(it for it in placed if it.style.turn == main), low, high)

    def _characters(self) -> Iterator[PdfCharacter]:
        x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        place_x, place_y, place_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
        left, bottom, right, top = self.box
        text, style = self.text, None
        was_inside, end = False, (0.0, 0.0)
        before: tuple[int, float] | None = None  # the last character and the end of its box
        glyph = (0.0, 0.0, 0.0)  # that of the last character: its origin, and where its box begins
        for index in range(self.count):
            code = raw.FPDFText_GetUnicode(text, index)
            if code in (0x0D, 0x0A) or (code == 0x20 and raw.FPDFText_IsGenerated(text, index) == 1):
                before = None
                continue
            raw.FPDFText_GetCharOrigin(text, index, place_x, place_y)
            raw.FPDFText_GetLooseCharBox(text, index, place_box)
            if glyph == (glyph := (x.value, y.value, box.left)):  # another letter of a ligature, in the same box
                box.left = box.right
            if before is None or before[0] == 0x20 or abs(box.left - before[1]) > 1 or self.elements.is_tagged:
                style = self._style(index)
            before = code, box.right
            if style is None or not self._is_known(code, index):
                continue
            is_inside = left <= (box.left + box.right) / 2 <= right and bottom <= (box.bottom + box.top) / 2 <= top
            self.is_cut = self.is_cut or (
                was_inside and not is_inside and abs(x.value - end[0]) < 1 and abs(y.value - end[1]) < 1
            )
            was_inside, end = is_inside, (box.right, y.value)
            if is_inside:
                yield _place("-" if code == _HYPHEN else chr(code), x.value, y.value, box, style)

    def _is_known(self, code: int, index: int) -> bool:
        """Tell whether a character is one that can be read."""
        if code not in (0, 0xFFFD) and not 0xE000 <= code <= 0xF8FF and not _is_control(code):
            return True
        self.unknown += raw.FPDFText_IsGenerated(self.text, index) != 1
        return False

    def _style(self, index: int) -> TextStyle | None:
        """Return the style of a character; None where it is not visible, or at another angle than a page has."""
        drawn = raw.FPDFText_GetTextObject(self.text, index)
        address = (ctypes.cast(drawn, ctypes.c_void_p).value or 0) if drawn else 0
        if address not in self.styles:
            turn = _turn(raw.FPDFText_GetCharAngle(self.text, index))
            if turn is None or (address and raw.FPDFTextObj_GetTextRenderMode(drawn) == _HIDDEN):
                self.styles[address] = None
            else:
                element = self.elements.name(raw.FPDFPageObj_GetMarkedContentID(drawn)) if address else ""
                size = raw.FPDFText_GetFontSize(self.text, index) * _scale(self.text, index)
                self.styles[address] = TextStyle(turn, _is_bold(self.text, index), element, round(size, 1))
        return self.styles[address]


def _is_control(code: int) -> bool:
    return (code < 0x20 and code not in (_HYPHEN, 0x09)) or 0x7F <= code < 0xA0 or code >= 0x110000


def _turn(angle: float) -> int | None:
    """Return the quarter turns of a character, clockwise; None where it is set at another angle."""
    turns = angle / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < 0.05 else None


def _place(text: str, x: float, y: float, box: raw.FS_RECTF, style: TextStyle) -> PdfCharacter:
    """Return a character on a page that is turned so that it is upright."""
    left, bottom, right, top = max(box.left, -_FAR), max(box.bottom, -_FAR), min(box.right, _FAR), min(box.top, _FAR)
    if style.turn == 0:
        return PdfCharacter(text, left, right, y, top - bottom, style)
    if style.turn == 1:
        return PdfCharacter(text, -top, -bottom, x, right - left, style)
    if style.turn == 2:
        return PdfCharacter(text, -right, -left, -y, top - bottom, style)
    return PdfCharacter(text, bottom, top, -x, right - left, style)


def _scale(text: pypdfium2.PdfTextPage, index: int) -> float:
    """Return how many times larger a character is shown than its font is."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    return math.hypot(matrix.c, matrix.d)


def _is_bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, _NAME_BYTES, ctypes.byref(flags))
    return _BOLD.search(name.value.decode("ascii", "replace")) is not None or (
        raw.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT
    )


class _ElementNames:
    """The elements of a tagged PDF, by the marks of their content on one page."""

    _MOST, _DEEPEST = 20_000, 60  # elements of a page; deep in one another

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._names: dict[int, str] = {}
        self._left = self._MOST
        tree = raw.FPDF_StructTree_GetForPage(page)
        if tree:
            for number in range(raw.FPDF_StructTree_CountChildren(tree)):
                self._walk(raw.FPDF_StructTree_GetChildAtIndex(tree, number), (number,))
            raw.FPDF_StructTree_Close(tree)

    @property
    def is_tagged(self) -> bool:
        return bool(self._names)

    def name(self, mark: int) -> str:
        return self._names.get(mark, "")

    def _walk(self, element: raw.FPDF_STRUCTELEMENT, path: tuple[int, ...]) -> None:
        """Note the marks in an element under its path in the tree, which is the same on every page."""
        self._left -= 1
        if not element or len(path) > self._DEEPEST or self._left < 0:
            return
        for number in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
            mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, number)
            if mark >= 0:
                self._names[mark] = ".".join(map(str, path))
            elif child := raw.FPDF_StructElement_GetChildAtIndex(element, number):
                self._walk(child, (*path, number))
