"""Decoding of saved pages, and detection of their encoding.

Names and aliases of encodings are those of https://encoding.spec.whatwg.org/.
"""

import codecs
import re

from explorer.core.errors import SourceError

LARGEST = 20 * 1024 * 1024  # bytes

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARIES = {
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"bplist": "a Safari web archive",
    b"{\\rtf": "rich text",
}
_CONTROLS = bytes([*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_ASCII = bytes(range(0x80))
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{1,40})",
    re.IGNORECASE,
)
# Declarations that are followed; Latin-1 and ASCII mean Windows-1252 on the web, and UTF-16 needs its mark.
_CHARSETS = re.compile(
    r"(?:windows|cp)-?125[0-8]|iso-?8859-?(?:[2-9]|1\d)|koi8-[ru]|gb2312|gbk|gb18030|big5|shift[_-]jis|euc-(?:jp|kr)"
)
WESTERN = "windows-1252"
_MAC_NAMES = frozenset({"macintosh", "x-mac-roman", "mac", "csmacintosh"})
# Bytes within or at the end of words that are letters and marks in Mac Roman, and out of place there in Windows-1252;
# then the other way round.
_OF_MAC = re.compile(
    rb"[A-Za-z\x80-\x9f](?:\xd5|[\x80-\x82\x84-\x89\x8b\x8d\x8f-\x91\x93-\x95\x98\x99\x9b\x9d])[a-z]|[a-z.,]\xd3[\s.,;]"
)
_OF_WINDOWS = re.compile(rb"[A-Za-z](?:\x92|[\xe0-\xf6\xf8-\xff])[a-z]|\s\x93[A-Za-z]|\s[\x96\x97]\s")
_ZEROS = 0.4  # share of every other byte that is zero in UTF-16 of English text


def is_pdf(data: bytes) -> bool:
    """Tell whether a file is a PDF, by its first bytes; white space may be before its mark."""
    return data[:1024].removeprefix(codecs.BOM_UTF8).lstrip(b"\0\t\n\f\r ").startswith(b"%PDF-")


def check_size(size: int) -> None:
    """Check the size of a source in bytes. Raises SourceError when it is too large, or empty."""
    if size > LARGEST:
        raise SourceError(
            f"The file has {size / 2**20:.1f} MB; at most {LARGEST // 2**20} MB are read: "
            "save the page without its pictures."
        )
    if not size:
        raise SourceError("The file is empty: save the page again and import that.")


def check_bytes(data: bytes) -> None:
    """Check that a source is text, not empty and not too large. Raises SourceError, with what to do instead."""
    check_size(len(data) if data.strip() else 0)
    for start, kind in _BINARIES.items():
        if data.startswith(start):
            raise SourceError(f"The file is {kind}, not a page: save the page as HTML or as text and import that.")


def decode_page(data: bytes, declared: str | None = None) -> str:
    """Decode a page: by its mark, as UTF-16 or UTF-8 when it is that, as declared, else as Windows-1252 or Mac Roman.

    The declared encoding is often wrong, and text that is valid UTF-8 by chance is not found in practice.
    Raises SourceError when the bytes are no text.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace")
    if unmarked := _unmarked_utf16(data):
        return data.decode(unmarked, "replace")
    if b"\0" in data or len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 100:
        raise SourceError("The file is binary, not a page: save the page as HTML or as UTF-8 text and import that.")
    data = data.removeprefix(codecs.BOM_UTF8)
    text = _read_utf8(data)
    if text is not None:
        return text
    if not declared and (match := _DECLARED.search(data, 0, 8192)):
        declared = (match[1] or match[2]).decode("ascii", "replace")
    declared = (declared or "").strip().lower()
    if _CHARSETS.fullmatch(declared):
        return data.decode(declared, "replace")
    is_mac = declared in _MAC_NAMES or len(_OF_MAC.findall(data)) > len(_OF_WINDOWS.findall(data))
    return data.decode("mac_roman" if is_mac else WESTERN, "replace")


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the form of UTF-16 without a mark that the first bytes are in, or None."""
    first, second = data[:4096:2], data[1:4096:2]
    high = {"utf-16-le": (second, first), "utf-16-be": (first, second)}
    for charset, (zeros, others) in high.items():
        if zeros.count(0) > _ZEROS * len(zeros) and not others.count(0):
            return charset
    return None


def _read_utf8(data: bytes) -> str | None:
    """Decode UTF-8, but for a last character cut off or for stray bytes of Windows-1252; None for anything else."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    stray = text.count("\ufffd")
    wide = len(text) - stray - (len(data) - len(data.translate(None, _ASCII)))
    return data.decode("utf-8", _STRAY) if wide >= stray and stray <= 1000 else None


def _decode_stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode(WESTERN, "replace"), error.end


_STRAY = "explorer.stray-windows-1252"
codecs.register_error(_STRAY, _decode_stray)
