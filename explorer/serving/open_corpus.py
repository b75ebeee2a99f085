"""The corpus of one server process: engine, library, rankings and index of quotations."""

import threading
from functools import reduce
from typing import TYPE_CHECKING

from explorer.core import paths
from explorer.core.errors import CorpusError, IndexUnavailableError
from explorer.corpus.completeness import Completeness, KnownProfile
from explorer.corpus.corpus_probe import CorpusProbe
from explorer.corpus.first_seen import SeenDates
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.engines.generations import time_of
from explorer.engines.open import open_engine
from explorer.model.profiles import Profile
from explorer.model.rankings import Rankings
from explorer.search.engine import Engine, PassageLinks

if TYPE_CHECKING:  # a server answers its first request without it
    from explorer.quotations.quotation_index import QuotationIndex


class Corpus:
    """The engine, the linker, and the profiles as they were when the current generation was built."""

    def __init__(self, home: Home, kept: str = "") -> None:
        """Open the corpus of a home; `kept` is a generation that serves on since a newer one could not be built."""
        self.engine: Engine = open_engine(home)
        self._home = home
        self._kept = kept
        self._opened: tuple[str | None, Library] = (None, Library.open(home))
        self._probe = CorpusProbe(home, paths.content("corpus"))
        self._completeness: tuple[Library, Completeness] | None = None
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

    def is_stale(self, generation: str | None) -> bool:
        """Tell whether a generation serves on since a newer one could not be built."""
        return generation is not None and generation == self._kept

    def public(self, error: CorpusError) -> str:
        """Return the message of an error with its file named from the home's folder on, as any reader may see it."""
        folders = (self._home.path, paths.content("corpus").parent)
        return reduce(lambda text, folder: text.replace(f"{folder}/", ""), folders, str(error))

    def unreadable(self) -> tuple[CorpusError, ...]:
        """Return why files of the home cannot be read; each call looks at all of them, and reads some."""
        return self._probe.step()

    @property
    def is_ready(self) -> bool:
        """Tell whether the index answers afresh and would be opened again, and the files of the home can be read."""
        try:
            return bool(self.engine.probe()) and not self.unreadable()
        except IndexUnavailableError:
            return False

    @property
    def library(self) -> Library:
        """The profiles; read anew when another generation answers, so that text and search index agree."""
        generation = self.generation
        known, library = self._opened
        if generation is None or generation != known:
            library = Library.open(self._home, self.engine.scores if generation else None)
            self._opened = (generation, library)
        return library

    def completeness(self, library: Library) -> Completeness:
        """Return how complete a library is, counted once for each; the index has what it has indexed."""
        if self._completeness is None or self._completeness[0] is not library:
            indexed = self.engine.profiles() if self.generation else ()
            known = {stored.id: KnownProfile(stored.text_kind, bool(stored.scores)) for stored in indexed}
            self._completeness = (library, Completeness.of(library, known))
        return self._completeness[1]

    def seen_dates(self) -> SeenDates:
        """Return when texts and scores were first seen here. Raises IndexUnavailableError."""
        return SeenDates(self._home, time_of(self.engine.generation))

    @property
    def rankings(self) -> Rankings:
        """The ranks, averages and changes of those profiles that are of the Index."""
        return self.library.rankings

    def rankings_of(self, profile: Profile) -> Rankings:
        """Return those of the series of a profile."""
        return self.library.rankings_of(profile.series)

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
