"""The user's own data: one folder with imported profiles, their sources and the built index."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from explorer.core.errors import ExplorerError


class HomeError(ExplorerError):
    """The home folder cannot be used; the message has the reason and the remedy."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that `--home` names, with the places of all data in it."""

    path: Path

    @property
    def profiles(self) -> Path:
        """Profiles read from pages and documents, `2021/kgz.md`."""
        return self.path / "profiles"

    @property
    def scores(self) -> Path:
        """Scores that came without text: of all countries in a workbook, `2021.csv`, or of one, `2021/kgz.md`."""
        return self.path / "scores"

    @property
    def chapters(self) -> Path:
        """Chapters and other articles, `slug.md`."""
        return self.path / "chapters"

    @property
    def sources(self) -> Path:
        """Snapshots of imported sources, named by profile and hash."""
        return self.path / "sources"

    @property
    def generations(self) -> Path:
        """The built search indexes, and the pointer to the current one."""
        return self.path / "generations"

    def make(self) -> None:
        """Create the folder. Raises HomeError where that is not possible."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HomeError(
                f"{self.path}: the home folder cannot be made ({error.strerror}). Name another with --home."
            ) from error

    def lock(self, wait: float = 60.0) -> "HomeLock":
        """Return the lock under which profiles and the index are changed, so that two imports never mix."""
        return HomeLock(self, wait)


class HomeLock:
    """A lock between processes on one home folder; raises HomeError when it is not released in time."""

    def __init__(self, home: Home, wait: float) -> None:
        from filelock import FileLock, Timeout  # a search takes no lock

        self._home = home
        self._lock = FileLock(home.path / ".lock", timeout=wait)
        self._timeout = Timeout

    def __enter__(self) -> None:
        self._home.make()
        try:
            self._lock.acquire()
        except self._timeout as error:
            raise HomeError(
                f"{self._home.path}: another import or build is at work there. Try again when it is done."
            ) from error
        except OSError as error:
            raise HomeError(
                f"{self._home.path}: the home folder cannot be written ({error.strerror}). Name another with --home."
            ) from error

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old content or the new, never a part. Raises HomeError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise HomeError(f"{path}: cannot be written ({error.strerror}); nothing there was changed.") from error
