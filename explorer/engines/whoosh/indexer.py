"""Writing a generation: segments of some profiles and chapters, each a Whoosh index, and all arrays in one file."""

import hashlib
import os
import pickle
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from itertools import groupby
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread

from explorer.core.errors import IndexUnavailableError
from explorer.engines.whoosh.index_arrays import SegmentArrays
from explorer.engines.whoosh.link_cache import LinkCache
from explorer.engines.whoosh.query_vocabulary import vocabulary_key
from explorer.engines.whoosh.segment import write_segment
from explorer.engines.whoosh.segment_merge import merge_segments
from explorer.model.chapters import Text
from explorer.search.engine import PassageLinker, Progress
from explorer.search.query.synonyms import StemPhrase

SEGMENTS, KEY = "segments", "key"
LINK_CACHES = "link-caches"  # beside the segments while other processes write them
FEWEST_FOR_PROCESSES = 1_500  # passages; with fewer, starting a second process takes longer than it saves
MOST_PROCESSES = 8


def write_generation(
    folder: Path,
    texts: Iterable[Text],
    linker: PassageLinker,
    progress: Progress,
    previous: Path | None = None,
    phrases: Iterable[StemPhrase] = (),
) -> int:
    """Write every passage of the texts and return their number; documents are numbered in order of id.

    `phrases` are stems that many queries look for, one after another. Segments that are in `previous`, an earlier
    generation, as they would be written now are taken over, and so are the links of passages in the other segments.
    """
    ordered = sorted(texts, key=lambda text: text.id)
    segments = {letter: list(group) for letter, group in groupby(ordered, key=lambda text: text.id[0])}
    segments = segments or {"none": []}
    sizes = {letter: sum(1 for text in group for _ in text.passages()) for letter, group in segments.items()}
    total = sum(sizes.values())
    vocabulary = vocabulary_key(type(linker).__qualname__)
    missing: dict[str, list[Text]] = {}
    done = 0
    for letter, group in segments.items():
        key = _segment_key(group, vocabulary)
        if previous and _take_over(previous / SEGMENTS / letter, folder / SEGMENTS / letter, key):
            done += sizes[letter]
        else:
            missing[letter] = group
            (folder / SEGMENTS / letter).mkdir(parents=True)
            (folder / SEGMENTS / letter / KEY).write_text(key, encoding="ascii")
    progress(done, total)
    caches = {
        letter: LinkCache(linker, vocabulary, previous / SEGMENTS / letter if previous else None) for letter in missing
    }
    _write_segments(folder / SEGMENTS, missing, sizes, caches, lambda more: progress(done + more, total))
    merge_segments([SegmentArrays.read(folder / SEGMENTS / letter) for letter in segments], phrases).write(folder)
    return total


def _write_segments(
    folder: Path,
    segments: Mapping[str, Sequence[Text]],
    sizes: Mapping[str, int],
    caches: Mapping[str, LinkCache],
    progress: Callable[[int], None],
) -> None:
    """Write segments, on several processors where that is worth their start."""
    processes = min(os.cpu_count() or 1, MOST_PROCESSES, len(segments))
    if processes < 2 or sum(sizes[letter] for letter in segments) < FEWEST_FOR_PROCESSES:
        done = 0
        for letter, texts in segments.items():
            for written in write_segment(folder / letter, texts, caches[letter]):
                progress(done + written)
            done += sizes[letter]
        return
    pickled = folder / LINK_CACHES
    pickled.write_bytes(pickle.dumps(caches))
    try:
        _write_in_processes(processes, folder, segments, sizes, progress)
    finally:
        pickled.unlink()


def _write_in_processes(
    processes: int,
    folder: Path,
    segments: Mapping[str, Sequence[Text]],
    sizes: Mapping[str, int],
    progress: Callable[[int], None],
) -> None:
    """Write the largest segments first, so that no process is alone at the end."""
    done = 0
    try:
        with ProcessPoolExecutor(processes, get_context("spawn"), _start_worker, (folder / LINK_CACHES,)) as pool:
            largest = sorted(segments, key=lambda letter: -sizes[letter])
            running = {pool.submit(_write_in_worker, folder, letter, segments[letter]): letter for letter in largest}
            try:
                for future in as_completed(running):
                    future.result()
                    done += sizes[running[future]]
                    progress(done)
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise
    except BrokenProcessPool as error:
        raise IndexUnavailableError(
            "A process that wrote the search index ended before it was done, perhaps for want of memory. "
            "What was there still serves."
        ) from error


_caches: dict[str, LinkCache] = {}  # in a worker


def _start_worker(pickled: Path) -> None:
    """Read the link caches from a file.

    As an argument they would fill the pipe, whose writer waits for ever for a worker that died before it read.
    """
    _caches.update(pickle.loads(pickled.read_bytes()))  # noqa: S301 - of the process that started this one
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End the worker when its parent was killed."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _write_in_worker(folder: Path, letter: str, texts: Sequence[Text]) -> None:
    for _ in write_segment(folder / letter, texts, _caches[letter]):
        pass


def _segment_key(texts: Sequence[Text], vocabulary: str) -> str:
    """Return a hash of all that the segment of some texts depends on."""
    digest = hashlib.sha256(vocabulary.encode())
    for text in texts:
        decisive: tuple[object, ...] = (text.id, text.name, text.edition, text.text_kind)
        decisive += tuple((section.slug, section.title) for section in text.sections)
        if text.kind == "profile":
            decisive += (sorted(text.scores.items()), sorted(text.changes.items()), sorted(text.ranks.items()))
        passages = [(passage.id, passage.text, passage.notes) for passage in text.passages()]
        digest.update(repr((decisive, passages)).encode())
    return digest.hexdigest()


def _take_over(old: Path, new: Path, key: str) -> bool:
    """Take a segment over from an earlier generation, when it has one by this key; nothing changes its files."""
    try:
        if (old / KEY).read_text(encoding="ascii") != key:
            return False
        shutil.copytree(old, new, copy_function=_link)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        return False
    return True


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)
