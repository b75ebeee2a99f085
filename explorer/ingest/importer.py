"""Bringing sources into a home: each is taken whole or refused whole."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.core.errors import CorpusError, SourceError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.storage import store_chapter, store_profile, store_scores, store_source
from explorer.ingest.detect import SourceReading, read_source
from explorer.ingest.rank_check import find_other_ranks
from explorer.model.chapters import Chapter
from explorer.model.ids import profile_id
from explorer.model.profiles import Profile
from explorer.model.taxonomy import taxonomy


@dataclass(frozen=True, slots=True)
class Imported:
    """A source that was taken."""

    path: str
    profiles: tuple[str, ...]  # ids
    passages: int
    scores: int
    edition_evidence: str
    warnings: tuple[str, ...]
    chapters: tuple[str, ...] = ()  # ids


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that was not taken, and why."""

    path: str
    error: str


Outcome = Imported | Refused


def sources(paths: Iterable[Path]) -> Iterator[Path]:
    """List the files to read: those in folders, without hidden files, in order of name."""
    for path in paths:
        if path.is_dir():
            yield from (
                file
                for file in sorted(path.rglob("*"))
                if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
            )
        else:
            yield path


def import_sources(
    home: Home,
    files: Sequence[Path],
    edition: int | None = None,
    is_dry_run: bool = False,
    progress: Callable[[Path], None] = lambda _path: None,
) -> list[Outcome]:
    """Read each file and store its profiles and chapters. The caller rebuilds the index when any was imported.

    Raises HomeError where the home cannot be written; a source that cannot be read is Refused.
    """
    outcomes: list[Outcome] = []
    for path in files:
        progress(path)
        try:
            reading = read_source(path, edition)
            library = Library.open(home)
            warnings = [warning for profile in reading.profiles for warning in _compare(home, library, profile)]
            reading = replace(reading, chapters=tuple(_place(library, chapter) for chapter in reading.chapters))
        except (SourceError, CorpusError) as error:
            outcomes.append(Refused(str(path), str(error)))
            continue
        if not is_dry_run:
            _keep(home, path, reading)
        outcomes.append(
            Imported(
                str(path),
                tuple(profile.id for profile in reading.profiles),
                sum(1 for text in reading.texts for _ in text.passages()),
                sum(len(profile.scores) for profile in reading.profiles),
                reading.edition_evidence,
                (*reading.warnings, *warnings),
                tuple(chapter.id for chapter in reading.chapters),
            )
        )
    return outcomes


def _layer(home: Home, profile: Profile) -> Path:
    """Return where a profile is kept: one with text above one with scores alone, so that neither hides the other."""
    return home.scores if profile.text_kind == "none" else home.profiles


def _keep(home: Home, path: Path, reading: SourceReading) -> None:
    home.make()
    with home.lock():
        ids = [text.id for text in reading.texts]
        store_source(home, reading.data, path.name, ids[0] if len(ids) == 1 else "")
        if reading.kind == "workbook":
            for edition in sorted({profile.edition for profile in reading.profiles}):
                store_scores(home.scores, [profile for profile in reading.profiles if profile.edition == edition])
        else:
            for profile in reading.profiles:
                store_profile(_layer(home, profile), profile)
        for chapter in reading.chapters:
            store_chapter(home, chapter)


def _place(library: Library, chapter: Chapter) -> Chapter:
    """Give the chapter an id of its own: that of its title, else followed by its edition.

    A chapter of the same edition and address is the same one, and is replaced. Raises SourceError where another has
    the id, or where text would be lost.
    """
    ids = [chapter.id, *([f"{chapter.id}-{chapter.edition}"] if chapter.edition else [])]
    for id in ids:
        stored = library.chapter(id) if id in library else None
        if stored is not None and not _is_same(stored, chapter):
            continue
        if stored is not None and stored.text_kind == "full" and chapter.text_kind == "digest":
            raise SourceError(
                f"The full text of {id} is imported already, and a digest would replace it. "
                f"Delete {library.home.chapters / id}.md first."
            )
        return chapter.with_id(id)
    raise SourceError(
        f"Another chapter has the id {chapter.id} here already, from another address or edition. Import this one as a "
        "document with an id of its own, or delete the other first."
    )


def _is_same(stored: Chapter, chapter: Chapter) -> bool:
    addresses = {reading.source.url for reading in (stored, chapter) if reading.source.url}
    return stored.edition == chapter.edition and len(addresses) < 2


def _compare(home: Home, library: Library, profile: Profile) -> Iterator[str]:
    """Compare a new profile with the home's copy of it; refuse it where text would be lost."""
    stored = library.layer(home.profiles, profile.id)
    if profile.text_kind == "digest" and stored is not None and stored.text_kind == "full":
        raise SourceError(
            f"The full text of {profile.id} is imported already, and a digest would replace it. "
            f"Delete {home.profiles / str(profile.edition) / (profile.code.lower() + '.md')} first."
        )
    scored = library.layer(home.scores, profile.id)
    if profile.text_kind != "none":
        yield from _differing(profile, scored)
        yield from find_other_ranks(profile, list(_others(home, library, profile)))
        return
    yield from _differing(stored, profile)
    for slug, score in profile.scores.items():
        before = scored.scores.get(slug, score) if scored else score
        if before != score:
            yield f"{profile.id} {slug}: the score was {before:g}; now it is {score:g}."


def _others(home: Home, library: Library, profile: Profile) -> Iterator[Profile]:
    """Return the other countries of an edition with the scores that a workbook gave them."""
    ids = (profile_id(country.code, profile.edition) for country in taxonomy().countries if country != profile.country)
    return filter(None, (library.layer(home.scores, id) for id in ids))


def _differing(page: Profile | None, workbook: Profile | None) -> Iterator[str]:
    if page is None or workbook is None:
        return
    for slug, score in page.scores.items():
        other = workbook.scores.get(slug, score)
        if other != score:
            yield f"{page.id} {slug}: the page says {score:g}, the workbook {other:g}; the page's score is kept."
