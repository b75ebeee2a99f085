"""The owners and modes of files that this process reads as its own."""

import os
import stat


def is_trusted(status: os.stat_result) -> bool:
    """Tell whether a file is of this process's user, of root, or shared with a group of this process.

    What another user owns is shared when its group is one of this process's, and not everybody may write to it.
    """
    if not hasattr(os, "geteuid") or status.st_uid in (os.geteuid(), 0):
        return True
    return status.st_gid in (os.getegid(), *os.getgroups()) and not is_open_to_all(status)


def is_open_to_all(status: os.stat_result) -> bool:
    """Tell whether everybody may write to a file or folder; a link's own mode means nothing."""
    return bool(status.st_mode & stat.S_IWOTH) and not stat.S_ISLNK(status.st_mode)
