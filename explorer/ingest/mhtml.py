"""MHTML: a web page and its parts in one file, as browsers save it (RFC 2557, https://www.rfc-editor.org/rfc/rfc2557).

The parts are cut out here rather than with Python's email package, whose time and depth of recursion grow with how
deep messages are nested and how long their headers are.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explorer.core.errors import SourceError
from explorer.text.excerpts import first_words

DEEPEST = 5  # multiparts within one another; a browser's have one, a mail program's three
MOST_PARTS = 5_000  # pages, pictures and styles; a page has a few hundred
_LONGEST_HEADERS = 65_536  # bytes of the headers of one part
_LONGEST_VALUE = 8_192  # characters of one header
_HEADER = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*?){0,30}?mime-version\s*:", re.IGNORECASE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_LINE_END = re.compile(rb"\A\r?\n")  # of the line before
_FIELD = re.compile(r"^([\w-]+)[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE)
_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)")
_PARAMETER = r";\s*{}\s*=\s*(?:\"([^\"]*)\"|([^\s;\"]+))"
_BOUNDARY, _CHARSET = (re.compile(_PARAMETER.format(name), re.IGNORECASE) for name in ("boundary", "charset"))
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_PAGES = ("text/html", "application/xhtml+xml")
_AGAIN = "save the page again as HTML and import that."


@dataclass(frozen=True, slots=True)
class MhtmlPage:
    """The page itself, taken out of its archive."""

    data: bytes
    charset: str | None  # as the archive declares it
    address: str  # where it was saved from, or empty


@dataclass(frozen=True, slots=True)
class _MimePart:
    """One part of an archive, its headers by name in small letters."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        match = _TYPE.match(self.headers.get("content-type", ""))
        return match[1].lower() if match else "text/plain"

    @property
    def location(self) -> str:
        return "".join(self.headers.get("content-location", "").split())

    def parameter(self, pattern: re.Pattern[str]) -> str:
        match = pattern.search(self.headers.get("content-type", ""))
        return (match[1] or match[2] or "") if match else ""

    def payload(self) -> bytes:
        """Return the body as it was before its transfer."""
        match self.headers.get("content-transfer-encoding", "").strip().lower():
            case "base64":
                digits = _NOT_BASE64.sub(b"", self.body)
                digits = digits[: len(digits) - (len(digits) % 4 == 1)]
                return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4))
            case "quoted-printable":
                return binascii.a2b_qp(self.body)
        return self.body


def is_mhtml(data: bytes) -> bool:
    return _HEADER.match(data.removeprefix(b"\xef\xbb\xbf")[:8192].replace(b"\r", b"")) is not None


def read_mhtml(data: bytes) -> MhtmlPage:
    """Read the page of an MHTML archive. Raises SourceError when there is none in it, or it has too many parts."""
    archive = _part(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    pages: list[_MimePart] = []
    for number, part in enumerate(_walk(archive, 0)):
        if number > MOST_PARTS:
            raise SourceError(f"The web archive has more than {MOST_PARTS:,} parts: {_AGAIN}")
        pages += [part] if part.content_type in _PAGES else []
    if not pages:
        raise SourceError("The web archive has no page in it: save the page again and import that.")
    saved_from = "".join(archive.headers.get("snapshot-content-location", "").split())
    page = next((part for part in pages if saved_from and part.location == saved_from), pages[0])
    address = saved_from or page.location or archive.location
    return MhtmlPage(page.payload(), page.parameter(_CHARSET).lower() or None, address)


def _part(data: bytes) -> _MimePart:
    """Divide a part into its headers and its body. Raises SourceError where the headers have no end."""
    if data.startswith((b"\n", b"\r\n")):
        return _MimePart({}, data.lstrip(b"\r\n"))
    end = _END_OF_HEADERS.search(data, 0, _LONGEST_HEADERS)
    if end is None and len(data) > _LONGEST_HEADERS:
        raise SourceError(f"A part of the web archive has more than {_LONGEST_HEADERS:,} bytes of headers: {_AGAIN}")
    text = data[: end.start() if end else len(data)].replace(b"\r", b"").decode("utf-8", "replace")
    headers: dict[str, str] = {}
    for name, value in _FIELD.findall(text):
        if len(value) > _LONGEST_VALUE:
            raise SourceError(
                f"The header {first_words(name, 60)} of the web archive has more than {_LONGEST_VALUE:,} characters: "
                f"{_AGAIN}"
            )
        headers.setdefault(name.lower(), value)
    return _MimePart(headers, data[end.end() :] if end else b"")


def _walk(part: _MimePart, depth: int) -> Iterator[_MimePart]:
    """Yield the parts in a part that have none themselves. Raises SourceError where they are too deep."""
    kind = part.content_type
    if kind != "message/rfc822" and not kind.startswith("multipart/"):
        yield part
        return
    if depth >= DEEPEST:
        raise SourceError(f"The web archive has archives within one another, more than {DEEPEST} deep: {_AGAIN}")
    bodies = [part.body.lstrip()] if kind == "message/rfc822" else _bodies(part)
    for body in bodies:
        yield from _walk(_part(body), depth + 1)


def _bodies(part: _MimePart) -> Iterator[bytes]:
    """Cut a multipart at the lines of its boundary; the last part may have none after it."""
    boundary = part.parameter(_BOUNDARY)
    if not boundary:
        return
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary.encode()) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    start = None
    for match in line.finditer(part.body):
        if start is not None:
            yield _LINE_END.sub(b"", part.body[start : match.start()])
        start = match.end()
        if match[1]:
            return
    if start is not None:
        yield _LINE_END.sub(b"", part.body[start:])
