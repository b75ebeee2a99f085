"""The corpus of one worker: engine, library, rankings and index of quotations."""

import threading
from typing import TYPE_CHECKING, cast

from flask import current_app

from explorer.core.errors import IndexUnavailableError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.engines.open import open_engine
from explorer.model.rankings import Rankings
from explorer.search.engine import Engine, PassageLinks

if TYPE_CHECKING:  # a server answers its first request without it
    from explorer.quotations.quotation_index import QuotationIndex


class Corpus:
    """The engine, the linker, and the profiles as they were when the current generation was built."""

    def __init__(self, home: Home) -> None:
        self.engine: Engine = open_engine(home)
        self._home = home
        self._opened: tuple[str | None, Library] = (None, Library.open(home))
        self._quotations: tuple[object, QuotationIndex] | None = None
        self._quotations_lock = threading.Lock()

    @property
    def linker(self) -> PassageLinks:
        """The links of passages to indicators; the engine has them precomputed."""
        return self.engine

    @property
    def generation(self) -> str | None:
        """The current generation; None without an index, which only a search needs."""
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
        """The ranks, averages and changes of those profiles."""
        return self.library.rankings

    def quotations(self) -> "QuotationIndex":
        """Return the index of quotations over the passages of the current generation, made for the first quotation.

        Without a generation it is over the texts of the library, all of which are read for it.
        """
        from explorer.quotations.quotation_index import QuotablePassage, QuotationIndex, quotable_passages

        with self._quotations_lock:
            source = self.generation or self.library
            if self._quotations is None or self._quotations[0] != source:
                if isinstance(source, Library):
                    index = QuotationIndex(quotable_passages(source.texts()))
                else:
                    index = QuotationIndex(
                        QuotablePassage(passage.id, passage.text, passage.text_kind)
                        for passage in self.engine.stored_passages()
                    )
                self._quotations = (source, index)
            return self._quotations[1]


def corpus() -> Corpus:
    """Return the corpus of the application that answers the request."""
    return cast(Corpus, current_app.extensions["corpus"])
