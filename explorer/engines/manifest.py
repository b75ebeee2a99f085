"""The manifest of a generation: its source and its files, and how what is on disk differs from it.

It is JSON in one form, byte for byte, with a SHA-256 of everything else in it, so that no changed bit reads as another
manifest. Messages name files from the home's folder on (`generations/g1a2/arrays`), since readers of a site see them.
"""

import hashlib
import json
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from explorer.core.file_reading import open_file
from explorer.core.ownership import is_trusted

MANIFEST, LOCK = "manifest.json", "in-use"  # in the folder of a generation, and in no manifest


class OtherFormatError(ValueError):
    """A manifest is of a version that wrote it in another form."""


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

    def to_bytes(self) -> bytes:
        """Write the manifest in its one form."""
        record = {name: getattr(self, name) for name in self.__slots__}  # `asdict` copies each file, which takes longer
        digest = hashlib.sha256(json.dumps(record).encode()).hexdigest()
        return (json.dumps({**record, "sha256": digest}, indent=1) + "\n").encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """Read a manifest. Raises ValueError where any byte of it was changed, OtherFormatError for an older form."""
        try:
            record = json.loads(data)
            has_digest = record.pop("sha256", None) is not None
            files = {str(name): (int(size), str(digest)) for name, (size, digest) in record.pop("files").items()}
            manifest = cls(**record, files=files)
        except (TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError("not a manifest") from error
        if not has_digest:
            raise OtherFormatError(f"{manifest.engine} {manifest.format}")
        if manifest.to_bytes() != data:
            raise ValueError("a changed manifest")
        return manifest


def file_problems(folder: Path, manifest: Manifest, up_to: int = sys.maxsize) -> Iterator[str]:
    """Yield how files differ from the manifest: all are compared by size, those up to a size by hash."""
    for name, (size, digest) in manifest.files.items():
        path, shown = folder / name, f"{folder.parent.name}/{folder.name}/{name}"
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                yield f"{shown} is not a file"
            elif not is_trusted(status):
                yield f"{shown} belongs to another user"
            elif status.st_size != size:
                yield f"{shown} has {status.st_size:,} bytes, not {size:,}"
            elif size <= up_to and digest_of(path) != digest:
                yield f"{shown} was changed after it was written"
        except OSError as error:
            yield f"{shown} cannot be read ({error.strerror})"


def unnamed_files(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield what is in the folder of a generation and not in its manifest."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in manifest.files and name not in (MANIFEST, LOCK):
            yield f"{folder.parent.name}/{folder.name}/{name} is not part of the index"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
