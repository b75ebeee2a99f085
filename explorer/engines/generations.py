"""The life of a generation: built beside the current one, complete on disk, switched to at once, removed when unused.

A generation is a folder of files and a manifest. The file `current` names the one that answers, in one line and
nothing else; it is replaced in one step after everything it names is on disk. A build that dies leaves a folder that
nothing names, which the next build removes. Readers and builders take a shared lock on a file in their folder; an
unlocked folder may go.
"""

import datetime
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from explorer.core.errors import IndexUnavailableError
from explorer.core.file_reading import open_file, read_file
from explorer.core.ownership import is_trusted
from explorer.engines.manifest import (
    LOCK,
    MANIFEST,
    Manifest,
    OtherFormatError,
    digest_of,
    file_problems,
    unnamed_files,
)

if os.name != "nt":
    import fcntl

POINTER = "current"
_NAME = re.compile(r"g[0-9a-z]+")  # of a generation
_SUFFIX = 6  # random hexadecimal digits after the milliseconds in a name
SMALL = 512 * 1024  # bytes; a file up to this size is compared by hash whenever a generation is opened, in milliseconds
MEND = "Run `oc-explorer index` to rebuild it."


class GenerationLock:
    """Keeps a generation's folder from being removed, until it is released or the process ends."""

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = None
        self._close = os.close  # still there when the interpreter ends and its modules are gone
        path = folder / LOCK
        flags = os.O_RDONLY if path.exists() else os.O_RDWR | os.O_CREAT
        self._handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o644)  # a pipe in its place opens as well
        if os.name != "nt":  # Windows removes no folder in which a file is open
            fcntl.flock(self._handle, fcntl.LOCK_SH)

    def release(self) -> None:
        if self._handle is not None:
            self._close(self._handle)
            self._handle = None

    def __del__(self) -> None:
        self.release()


@dataclass(frozen=True)
class Generation:
    """A complete build, checked, and kept from being removed until its lock is released."""

    folder: Path
    manifest: Manifest
    lock: GenerationLock

    @property
    def id(self) -> str:
        return self.manifest.generation


class Generations:
    """The generations of one engine in one folder."""

    def __init__(self, folder: Path, engine: str, format: int) -> None:
        self.folder = folder
        self.engine = engine
        self.format = format

    def pointer(self) -> tuple[int, int, int]:
        """Return a value that changes with the current generation. Raises IndexUnavailableError."""
        try:
            status = (self.folder / POINTER).stat()
        except FileNotFoundError as error:
            raise IndexUnavailableError("The search index is not built yet. Run `oc-explorer index`.") from error
        except OSError as error:
            raise IndexUnavailableError(
                f"{self._pointer_label} cannot be read ({error.strerror}). Let the user of this process read it."
            ) from error
        return status.st_mtime_ns, status.st_ino, status.st_size

    def current(self) -> str:
        """Return the id of the current generation, whether or not it is complete. Raises IndexUnavailableError."""
        self.pointer()
        try:
            line = read_file(self.folder / POINTER).decode("ascii")
        except OSError as error:
            raise IndexUnavailableError(f"{self._pointer_label} cannot be read ({error.strerror}). {MEND}") from error
        except UnicodeDecodeError as error:
            raise IndexUnavailableError(f"{self._pointer_label} names no generation. {MEND}") from error
        if not line.endswith("\n") or not _NAME.fullmatch(line[:-1]):
            raise IndexUnavailableError(f"{self._pointer_label} names no generation. {MEND}")
        return line[:-1]

    @property
    def _pointer_label(self) -> str:
        return f"{self.folder.name}/{POINTER}"

    def manifest(self) -> Manifest:
        """Read the manifest of the current generation. Raises IndexUnavailableError."""
        return self._read_manifest(self.folder / self.current())

    def open(self) -> Generation:
        """Open the current generation, checked and locked. Raises IndexUnavailableError when it is not complete."""
        generation = self._lock_current()
        if problem := next(file_problems(generation.folder, generation.manifest, up_to=SMALL), None):
            generation.lock.release()
            raise damaged(problem)
        return generation

    def _lock_current(self) -> Generation:
        """Lock the current generation, of whose files only the manifest was read. Raises IndexUnavailableError."""
        while True:
            name = self.current()
            folder = self.folder / name
            try:
                manifest = self._read_manifest(folder)
                lock = GenerationLock(folder)
            except (IndexUnavailableError, OSError) as error:
                if self.current() == name:
                    if isinstance(error, IndexUnavailableError):
                        raise
                    raise self._unreadable(folder, error) from error
            else:
                if self.current() == name:
                    return Generation(folder, manifest, lock)
                lock.release()
            # Another generation became current, and this one may be gone: open that one.

    def _unreadable(self, folder: Path, error: OSError) -> IndexUnavailableError:
        """Return the error of a folder in which something cannot be read that the pointer leads to."""
        path = Path(error.filename or folder)
        shown = path.relative_to(self.folder) if path.is_relative_to(self.folder) else path.name
        return IndexUnavailableError(
            f"{self.folder.name}/{shown}, which {self._pointer_label} leads to, cannot be read ({error.strerror}). "
            f"{MEND}"
        )

    def _read_manifest(self, folder: Path) -> Manifest:
        shown = f"{self.folder.name}/{folder.name}/{MANIFEST}"
        try:
            for path in (folder, folder / MANIFEST):
                if not is_trusted(path.stat()):
                    owned = f"{self.folder.name}/{path.relative_to(self.folder).as_posix()}"
                    raise IndexUnavailableError(f"{owned} belongs to another user and is not opened. {MEND}")
            manifest = Manifest.from_bytes(read_file(folder / MANIFEST))
        except OSError as error:
            raise self._unreadable(folder, error) from error
        except OtherFormatError as error:
            raise self._other_version(str(error)) from error
        except ValueError as error:
            raise IndexUnavailableError(f"{shown} is damaged. {MEND}") from error
        if manifest.generation != folder.name:
            raise IndexUnavailableError(f"{shown} belongs to another generation. {MEND}")
        if (manifest.engine, manifest.format) != (self.engine, self.format):
            raise self._other_version(f"{manifest.engine} {manifest.format}")
        return manifest

    def _other_version(self, version: str) -> IndexUnavailableError:
        return IndexUnavailableError(
            f"The search index was built by another version ({version}; "
            f"this one reads {self.engine} {self.format}). {MEND}"
        )

    def problems(self) -> list[str]:
        """List the faults of the current generation, every byte of it compared; empty when it is sound."""
        try:
            generation = self._lock_current()
        except IndexUnavailableError as error:
            return [str(error)]
        try:
            return [
                *file_problems(generation.folder, generation.manifest),
                *unnamed_files(generation.folder, generation.manifest),
            ]
        finally:
            generation.lock.release()

    def restore(self) -> str:
        """Make the newest whole generation in the folder current, and return its id. Raises IndexUnavailableError."""
        try:
            folders = sorted((path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True)
        except OSError:
            folders = []
        for folder in folders:
            try:
                manifest = self._read_manifest(folder)
            except IndexUnavailableError:
                continue
            if next(file_problems(folder, manifest), None) is None:
                try:
                    self._point_to(folder.name)
                except OSError as error:
                    raise IndexUnavailableError(
                        f"{self.folder / POINTER} cannot be written ({error.strerror}), to name an earlier index."
                    ) from error
                return folder.name
        raise IndexUnavailableError(f"There is no whole index in {self.folder}. {MEND}")

    @contextmanager
    def building(self, fingerprint: str) -> Iterator["Building"]:
        """Make a folder to build in, switched to when the block ends well, removed when it does not.

        Raises IndexUnavailableError when the disk does not take it; the old generation then serves on.
        """
        name = f"g{int(time.time() * 1000):x}{secrets.token_hex(_SUFFIX // 2)}"
        folder = self.folder / name
        try:
            folder.mkdir(parents=True)
            building = Building(name, folder)
            lock = GenerationLock(folder)
            try:
                yield building
                self._seal(building, fingerprint)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            finally:
                lock.release()
        except OSError as error:
            raise IndexUnavailableError(
                f"The search index could not be built in {self.folder} ({error.strerror}). What was there still serves."
            ) from error
        self.prune()

    def _seal(self, building: "Building", fingerprint: str) -> None:
        files = {}
        for path in sorted(building.folder.rglob("*")):
            if path.is_file() and path.name != LOCK:
                files[path.relative_to(building.folder).as_posix()] = (path.stat().st_size, digest_of(path))
                _sync(path)
        built = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        manifest = Manifest(building.id, self.engine, self.format, fingerprint, built, building.passages, files)
        _write(building.folder / MANIFEST, manifest.to_bytes())
        for folder in (*(path for path in building.folder.rglob("*") if path.is_dir()), building.folder, self.folder):
            _sync(folder)
        self._point_to(building.id)

    def _point_to(self, name: str) -> None:
        """Make a generation current, in one step. Raises OSError."""
        beside = self.folder / f"{POINTER}.{name}"
        _write(beside, f"{name}\n".encode())
        beside.replace(self.folder / POINTER)
        _sync(self.folder)

    def prune(self) -> None:
        """Remove every generation that is neither current nor read or built by a process."""
        current = self.current()
        with suppress(OSError):  # what another user owns, or a folder that cannot be listed, takes space and no more
            for folder in list(self.folder.iterdir()):
                if folder.is_dir() and folder.name != current and not _is_locked(folder):
                    shutil.rmtree(folder, ignore_errors=True)
                elif folder.name.startswith(f"{POINTER}.") and not (self.folder / folder.name.split(".")[1]).exists():
                    folder.unlink(missing_ok=True)


@dataclass
class Building:
    """A generation while it is made."""

    id: str
    folder: Path
    passages: int = 0  # set by the builder


def time_of(generation: str) -> datetime.datetime:
    """Return when the build of a generation began, in UTC and whole seconds, as its id has it."""
    return datetime.datetime.fromtimestamp(int(generation[1:-_SUFFIX], 16) // 1000, datetime.UTC)


def damaged(problem: str) -> IndexUnavailableError:
    """Return the error of a generation that differs from its manifest."""
    return IndexUnavailableError(f"The search index is damaged: {problem}. {MEND}")


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    _sync(path)


def _sync(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no handle for a folder; NTFS journals its entries
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_locked(folder: Path) -> bool:
    """Return whether a process reads or builds a generation."""
    try:
        if os.name == "nt":
            (folder / LOCK).unlink(missing_ok=True)
        else:
            with open_file(folder / LOCK) as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
