"""The parts of a Word document, read from its ZIP archive and written back: Open Packaging Conventions (ECMA-376)."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from explorer.core.errors import QueryError

CONTENT_TYPES, PACKAGE_RELATIONSHIPS = "[Content_Types].xml", "_rels/.rels"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
UNPACKED = 20 * 2**20  # bytes of all parts
LARGEST_XML = 8 * 2**20  # bytes of a part that is parsed
MOST_PARTS = 2_000
_STRICT = "http://purl.oclc.org/ooxml/"
_ENCRYPTED = 0x1  # of a part's flags
_REMEDY = "Save it again as a Word document (.docx), or paste its text."
_OTHERS = {
    "spreadsheetml": "a workbook",
    "presentationml": "a presentation",
    "opendocument": "an OpenDocument file",
    "epub": "a book",
}


def read_package(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word document by name. Raises QueryError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check(infos)
            parts = {info.filename: archive.read(info) for info in infos}
    # zipfile raises RuntimeError for an encrypted part, and NotImplementedError for a way of packing.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"The file is a damaged Word document or archive ({error}). {_REMEDY}") from error
    _check_kind(parts)
    return parts


def _check(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_PARTS:
        raise QueryError(f"The Word document has {len(infos):,} parts; at most {MOST_PARTS:,} are read. {_REMEDY}")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise QueryError("The file is encrypted with a password. Save it without one, or paste its text.")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise QueryError(f"The file is packed in a way that is not read. {_REMEDY}")
    # No more is unpacked of a part than the archive says that it has.
    if (size := sum(info.file_size for info in infos)) > UNPACKED:
        raise QueryError(
            f"The Word document unpacks to {size / 2**20:,.0f} MB; at most {UNPACKED // 2**20} MB are read. "
            "Paste its text."
        )


def _check_kind(parts: Mapping[str, bytes]) -> None:
    """Check that an archive is a document of Word, and without macros. Raises QueryError."""
    types = parts.get(CONTENT_TYPES, b"")
    mimetype = parts.get("mimetype", b"")[:200]
    for word, kind in _OTHERS.items():
        if word.encode() in mimetype or (word.encode() in types and b"wordprocessingml.document" not in types):
            raise QueryError(f"The file is {kind}, not a Word document. Save it as .docx, or paste its text.")
    main = main_part(parts) if types else ""
    if main not in parts:
        raise QueryError(f"The file is an archive without document.xml, so no Word document. {_REMEDY}")
    if MAIN_TYPE.encode() not in types:
        raise QueryError(f"The file is a template or a document with macros. {_REMEDY}")
    if _STRICT.encode() in parts[main][:4096]:
        raise QueryError(f"The file is saved as Strict Open XML. {_REMEDY}")


def main_part(parts: Mapping[str, bytes]) -> str:
    """Return the name of the part that has the text."""
    return _target(parts, PACKAGE_RELATIONSHIPS, "", "/officeDocument") or "word/document.xml"


def relationships_of(part: str) -> str:
    """Return the name of the part that lists what a part refers to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(parts: Mapping[str, bytes], part: str, kind: str) -> str:
    """Return the name of the part of a kind that a part refers to; empty where there is none."""
    return _target(parts, relationships_of(part), posixpath.dirname(part), kind)


def _target(parts: Mapping[str, bytes], relationships: str, folder: str, kind: str) -> str:
    if relationships not in parts:
        return ""
    for element in parse_part(parts, relationships):
        if (element.get("Type") or "").endswith(kind) and element.get("TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", folder, element.get("Target") or "")).lstrip("/")
    return ""


def parse_part(parts: Mapping[str, bytes], name: str) -> Any:
    """Return the root of a part. Raises QueryError for what is no XML, too large, or has a document type."""
    from lxml import etree  # a server answers its first request without it

    if len(parts[name]) > LARGEST_XML:
        raise QueryError(f"A part of the Word document, {name}, is too large. Paste the text instead.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(parts[name], parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise QueryError(f"A part of the Word document, {name}, is damaged. {_REMEDY}") from error
    if root.getroottree().docinfo.doctype:
        raise QueryError(f"A part of the Word document, {name}, has a document type, which none may have. {_REMEDY}")
    return root


def write_package(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a package with the parts as they are now, in the order that they had."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        known = {info.filename: info for info in before.infolist()}
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, known[name].date_time if name in known else (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return written.getvalue()
