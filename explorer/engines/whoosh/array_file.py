"""Named arrays in one file that is mapped into memory: all threads and processes that open it share its pages.

The file is a magic line, the length of the header in 8 bytes (little-endian), the header, and the arrays. The header is
JSON: for each name the dtype as NumPy writes it, the shape, and the offset among the arrays, which start at multiples
of 64 bytes.

NumPy's own `.npz` cannot be mapped, its `.npy` holds one array, and safetensors, which has a file like this one, copies
each array into the memory of the process.
"""

import json
import mmap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from explorer.engines.whoosh.array_types import Array, NamedArrays, PackedLines, RunStarts

_MAGIC = b"oc-explorer arrays 1\n"
_ALIGNED = 64  # bytes


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write named arrays of any shape and dtype."""
    head: dict[str, tuple[str, tuple[int, ...], int]] = {}
    place = 0
    for name, array in arrays.items():
        head[name] = (array.dtype.str, array.shape, place)
        place += -(-array.nbytes // _ALIGNED) * _ALIGNED
    header = json.dumps(head).encode()
    start = len(_MAGIC) + 8 + len(header)
    with path.open("wb") as file:
        file.write(_MAGIC + len(header).to_bytes(8, "little") + header + bytes(-start % _ALIGNED))
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(bytes(-array.nbytes % _ALIGNED))


def read_arrays(path: Path) -> NamedArrays:
    """Map the arrays of a file into memory, read-only. Raises OSError, or ValueError where it is damaged."""
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    first = len(_MAGIC) + 8
    if data[: len(_MAGIC)] != _MAGIC:
        raise ValueError(f"{path} is not a file of arrays")
    length = int.from_bytes(data[len(_MAGIC) : first], "little")
    start = -(-(first + length) // _ALIGNED) * _ALIGNED
    arrays: NamedArrays = {}
    for name, (kind, shape, place) in json.loads(data[first : first + length]).items():
        count = int(np.prod(shape, dtype=np.int64))
        array = np.frombuffer(data, kind, count, start + place) if count else np.empty(0, kind)
        arrays[name] = array.reshape(shape)
    return arrays


def smallest(values: Sequence[int] | Array) -> Array:
    """Return whole numbers, none below 0, in the smallest unsigned dtype that has room for them all: shape as given."""
    array = np.asarray(values, dtype=np.int64)
    return array.astype(np.min_scalar_type(int(array.max(initial=0))))


def signed(values: Sequence[int] | Array) -> Array:
    """Return whole numbers as int32, or int64 where needed, to be subtracted and indexed by: shape as given."""
    array = np.asarray(values, dtype=np.int64)
    return array.astype(np.int32) if array.max(initial=0) < 2**30 else array


def starts_of(lengths: Iterable[int] | Array) -> RunStarts:
    """Return where runs of these lengths, shape (runs,), start when they follow one another, and the end: int64."""
    array = np.asarray(lengths if isinstance(lengths, np.ndarray) else list(lengths), dtype=np.int64)
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(array)])


def pack(lines: Iterable[str]) -> PackedLines:
    """Return strings without line breaks as UTF-8, one a line."""
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def unpack(packed: PackedLines) -> list[str]:
    """Return the strings of `pack`; no string and one empty string are alike."""
    text = packed.tobytes().decode()
    return text.split("\n") if text else []


def run_indices(starts: RunStarts, chosen: Array) -> tuple[Array, RunStarts]:
    """Return the indices of the values of chosen runs, one run after another, and where each run starts among these.

    `chosen` are numbers of runs, shape (n,); the indices have shape (values of these runs,), int64.
    """
    first = starts[chosen]
    lengths = starts[chosen + 1] - first
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    indices = np.arange(total) + np.repeat(first - (ends - lengths), lengths)
    return indices, np.concatenate([np.zeros(1, np.int64), ends])
