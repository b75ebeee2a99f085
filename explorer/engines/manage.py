"""Keeping the search index in step with the corpus."""

from explorer.core.errors import IndexUnavailableError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.search.engine import Engine, Progress, silent


def is_current(home: Home, engine: Engine) -> bool:
    """Return whether the current generation was made from the corpus and vocabulary as they are now."""
    try:
        return engine.fingerprint == Library.open(home).fingerprint()
    except IndexUnavailableError:
        return False


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
