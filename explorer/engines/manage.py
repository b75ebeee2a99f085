"""Keeping the search index in step with the corpus."""

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.core.errors import ExplorerError, IndexUnavailableError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.model.rankings import Rankings
from explorer.search.engine import Engine, Progress, silent


def is_current(home: Home, engine: Engine) -> bool:
    """Return whether the current generation was made from the corpus and vocabulary as they are now."""
    try:
        return engine.fingerprint == Library.open(home).fingerprint()
    except IndexUnavailableError:
        return False


def rankings(home: Home, engine: Engine) -> Rankings:
    """Return the rankings of the corpus as it is: from the index where that is current, else from every profile.

    Hundreds of pages take seconds to read.
    """
    if is_current(home, engine):
        try:
            return Rankings.of_published(engine.scores())
        except IndexUnavailableError:
            pass  # a damaged index, which a search reports
    return Library.open(home).rankings


@dataclass(frozen=True, slots=True)
class Build:
    """A generation that was built, and what of the corpus could not be read and is not in it, in sentences."""

    generation: str
    problems: tuple[str, ...]


def rebuild(home: Home, engine: Engine, progress: Progress = silent) -> Build:
    """Build a new generation from all of the corpus that can be read, and switch to it.

    Raises CorpusError where a whole folder cannot be read, HomeError when another build locks the home, or
    IndexUnavailableError; the old generation then serves on.
    """
    with home.lock():
        library = Library.open(home)
        if library.files.unlisted:
            raise library.files.unlisted[0]
        fingerprint = library.fingerprint()
        texts = list(library.texts())
        return Build(engine.build(texts, fingerprint, progress), tuple(map(str, library.problems)))


def ensure_current(home: Home, engine: Engine, progress: Progress = silent) -> Build | None:
    """Rebuild when the corpus changed since the current generation; returns the build, if any."""
    return None if is_current(home, engine) else rebuild(home, engine, progress)


@dataclass(frozen=True, slots=True)
class Kept:
    """The last whole generation, which serves on since a new one could not be built."""

    generation: str
    reason: str  # in a sentence


def warnings_of(index: Build | Kept | None) -> Iterator[str]:
    """Yield what an operator must know of the index that answers, in sentences."""
    if isinstance(index, Build):
        yield from (f"{problem} It is not in the search index." for problem in index.problems)
    elif isinstance(index, Kept):
        yield (
            f"The search index could not be brought up to date: {index.reason} "
            f"The last whole one serves, generation {index.generation}. "
            "Run `oc-explorer check`, mend what it names, then `oc-explorer index`."
        )


def ensure_answering(home: Home, engine: Engine, progress: Progress = silent) -> Build | Kept | None:
    """Bring the index up to date; where that fails for whatever reason, keep the last generation that is whole.

    Raises the error of the build where there is none. Every byte of the current generation is compared.
    """
    try:
        if not engine.problems() and is_current(home, engine):
            return None
        return rebuild(home, engine, progress)
    except (ExplorerError, OSError) as error:
        try:
            if engine.problems():
                with home.lock(wait=0):
                    engine.restore()
            return Kept(engine.generation, str(error))
        except ExplorerError:
            raise error from None
