"""Bringing sources into a home: each is taken whole or refused whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from explorer.core.errors import CorpusError, SourceError
from explorer.corpus.earlier_readings import replaced_readings
from explorer.corpus.home import Home, HomeError
from explorer.corpus.storage import profile_place, source_file
from explorer.corpus.stored_copies import StoredCopies
from explorer.ingest.detect import SourceReading
from explorer.ingest.page_archive import is_archive
from explorer.ingest.page_copies import TakenCopy, are_alike, is_fuller
from explorer.ingest.rank_check import find_other_ranks
from explorer.ingest.source_files import SourceFile
from explorer.ingest.source_reader import SourceReader
from explorer.ingest.source_warnings import SourceWarning
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
    profiles: tuple[str, ...]  # ids
    passages: int
    scores: int
    edition_evidence: str
    warnings: tuple[SourceWarning, ...]
    chapters: tuple[str, ...] = ()  # ids
    country_evidence: str = ""  # where the text of a page does not name its country
    # The copy of the source in the home, where it was not there before: no part of what was read.
    new_snapshot: Path | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that was not taken, and why."""

    path: str
    error: str
    is_fault_of_home: bool = False  # it could be read, and not stored


@dataclass(frozen=True, slots=True)
class Superseded:
    """A copy of what another source of the same import has at least as full: it was not taken, or not kept."""

    path: str
    id: str  # of the profile or chapter
    kept: str  # the path of the copy that was taken
    is_same: bool  # both have the same text and figures


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
    """Leave out what was imported at first and superseded by a fuller copy later: it is listed as such alone."""
    told = list(outcomes)
    last = {outcome.path: place for place, outcome in enumerate(told) if isinstance(outcome, Superseded)}
    return [outcome for place, outcome in enumerate(told) if last.get(outcome.path, place) <= place]


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
    earlier = _find_copy(taken, text) if text else None
    if text and earlier and not is_fuller(text, earlier.text):
        yield Superseded(str(source), earlier.text.id, earlier.path, are_alike(text, earlier.text))
        return
    outcome = _take(home, copies, source, reading, is_dry_run)
    yield outcome
    if not text or not isinstance(outcome, Imported):
        return
    id = (*outcome.profiles, *outcome.chapters)[0]
    taken[id] = TakenCopy(text.with_id(id) if isinstance(text, Chapter) else text, str(source), outcome.new_snapshot)
    if earlier:
        if earlier.snapshot and earlier.snapshot != outcome.new_snapshot:
            earlier.snapshot.unlink(missing_ok=True)  # nobody has cited what was there for a moment
        yield Superseded(earlier.path, id, str(source), are_alike(text, earlier.text))


def _find_copy(taken: Mapping[str, TakenCopy], text: Text) -> TakenCopy | None:
    """Find the copy of a text that was taken before."""
    if isinstance(text, Profile):
        return taken.get(text.id)
    ids = (text.id, f"{text.id}-{text.edition}")
    known = (copy for id in ids if (copy := taken.get(id)))
    return next((copy for copy in known if isinstance(copy.text, Chapter) and _is_same(copy.text, text)), None)


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
    files: dict[Path, bytes] = {}
    try:
        warnings = dict.fromkeys(warning for profile in reading.profiles for warning in _compare(home, copies, profile))
        reading = replace(reading, chapters=tuple(_place(home, copies, chapter) for chapter in reading.chapters))
        if not is_dry_run:
            files = _files(home, source, reading)
            home.write(files)
    except (SourceError, CorpusError) as error:
        return Refused(str(source), str(error))
    except HomeError as error:
        return Refused(str(source), str(error), is_fault_of_home=True)
    return Imported(
        str(source),
        tuple(profile.id for profile in reading.profiles),
        sum(1 for text in reading.texts for _ in text.passages()),
        sum(len(profile.scores) for profile in reading.profiles),
        reading.edition_evidence,
        (*reading.warnings, *warnings),
        tuple(chapter.id for chapter in reading.chapters),
        reading.country_evidence,
        next((path for path in files if path.parent == home.sources), None),
    )


def _files(home: Home, source: SourceFile, reading: SourceReading) -> dict[Path, bytes]:
    """Return the files that a home stores of a source.

    First are its snapshot and the earlier readings of what it replaces: alone, they do no harm.
    """
    ids = [text.id for text in reading.texts]
    snapshot, data = source_file(home, reading.data, source.name, ids[0] if len(ids) == 1 else "")
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
    return (stored.series, stored.edition) == (chapter.series, chapter.edition) and len(addresses) < 2


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
