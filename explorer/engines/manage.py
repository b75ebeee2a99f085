"""Keeping the search index in step with the corpus."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from explorer.core.errors import ExplorerError, IndexUnavailableError
from explorer.corpus.first_seen import has_records, record_corpus
from explorer.corpus.home import Home, HomeError
from explorer.corpus.library import Library
from explorer.model.chapters import Text
from explorer.model.rankings import Rankings
from explorer.model.series import INDEX_SERIES
from explorer.search.engine import Engine, Progress, silent
from explorer.search.request import SearchRequest

# Seconds that a start waits for another build: it switches the running server over when it is done.
_SHORT_WAIT, _LONG_WAIT = 3.0, 60.0  # where a whole index can serve meanwhile, and where none can


def is_current(home: Home, engine: Engine) -> bool:
    """Return whether the current generation was made from the corpus and vocabulary as they are now."""
    try:
        return engine.fingerprint == Library.open(home).fingerprint()
    except IndexUnavailableError:
        return False


def rankings(home: Home, engine: Engine, series: str = INDEX_SERIES) -> Rankings:
    """Return the rankings of a series: from the index where that is as the corpus is, else from every profile.

    Hundreds of pages take seconds to read.
    """
    if is_current(home, engine):
        try:
            return Rankings.of_published(engine.scores(), series)
        except IndexUnavailableError:
            pass  # a damaged index, which a search reports
    return Library.open(home).rankings_of(series)


@dataclass(frozen=True, slots=True)
class Build:
    """A generation that was built, and what of the corpus could not be read and is not in it, in sentences."""

    generation: str
    problems: tuple[str, ...]


def rebuild(home: Home, engine: Engine, progress: Progress = silent, wait: float = 60.0) -> Build:
    """Build a new generation from all of the corpus that can be read, and switch to it.

    Raises CorpusError where a whole folder cannot be read, HomeError when another build locks the home for
    so many seconds, or IndexUnavailableError; the old generation then serves on.
    """
    with home.lock(wait):
        library = Library.open(home)
        if library.files.unlisted:
            raise library.files.unlisted[0]
        fingerprint = library.fingerprint()
        texts = list(library.texts())
        _record_dates(home, texts)
        return Build(engine.build(texts, fingerprint, progress), tuple(map(str, library.problems)))


def _record_dates(home: Home, texts: Iterable[Text]) -> None:
    """Record when texts were first seen that no import recorded; an index is built without that, too."""
    with suppress(HomeError):  # which `check` reports
        if files := record_corpus(home, texts):
            home.write(files)


def ensure_current(home: Home, engine: Engine, progress: Progress = silent) -> Build | None:
    """Rebuild when the corpus changed since the current generation; returns the build, if any."""
    return None if is_current(home, engine) else rebuild(home, engine, progress)


@dataclass(frozen=True, slots=True)
class Kept:
    """The last whole generation, which serves on since a new one could not be built."""

    generation: str
    reason: str  # in a sentence


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A generation that is current, and what could not be read when it was built and is not in it, in sentences."""

    problems: tuple[str, ...]


def warnings_of(index: Build | Incomplete | Kept | None) -> Iterator[str]:
    """Yield what an operator must know of the index that answers, in sentences."""
    if isinstance(index, Build | Incomplete):
        yield from (f"{problem} It is not in the search index." for problem in index.problems)
    elif isinstance(index, Kept):
        yield (
            f"The search index could not be brought up to date: {index.reason} "
            f"The last whole one serves, generation {index.generation}. "
            "When that is mended, run `oc-explorer index`; `oc-explorer check` names what else is wrong."
        )


def _find_left_out(home: Home, engine: Engine) -> Incomplete | None:
    """Return what of the corpus is not in the current generation; only that is read, and the scoresheets."""
    library, indexed = Library.open(home), engine.scores()
    chapters = {facet.value for facet in engine.search(SearchRequest()).facets["chapter"]}
    for profile in library.ids():
        if profile not in indexed:
            library.find_profile(profile)
    for chapter in library.chapter_ids():
        if chapter not in chapters:
            library.find_chapter(chapter)
    return Incomplete(tuple(map(str, library.problems))) if library.problems else None


def ensure_answering(home: Home, engine: Engine, progress: Progress = silent) -> Build | Incomplete | Kept | None:
    """Bring the index up to date; where that fails for whatever reason, keep the last generation that is whole.

    Raises the error of the build where there is none. Every byte of the current generation is compared.
    """
    try:
        is_whole = not engine.problems()
        if is_whole and is_current(home, engine):
            if not has_records(home):  # the index is of a version that kept no dates
                with suppress(HomeError), home.lock(_SHORT_WAIT):
                    _record_dates(home, Library.open(home).texts())
            return _find_left_out(home, engine)
        return rebuild(home, engine, progress, _SHORT_WAIT if is_whole else _LONG_WAIT)
    except (ExplorerError, OSError) as error:
        try:
            if engine.problems():
                with home.lock(wait=0):
                    engine.restore()
            return Kept(engine.generation, str(error))
        except ExplorerError:
            raise error from None
