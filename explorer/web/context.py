"""What one worker answers from."""

from typing import cast

from flask import current_app

from explorer.core.errors import IndexUnavailableError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.engines.open import open_engine
from explorer.model.rankings import Rankings
from explorer.search.engine import Engine, PassageLinks


class Corpus:
    """The engine, the linker, and the profiles as they were when the current generation was built."""

    def __init__(self, home: Home) -> None:
        self.engine: Engine = open_engine(home)
        self._home = home
        self._opened: tuple[str | None, Library] = (None, Library.open(home))

    @property
    def linker(self) -> PassageLinks:
        """Says what passages are evidence for: the engine knows it of those that it has."""
        return self.engine

    @property
    def generation(self) -> str | None:
        """The build that answers now; None where there is none, which only a search minds."""
        try:
            return self.engine.generation
        except IndexUnavailableError:
            return None

    @property
    def library(self) -> Library:
        """The profiles; read anew when another generation answers, so that text and search index agree."""
        generation = self.generation
        known, library = self._opened
        if generation is None or generation != known:
            library = Library.open(self._home, self.engine.scores if generation else None)
            self._opened = (generation, library)
        return library

    @property
    def rankings(self) -> Rankings:
        """The ranks, means and changes of those profiles."""
        return self.library.rankings


def corpus() -> Corpus:
    """The corpus of the application that answers the request."""
    return cast(Corpus, current_app.extensions["corpus"])
