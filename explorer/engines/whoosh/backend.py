"""The embedded engine: generations in a folder, each with a Whoosh index and arrays, with no server beside it."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from explorer.core.errors import ExplorerError, IndexUnavailableError
from explorer.engines.generations import Generations, damaged
from explorer.engines.manifest import file_problems
from explorer.engines.rolling_check import RollingCheck
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
        self._probe_lock = threading.Lock()
        self._probed: RollingCheck | None = None

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

        with self.generations.building(fingerprint) as building:
            terms = (phrase for indicator in taxonomy().indicators for phrase in phrases_of(linker, indicator.slug))
            phrases = synonyms.phrases.union(terms)
            with self._previous() as previous:
                building.passages = write_generation(building.folder, texts, linker, progress, previous, phrases)
            if isinstance(linker, Linker):
                write_vocabulary(building.folder, vocabulary_key(SHIPPED), linker.reader_tables(), synonyms)
            self.close()  # the generation before goes when the new one is there, unless another process reads it
        return building.id

    @contextmanager
    def _previous(self) -> Iterator[Path | None]:
        """Open the folder of the current generation for the block, where every byte of it is as it was written.

        What is damaged is not taken over: its digest would be made anew, and nothing would find the damage.
        """
        try:
            generation = self.generations.open()
        except IndexUnavailableError:
            yield None
            return
        try:
            is_whole = next(file_problems(generation.folder, generation.manifest), None) is None
            yield generation.folder if is_whole else None
        finally:
            generation.lock.release()

    @contextmanager
    def current(self) -> Iterator[IndexReader]:
        """Open the current generation for the block; one look at the pointer finds a new one.

        Raises IndexUnavailableError, also in place of any error in the block when the generation was damaged since.
        """
        reader = self._acquire()
        try:
            reader.check_mapped()
            yield reader
        except ExplorerError:
            raise
        except Exception as error:
            # Damaged arrays fail anywhere in the engine. Whatever fails over whole ones is a bug, and surfaces.
            try:
                reader.check_files()
            except IndexUnavailableError as damage:
                raise damage from error
            raise
        finally:
            reader.release()

    def _acquire(self) -> IndexReader:
        pointer = self.generations.pointer()
        with self._lock:
            if self._reader is None or pointer != self._pointer:
                opened = IndexReader(self.generations.open(), self.weights)
                if self._reader:
                    self._reader.close()
                self._reader, self._pointer = opened, pointer
            self._reader.acquire()
            return self._reader

    def probe(self) -> None:
        """Check that the current generation could be opened again, and compare some more of its bytes.

        Raises IndexUnavailableError. Over many calls every byte is compared; a file that was changed, at once.
        """
        with self.current() as reader:
            manifest = self.generations.manifest()
            if manifest.generation != reader.id:
                return  # another one became current just now, and was checked when it was opened
            with self._probe_lock:
                if self._probed is None or self._probed.manifest != manifest:
                    self._probed = RollingCheck(reader.generation.folder, manifest)
                problem = self._probed.step()
            if problem:
                raise damaged(problem)

    def restore(self) -> str:
        return self.generations.restore()

    def close(self) -> None:
        with self._lock:
            if self._reader:
                self._reader.close()
            self._reader = self._pointer = None
