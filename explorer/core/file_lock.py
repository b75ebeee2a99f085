"""A lock between processes, on a file that stays."""

import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE = 0.05  # seconds between two attempts


def lock_file(path: Path, wait: float) -> int:
    """Lock a file, made where it is not there, and return the handle whose closing releases it.

    A file that another user made and that this one may only read is locked as well: that takes no right to write.
    Raises TimeoutError when another process does not release it in so many seconds, OSError where it cannot be opened.
    """
    handle = _open(path)
    until = time.monotonic() + wait
    while not _try_lock(handle):
        if time.monotonic() >= until:
            os.close(handle)
            raise TimeoutError
        time.sleep(_PAUSE)
    return handle


def _open(path: Path) -> int:
    flags = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(path, os.O_RDWR | flags, 0o666)
    except PermissionError:
        if not path.exists():
            raise
        return os.open(path, os.O_RDONLY | flags & ~os.O_CREAT)


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # another process has it
        return False
    return True
