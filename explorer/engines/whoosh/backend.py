"""The embedded engine: generations in a folder, each with a Whoosh index and arrays, with no server beside it."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from explorer.core.errors import IndexUnavailableError
from explorer.engines.generations import Generations
from explorer.engines.whoosh.index_arrays import FORMAT
from explorer.engines.whoosh.index_reader import IndexReader
from explorer.engines.whoosh.query_vocabulary import SHIPPED, vocabulary_key, write_vocabulary
from explorer.model.chapters import Text
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import PassageLinker, Progress
from explorer.search.query.expansion import phrases_of
from explorer.search.query.synonyms import Synonyms
from explorer.search.relevance import RelevanceWeights


class WhooshBackend:
    """Builds and opens generations in one folder: the Backend of the embedded engine. Thread-safe."""

    def __init__(self, folder: Path, weights: RelevanceWeights | None = None) -> None:
        self.generations = Generations(folder, "whoosh", FORMAT)
        self.weights = weights or RelevanceWeights()
        self._lock = threading.Lock()
        self._pointer: tuple[int, int, int] | None = None
        self._reader: IndexReader | None = None

    @property
    def fingerprint(self) -> str:
        return self.generations.manifest().fingerprint

    def problems(self) -> list[str]:
        return self.generations.problems()

    def build(
        self, texts: Iterable[Text], fingerprint: str, linker: PassageLinker, synonyms: Synonyms, progress: Progress
    ) -> str:
        # Lazily: a search needs neither.
        from explorer.engines.whoosh.indexer import write_generation
        from explorer.linking.linker import Linker

        with self._previous() as previous, self.generations.building(fingerprint) as building:
            terms = (phrase for indicator in taxonomy().indicators for phrase in phrases_of(linker, indicator.slug))
            phrases = synonyms.phrases.union(terms)
            building.passages = write_generation(building.folder, texts, linker, progress, previous, phrases)
            if isinstance(linker, Linker):
                write_vocabulary(building.folder, vocabulary_key(SHIPPED), linker.reader_tables(), synonyms)
        return building.id

    @contextmanager
    def _previous(self) -> Iterator[Path | None]:
        """Open the folder of the current generation, when it is complete, for the block."""
        try:
            generation = self.generations.open()
        except IndexUnavailableError:
            yield None
            return
        try:
            yield generation.folder
        finally:
            generation.lock.release()

    @contextmanager
    def current(self) -> Iterator[IndexReader]:
        """Open the current generation for the block; one look at the pointer finds a new one."""
        pointer = self.generations.pointer()
        with self._lock:
            if self._reader is None or pointer != self._pointer:
                opened = IndexReader(self.generations.open(), self.weights)
                if self._reader:
                    self._reader.close()
                self._reader, self._pointer = opened, pointer
            reader = self._reader
            reader.acquire()
        try:
            yield reader
        finally:
            reader.release()

    def close(self) -> None:
        with self._lock:
            if self._reader:
                self._reader.close()
            self._reader = self._pointer = None
