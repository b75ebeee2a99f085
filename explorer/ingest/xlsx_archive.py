"""The archive of an Excel workbook, with limits on its size in memory.

An .xlsx is a ZIP archive of XML parts (ECMA-376, https://ecma-international.org/publications-and-standards/
standards/ecma-376/). Calamine, which reads the cells, keeps every sheet as a full table, so the size of that table is
counted first.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import NoReturn
from xml.parsers import expat

from explorer.core.errors import SourceError

LARGEST = 16 * 2**20  # bytes of XML, unpacked; the 2025 workbook has 0.9 MB
ROWS, COLUMNS = 2000, 256
TEXT = 64 * 2**20  # characters in all text cells together
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# A cell of an error, such as #N/A. Calamine reads it as empty, and as a text it reads what is there.
_ERROR_CELL = re.compile(rb"(<(?:\w+:)?c\s[^<>]*?\bt=[\"'])e(?=[\"'])")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


def read_checked_archive(data: bytes, name: str) -> bytes:
    """Copy the XML of a workbook into a new archive, which has only the parts counted here, and errors as texts.

    Raises SourceError for a file that is no workbook, is damaged, or is too large.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        problem = "is encrypted" if _ENCRYPTED in data else "is of the old .xls kind"
        raise SourceError(f"{name} {problem}. Open it, save it as .xlsx without a password and import that.")
    fresh = io.BytesIO()
    survey = _Survey()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(fresh, "w") as new:
            # Pictures and other parts are left out, since none is read. A name that occurs twice is read once.
            parts = {part.filename: part for part in old.infolist() if part.filename.endswith((".xml", ".rels"))}
            if "xl/workbook.xml" not in parts:
                raise SourceError(f"{name} is an archive, but not an Excel workbook (.xlsx).")
            # zipfile never unpacks more of a part than its directory declares, so the sum is a limit.
            if sum(part.file_size for part in parts.values()) > LARGEST:
                raise SourceError(f"{name} unpacks to more than {LARGEST // 2**20} MB. That is no workbook of scores.")
            for part in parts.values():
                if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise ValueError(f"{part.filename} is packed in a way that Excel does not use")
                xml = old.read(part)
                survey.count(xml)
                new.writestr(part.filename, _ERROR_CELL.sub(rb"\1str", xml))
    # zipfile raises RuntimeError for an encrypted part.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, expat.ExpatError, ValueError) as error:
        raise SourceError(f"{name} is damaged ({error}). Download the workbook again.") from error
    if survey.is_huge:
        raise SourceError(
            f"{name} reaches beyond {ROWS} rows, {COLUMNS} columns or {TEXT // 2**20} million characters. "
            f"That is no workbook of scores."
        )
    return fresh.getvalue()


class _Survey:
    """The size in memory of a workbook's parts.

    A single cell in the last row and column that Excel knows makes calamine allocate half a terabyte,
    so do billions of shared texts that are only announced, and a long text that many cells share is
    copied for each; any of them would end the process.
    """

    def __init__(self) -> None:
        self._row = self._column = 0  # of the row and cell that are open; the next one may leave its place out
        self._place = (0, 0)
        self._farthest = (0, 0)
        self._shared_cells = self._announced = 0
        self._length = self._longest = 0  # of shared texts
        self._is_shared_text = False

    @property
    def is_huge(self) -> bool:
        rows, columns = self._farthest
        return (
            rows > ROWS
            or columns > COLUMNS
            or self._announced > ROWS * COLUMNS
            or self._shared_cells * self._longest > TEXT
        )

    def count(self, xml: bytes) -> None:
        """Count one part. Raises ExpatError or ValueError where it is no sound XML."""
        self._row = self._column = 0
        self._is_shared_text = False
        parser = expat.ParserCreate("utf-8")  # whatever it declares: calamine reads no other
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(xml, True)

    def _refuse(self, *_: object) -> NoReturn:
        raise ValueError("it declares a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
                self._column = 0
            case "c":
                self._open_cell(attributes)
            case "v" | "is" | "f":  # cells that are only coloured have none of them, and are not read
                self._farthest = (
                    max(self._farthest[0], self._place[0]),
                    max(self._farthest[1], self._place[1]),
                )
            case "sst":  # memory is taken for as many shared texts as are announced
                announced = (int(attributes.get(key, "0")) for key in ("count", "uniqueCount"))
                self._announced = max(self._announced, *announced)
            case "si":
                self._is_shared_text, self._length = True, 0

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        self._shared_cells += attributes.get("t") == "s"
        if "r" not in attributes:
            self._column += 1
            self._place = (self._row, self._column)
            return
        match = _REFERENCE.fullmatch(attributes["r"])
        if not match:
            raise ValueError(f"{attributes['r'][:20]!r} is no place of a cell")
        self._column = 0
        for letter in match[1].upper():
            self._column = self._column * 26 + ord(letter) - 64
        self._place = (int(match[2]), self._column)

    def _text(self, text: str) -> None:
        if self._is_shared_text:
            self._length += len(text)

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "si":
            self._is_shared_text = False
            self._longest = max(self._longest, self._length)
