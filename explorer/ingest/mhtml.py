"""MHTML: a web page and its parts in one file, as browsers save it (RFC 2557, https://www.rfc-editor.org/rfc/rfc2557)."""

import email
import re
from dataclasses import dataclass
from email.message import Message

from explorer.core.errors import SourceError

_HEADER = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*?){0,30}?mime-version\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MhtmlPage:
    """The page itself, taken out of its archive."""

    data: bytes
    charset: str | None  # as the archive declares it
    address: str  # where it was saved from, or empty


def is_mhtml(data: bytes) -> bool:
    return _HEADER.match(data.removeprefix(b"\xef\xbb\xbf")[:8192].replace(b"\r", b"")) is not None


def read_mhtml(data: bytes) -> MhtmlPage:
    """Read the page of an MHTML archive. Raises SourceError when there is none in it."""
    message = email.message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise SourceError("The web archive has no page in it: save the page again and import that.")
    saved_from = str(message.get("Snapshot-Content-Location", "")).strip()
    page = next((part for part in pages if saved_from and _location(part) == saved_from), pages[0])
    payload = page.get_payload(decode=True)
    address = saved_from or _location(page) or _location(message)
    return MhtmlPage(
        payload if isinstance(payload, bytes) else b"", page.get_content_charset(), "".join(address.split())
    )


def _location(part: Message) -> str:
    return str(part.get("Content-Location", "")).strip()
