"""Bringing sources into a home: each is taken whole or refused whole."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from explorer.core.errors import CorpusError, SourceError
from explorer.corpus.earlier_readings import has_words_of, replaced_readings
from explorer.corpus.first_seen import record_import
from explorer.corpus.home import Home, HomeError
from explorer.corpus.storage import profile_place, source_file
from explorer.corpus.stored_copies import StoredCopies
from explorer.ingest.detect import SourceReading
from explorer.ingest.page_archive import is_archive
from explorer.ingest.page_copies import (
    PageCopy,
    Superseded,
    TakenCopy,
    describe_copy,
    find_copy,
    is_preferred,
    is_same_chapter,
)
from explorer.ingest.rank_check import find_other_ranks
from explorer.ingest.source_files import SourceFile
from explorer.ingest.source_reader import SourceReader
from explorer.ingest.source_warnings import SourceKind, SourceWarning
from explorer.ingest.stored_reading import render_reading
from explorer.model.chapters import Chapter, Text
from explorer.model.ids import profile_id, series_of_id, split_profile_id
from explorer.model.profiles import Profile
from explorer.model.series import all_series, find_series
from explorer.model.taxonomy import taxonomy
from explorer.text.excerpts import first_words


@dataclass(frozen=True, slots=True)
class Imported:
    """A source that was taken."""

    path: str
    kind: SourceKind
    profiles: tuple[str, ...]  # ids
    passages: int
    scores: int
    edition_evidence: str
    warnings: tuple[SourceWarning, ...]
    chapters: tuple[str, ...] = ()  # ids
    country_evidence: str = ""  # where the text of a page does not name its country
    # The copy of the source in the home, and the files that were not there before: no part of what was read.
    snapshot: Path | None = field(default=None, compare=False)
    new_files: frozenset[Path] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that was not taken, and why."""

    path: str
    error: str
    is_fault_of_home: bool = False  # it could be read, and not stored


@dataclass(frozen=True, slots=True)
class ExpandedSources:
    """Files to read, archives replaced by what is in them, and how many files in archives are no sources."""

    files: tuple[SourceFile, ...]
    passed_over: int = 0


Outcome = Imported | Refused | Superseded


def import_sources(
    home: Home,
    files: Sequence[Path | SourceFile],
    edition: int | None = None,
    is_dry_run: bool = False,
) -> list[Outcome]:
    """Read each file and store its profiles and chapters. The caller rebuilds the index when any was imported.

    Raises HomeError where the home cannot be written at all; a source that cannot be read or stored is Refused.
    """
    with SourceReader() as reader:
        sources = expand_archives(reader, files).files
        return settle(import_each(home, reader, sources, edition, is_dry_run))


def expand_archives(reader: SourceReader, files: Iterable[Path | SourceFile]) -> ExpandedSources:
    """Replace each ZIP archive of pages by its sources; one that cannot be listed is left, and refused when read."""
    sources: list[SourceFile] = []
    passed_over = 0
    for file in files:
        source = file if isinstance(file, SourceFile) else SourceFile(file)
        listing = None
        if not source.member and is_archive(source.path):
            with suppress(SourceError):
                listing = reader.list_archive(source.path)
        if listing is None:
            sources.append(source)
        else:
            sources += (SourceFile(source.path, member) for member in listing.members)
            passed_over += listing.passed_over
    return ExpandedSources(tuple(sources), passed_over)


def settle(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Tell of each copy that is superseded once, and beside the copy that was taken in the end.

    What was imported at first and superseded later is left out as imported.
    """
    told: list[Outcome] = []
    replaced: dict[tuple[str, str], PageCopy] = {}  # by path and id: the copies that were taken in the end
    superseded: set[str] = set()
    for outcome in reversed(list(outcomes)):
        if isinstance(outcome, Superseded):
            taken = replaced.get((outcome.kept, outcome.id), outcome.taken)
            replaced[outcome.path, outcome.id] = taken
            outcome = replace(outcome, taken=taken)
        if outcome.path not in superseded:
            told.append(outcome)
        if isinstance(outcome, Superseded):
            superseded.add(outcome.path)
    return told[::-1]


def import_each(
    home: Home,
    reader: SourceReader,
    files: Iterable[Path | SourceFile],
    edition: int | None = None,
    is_dry_run: bool = False,
) -> Iterator[Outcome]:
    """Read each file, store its profiles and chapters, and yield what became of it.

    Of several copies of one page the fullest is taken; one that was imported before a fuller one is yielded again, as
    Superseded. Raises HomeError where the home cannot be written at all, or another process does not release it.
    """
    if not is_dry_run:
        home.prepare()
    copies = StoredCopies(home)
    taken: dict[str, TakenCopy] = {}
    for file in files:
        source = file if isinstance(file, SourceFile) else SourceFile(file)
        try:
            reading = reader.read(source.path, edition, member=source.member)
        except SourceError as error:
            yield Refused(str(source), str(error))
            continue
        with nullcontext() if is_dry_run else home.lock():
            outcomes = tuple(_take_fullest(home, copies, source, reading, taken, is_dry_run))
        yield from outcomes


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
) -> Imported | Refused:
    """Read one file, perhaps fetched from an address, and store what it has, in a home that is prepared.

    It is refused where it is not of the profile `expected`, such as "ken-2023", or not of the series, such as "index".
    Raises HomeError where another process does not release the home.
    """
    try:
        reading = reader.read(path, edition, address)
        if expected is not None:
            _check_expected(reading, expected)
    except SourceError as error:
        return Refused(str(path), str(error))
    with nullcontext() if is_dry_run else home.lock():  # what it is compared with stays until it is stored
        return _take(home, copies, SourceFile(path), reading, is_dry_run)


def _take_fullest(
    home: Home,
    copies: StoredCopies,
    source: SourceFile,
    reading: SourceReading,
    taken: dict[str, TakenCopy],
    is_dry_run: bool,
) -> Iterator[Outcome]:
    """Store a source, unless a copy that is as full was taken before; tell the one that it supersedes."""
    text = reading.texts[0] if len(reading.texts) == 1 and reading.texts[0].text_kind != "none" else None
    earlier = find_copy(taken, text) if text else None
    if text and earlier and not is_preferred(text, earlier.text):
        yield Superseded(describe_copy(text, str(source)), earlier.copy)
        return
    outcome = _take(home, copies, source, reading, is_dry_run)
    yield outcome
    if not text or not isinstance(outcome, Imported):
        return
    id = (*outcome.profiles, *outcome.chapters)[0]
    text = text.with_id(id) if isinstance(text, Chapter) else text
    new_files = _drop_momentary(home, earlier, text, outcome) if earlier else outcome.new_files
    taken[id] = TakenCopy(describe_copy(text, str(source)), text, new_files)
    if earlier:
        yield Superseded(earlier.copy, taken[id].copy)


def _drop_momentary(home: Home, earlier: TakenCopy, text: Text, outcome: Imported) -> frozenset[Path]:
    """Remove what a home has of a copy that was there for a moment, which nobody has cited; return the other new files.

    That is its snapshot; its words as an earlier reading, if they are new; and those that were there before it, if they
    are again.
    """
    is_new = any(home.sources not in path.parents for path in earlier.new_files)
    texts = (text, earlier.text) if is_new else (text,)
    momentary = {
        path
        for path in earlier.new_files | outcome.new_files
        if (home.sources in path.parents and path != outcome.snapshot)
        or (home.earlier in path.parents and any(has_words_of(path, text) for text in texts))
    }
    for path in momentary:
        with suppress(OSError):
            path.unlink()
    return (earlier.new_files | outcome.new_files) - momentary


def _check_expected(reading: SourceReading, expected: str) -> None:
    """Check that a source is of one profile or one series, and of nothing else. Raises SourceError."""
    if [text.id for text in reading.texts] == [expected]:
        return
    if expected in all_series():
        if other := next((text.series for text in reading.texts if text.series != expected), ""):
            named = f"the {find_series(other).name}, not of the {find_series(expected).name}"
            raise SourceError(f"The {reading.kind} is of {named}.")
        return
    code, edition = split_profile_id(expected)
    wanted = find_series(series_of_id(expected)).profile_name(taxonomy().country(code).name, edition)
    if len(reading.profiles) == 1 and not reading.chapters:
        profile = reading.profiles[0]
        given = profile.of_series.profile_name(profile.country.name, profile.edition)
        raise SourceError(f"The {reading.kind} is of {given}, not of {wanted}.")
    if len(reading.chapters) == 1 and not reading.profiles:
        title = first_words(reading.chapters[0].title, 60)
        raise SourceError(f"The {reading.kind} is an article, “{title}”, and not of {wanted}.")
    raise SourceError(f"The {reading.kind} has {len(reading.texts)} profiles, and is not of {wanted} alone.")


def _take(
    home: Home, copies: StoredCopies, source: SourceFile, reading: SourceReading, is_dry_run: bool
) -> Imported | Refused:
    """Compare a source with what the home has, and store it."""
    snapshot: Path | None = None
    new_files: frozenset[Path] = frozenset()
    try:
        warnings = dict.fromkeys(warning for profile in reading.profiles for warning in _compare(home, copies, profile))
        reading = replace(reading, chapters=tuple(_place(home, copies, chapter) for chapter in reading.chapters))
        if not is_dry_run:
            snapshot, files = _files(home, copies, source, reading)
            new_files = frozenset(path for path in files if not path.exists())
            home.write(files)
    except (SourceError, CorpusError) as error:
        return Refused(str(source), str(error))
    except HomeError as error:
        return Refused(str(source), str(error), is_fault_of_home=True)
    return Imported(
        str(source),
        reading.kind,
        tuple(profile.id for profile in reading.profiles),
        sum(1 for text in reading.texts for _ in text.passages()),
        sum(len(profile.scores) for profile in reading.profiles),
        reading.edition_evidence,
        (*reading.warnings, *warnings),
        tuple(chapter.id for chapter in reading.chapters),
        reading.country_evidence,
        snapshot,
        new_files,
    )


def _files(
    home: Home, copies: StoredCopies, source: SourceFile, reading: SourceReading
) -> tuple[Path, dict[Path, bytes]]:
    """Return the place of the snapshot of a source, and the files that a home stores of it.

    First are its snapshot, the earlier readings of what it replaces, and when its passages were first seen: alone, they
    do no harm.
    """
    ids = [text.id for text in reading.texts]
    snapshot, data = source_file(home, reading.data, source.name, ids[0] if len(ids) == 1 else "")
    files = {} if snapshot.exists() else {snapshot: data}
    files |= dict(replaced_readings(home, reading.texts))
    files |= dict(record_import(home, reading.texts, copies.readable))
    return snapshot, files | dict(render_reading(home, reading))


def _place(home: Home, copies: StoredCopies, chapter: Chapter) -> Chapter:
    """Give the chapter an id of its own: that of its title, else followed by its edition.

    A chapter of the same edition and address is the same one, and is replaced. Raises SourceError where another has
    the id, or where text would be lost.
    """
    ids = [chapter.id, *([f"{chapter.id}-{chapter.edition}"] if chapter.edition else [])]
    for id in ids:
        stored = copies.chapter(id)
        if stored is not None and not is_same_chapter(stored, chapter):
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


def _compare(home: Home, copies: StoredCopies, profile: Profile) -> Iterator[SourceWarning]:
    """Compare a new profile with the home's copies of it; refuse it where text would be lost.

    A copy that cannot be read is named, and compared with nothing. Raises SourceError, or CorpusError where a digest
    would replace a text that cannot be read.
    """
    try:
        stored = copies.text(profile.id)
    except CorpusError as error:
        if profile.text_kind == "digest":
            raise SourceError(f"A digest would replace an earlier copy, which could not be read. {error}") from error
        stored = None
        yield SourceWarning("copy-unreadable", f"The earlier copy could not be read. {error}")
    if profile.text_kind == "digest" and stored is not None and stored.text_kind == "full":
        raise SourceError(
            f"The full text of {profile.id} is imported already, and a digest would replace it. "
            f"Delete {profile_place(home.profiles, profile.id)} first."
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
        if profile.ranks and copies.has_scores(profile.edition, profile.series):
            yield from find_other_ranks(profile, list(_others(copies, profile)))
        return
    yield from _differing(stored, profile)
    for slug, score in profile.scores.items():
        before = scored.scores.get(slug, score) if scored else score
        if before != score:
            told = f"{profile.id} {slug}: the score was {before:g}; now it is {score:g}."
            yield SourceWarning("score-changed", told)


def _others(copies: StoredCopies, profile: Profile) -> Iterator[Profile]:
    """Return the other countries of an edition with the scores that a workbook of the series gave them."""
    countries = (country for country in profile.of_series.countries if country != profile.country)
    ids = (profile_id(country.code, profile.edition, profile.series) for country in countries)
    return filter(None, map(copies.scores, ids))


def _differing(page: Profile | None, workbook: Profile | None) -> Iterator[SourceWarning]:
    if page is None or workbook is None:
        return
    for slug, score in page.scores.items():
        other = workbook.scores.get(slug, score)
        if other != score:
            told = f"{page.id} {slug}: the page says {score:g}, the workbook {other:g}; the page's score is kept."
            yield SourceWarning("score-differs", told)
