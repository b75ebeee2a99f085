"""Text that was damaged where it was copied: HTML entities, UTF-8 read in another encoding, the mark of a note."""

import html
import re

# UTF-8 of two or three bytes that was read as Windows-1252 or Latin-1: "â€™" for an apostrophe, "Ã´" for "ô".
_MISREAD = re.compile("[\xc2\xc3][\x80-\xbf]|[\xc4-\xdf][\x80-\xbf\u0152-\u2122]|\xe2[\x80-\x9f\u20ac\u201a][^\\s\\w]?")
# A figure raised above the line, or left on it, after a word and its full stop; "10⁶", "km²" and "7.5" are no marks.
_NOTE_MARK = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_][.,;:!?]))(?:[⁰¹²³⁴-⁹]{1,3}|[*†‡])$|(?<=[^\W\d_][.!?])\d{1,3}$"
)


def repair(text: str) -> str:
    """Return a text with its HTML entities as characters, and with what was UTF-8 read as such."""
    text = html.unescape(text)
    if not _MISREAD.search(text):
        return text
    try:
        return b"".join(map(_byte, text)).decode()
    except UnicodeError:
        return text


def _byte(character: str) -> bytes:
    """Return the byte that is read as a character in Windows-1252, or in Latin-1 where that has none."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def without_note_mark(text: str) -> str:
    """Return a text without the mark of a note at its end."""
    return _NOTE_MARK.sub("", text)
