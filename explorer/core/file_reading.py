"""Reading files of the home whole: a pipe, which has no end, and a device in the place of one are faults, not waits."""

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_file(path: Path) -> BufferedReader:
    """Open a file to be read, without waiting. Raises OSError, also where something else has its place."""
    handle = os.open(path, _FLAGS)
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "Not a regular file", path)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_file(path: Path) -> bytes:
    """Return the bytes of a file. Raises OSError, also where something else has its place."""
    with open_file(path) as file:
        return file.read()
