"""A source handed to `import`: its kind is recognized by content, and it is read whole or refused whole."""

import stat
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.core.errors import CorpusError, SourceError
from explorer.ingest.encoding import check_size, is_pdf
from explorer.ingest.page_archive import is_archive, list_archive, read_member
from explorer.ingest.source_files import SourceFile
from explorer.ingest.source_warnings import SourceKind, SourceWarning
from explorer.model.chapters import Chapter, Text
from explorer.model.profiles import Profile


@dataclass(frozen=True, slots=True)
class SourceReading:
    """The profiles and chapters of a source, with the evidence for their editions."""

    kind: SourceKind
    profiles: tuple[Profile, ...]
    edition_evidence: str  # why these editions
    warnings: tuple[SourceWarning, ...]
    data: bytes  # as read, for the snapshot
    chapters: tuple[Chapter, ...] = ()
    country_evidence: str = ""  # why this country, where the text of a page does not name it

    @property
    def texts(self) -> tuple[Text, ...]:
        return (*self.profiles, *self.chapters)


def read_bytes(path: Path) -> bytes:
    """Read a source's bytes. Raises SourceError when it cannot be read, is empty or is too large."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceError("It is a folder that cannot be read, or a link to a folder. Name the folder itself.")
        if not stat.S_ISREG(status.st_mode):
            raise SourceError("It is a pipe or a device, not a file. Save what it gives as a file and import that.")
        check_size(status.st_size)  # before it is read: a huge file would fill the memory
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"The file cannot be read ({error.strerror}).") from error
    check_size(len(data) if data.strip() else 0)
    return data


def read_source(path: Path, edition: int | None = None, address: str = "", member: str = "") -> SourceReading:
    """Read one file of any kind, or one in an archive.

    `address` is that from which it was fetched, which shows its country and edition. Raises SourceError; its message
    names what is missing.
    """
    file = SourceFile(path, member)
    if member:
        return _read(read_member(path, member), file.name, edition, address)
    if is_archive(path) and list_archive(path) is not None:
        raise SourceError(
            "It is a ZIP archive of several files. `import` reads each of them; unpack it for other uses."
        )
    return _read(read_bytes(path), file.name, edition, address)


def _read(data: bytes, name: str, edition: int | None, address: str) -> SourceReading:
    """Read the data of a file of that name."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from explorer.ingest.workbook import read_workbook

        workbook = read_workbook(data, name, edition)
        return SourceReading("workbook", workbook.profiles, workbook.edition_evidence, workbook.warnings, data)
    if Path(name).suffix.lower() in (".md", ".markdown") or data.removeprefix(b"\xef\xbb\xbf").startswith(
        (b"---\n", b"---\r\n")
    ):
        return _read_document(data, name, edition)
    return _read_page(data, name, edition, address)


def _read_page(data: bytes, name: str, edition: int | None, address: str) -> SourceReading:
    """Read a page of a country, or of a chapter; in doubt it is refused as no country page."""
    from explorer.ingest.chapter_page import has_paragraphs, read_chapter
    from explorer.ingest.country_page import is_of_country, read_country
    from explorer.ingest.saved_page import open_page

    page = replace(open_page(data), address=address)
    if has_paragraphs(page) and not is_of_country(page):
        chapter = read_chapter(page, edition)
        return SourceReading("page", (), chapter.edition_evidence, chapter.warnings, data, (chapter.chapter,))
    country = read_country(page, name, edition)
    return SourceReading(
        "PDF" if is_pdf(data) else "page",
        (country.profile,),
        country.edition_evidence,
        country.warnings,
        data,
        country_evidence=country.country_evidence,
    )


def _read_document(data: bytes, name: str, edition: int | None) -> SourceReading:
    from explorer.corpus.chapter_markdown import is_chapter_markdown, read_chapter_markdown
    from explorer.corpus.profile_markdown import read_profile_markdown
    from explorer.ingest.enact_series import check_document

    profiles: tuple[Profile, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    try:
        text = data.decode("utf-8-sig")
        if is_chapter_markdown(text):
            chapters = (read_chapter_markdown(text, name),)
        else:
            profiles = (read_profile_markdown(text, name),)
    except UnicodeDecodeError as error:
        raise SourceError(f"The document is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except CorpusError as error:
        raise SourceError(str(error)) from error
    texts: tuple[Text, ...] = (*profiles, *chapters)
    check_document(texts[0])
    document_edition = texts[0].edition
    if edition is not None and document_edition is None:
        chapters = tuple(replace(chapter, edition=edition) for chapter in chapters)
        return SourceReading("document", (), f"{edition} was given with --edition.", (), data, chapters)
    if edition not in (None, document_edition):
        raise SourceError(f"--edition {edition} was given, but the document's front matter says {document_edition}.")
    evidence = (
        f"The front matter says {document_edition}." if document_edition else "The front matter names no edition."
    )
    return SourceReading("document", profiles, evidence, (), data, chapters)
