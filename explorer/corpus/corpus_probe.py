"""Whether the files of a home can be read, found out a few files at a time, so that a probe costs milliseconds."""

import os
import threading
from pathlib import Path

from explorer.core.errors import CorpusError
from explorer.corpus.corpus_files import list_files
from explorer.corpus.home import Home

_EFFECTIVE = os.access in os.supports_effective_ids
AT_ONCE = 4  # changed files that one step reads; where there is none, it reads one again


class CorpusProbe:
    """Looks at all files of a home at each step, and reads some: changed ones, the newest first, else one in turn.

    Thread-safe.
    """

    def __init__(self, home: Home, bundled: Path) -> None:
        self._home = home
        self._bundled = bundled
        self._lock = threading.Lock()
        self._turn = 0
        # Of each file that was read: size and time of change, the turn, and the error if any.
        self._read: dict[Path, tuple[tuple[int, int], int, CorpusError | None]] = {}

    def step(self) -> tuple[CorpusError, ...]:
        """Return why files of the home cannot be read, as far as is known."""
        with self._lock:
            return tuple(self._step())

    def _step(self) -> list[CorpusError]:
        files = list_files(self._home, self._bundled)
        errors = list(files.unlisted)
        readers = dict(files.own())
        states: dict[Path, tuple[int, int]] = {}
        for path in readers:
            try:
                status = path.stat()
            except OSError as error:
                errors.append(CorpusError(f"{path}: the file cannot be read ({error.strerror})."))
                continue
            if os.access(path, os.R_OK, effective_ids=_EFFECTIVE):
                states[path] = (status.st_mtime_ns, status.st_size)
            else:
                errors.append(CorpusError(f"{path}: the file cannot be read (Permission denied)."))
        self._read = {path: known for path, known in self._read.items() if path in states}
        changed = [path for path, state in states.items() if path not in self._read or self._read[path][0] != state]
        changed.sort(key=lambda path: states[path], reverse=True)
        longest_ago = min(self._read, key=lambda path: self._read[path][1], default=None)
        self._turn += 1
        for path in changed[:AT_ONCE] or ([longest_ago] if longest_ago else []):
            try:
                readers[path]()
            except CorpusError as error:
                self._read[path] = (states[path], self._turn, error)
            else:
                self._read[path] = (states[path], self._turn, None)
        return errors + [error for _, _, error in self._read.values() if error]
