"""The arrays of a search index: type, shape and content of each, and how those of segments are merged.

The name of an array on disk is that of its attribute here. A *source* is a profile or a chapter, and a *document* is a
passage; both are numbered from 0 in order of id. Runs of several numbers a passage, such as its links, are columns one
passage after another, with the array of where each run starts, whose last number is the length of the columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_type_hints

import numpy as np

from explorer.engines.whoosh.array_file import read_arrays, write_arrays
from explorer.engines.whoosh.array_types import Array, LetterSets, NamedArrays, PackedLines
from explorer.engines.whoosh.postings import Postings
from explorer.search.indexed import FIELDS

FORMAT = 16  # of a generation: raised whenever an older one can no longer be read
ARRAYS = "arrays"  # the file of a generation, or of a segment
NO_SCORE = -(2**15)  # no score, or no change of one
NO_COUNTRY = "-"  # of a chapter
NO_SERIES = "-"  # of a chapter that belongs to none
NO_REGION = "-"  # of a page that ranks its country in none
SOURCE_KINDS: tuple[Literal["profile", "chapter"], ...] = ("profile", "chapter")


class Merge(Enum):
    """The rule by which an array of an index is made from those of its segments."""

    CONCATENATE = auto()
    STARTS = auto()  # of runs: their lengths are concatenated
    LINES = auto()  # packed strings
    RENUMBER = auto()  # its numbers are of one segment, and each has a rule of its own
    NONE = auto()  # of segments alone, or of indexes alone


@dataclass(frozen=True, slots=True)
class ArraySpec:
    """The dtype, shape and content of an array, and its rule of merging."""

    kind: Literal["u", "i", "U"]  # of its dtype, in the smallest size that fits; "U": lines as UTF-8 bytes
    shape: str  # in names of sizes, "(passages + 1,)", or of lines
    merge: Merge
    content: str


_Starts = ArraySpec("i", "(passages + 1,)", Merge.STARTS, "where each passage starts in the columns, and the end")


def _column(rows: str, content: str, merge: Merge = Merge.CONCATENATE) -> ArraySpec:
    return ArraySpec("u", f"({rows},)", merge, content)


def _lines(rows: str, content: str, merge: Merge = Merge.LINES) -> ArraySpec:
    return ArraySpec("U", f"({rows},)", merge, content)


@dataclass(frozen=True)
class StoredArrays:
    """The arrays of both a segment and an index: all but the postings."""

    text_bytes: Annotated[Array, _column("text bytes", "UTF-8, one passage after another")]
    text_starts: Annotated[Array, _Starts]
    note_bytes: Annotated[Array, _column("note bytes", "UTF-8, one passage after another, its notes one a line")]
    note_starts: Annotated[Array, _Starts]

    passage_source: Annotated[Array, _column("passages", "the source, ascending", Merge.RENUMBER)]
    passage_section: Annotated[
        Array,
        _column("passages", "the Index's sections from 1 as they are numbered, then those below", Merge.RENUMBER),
    ]
    passage_paragraph: Annotated[Array, _column("passages", "the paragraph in its section, from 1")]

    link_starts: Annotated[Array, _Starts]
    link_indicator: Annotated[Array, _column("links", "the indicator, among those scored")]
    link_grade: Annotated[Array, _column("links", "1 or 2")]
    evidence_starts: Annotated[Array, ArraySpec("i", "(links + 1,)", Merge.STARTS, "where each link's evidence starts")]
    evidence_start: Annotated[Array, _column("evidence", "the first character in the text")]
    evidence_end: Annotated[Array, _column("evidence", "the character after the last")]

    token_starts: Annotated[Array, _Starts]
    token_word: Annotated[Array, _column("tokens", "the word, among the terms of the field exact", Merge.RENUMBER)]
    token_position: Annotated[Array, _column("tokens", "the position in the text, in words from 0")]
    token_start: Annotated[Array, _column("tokens", "the first character in the text")]
    token_length: Annotated[Array, _column("tokens", "characters")]

    section_slugs: Annotated[Array, _lines("sections", "the sections of chapters")]
    section_titles: Annotated[Array, _lines("sections", "their titles")]

    source_ids: Annotated[Array, _lines("sources", "kgz-2021")]
    source_kinds: Annotated[Array, _column("sources", "among SOURCE_KINDS")]
    source_names: Annotated[Array, _lines("sources", "Kyrgyzstan 2021, or the title of a chapter")]
    source_countries: Annotated[Array, _lines("sources", "KGZ, or NO_COUNTRY")]
    source_text_kinds: Annotated[Array, _lines("sources", "full, digest or none")]
    source_series: Annotated[Array, _lines("sources", "index, enact, or NO_SERIES")]
    source_regions: Annotated[Array, _lines("sources", "the region that a page ranks its country in, or NO_REGION")]
    source_editions: Annotated[Array, _column("sources", "the year; 0 where there is none")]
    source_scores: Annotated[
        Array, ArraySpec("i", "(sources, scored)", Merge.CONCATENATE, "hundredths of a point, int16; NO_SCORE")
    ]
    source_published_changes: Annotated[
        Array, ArraySpec("i", "(sources, scored)", Merge.CONCATENATE, "those that a page prints, as the scores")
    ]
    source_ranks: Annotated[
        Array,
        ArraySpec("i", "(sources, places, figures)", Merge.CONCATENATE, "those that a page prints: rank, of, change"),
    ]


@dataclass(frozen=True)
class SegmentField:
    """One field of a segment."""

    postings: Postings  # with counts
    lengths: Array | None = None  # (passages,), unsigned: rounded, in words, where the length counts
    total: int | None = None  # the length of all passages, in words, of a field of text


@dataclass(frozen=True)
class IndexField:
    """One field of an index.

    Few passages differ both in how often they have a term and in their rounded length, so each posting has the number
    of such a pair.
    """

    postings: Postings  # without counts
    pairs: Array  # (postings,), unsigned
    pair_counts: Array  # (pairs,), unsigned: how often the passage has the term
    pair_lengths: Array  # (pairs,), unsigned: rounded, in words; 0 where the length does not count
    total: int | None = None  # as in a segment


@dataclass(frozen=True)
class SegmentArrays(StoredArrays):
    """The arrays of one segment, from which an index is merged."""

    fields: Mapping[str, SegmentField]
    passage_keys: Annotated[
        Array, _column("key bytes", "KEY_LENGTH a passage: a hash of all that its links depend on", Merge.NONE)
    ]
    passage_note_places: Annotated[Array, _column("passages", "places that its notes take", Merge.NONE)]

    def write(self, folder: Path) -> None:
        """Write the file of the segment."""
        arrays = _named(self)
        for name, field in self.fields.items():
            arrays |= field.postings.to_arrays(name)
            if field.lengths is not None:
                arrays[f"{name}/lengths"] = field.lengths
            if field.total is not None:
                arrays[f"{name}/total"] = np.array([field.total], np.int64)
        write_arrays(folder / ARRAYS, arrays)

    @classmethod
    def read(cls, folder: Path) -> "SegmentArrays":
        """Open the file of a segment. Raises OSError, or ValueError or KeyError where it is damaged."""
        arrays = read_arrays(folder / ARRAYS)
        fields = {
            name: SegmentField(Postings.from_arrays(arrays, name), arrays.get(f"{name}/lengths"), _total(arrays, name))
            for name in FIELDS
        }
        return cls(**_checked(cls, arrays), fields=fields)


@dataclass(frozen=True)
class IndexArrays(StoredArrays):
    """The arrays of a generation, mapped into memory and read-only."""

    fields: Mapping[str, IndexField]
    phrases: Postings  # documents by phrase of stems, "money launder": those that many queries look for
    shift: int  # bits: a position, shifted right by them, is the number of its document
    word_stem: Annotated[
        Array, _column("words", "the stem of each term of the field exact, among the stems", Merge.NONE)
    ]
    word_letters: Annotated[LetterSets, _column("words", "the letters of each, one bit each", Merge.NONE)]
    stems: Annotated[PackedLines, _lines("stems", "the stems of the words, sorted", Merge.NONE)]
    source_changes: Annotated[
        Array,
        ArraySpec("i", "(sources, scored)", Merge.NONE, "since the edition before, printed or computed, as the scores"),
    ]
    scored: Annotated[
        PackedLines,
        _lines("scored", "indicators and aggregates in the order of the columns of scores, by slug", Merge.NONE),
    ]

    @property
    def passage_count(self) -> int:
        """The number of documents."""
        return len(self.passage_section)

    def write(self, folder: Path) -> None:
        """Write the file of the generation."""
        arrays = _named(self)
        for name, field in self.fields.items():
            arrays |= field.postings.to_arrays(name)
            for part in ("pairs", "pair_counts", "pair_lengths"):
                arrays[f"{name}/{part}"] = getattr(field, part)
            if field.total is not None:
                arrays[f"{name}/total"] = np.array([field.total], np.int64)
        arrays |= self.phrases.to_arrays("phrases")
        arrays["shift"] = np.array([self.shift], np.uint8)
        write_arrays(folder / ARRAYS, arrays)

    @classmethod
    def read(cls, folder: Path) -> "IndexArrays":
        """Open the file of a generation. Raises OSError, or ValueError or KeyError where it is damaged."""
        arrays = read_arrays(folder / ARRAYS)
        fields = {
            name: IndexField(
                Postings.from_arrays(arrays, name),
                pairs=arrays[f"{name}/pairs"],
                pair_counts=arrays[f"{name}/pair_counts"],
                pair_lengths=arrays[f"{name}/pair_lengths"],
                total=_total(arrays, name),
            )
            for name in FIELDS
        }
        return cls(
            **_checked(cls, arrays),
            fields=fields,
            phrases=Postings.from_arrays(arrays, "phrases"),
            shift=int(arrays["shift"][0]),
        )


@cache
def specs(record: type) -> Mapping[str, ArraySpec]:
    """Return the spec of each array of a record, by name."""
    hints = get_type_hints(record, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items() if hasattr(hint, "__metadata__")}


def _named(arrays: StoredArrays) -> NamedArrays:
    record: type = type(arrays)
    return {name: getattr(arrays, name) for name in specs(record)}


def _checked(record: type, arrays: NamedArrays) -> NamedArrays:
    """Return the arrays of a record.

    Raises KeyError where one is missing, and ValueError where it has another type or another shape than the rest.
    """
    checked = {}
    sizes: dict[str, tuple[int, str]] = {}
    for name, spec in specs(record).items():
        array = checked[name] = arrays[name]
        if array.dtype.kind != ("u" if spec.kind == "U" else spec.kind):
            raise ValueError(f"{name} is of type {array.dtype}")
        dimensions = spec.shape.strip("(,)").split(", ")
        if array.ndim != len(dimensions):
            raise ValueError(f"{name} has the shape {array.shape}, not {spec.shape}")
        if spec.kind == "U":  # its lines are known once they are split
            continue
        for dimension, length in zip(dimensions, array.shape, strict=True):
            size = length - 1 if dimension.endswith(" + 1") else length
            known, first = sizes.setdefault(dimension.removesuffix(" + 1"), (size, name))
            if size != known:
                raise ValueError(f"{name} has the shape {array.shape}, which does not fit that of {first}")
    return checked


def _total(arrays: NamedArrays, field: str) -> int | None:
    total = arrays.get(f"{field}/total")
    return None if total is None else int(total[0])
