"""The manifest of a dossier: what each quotation and score was when it was made, and whether it still is so."""

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from explorer.citations.bibliography import Verdict
from explorer.citations.dossier import Dossier, Item
from explorer.citations.permalinks import LinkStatus, any_link_status, link_status
from explorer.citations.pinned_scores import pinned_score
from explorer.citations.record import cite, score_id
from explorer.citations.search_permalinks import RunSearch
from explorer.core.days import utc_today
from explorer.core.errors import CorpusError, NotFoundError, QueryError, SourceError
from explorer.core.timeouts import with_timeout
from explorer.corpus.library import Library
from explorer.model.addresses import passage_path, score_path
from explorer.model.profiles import parse_reference
from explorer.text.excerpts import quote

MANIFEST_NAMESPACE = "urn:oc-explorer:dossier-manifest"
FORMAT: Literal["oc-explorer-dossier"] = "oc-explorer-dossier"
_LARGEST = 20 * 1024 * 1024  # bytes of a manifest
_NOT_THERE = "Its words are not in the passage that it cites."
_MEMBERS = ("manifest.json", "customXml/dossier-manifest.xml")  # of a ZIP of a dossier, and of a Word document


class ManifestEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A quotation, a score or another record of a dossier."""

    number: int
    kind: str
    id: str
    link: str  # permanent, with what it was
    accessed: str  # ISO date
    source_url: str = ""
    text_kind: str = ""
    words: str = ""  # quoted, or the whole passage
    words_sha256: str = ""
    version: str = ""  # hash of the whole passage, as its permanent link has it
    is_part: bool = False  # whether the words are a part of the passage
    score: str = ""  # as published
    change: str = ""
    ranks: tuple[str, ...] = ()


class GoneEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A pin that was not here when the dossier was made."""

    id: str
    message: str
    words: str = ""


class DossierManifest(Struct, frozen=True, kw_only=True):
    """A manifest of a dossier."""

    format: Literal["oc-explorer-dossier"]
    version: Literal[1]
    title: str
    made: str
    style: str
    entries: tuple[ManifestEntry, ...]
    gone: tuple[GoneEntry, ...] = ()


def manifest(dossier: Dossier) -> bytes:
    """Write the manifest of a dossier as JSON."""
    written = DossierManifest(
        format=FORMAT,
        version=1,
        title=dossier.title,
        made=dossier.made.isoformat(),
        style=dossier.style.slug,
        entries=tuple(map(_entry, dossier.items)),
        gone=tuple(GoneEntry(id=gone.id, message=gone.message, words=gone.words) for gone in dossier.gone),
    )
    return msgspec.json.format(msgspec.json.encode(written), indent=2) + b"\n"


def _entry(item: Item) -> ManifestEntry:
    citation, score = item.citation, item.score
    entry = ManifestEntry(
        number=item.number,
        kind=citation.kind,
        id=citation.id,
        link=citation.link,
        accessed=citation.accessed.isoformat(),
        source_url=citation.source_url,
        text_kind=citation.text_kind if item.is_quoted else "",
    )
    if score:
        return msgspec.structs.replace(entry, score=score.figure, change=score.change_figure, ranks=score.rank_lines)
    if not item.is_quoted:
        return entry
    return msgspec.structs.replace(
        entry,
        words=item.words,
        words_sha256=_sha256(item.words),
        version=item.version,
        is_part=bool(citation.quotation),
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def is_manifest(text: str) -> bool:
    """Tell whether a text is a manifest, if it is anything; a bibliography as CSL-JSON is a list."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and FORMAT in text[:2_000]


def parse_manifest(text: str, name: str = "The manifest") -> DossierManifest:
    """Parse a manifest. Raises SourceError, which says what is wrong with it."""
    try:
        return msgspec.json.decode(text.removeprefix("\ufeff").encode(), type=DossierManifest)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise SourceError(f"{name} is not a whole manifest of a dossier: {error}. Download it again.") from error


def read_manifest(path: Path) -> DossierManifest | None:
    """Read the manifest that a file is or has in it: JSON, a ZIP or a Word document of a dossier.

    None for any other file. Raises SourceError for a damaged one.
    """
    try:
        if path.suffix.lower() == ".json":
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            return parse_manifest(text, str(path)) if is_manifest(text) else None
        if path.suffix.lower() not in (".zip", ".docx"):
            return None
        return parse_manifest(_packed(path), str(path))
    except OSError as error:
        raise SourceError(f"{path}: the file cannot be read ({error.strerror}).") from error


def _packed(path: Path) -> str:
    """Return the text of the manifest in a ZIP or a Word document. Raises SourceError."""
    from lxml import etree

    missing = f"{path}: the file has no manifest of a dossier. Give a dossier that /collection made, or its manifest."
    try:
        with zipfile.ZipFile(path) as archive:
            member = next((name for name in _MEMBERS if name in archive.namelist()), None)
            if member is None or archive.getinfo(member).file_size > _LARGEST:
                raise SourceError(missing)
            data = archive.read(member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise SourceError(f"{path}: the file is damaged. Download it again.") from error
    if member.endswith(".json"):
        return data.decode("utf-8", errors="replace")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{path}: the manifest in the file is damaged. Download it again.") from error
    if root.tag != f"{{{MANIFEST_NAMESPACE}}}manifest":
        raise SourceError(missing)
    return root.text or ""


def verify_manifest(library: Library, read: DossierManifest, find: RunSearch) -> list[Verdict]:
    """Verify each entry of a manifest, in its order; those that were not here when it was made come last."""
    return list(_verdicts(library, read, find))


def _verdicts(library: Library, read: DossierManifest, find: RunSearch) -> Iterator[Verdict]:
    for entry in with_timeout(read.entries):
        label = f"{entry.number} {entry.id}"
        try:
            yield _verdict(library, entry, label, find)
        except (NotFoundError, QueryError) as error:
            yield Verdict(label, "gone", str(error), entry.link)
        except CorpusError:
            yield Verdict(label, "gone", f"The file of {quote(entry.id)} cannot be read.", entry.link)
    for gone in read.gone:
        yield Verdict(gone.id, "gone", f"It was not here when the dossier was made: {gone.message}")


def _verdict(library: Library, entry: ManifestEntry, label: str, find: RunSearch) -> Verdict:
    if entry.kind == "passage":
        if _sha256(entry.words) != entry.words_sha256:
            return Verdict(label, "misquoted", "Its words in the manifest were altered after it was made.", entry.link)
        return _passage_verdict(library, entry, label)
    scored = score_id(entry.id) if entry.kind == "score" else None
    link = score_path(*scored, entry.score) if scored else entry.link  # the score is what the manifest has of it
    status = any_link_status(library, link, find)
    if scored and status.status == "same":
        return _score_verdict(library, entry, label, status)
    return Verdict(label, status.status, status.message, entry.link, status.now, status.before, status.differences)


def _passage_verdict(library: Library, entry: ManifestEntry, label: str) -> Verdict:
    from explorer.text.diff import compare

    status = link_status(library, passage_path(entry.id, entry.version))
    if status.status in ("same", "moved", "gone"):
        if status.status != "gone" and entry.words not in _text(library, status):
            return Verdict(label, "misquoted", _NOT_THERE, entry.link, status.now)
        return Verdict(label, status.status, status.message, entry.link, status.now, status.before)
    now = _text(library, status)
    if entry.is_part and entry.words in now:
        message = "The words quoted are the same. The rest of the passage has changed since."
        return Verdict(label, "same", message, entry.link, status.now)
    message = "The words quoted are no longer in the passage, which has changed." if entry.is_part else status.message
    differences = status.differences if entry.is_part else compare(entry.words, now)
    return Verdict(label, "changed", message, entry.link, status.now, entry.words, differences)


def _text(library: Library, status: LinkStatus) -> str:
    """Return the text of the passage that a link leads to now."""
    citation = cite(library, status.now, utc_today())
    reference = parse_reference(citation.id)
    return library.text(reference.text_id).passage(reference.section or "", reference.number or 0).text


def _score_verdict(library: Library, entry: ManifestEntry, label: str, status: LinkStatus) -> Verdict:
    """Compare the change and ranks of a score that is the same."""
    now = pinned_score(library, cite(library, entry.id, utc_today()))
    told = []
    if entry.change and entry.change != now.change_figure:
        told.append(f"its change was {entry.change} and is {now.change_figure} now")
    if entry.ranks and entry.ranks != now.rank_lines:
        told.append(
            f"its ranks were “{'; '.join(entry.ranks)}” and are “{'; '.join(now.rank_lines) or 'not known'}” now"
        )
    if not told:
        return Verdict(label, "same", status.message, entry.link, status.now, entry.score)
    message = f"The score is the same, {entry.score}, but {' and '.join(told)}."
    return Verdict(label, "changed", message, entry.link, status.now, entry.score)
