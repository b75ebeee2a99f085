"""Writing files whole: each is written beside its place and renamed into it, several of them together or not at all.

A new file has the mode that the umask gives (0666 less the umask), a replaced one keeps its mode, and its owner and
group where this user may set them.
"""

import json
import os
import re
import secrets
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from explorer.core.file_reading import read_file

# The name of a file that is not in its place yet; earlier versions took eight letters.
_PART_NAME = re.compile(r"\.(?:[0-9a-f]{16}|[a-z0-9_]{8})\.part")


def write_file(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old content or the new, never a part. Raises OSError."""
    made = _make_folder(path.parent)
    try:
        part = write_part(path, data)
        try:
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except BaseException:
        _remove_folders(made)
        raise


def write_part(path: Path, data: bytes) -> Path:
    """Write what a file is to have beside it, with the mode that it is to have, and return where. Raises OSError."""
    part = _part_beside(path)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            _keep_mode(path, handle)
            file.write(data)
            file.flush()
            os.fsync(handle)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def write_together(files: Mapping[Path, bytes], journal: Path) -> None:
    """Write several files, in this order: all of them are replaced, or nothing is changed. Raises OSError.

    While they take their places the journal names those that are still to do, so that `finish_writing` can complete
    what a killed process began. It is in a folder above all of them.
    """
    parts: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for path, data in files.items():
            made += _make_folder(path.parent)
            parts[path] = write_part(path, data)
        if len(parts) > 1:
            write_file(journal, _list_renames(parts, journal).encode())
        _rename(parts)
    except BaseException:
        for part in parts.values():
            part.unlink(missing_ok=True)
        journal.unlink(missing_ok=True)
        _remove_folders(made)
        raise
    journal.unlink(missing_ok=True)


def finish_writing(journal: Path) -> None:
    """Put the files into their places that a killed `write_together` had written. Raises OSError."""
    if not journal.exists():
        return
    folder = journal.parent
    with suppress(ValueError, TypeError, AttributeError):  # no journal of ours: nothing is to be done
        for part, path in json.loads(read_file(journal)).items():
            if _is_rename(Path(part), Path(path)) and (folder / part).exists():
                (folder / part).replace(folder / path)
    journal.unlink(missing_ok=True)


def _is_rename(part: Path, path: Path) -> bool:
    """Tell whether a journal of ours may say so: a part takes a place beside it, within the journal's folder."""
    is_within = not path.is_absolute() and ".." not in path.parts
    return is_within and path.parent == part.parent and bool(_PART_NAME.fullmatch(part.name))


def remove_parts(folder: Path, is_deep: bool = True) -> None:
    """Remove the parts that killed processes left in a folder, and in those below it."""
    for parent, folders, names in os.walk(folder):
        if not is_deep:
            folders.clear()
        for name in names:
            if _PART_NAME.fullmatch(name):
                with suppress(OSError):
                    Path(parent, name).unlink()


def _list_renames(parts: Mapping[Path, Path], journal: Path) -> str:
    folder = journal.parent
    return json.dumps({str(part.relative_to(folder)): str(path.relative_to(folder)) for path, part in parts.items()})


def _rename(parts: Mapping[Path, Path]) -> None:
    """Put parts into their places; where one cannot, those before it get their old content back."""
    done: dict[Path, Path | None] = {}  # a place: its old content
    try:
        for path, part in parts.items():
            done[path] = _set_aside(path)
            part.replace(path)
    except BaseException:
        for path, old in reversed(done.items()):
            if old is not None:
                old.replace(path)
                old.unlink(missing_ok=True)  # two names of one file stay as they are
            elif not parts[path].exists():  # it had taken its place, where nothing was before
                path.unlink(missing_ok=True)
        raise
    for old in filter(None, done.values()):
        old.unlink(missing_ok=True)


def _part_beside(path: Path) -> Path:
    return path.with_name(f".{secrets.token_hex(8)}.part")


def _set_aside(path: Path) -> Path | None:
    """Give the content of a file a second name, and return that; None where there is no file."""
    if not path.is_file():
        return None
    aside = _part_beside(path)
    try:
        os.link(path, aside)
    except OSError:  # a file system without links, or another user's file
        shutil.copy2(path, aside)
    return aside


def _keep_mode(path: Path, handle: int) -> None:
    """Give an open file the mode of the one that it is to replace, and its owner and group where that is allowed."""
    try:
        old = path.stat()
    except FileNotFoundError:
        return
    if not (hasattr(os, "fchown") and stat.S_ISREG(old.st_mode)):  # all may write to some devices
        return
    for owner in (old.st_uid, -1):  # root may give both, and a member of the group the group
        with suppress(OSError):
            os.fchown(handle, owner, old.st_gid)
            break
    os.fchmod(handle, stat.S_IMODE(old.st_mode) & 0o777)


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder with those above it, and return the ones that are new, the lowest first."""
    new = []
    for parent in (folder, *folder.parents):
        if parent.exists():
            break
        new.append(parent)
    folder.mkdir(parents=True, exist_ok=True)
    return new


def _remove_folders(folders: list[Path]) -> None:
    """Remove folders that are empty."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
