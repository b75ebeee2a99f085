"""The life of a generation: built beside the current one, complete on disk, switched to at once, removed when unused.

A generation is a folder of files and a manifest. The file `current` names the one that answers; it is replaced
in one step after everything it names is on disk. A build that dies leaves a folder that nothing names, which the
next build removes. Readers and builders take a shared lock on a file in their folder; an unlocked folder may go.
"""

import hashlib
import json
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from explorer.core.errors import IndexUnavailableError

if os.name != "nt":
    import fcntl

POINTER, MANIFEST, LOCK = "current", "manifest.json", "in-use"
SMALL = 512 * 1024  # bytes; a file up to this size is compared by hash whenever a generation is opened, in milliseconds
MEND = "Run `oc-explorer index` to rebuild it."


@dataclass(frozen=True, slots=True)
class Manifest:
    """The record of a generation: its source, and its files."""

    generation: str
    engine: str
    format: int
    fingerprint: str  # of the corpus and the vocabulary it was made from
    built: str  # ISO time
    passages: int
    files: Mapping[str, tuple[int, str]]  # path in the folder: size, SHA-256


class GenerationLock:
    """Keeps a generation's folder from being removed, until it is released or the process ends."""

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = None
        self._close = os.close  # still there when the interpreter ends and its modules are gone
        path = folder / LOCK
        self._handle = os.open(path, os.O_RDONLY if path.exists() else os.O_RDWR | os.O_CREAT, 0o644)
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
            raise IndexUnavailableError(f"{self.folder}: the index cannot be read ({error.strerror}).") from error
        return status.st_mtime_ns, status.st_ino, status.st_size

    def current(self) -> str:
        """Return the id of the current generation, whether or not it is complete. Raises IndexUnavailableError."""
        self.pointer()
        try:
            name = (self.folder / POINTER).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise IndexUnavailableError(f"{self.folder / POINTER} cannot be read. {MEND}") from error
        if not name.isalnum():
            raise IndexUnavailableError(f"{self.folder / POINTER} names no generation. {MEND}")
        return name

    def manifest(self) -> Manifest:
        """Read the manifest of the current generation. Raises IndexUnavailableError."""
        return self._read_manifest(self.folder / self.current())

    def open(self) -> Generation:
        """Open the current generation, checked and locked. Raises IndexUnavailableError when it is not complete."""
        while True:
            name = self.current()
            try:
                generation = self._open(self.folder / name)
            except IndexUnavailableError:
                if self.current() == name:
                    raise
            else:
                if self.current() == name:
                    return generation
                generation.lock.release()
            # Another generation became current, and this one may be gone: open that one.

    def _open(self, folder: Path) -> Generation:
        manifest = self._read_manifest(folder)
        try:
            lock = GenerationLock(folder)
        except OSError as error:
            raise IndexUnavailableError(f"{folder}: the index cannot be read ({error.strerror}). {MEND}") from error
        problem = next(_problems(folder, manifest, up_to=SMALL), None)
        if problem:
            lock.release()
            raise IndexUnavailableError(f"The search index is damaged: {problem}. {MEND}")
        return Generation(folder, manifest, lock)

    def _read_manifest(self, folder: Path) -> Manifest:
        try:
            _check_owner(folder)
            raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            files = {name: (int(size), str(digest)) for name, (size, digest) in raw.pop("files").items()}
            manifest = Manifest(**raw, files=files)
        except OSError as error:
            raise IndexUnavailableError(f"{folder}: the index cannot be read ({error.strerror}). {MEND}") from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise IndexUnavailableError(f"{folder / MANIFEST} is damaged. {MEND}") from error
        if manifest.generation != folder.name:
            raise IndexUnavailableError(f"{folder / MANIFEST} belongs to another generation. {MEND}")
        if (manifest.engine, manifest.format) != (self.engine, self.format):
            raise IndexUnavailableError(
                f"The search index was built by another version ({manifest.engine} {manifest.format}; "
                f"this one reads {self.engine} {self.format}). {MEND}"
            )
        return manifest

    def problems(self) -> list[str]:
        """List the faults of the current generation, every byte of it compared; empty when it is sound."""
        try:
            generation = self.open()
        except IndexUnavailableError as error:
            return [str(error)]
        problems = list(_problems(generation.folder, generation.manifest, up_to=sys.maxsize))
        generation.lock.release()
        return problems

    @contextmanager
    def building(self, fingerprint: str) -> Iterator["Building"]:
        """Make a folder to build in, switched to when the block ends well, removed when it does not.

        Raises IndexUnavailableError when the disk does not take it; the old generation then serves on.
        """
        name = f"g{int(time.time() * 1000):x}{secrets.token_hex(3)}"
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
                files[path.relative_to(building.folder).as_posix()] = (path.stat().st_size, _digest(path))
                _sync(path)
        manifest = {
            "generation": building.id,
            "engine": self.engine,
            "format": self.format,
            "fingerprint": fingerprint,
            "built": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "passages": building.passages,
            "files": files,
        }
        _write(building.folder / MANIFEST, json.dumps(manifest, indent=1))
        for folder in (*(path for path in building.folder.rglob("*") if path.is_dir()), building.folder, self.folder):
            _sync(folder)
        beside = self.folder / f"{POINTER}.{building.id}"
        _write(beside, building.id + "\n")
        beside.replace(self.folder / POINTER)
        _sync(self.folder)

    def prune(self) -> None:
        """Remove every generation that is neither current nor read or built by a process."""
        current = self.current()
        for folder in self.folder.iterdir():
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


def _problems(folder: Path, manifest: Manifest, up_to: int) -> Iterator[str]:
    """Yield how files differ from the manifest: all are compared by size, those up to a size by hash."""
    for name, (size, digest) in manifest.files.items():
        path = folder / name
        try:
            if path.stat().st_size != size:
                yield f"{path} has {path.stat().st_size:,} bytes, not {size:,}"
            elif size <= up_to and _digest(path) != digest:
                yield f"{path} was changed after it was written"
        except OSError as error:
            yield f"{path} cannot be read ({error.strerror})"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_owner(folder: Path) -> None:
    """Refuse a folder of another user than this process's or root: code trusts the files of an index."""
    if hasattr(os, "getuid") and folder.stat().st_uid not in (os.getuid(), 0):
        raise IndexUnavailableError(f"{folder} belongs to another user and is not opened. {MEND}")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
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
            with (folder / LOCK).open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
