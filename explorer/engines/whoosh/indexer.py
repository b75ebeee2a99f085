"""Writing a generation: parts of some profiles and chapters, each a Whoosh index, and all their arrays in one file."""

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

import numpy as np

from explorer.core.errors import IndexUnavailableError
from explorer.engines.whoosh.array_file import (
    ARRAYS,
    Array,
    pack,
    read_arrays,
    signed,
    smallest,
    starts_of,
    unpack,
    write_arrays,
)
from explorer.engines.whoosh.link_cache import LinkCache
from explorer.engines.whoosh.postings import GAP, ROWS, Postings, adjacent, documents_at, join, pair
from explorer.engines.whoosh.query_vocabulary import vocabulary_key
from explorer.engines.whoosh.schema import FIELDS, WITH_LENGTHS
from explorer.engines.whoosh.segment import write_part
from explorer.engines.whoosh.term_dictionary import letters_of
from explorer.model.chapters import Text
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import PassageLinker, Progress
from explorer.search.query.synonyms import StemPhrase
from explorer.text.analysis import stem

PARTS, KEY = "parts", "key"
LENT = "linkings"  # beside the parts while other processes write them
WORTH_PROCESSES = 1_500  # passages; with fewer, starting a second process takes longer than it saves
MOST_PROCESSES = 8


def write_generation(
    folder: Path,
    texts: Iterable[Text],
    linker: PassageLinker,
    progress: Progress,
    previous: Path | None = None,
    rows: Iterable[StemPhrase] = (),
) -> int:
    """Write every passage of the texts and return their number; documents are numbered in order of id.

    `rows` are words that many queries look for side by side. Parts that are in `previous`, an earlier generation, as
    they would be written now are taken over, and so are the links of passages in the other parts.
    """
    ordered = sorted(texts, key=lambda text: text.id)
    parts = {letter: list(found) for letter, found in groupby(ordered, key=lambda text: text.id[0])}
    parts = parts or {"none": []}
    sizes = {letter: sum(1 for one in found for _ in one.passages()) for letter, found in parts.items()}
    total = sum(sizes.values())
    vocabulary = vocabulary_key(type(linker).__qualname__)
    missing: dict[str, list[Text]] = {}
    done = 0
    for letter, found in parts.items():
        key = _part_key(found, vocabulary)
        if previous and _take_over(previous / PARTS / letter, folder / PARTS / letter, key):
            done += sizes[letter]
        else:
            missing[letter] = found
            (folder / PARTS / letter).mkdir(parents=True)
            (folder / PARTS / letter / KEY).write_text(key, encoding="ascii")
    progress(done, total)
    linkings = {
        letter: LinkCache(linker, vocabulary, previous / PARTS / letter if previous else None) for letter in missing
    }
    _write_parts(folder / PARTS, missing, sizes, linkings, lambda more: progress(done + more, total))
    arrays = _joined([read_arrays(folder / PARTS / letter / ARRAYS) for letter in parts])
    write_arrays(folder / ARRAYS, arrays | _row_arrays(arrays, rows))
    return total


def _write_parts(
    folder: Path,
    parts: Mapping[str, Sequence[Text]],
    sizes: Mapping[str, int],
    linkings: Mapping[str, LinkCache],
    progress: Callable[[int], None],
) -> None:
    """Write parts, on several processors where that is worth their start."""
    processes = min(os.cpu_count() or 1, MOST_PROCESSES, len(parts))
    done = 0
    if processes < 2 or sum(sizes[letter] for letter in parts) < WORTH_PROCESSES:
        for letter, texts in parts.items():
            for written in write_part(folder / letter, texts, linkings[letter]):
                progress(done + written)
            done += sizes[letter]
        return
    lent = folder / LENT
    lent.write_bytes(pickle.dumps(linkings))
    try:
        with ProcessPoolExecutor(processes, get_context("spawn"), _start_worker, (lent,)) as pool:
            largest = sorted(parts, key=lambda letter: -sizes[letter])
            running = {pool.submit(_write_one, folder, letter, parts[letter]): letter for letter in largest}
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
    finally:
        lent.unlink()


_linkings: dict[str, LinkCache] = {}  # in a worker


def _start_worker(lent: Path) -> None:
    """Read the linkings from a file: as an argument they would fill the pipe, and who fills it waits for ever for a
    worker that died before it read."""
    _linkings.update(pickle.loads(lent.read_bytes()))  # noqa: S301 - of the process that started this one
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed writes for nobody."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _write_one(folder: Path, letter: str, texts: Sequence[Text]) -> None:
    for _ in write_part(folder / letter, texts, _linkings[letter]):
        pass


def _part_key(texts: Sequence[Text], vocabulary: str) -> str:
    digest = hashlib.sha256(vocabulary.encode())
    for text in texts:
        known: tuple[object, ...] = (text.id, text.name, text.edition, text.text_kind)
        known += tuple((section.slug, section.title) for section in text.sections)
        if text.kind == "profile":
            known += (sorted(text.scores.items()), sorted(text.changes.items()))
        digest.update(repr((known, [(one.id, one.text, one.notes) for one in text.passages()])).encode())
    return digest.hexdigest()


def _take_over(old: Path, new: Path, key: str) -> bool:
    """Take a part over from an earlier generation, when it has one by this key; nothing changes its files."""
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


def _joined(parts: Sequence[Mapping[str, Array]]) -> dict[str, Array]:
    """The arrays of a generation from those of its parts."""
    counts = [len(part["passages/section"]) for part in parts]
    offsets = starts_of(counts)
    tokens = _runs(parts, "tokens", "place", "start", "length")
    fields = [{name: Postings.from_arrays(part, name) for name in FIELDS} for part in parts]
    room = max(int(part[name].max(initial=0)) for part in parts for name in ("tokens/place", "passages/notes"))
    shift = (room + GAP).bit_length()
    joined = {name: join([field[name] for field in fields], offsets[:-1].tolist(), shift) for name in FIELDS}
    exact, _ = joined["exact"]
    profiles = starts_of([len(part["profiles/scores"]) for part in parts])
    stems = sorted({stem(word) for word in exact.terms})
    of_stem = {one: number for number, one in enumerate(stems)}
    return {
        **{key: array for name, (field, _) in joined.items() for key, array in field.to_arrays(name).items()},
        **{
            f"{name}/{key}": array
            for name, (field, counts) in joined.items()
            for key, array in pair(counts, _lengths(parts, name, field.documents)).items()
        },
        **{name: np.sum([part[name] for part in parts], axis=0) for name in _names(parts) if name.endswith("/total")},
        "shift": smallest([shift]),
        "words/stem": smallest([of_stem[stem(word)] for word in exact.terms]),
        "words/letters": letters_of(exact.terms),
        "stems": pack(stems),
        **tokens,
        "tokens/word": smallest(
            np.concatenate(
                [
                    np.array([exact.numbers[word] for word in field["exact"].terms], np.int64)[part["tokens/word"]]
                    for field, part in zip(fields, parts, strict=True)
                ]
            )
        ),
        **_runs(parts, "texts", "bytes"),
        **_runs(parts, "notes", "bytes"),
        **_runs(parts, "links", "indicator", "grade"),
        **_runs(parts, "evidence", "start", "end"),
        **_runs(parts, "marks", "indicator", "start", "end"),
        "passages/profile": smallest(
            np.concatenate(
                [part["passages/profile"] + offset for part, offset in zip(parts, profiles[:-1], strict=True)]
            )
        ),
        "passages/section": smallest(np.concatenate(_sections(parts))),
        "sections/slugs": _strings(parts, "sections/slugs"),
        "sections/titles": _strings(parts, "sections/titles"),
        "passages/paragraph": _column(parts, "passages/paragraph"),
        **{f"profiles/{name}": _strings(parts, f"profiles/{name}") for name in ("ids", "kinds", "names")},
        "profiles/editions": _column(parts, "profiles/editions"),
        "profiles/scores": _column(parts, "profiles/scores"),
        "profiles/changes": _column(parts, "profiles/changes"),
        "scored": pack(taxonomy().scored),
    }


def _row_arrays(arrays: Mapping[str, Array], rows: Iterable[StemPhrase]) -> dict[str, Array]:
    """The documents of rows of words, by the words with spaces between."""
    body = Postings.from_arrays(arrays, "body")
    found = {
        " ".join(row): documents_at(adjacent([body.places(word) for word in row]), int(arrays["shift"][0]))
        for row in sorted(set(rows))
        if len(row) > 1
    }
    documents = signed(np.concatenate([np.zeros(0, np.int64), *found.values()]))
    return Postings(list(found), starts_of(map(len, found.values())), documents).to_arrays(ROWS)


def _names(parts: Sequence[Mapping[str, Array]]) -> list[str]:
    return sorted({name for part in parts for name in part})


def _column(parts: Sequence[Mapping[str, Array]], name: str) -> Array:
    return np.concatenate([part[name] for part in parts])


def _strings(parts: Sequence[Mapping[str, Array]], name: str) -> Array:
    return pack(one for part in parts for one in unpack(part[name]))


def _sections(parts: Sequence[Mapping[str, Array]]) -> list[Array]:
    """The sections of the passages by number: those of chapters are counted through all parts."""
    known = len(taxonomy().headings)
    offsets = starts_of(len(unpack(part["sections/slugs"])) for part in parts)[:-1].tolist()
    numbers = [part["passages/section"].astype(np.int64) for part in parts]
    return [np.where(one > known, one + offset, one) for one, offset in zip(numbers, offsets, strict=True)]


def _runs(parts: Sequence[Mapping[str, Array]], name: str, *columns: str) -> dict[str, Array]:
    starts = starts_of(np.concatenate([np.diff(part[f"{name}/starts"]) for part in parts]))
    return {f"{name}/starts": starts} | {f"{name}/{one}": _column(parts, f"{name}/{one}") for one in columns}


def _lengths(parts: Sequence[Mapping[str, Array]], name: str, documents: Array) -> Array:
    """The length of the field in each of the documents, 0 where it does not count."""
    if name not in WITH_LENGTHS:
        return np.zeros(len(documents), np.int64)
    return _column(parts, f"{name}/lengths")[documents].astype(np.int64)
