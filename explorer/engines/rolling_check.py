"""The files of a generation in use, compared with its manifest a part at a time, so that a probe costs milliseconds."""

import hashlib
from itertools import cycle
from pathlib import Path

from explorer.engines.manifest import Manifest, digest_of, file_problems

BYTES = 2 * 1024 * 1024  # that one step compares


class RollingCheck:
    """Compares the files of one generation over and over: some bytes at each step, and at once what was written to."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self._folder = folder
        self._known: dict[
            str, tuple[int, int]
        ] = {}  # time of change and inode, when a file was first seen or last whole
        self._names = cycle([name for name, (size, _) in manifest.files.items() if size])
        self._name = ""  # of the file that is being read
        self._read = 0  # bytes of it
        self._digest = hashlib.sha256()

    def step(self) -> str | None:
        """Compare all sizes, the files that were written to, and some bytes; return the first difference, if any."""
        if problem := next(file_problems(self._folder, self.manifest, up_to=-1), None):
            return problem
        try:
            return self._check_written() or self._check_bytes()
        except OSError as error:
            return f"{error.filename or self._folder} cannot be read ({error.strerror})"

    def _check_written(self) -> str | None:
        """Compare each file that was written to since it was first seen."""
        for name, (_, digest) in self.manifest.files.items():
            status = (self._folder / name).stat()
            known = (status.st_mtime_ns, status.st_ino)
            if self._known.setdefault(name, known) != known:
                if digest_of(self._folder / name) != digest:
                    return self._changed(name)
                self._known[name] = known
        return None

    def _check_bytes(self) -> str | None:
        """Read on in the files, one after another, and compare the digest of each at its end."""
        left = BYTES
        while left > 0:
            if not self._read:
                self._name, self._digest = next(self._names, ""), hashlib.sha256()
            if not self._name:
                return None
            size, digest = self.manifest.files[self._name]
            with (self._folder / self._name).open("rb") as file:
                file.seek(self._read)
                data = file.read(min(left, size - self._read))
            self._digest.update(data)
            self._read += len(data)
            left -= len(data) or left
            if self._read >= size:
                self._read = 0
                if self._digest.hexdigest() != digest:
                    self._known[self._name] = (0, 0)  # compare it at each step until it is whole again
                    return self._changed(self._name)
        return None

    def _changed(self, name: str) -> str:
        return f"{self._folder.parent.name}/{self._folder.name}/{name} was changed after it was written"
