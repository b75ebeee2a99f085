"""ZIP archives of saved pages (APPNOTE, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT), read in place.

Nothing is unpacked to disk, and each file in an archive is a source of its own. Workbooks and other office documents
are ZIP archives too, and are no archives of sources.
"""

import io
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from explorer.core.errors import SourceError
from explorer.ingest.encoding import check_size
from explorer.ingest.source_files import is_page_name, is_part_folder, is_source_name

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # of an archive, and of an empty one
LARGEST = 500 * 2**20  # bytes of an archive
UNPACKED = 2**30  # bytes of all sources in it
MOST_MEMBERS = 20_000
DEEPEST = 20  # folders within one another
RATIO = 250  # unpacked to packed; text of a page has 5 to 20
_SMALL = 2**20  # bytes of a member whose ratio does no harm
_OFFICE = frozenset(
    {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}
)  # documents of office programs and books
_OFFICE_SUFFIXES = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xlsb", ".ods", ".docx", ".docm", ".odt", ".pptx", ".odp", ".epub"}
)
_ENCRYPTED = 0x1  # of a member's flags
_REMEDY = "Unpack it, and import the folder."


@dataclass(frozen=True, slots=True)
class ArchiveListing:
    """The files in an archive that can be sources, and how many are not."""

    members: tuple[str, ...]
    passed_over: int = 0


def is_archive(path: Path) -> bool:
    """Tell by its first bytes whether a file is a ZIP archive, perhaps an office document."""
    try:
        with path.open("rb") if path.is_file() else io.BytesIO() as file:
            return file.read(4) in MAGIC
    except OSError:
        return False


def is_office_document(data: bytes) -> bool:
    """Tell whether an archive is a workbook or another office document; one that cannot be opened may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _is_office(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return True


def list_archive(path: Path) -> ArchiveListing | None:
    """List the sources in an archive of pages; None for an office document. Raises SourceError.

    A file that is named as an office document is one, perhaps damaged.
    """
    if path.suffix.lower() in _OFFICE_SUFFIXES:
        return None
    try:
        if path.stat().st_size > LARGEST:
            raise SourceError(f"The archive has more than {LARGEST // 2**20} MB. {_REMEDY}")
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            infos = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    except OSError as error:
        raise SourceError(f"The file cannot be read ({error.strerror}).") from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        if path.suffix.lower() != ".zip":
            return None  # the reader of workbooks says what is wrong with one
        raise SourceError(f"The ZIP archive is damaged ({error}). Make or download it again.") from error
    if _is_office(infos):
        return None
    if len(infos) > MOST_MEMBERS:
        raise SourceError(f"The archive has {len(infos):,} files; at most {MOST_MEMBERS:,} are read. {_REMEDY}")
    sources = [name for name, is_source in _sort(infos) if is_source]
    if not sources:
        raise SourceError("The ZIP archive has no file in it that can be a page, a document or a workbook.")
    if any(name.replace("\\", "/").count("/") > DEEPEST for name in sources):
        raise SourceError(f"The archive has folders more than {DEEPEST} deep within one another. {_REMEDY}")
    if (size := sum(infos[name].file_size for name in sources)) > UNPACKED:
        raise SourceError(
            f"The archive unpacks to {size / 2**20:,.0f} MB; at most {UNPACKED // 2**20:,} MB are read. {_REMEDY}"
        )
    return ArchiveListing(tuple(sources), len(infos) - len(sources))


def read_member(path: Path, member: str) -> bytes:
    """Read one file of an archive. Raises SourceError when it is encrypted, damaged or too large."""
    try:
        with path.open("rb") as file:
            return _read_member(file, member)
    except OSError as error:
        raise SourceError(f"The archive cannot be read ({error.strerror}).") from error
    # zipfile raises RuntimeError for an encrypted part.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, KeyError) as error:
        raise SourceError(
            f"The file is damaged in its archive ({error}). Make or download the archive again."
        ) from error


def _read_member(file: BinaryIO, member: str) -> bytes:
    with zipfile.ZipFile(file) as archive:
        info = archive.getinfo(member)
        if info.flag_bits & _ENCRYPTED:
            raise SourceError(f"The file is encrypted in its archive, with a password. {_REMEDY}")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SourceError(f"The file is packed in a way that is not read. {_REMEDY}")
        check_size(info.file_size)
        if info.file_size > max(_SMALL, RATIO * info.compress_size):
            raise SourceError(
                f"The file unpacks to more than {RATIO} times what it has in its archive, as no page does. {_REMEDY}"
            )
        data = archive.read(info)
    check_size(len(data) if data.strip() else 0)
    if data.startswith(MAGIC) and not is_office_document(data):
        raise SourceError(f"It is an archive within another, which is not read. {_REMEDY}")
    return data


def _is_office(names: Collection[str]) -> bool:
    return not _OFFICE.isdisjoint(names)


def _sort(names: Collection[str]) -> Iterator[tuple[str, bool]]:
    """Yield the names in an archive in order, and whether each can be a source, as in a folder."""
    pages: dict[str, set[str]] = defaultdict(set)  # stems of pages by folder
    parts: set[str] = set()  # folders that have style sheets or scripts
    for name in names:
        path = PurePosixPath(name.replace("\\", "/"))
        if is_page_name(path.name):
            pages[str(path.parent)].add(path.stem)
        elif path.suffix.lower() in (".css", ".js"):
            parts.add(str(path.parent))
    for name in sorted(names):
        path = PurePosixPath(name.replace("\\", "/"))
        folders = [folder for folder in path.parents if folder.name]
        is_apart = any(
            (folder.name.startswith(".") and folder.name.strip(".") != "")
            or folder.name == "__MACOSX"
            or is_part_folder(folder.name, pages[str(folder.parent)], has_parts=str(folder) in parts)
            for folder in folders
        )
        yield name, is_source_name(path.name) and not is_apart
