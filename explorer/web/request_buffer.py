"""A request as its bytes come in, and whether all of it is there: RFC 9112, https://www.rfc-editor.org/rfc/rfc9112.

Gunicorn's parser alone decides what a request means, and refuses what is wrong. Here is only counted how long to wait.
"""

import re

LARGEST_HEAD = 64 * 1024  # bytes of a request line with its headers
_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,9})[ \t]*(?=\r\n)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:[ \t]*chunked[ \t]*(?=\r\n)", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)
_OLD = re.compile(rb"\s*[^\r\n]* HTTP/1\.0\r\n")
_FRAMING = re.compile(rb"\r\n(?:content-length|transfer-encoding)", re.IGNORECASE)
_UNKNOWN = -1
_LONGEST_CHUNK_LINE = 300  # bytes of the size of a chunk with its extensions
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,256}\r\n")


class RequestBuffer:
    """The bytes of one connection that no request has taken yet; for gunicorn's parser, a socket that never blocks."""

    def __init__(self, largest_body: int) -> None:
        self._largest_body = largest_body
        self._bytes = bytearray()
        self._head = 0  # its length, once all of it is there
        self._needed = 0  # bytes of head and body, then
        self._next = 0  # where the end of the head, or the next chunk, is looked for
        self.is_cut = False  # the request is answered before all of it is there

    def __len__(self) -> int:
        return len(self._bytes)

    def add(self, received: bytes) -> None:
        self._bytes += received

    def recv(self, size: int) -> bytes:
        """Take bytes, as `socket.recv` does; none are left at the end of what came in."""
        taken = bytes(self._bytes[:size])
        del self._bytes[:size]
        return taken

    def start_request(self, rest: bytes) -> None:
        """Wait for the next request of the connection, of which the parser has already read the start."""
        self._bytes[:0] = rest
        self._head = self._next = self._needed = 0

    @property
    def expects_continue(self) -> bool:
        """Tell whether the body is only sent after an interim answer: RFC 9110, section 10.1.1; none in HTTP/1.0."""
        is_asked = self._head and _EXPECTS.search(self._bytes, 0, self._head)
        return bool(is_asked and not _OLD.match(self._bytes, 0, self._head))

    def is_whole(self) -> bool:
        """Tell whether a request can be answered: all of it is there, or it is refused whatever else comes."""
        if not self._head and self._find_head():
            self._needed = self._read_framing()
        if not self._head or self.is_cut:
            return self.is_cut
        return self._has_chunks() if self._needed == _UNKNOWN else len(self._bytes) >= self._needed

    def _find_head(self) -> bool:
        """Look for the end of the head, from where it was last looked for."""
        end = self._bytes.find(_END, max(0, self._next - len(_END)))
        self._next = len(self._bytes)
        if end >= 0:
            self._head = self._next = end + len(_END)
        self.is_cut = end < 0 and len(self._bytes) > LARGEST_HEAD
        return end >= 0

    def _read_framing(self) -> int:
        """Return the bytes of head and body; _UNKNOWN where it is chunked. What is too long or unclear is cut."""
        framing = _FRAMING.findall(self._bytes, 0, self._head)
        if not framing:
            return self._head
        if len(framing) == 1 and (length := _LENGTH.search(self._bytes, 0, self._head)):
            self.is_cut = int(length[1]) > self._largest_body
            return self._head + int(length[1])
        self.is_cut = len(framing) > 1 or not _CHUNKED.search(self._bytes, 0, self._head)
        return _UNKNOWN

    def _has_chunks(self) -> bool:
        """Tell whether the last chunk is there, or one that cannot be read, or more than the largest body."""
        while chunk := _CHUNK.match(self._bytes, self._next):
            size = int(chunk[1], 16)
            if not size:
                return self._has_trailers(chunk.end())
            if chunk.end() + size + 2 > len(self._bytes):
                break
            self._next = chunk.end() + size + 2
        is_wrong = not chunk and len(self._bytes) - self._next > _LONGEST_CHUNK_LINE
        self.is_cut = is_wrong or len(self._bytes) - self._head > 2 * self._largest_body
        return self.is_cut

    def _has_trailers(self, start: int) -> bool:
        if self._bytes.startswith(b"\r\n", start) or self._bytes.find(_END, start) >= 0:
            return True
        self.is_cut = len(self._bytes) - start > LARGEST_HEAD
        return self.is_cut
