"""Keeping the search index in step with the corpus."""

from explorer.core.errors import IndexUnavailableError
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


def rebuild(home: Home, engine: Engine, progress: Progress = silent) -> str:
    """Build a new generation from the corpus as it is and switch to it; returns its id.

    Raises CorpusError, or HomeError when another build locks the home; the old generation then serves on.
    """
    with home.lock():
        library = Library.open(home)
        return engine.build(library.texts(), library.fingerprint(), progress)


def ensure_current(home: Home, engine: Engine, progress: Progress = silent) -> bool:
    """Rebuild when the corpus changed since the current generation; returns whether it did."""
    if is_current(home, engine):
        return False
    rebuild(home, engine, progress)
    return True
