"""The user's own data: one folder with imported profiles, their sources and the built index."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from explorer.core.errors import ExplorerError
from explorer.core.file_lock import lock_file
from explorer.core.file_writing import finish_writing, remove_parts, write_file, write_together


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
    def earlier(self) -> Path:
        """Earlier readings of texts that an import replaced, `2023/ken-0a1b2c3d4e5f.md`."""
        return self.path / "earlier"

    @property
    def first_seen(self) -> Path:
        """When each passage was first seen here, `2023/ken.txt`."""
        return self.path / "first-seen"

    @property
    def generations(self) -> Path:
        """The built search indexes, and the pointer to the current one."""
        return self.path / "generations"

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders that an import or a build writes to."""
        return self.profiles, self.scores, self.chapters, self.sources, self.earlier, self.first_seen, self.generations

    def make(self) -> None:
        """Create the folder. Raises HomeError where that is not possible."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HomeError(
                f"{self.path}: the home folder cannot be made ({error.strerror}). Name another with --home."
            ) from error

    @property
    def journal(self) -> Path:
        """The files that an import is putting into their places."""
        return self.path / ".unfinished"

    def write(self, files: Mapping[Path, bytes]) -> None:
        """Write all of these files of the home, in this order, or none of them; under its lock. Raises HomeError."""
        try:
            write_together(files, self.journal)
        except OSError as error:
            raise HomeError(
                f"{error.filename2 or self.path}: cannot be written ({error.strerror}); nothing there was changed."
            ) from error

    def prepare(self) -> None:
        """Check that an import can write here, and remove what a killed one left. Raises HomeError.

        A home that does not exist is not made yet: an import that refuses everything leaves nothing.
        """
        if not self.path.exists():
            parent = next(folder for folder in self.path.parents if folder.exists())
            if not os.access(parent, os.W_OK | os.X_OK):
                raise HomeError(
                    f"{self.path}: the home folder cannot be made, since {parent} cannot be written. "
                    "Name another with --home."
                )
            return
        with self.lock():
            remove_parts(self.path, is_deep=False)
            for folder in (self.profiles, self.scores, self.chapters, self.sources, self.earlier, self.first_seen):
                remove_parts(folder)

    def lock(self, wait: float = 60.0) -> "HomeLock":
        """Return the lock under which profiles and the index are changed, so that two imports never mix."""
        return HomeLock(self, wait)


class HomeLock:
    """A lock between processes on one home folder; raises HomeError when it is not released in time."""

    def __init__(self, home: Home, wait: float) -> None:
        self._home = home
        self._wait = wait
        self._handle: int | None = None

    def __enter__(self) -> None:
        self._home.make()
        try:
            self._handle = lock_file(self._home.path / ".lock", self._wait)
            finish_writing(self._home.journal)
        except TimeoutError as error:
            raise HomeError(
                f"{self._home.path}: another import or build is at work there. Try again when it is done."
            ) from error
        except OSError as error:
            self.__exit__()
            raise HomeError(
                f"{self._home.path}: the home folder cannot be written ({error.strerror}). Name another with --home."
            ) from error

    def __exit__(self, *_: object) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old content or the new, never a part. Raises HomeError."""
    try:
        write_file(path, data)
    except OSError as error:
        raise HomeError(f"{path}: cannot be written ({error.strerror}); nothing there was changed.") from error
