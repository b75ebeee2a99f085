"""The file that `--output` names: a regular file is replaced whole, a device or a pipe is written into."""

import os
import re
import stat
from pathlib import Path

from explorer.cli.streams import OutputError
from explorer.core.file_writing import write_file
from explorer.text.escapes import escape_lines

_DESCRIPTOR = re.compile(r"/{1,2}(?:dev|proc/(\d+)(?:/task/\d+)?)/(?:(stdout|stderr)|fd/(\d{1,9}))")
_LINKS = 40  # as many as Linux follows


def write_output(path: Path, data: bytes) -> None:
    """Write a file, also through links; an old one keeps its mode, the umask is for a new one. Raises OutputError."""
    try:
        if (number := _descriptor(path)) is not None:
            _write_into(os.dup(number), data)
            return
        status = _status(path)
        if status is not None and not stat.S_ISREG(status.st_mode):
            _write_into(os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0)), data)
        else:
            _replace(Path(os.path.realpath(path)), data, status is not None)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise OutputError(f"{path}: cannot be written (a workbook is not text for a terminal).") from error


def _descriptor(path: Path) -> int | None:
    """Return the open stream of this process that a path names, itself or by links: `>> log` is not to be replaced."""
    for _ in range(_LINKS):
        path = Path(os.path.realpath(path.parent)) / path.name
        match = _DESCRIPTOR.fullmatch(str(path))
        if match and match[1] in (None, str(os.getpid())):
            return {"stdout": 1, "stderr": 2}.get(match[2]) or int(match[3])
        if not path.is_symlink():
            return None
        path = path.parent / path.readlink()
    return None


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _write_into(descriptor: int, data: bytes) -> None:
    """Write to an open device or pipe, which stays what it is; to a terminal as text that it does not obey."""
    with os.fdopen(descriptor, "wb") as file:
        file.write(escape_lines(data.decode()).encode() if file.isatty() else data)


def _replace(path: Path, data: bytes, is_there: bool) -> None:
    """Replace a file whole, or write into it in a folder that lets no file be made."""
    if is_there and not os.access(path, os.W_OK):
        raise PermissionError(13, "Permission denied")
    try:
        write_file(path, data)
    except PermissionError:
        if not is_there:
            raise
        path.write_bytes(data)
