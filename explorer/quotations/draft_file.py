"""A draft as a file: a Word document, or text in UTF-8, UTF-16 or Windows-1252. Nothing of it is kept."""

import codecs
import datetime
import io
import re
from dataclasses import dataclass
from pathlib import PurePath

from explorer.core.errors import QueryError
from explorer.quotations.word_document import read_word_text
from explorer.quotations.xml_text import printable

_UTF_16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PASTE = "Save it as a Word document (.docx) or as text, or paste its text."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Word before 2007, and of encrypted documents: [MS-CFB]
_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft that was sent as a file."""

    name: str
    text: str  # lines end with a line feed
    document: bytes | None = None  # the file, where it is a Word document

    @property
    def stem(self) -> str:
        """Return the name without its folder and ending, as part of the name of another file."""
        stem = PurePath(self.name.replace("\\", "/")).stem
        return re.sub(r"[^\w .()-]+", "", stem).strip(" .")[:80] or "article"


def read_draft(name: str, data: bytes) -> DraftFile:
    """Read a file by its content. Raises QueryError for one that is empty, or no document or text."""
    if not data.strip():
        raise QueryError("The file is empty. Choose a Word document (.docx) or a text file.")
    if data.startswith(b"PK"):
        return DraftFile(name, read_word_text(data), data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise QueryError("The file is encrypted with a password. Save it without one, or paste its text.")
        raise QueryError(f"The file is a document of an old program, such as Word before 2007 (.doc). {_PASTE}")
    for start, kind in _OTHERS:
        if data[:1024].lstrip().startswith(start):
            raise QueryError(f"The file is {kind}, which is not read here. {_PASTE}")
    text = one_line_end(_decode(data))
    if _WEB_PAGE.match(text):
        raise QueryError(f"The file is a web page, which is not read here. {_PASTE}")
    return DraftFile(name, text)


def one_line_end(text: str) -> str:
    """Return a text whose lines end with a line feed, as those of a form end with two characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    """Decode text: by its mark, else as UTF-8, else as Windows-1252. Raises QueryError."""
    if data.startswith(_UTF_32):
        raise QueryError("The text is UTF-32, which is not read here. Save it as UTF-8.")
    try:
        for mark, charset in _UTF_16:
            if data.startswith(mark):
                text = data[len(mark) :].decode(charset)
                break
        else:
            text = _decode_bytes(data.removeprefix(codecs.BOM_UTF8))
    except UnicodeDecodeError as error:
        raise QueryError(f"The file is not text in a known encoding (byte {error.start}). Save it as UTF-8.") from error
    if _CONTROLS.search(text):
        raise QueryError(f"The file is not text: it has control characters. {_PASTE}")
    return text


def _decode_bytes(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("windows-1252")


def plain_document(text: str) -> bytes:
    """Return a Word document of a text, of which the text that is read is the same, but for what XML does not allow."""
    from docx import Document  # only this format needs it

    document = Document()
    document.core_properties.author = document.core_properties.comments = ""
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    document.core_properties.created = document.core_properties.modified = now
    for paragraph in printable(text).split("\n\n"):
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
