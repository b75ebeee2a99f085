"""Standard output and error of a command: what keeps them from being written ends in a sentence, not in a traceback."""

import io
import sys
from typing import IO, Any, TextIO

from explorer.core.errors import ExplorerError


class OutputError(ExplorerError):
    """The output cannot be written: the disk is full, or the stream is closed."""


class ReaderGoneError(Exception):
    """The reader of a pipe has closed it, as `head` does: it has what it wanted."""


class GuardedOutput(io.RawIOBase):
    """The raw stream below stdout or stderr. After its first failure it drops what is written, as nobody reads it."""

    def __init__(self, raw: IO[bytes] | None, name: str, is_reported: bool) -> None:
        self._raw = raw
        self._name = name
        self._is_reported = is_reported
        self._has_failed = False

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._raw is not None and self._raw.isatty()

    def fileno(self) -> int:
        if self._raw is None:
            raise io.UnsupportedOperation("fileno")
        return self._raw.fileno()

    def write(self, data: bytes, /) -> int | None:  # type: ignore[override]
        """Write bytes. Raises OutputError or ReaderGoneError at the first failure, where that is reported."""
        if self._has_failed:
            return len(data)
        try:
            if self._raw is None:
                raise OSError(0, "it is closed")
            return self._raw.write(data)
        except BrokenPipeError:
            self._has_failed = True
            if self._is_reported:
                raise ReaderGoneError from None
        except OSError as error:
            self._has_failed = True
            if self._is_reported:
                raise OutputError(
                    f"{self._name} cannot be written ({error.strerror}); the output is not complete."
                ) from error
        return len(data)


def guard_streams() -> None:
    """Replace stdout, stderr and a closed stdin. A character that the encoding lacks is "?", on stderr an escape."""
    sys.stdout = _guarded(sys.stdout, "Standard output", "replace", is_reported=True)
    sys.stderr = _guarded(sys.stderr, "Standard error", "backslashreplace", is_reported=False)
    if sys.stdin is None:  # closed by the caller, `<&-`
        sys.stdin = io.TextIOWrapper(io.BytesIO())


def _guarded(stream: TextIO | None, name: str, errors: str, is_reported: bool) -> TextIO:
    if stream is None:
        raw, encoding, is_line_buffered = None, "utf-8", False
    else:
        raw, encoding = getattr(stream.buffer, "raw", stream.buffer), stream.encoding
        is_line_buffered = bool(stream.line_buffering)
    buffer: Any = io.BufferedWriter(GuardedOutput(raw, name, is_reported))
    return io.TextIOWrapper(buffer, encoding, errors, line_buffering=is_line_buffered)
