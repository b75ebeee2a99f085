"""The vocabulary of queries, stored in a generation, so that no search waits until the vocabulary's files are read."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from explorer import __version__
from explorer.core import paths
from explorer.engines.whoosh.array_file import pack, read_arrays, smallest, starts_of, unpack, write_arrays
from explorer.engines.whoosh.array_types import NamedArrays, RunStarts, RunValues
from explorer.engines.whoosh.index_arrays import FORMAT
from explorer.linking.reader import Lines, Reader, Rows
from explorer.search.backends import QueryVocabulary
from explorer.search.query.synonyms import Synonyms, stem_phrase

VOCABULARY = "vocabulary"  # the file's name


SHIPPED = "Linker"  # the kind of linker that this copy ships


def vocabulary_key(linker: str) -> str:
    """Return a hash of all that a kind of linker reads texts by."""
    digest = hashlib.sha256(f"{__version__} {FORMAT} {linker}".encode())
    for path in paths.vocabulary_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_vocabulary(folder: Path, key: str, tables: tuple[Lines, Rows], synonyms: Synonyms) -> None:
    """Store the tables of a linker and the synonyms, under a key that changes with them."""
    lines, rows = tables
    stored = {
        **lines,
        "key": [key],
        "synonyms": ["\t".join(group) for group in synonyms.groups],
        "synonym-rows": ["\t".join(" ".join(stem_phrase(text)) for text in group) for group in synonyms.groups],
        "everyday": ["\t".join(pair) for pair in synonyms.everyday.items()],
    }
    arrays: NamedArrays = {name: pack(texts) for name, texts in stored.items()}
    for name, table in rows.items():
        arrays[f"{name}/starts"] = starts_of(map(len, table))
        arrays[f"{name}/numbers"] = smallest([number for row in table for number in row])
    write_arrays(folder / VOCABULARY, arrays)


class _Numbers:
    """Rows of numbers, each read when it is needed."""

    def __init__(self, starts: RunStarts, numbers: RunValues) -> None:
        self._starts, self._numbers = starts, numbers

    def __getitem__(self, row: int, /) -> Sequence[int]:
        numbers: list[int] = self._numbers[self._starts[row] : self._starts[row + 1]].tolist()
        return numbers


def read_vocabulary(folder: Path, key: str) -> QueryVocabulary | None:
    """Return the vocabulary that a generation stores under a key; None when it stores none, or another.

    Raises OSError, ValueError or KeyError where the file is damaged.
    """
    if not (folder / VOCABULARY).exists():
        return None
    arrays = read_arrays(folder / VOCABULARY)
    if unpack(arrays["key"]) != [key]:
        return None
    lines = {name: unpack(array) for name, array in arrays.items() if "/" not in name}
    rows = {
        name.removesuffix("/starts"): _Numbers(array, arrays[name.removesuffix("starts") + "numbers"])
        for name, array in arrays.items()
        if name.endswith("/starts")
    }
    groups = [line.split("\t") for line in lines["synonyms"]]
    stems = {
        text: tuple(row.split(" "))
        for group, line in zip(groups, lines["synonym-rows"], strict=True)
        for text, row in zip(group, line.split("\t"), strict=True)
    }
    everyday = dict(line.split("\t") for line in lines["everyday"])
    return QueryVocabulary(Reader.stored(lines, rows), Synonyms(groups, stems, everyday))
