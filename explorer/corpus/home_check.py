"""Faults of a home beside its texts: snapshots that were changed, files of other users, files that all may write to."""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from explorer.core.file_reading import open_file
from explorer.core.ownership import is_open_to_all, is_trusted
from explorer.corpus.home import Home

_SNAPSHOT = re.compile(r".*-([0-9a-f]{12})(\.[^.]*)?", re.DOTALL)  # as storage.source_file names it


def snapshot_problems(home: Home) -> Iterator[str]:
    """Yield the snapshots of sources that differ from the hash in their name, or cannot be read."""
    try:
        snapshots = sorted(home.sources.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        yield f"{home.sources}: the folder cannot be read ({error.strerror})"
        return
    for path in snapshots:
        named = _SNAPSHOT.fullmatch(path.name)
        if named is None or path.name.startswith("."):
            continue
        try:
            with open_file(path) as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            yield f"{path}: the snapshot cannot be read ({error.strerror})"
            continue
        if not digest.startswith(named[1]):
            yield f"{path}: the snapshot was changed after it was written, as the hash in its name shows"


def access_problems(home: Home) -> Iterator[str]:
    """Yield a sentence on what in a home belongs to other users, and one on what everybody may write to."""
    owned, writable = [], []
    for path in _all(home):
        try:
            status = path.stat()
        except OSError:
            continue  # whoever reads it reports it
        if is_open_to_all(status):
            writable.append(path)
        elif not is_trusted(status):
            owned.append(path)
    if owned:
        yield f"{_some(owned)} of another user: run this as that user, or share a group with it"
    if writable:
        yield f"{_some(writable)} open to all for writing: only the owner and a group may write there (chmod o-w)"


def _all(home: Home) -> Iterator[Path]:
    for folder in home.folders:
        yield folder
        for root, folders, files in os.walk(folder):  # which passes over folders that cannot be read
            yield from (Path(root) / name for name in sorted((*folders, *files)))


def _some(paths: list[Path]) -> str:
    more = len(paths) - 1
    return f"{paths[0]} is" if not more else f"{paths[0]} and {more:,} more are"
