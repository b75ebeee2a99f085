"""Bringing sources into a home: each is taken whole or refused whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.core.errors import CorpusError, SourceError
from explorer.corpus.earlier_readings import replaced_readings
from explorer.corpus.home import Home, HomeError
from explorer.corpus.storage import source_file
from explorer.corpus.stored_copies import StoredCopies
from explorer.ingest.detect import SourceReading
from explorer.ingest.rank_check import find_other_ranks
from explorer.ingest.source_reader import SourceReader
from explorer.ingest.source_warnings import SourceWarning
from explorer.ingest.stored_reading import render_reading
from explorer.model.chapters import Chapter
from explorer.model.ids import profile_id, split_profile_id
from explorer.model.profiles import Profile
from explorer.model.taxonomy import taxonomy
from explorer.text.excerpts import first_words


@dataclass(frozen=True, slots=True)
class Imported:
    """A source that was taken."""

    path: str
    profiles: tuple[str, ...]  # ids
    passages: int
    scores: int
    edition_evidence: str
    warnings: tuple[SourceWarning, ...]
    chapters: tuple[str, ...] = ()  # ids
    country_evidence: str = ""  # where the text of a page does not name its country


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that was not taken, and why."""

    path: str
    error: str
    is_fault_of_home: bool = False  # it could be read, and not stored


Outcome = Imported | Refused


def import_sources(
    home: Home,
    files: Sequence[Path],
    edition: int | None = None,
    is_dry_run: bool = False,
) -> list[Outcome]:
    """Read each file and store its profiles and chapters. The caller rebuilds the index when any was imported.

    Raises HomeError where the home cannot be written at all; a source that cannot be read or stored is Refused.
    """
    with SourceReader() as reader:
        return list(import_each(home, reader, files, edition, is_dry_run))


def import_each(
    home: Home, reader: SourceReader, files: Iterable[Path], edition: int | None = None, is_dry_run: bool = False
) -> Iterator[Outcome]:
    """Read each file, store its profiles and chapters, and yield what became of it.

    Raises HomeError where the home cannot be written at all, or another process does not release it.
    """
    if not is_dry_run:
        home.prepare()
    copies = StoredCopies(home)
    for path in files:
        yield import_source(home, reader, copies, path, edition, is_dry_run=is_dry_run)


def import_source(
    home: Home,
    reader: SourceReader,
    copies: StoredCopies,
    path: Path,
    edition: int | None = None,
    address: str = "",
    expected: str | None = None,
    *,
    is_dry_run: bool = False,
) -> Outcome:
    """Read one file, perhaps fetched from an address, and store what it has, in a home that is prepared.

    It is refused where it is not of the profile `expected`, such as "ken-2023". Raises HomeError where another process
    does not release the home.
    """
    try:
        reading = reader.read(path, edition, address)
        if expected is not None:
            _check_expected(reading, expected)
    except SourceError as error:
        return Refused(str(path), str(error))
    if is_dry_run:
        return _take(home, copies, path, reading, is_dry_run=True)
    with home.lock():  # what it is compared with stays until it is stored
        return _take(home, copies, path, reading, is_dry_run=False)


def _check_expected(reading: SourceReading, expected: str) -> None:
    """Check that a source is of one profile and of nothing else. Raises SourceError."""
    if [text.id for text in reading.texts] == [expected]:
        return
    code, edition = split_profile_id(expected)
    wanted = f"{taxonomy().country(code).name} {edition}"
    if len(reading.profiles) == 1 and not reading.chapters:
        profile = reading.profiles[0]
        raise SourceError(f"The {reading.kind} is of {profile.country.name} {profile.edition}, not of {wanted}.")
    if len(reading.chapters) == 1 and not reading.profiles:
        title = first_words(reading.chapters[0].title, 60)
        raise SourceError(f"The {reading.kind} is an article, “{title}”, and not of {wanted}.")
    raise SourceError(f"The {reading.kind} has {len(reading.texts)} profiles, and is not of {wanted} alone.")


def _take(home: Home, copies: StoredCopies, path: Path, reading: SourceReading, is_dry_run: bool) -> Outcome:
    """Compare a source with what the home has, and store it."""
    try:
        warnings = dict.fromkeys(warning for profile in reading.profiles for warning in _compare(home, copies, profile))
        reading = replace(reading, chapters=tuple(_place(home, copies, chapter) for chapter in reading.chapters))
        if not is_dry_run:
            home.write(_files(home, path, reading))
    except (SourceError, CorpusError) as error:
        return Refused(str(path), str(error))
    except HomeError as error:
        return Refused(str(path), str(error), is_fault_of_home=True)
    return Imported(
        str(path),
        tuple(profile.id for profile in reading.profiles),
        sum(1 for text in reading.texts for _ in text.passages()),
        sum(len(profile.scores) for profile in reading.profiles),
        reading.edition_evidence,
        (*reading.warnings, *warnings),
        tuple(chapter.id for chapter in reading.chapters),
        reading.country_evidence,
    )


def _files(home: Home, path: Path, reading: SourceReading) -> dict[Path, bytes]:
    """Return the files that a home stores of a source.

    First are its snapshot and the earlier readings of what it replaces: alone, they do no harm.
    """
    ids = [text.id for text in reading.texts]
    snapshot, data = source_file(home, reading.data, path.name, ids[0] if len(ids) == 1 else "")
    files = {} if snapshot.exists() else {snapshot: data}
    return files | dict(replaced_readings(home, reading.texts)) | dict(render_reading(home, reading))


def _place(home: Home, copies: StoredCopies, chapter: Chapter) -> Chapter:
    """Give the chapter an id of its own: that of its title, else followed by its edition.

    A chapter of the same edition and address is the same one, and is replaced. Raises SourceError where another has
    the id, or where text would be lost.
    """
    ids = [chapter.id, *([f"{chapter.id}-{chapter.edition}"] if chapter.edition else [])]
    for id in ids:
        stored = copies.chapter(id)
        if stored is not None and not _is_same(stored, chapter):
            continue
        if stored is not None and stored.text_kind == "full" and chapter.text_kind == "digest":
            raise SourceError(
                f"The full text of {id} is imported already, and a digest would replace it. "
                f"Delete {home.chapters / id}.md first."
            )
        return chapter.with_id(id)
    raise SourceError(
        f"Another chapter has the id {chapter.id} here already, from another address or edition. Import this one as a "
        "document with an id of its own, or delete the other first."
    )


def _is_same(stored: Chapter, chapter: Chapter) -> bool:
    addresses = {reading.source.url for reading in (stored, chapter) if reading.source.url}
    return stored.edition == chapter.edition and len(addresses) < 2


def _compare(home: Home, copies: StoredCopies, profile: Profile) -> Iterator[SourceWarning]:
    """Compare a new profile with the home's copies of it; refuse it where text would be lost.

    A copy that cannot be read is named, and compared with nothing. Raises SourceError, or CorpusError where a digest
    would replace a text that cannot be read.
    """
    try:
        stored = copies.text(profile.id)
    except CorpusError as error:
        if profile.text_kind == "digest":
            raise
        stored = None
        yield SourceWarning("copy-unreadable", f"The earlier copy could not be read. {error}")
    if profile.text_kind == "digest" and stored is not None and stored.text_kind == "full":
        raise SourceError(
            f"The full text of {profile.id} is imported already, and a digest would replace it. "
            f"Delete {home.profiles / str(profile.edition) / (profile.code.lower() + '.md')} first."
        )
    try:
        yield from _compare_scores(copies, profile, stored)
    except CorpusError as error:
        told = f"The scores were not compared with those imported before, which could not be read. {error}"
        yield SourceWarning("copy-unreadable", told)


def _compare_scores(copies: StoredCopies, profile: Profile, stored: Profile | None) -> Iterator[SourceWarning]:
    scored = copies.scores(profile.id)
    if profile.text_kind != "none":
        yield from _differing(profile, scored)
        if profile.ranks:
            yield from find_other_ranks(profile, list(_others(copies, profile)))
        return
    yield from _differing(stored, profile)
    for slug, score in profile.scores.items():
        before = scored.scores.get(slug, score) if scored else score
        if before != score:
            told = f"{profile.id} {slug}: the score was {before:g}; now it is {score:g}."
            yield SourceWarning("score-changed", told)


def _others(copies: StoredCopies, profile: Profile) -> Iterator[Profile]:
    """Return the other countries of an edition with the scores that a workbook gave them."""
    ids = (profile_id(country.code, profile.edition) for country in taxonomy().countries if country != profile.country)
    return filter(None, map(copies.scores, ids))


def _differing(page: Profile | None, workbook: Profile | None) -> Iterator[SourceWarning]:
    if page is None or workbook is None:
        return
    for slug, score in page.scores.items():
        other = workbook.scores.get(slug, score)
        if other != score:
            told = f"{page.id} {slug}: the page says {score:g}, the workbook {other:g}; the page's score is kept."
            yield SourceWarning("score-differs", told)
