"""The postings of one field as arrays: read from a Whoosh index, joined over its parts, looked up by term."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from whoosh.reading import IndexReader

from explorer.engines.whoosh.array_file import Array, pack, run_indices, signed, smallest, starts_of, unpack
from explorer.search.query.parser import FARTHEST

GAP = FARTHEST + 1  # places between two documents, so that no phrase reaches from one into the next
ROWS = "rows"  # among the arrays: the documents of rows of words that many queries ask for
_PARTS = ("starts", "documents", "counts", "positions", "position_starts")


@dataclass(frozen=True)
class Postings:
    """Every term of a field with the documents that have it."""

    terms: Sequence[str]  # sorted
    starts: Array  # of each term's postings, and the end of the last's
    documents: Array  # ascending within a term
    counts: Array | None = None  # how often the document has the term; in a joined field that is in its pairs
    positions: Array | None = None  # ascending within a term; in a joined field each carries its document
    position_starts: Array | None = None  # of each term's positions, and the end of the last's

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The place of each term among the terms."""
        return {term: number for number, term in enumerate(self.terms)}

    def find(self, term: str) -> slice:
        """The postings of a term; of an unknown one there are none."""
        number = self.numbers.get(term)
        return slice(0, 0) if number is None else slice(int(self.starts[number]), int(self.starts[number + 1]))

    def find_any(self, terms: Iterable[str]) -> tuple[Array, Array]:
        """The postings of several terms, one term after another, and how many each has."""
        known = np.array([self.numbers[term] for term in terms if term in self.numbers], dtype=np.int64)
        found, starts = run_indices(self.starts, known)
        return found, np.diff(starts)

    def places(self, term: str) -> Array:
        """The positions of a term, over all documents of a field that has them."""
        assert self.positions is not None
        assert self.position_starts is not None
        number = self.numbers.get(term)
        if number is None:
            return self.positions[:0]
        return self.positions[self.position_starts[number] : self.position_starts[number + 1]]

    def to_arrays(self, field: str) -> dict[str, Array]:
        """What `from_arrays` reads back."""
        found = {name: getattr(self, name) for name in _PARTS if getattr(self, name) is not None}
        return {f"{field}/terms": pack(self.terms)} | {f"{field}/{name}": array for name, array in found.items()}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], field: str) -> "Postings":
        found = {name: arrays.get(f"{field}/{name}") for name in _PARTS}
        return cls(unpack(arrays[f"{field}/terms"]), **found)  # type: ignore[arg-type]


def read_postings(reader: IndexReader, field: str, has_positions: bool) -> Postings:
    """The postings that Whoosh holds of a field."""
    terms: list[str] = []
    lengths: list[int] = []
    documents: list[int] = []
    counts: list[int] = []
    positions: list[int] = []
    for name in reader.lexicon(field):
        matcher = reader.postings(field, name)
        before = len(documents)
        while matcher.is_active():
            documents.append(matcher.id())
            if has_positions:
                found = matcher.value_as("positions")
                counts.append(len(found))
                positions += found
            else:
                counts.append(int(matcher.weight()))
            matcher.next()
        terms.append(name.decode())
        lengths.append(len(documents) - before)
    return Postings(
        terms,
        starts_of(lengths),
        signed(documents),
        smallest(counts),
        signed(positions) if has_positions else None,
    )


def join(parts: Sequence[Postings], offsets: Sequence[int], shift: int) -> tuple[Postings, Array]:
    """One field of a whole index from those of its parts, whose documents are numbered from the offsets on.

    A position becomes the number of its document, moved by `shift` bits, and the position. Also how often each
    document has the term.
    """
    terms = sorted(set().union(*(part.terms for part in parts)))
    numbers = {term: number for number, term in enumerate(terms)}
    of_terms = [
        np.repeat(np.array([numbers[term] for term in part.terms], dtype=np.int64), np.diff(part.starts))
        for part in parts
    ]
    owners = np.concatenate(of_terms) if of_terms else np.zeros(0, np.int64)
    documents = np.concatenate(
        [part.documents.astype(np.int64) + offset for part, offset in zip(parts, offsets, strict=True)]
    )
    counts = np.concatenate([part.counts for part in parts if part.counts is not None])
    order = np.argsort(owners, kind="stable")
    starts = starts_of(np.bincount(owners, minlength=len(terms)))
    ordered = counts[order]
    if any(part.positions is None for part in parts):
        return Postings(terms, starts, signed(documents[order])), ordered
    positions = np.concatenate([part.positions for part in parts if part.positions is not None])
    positions = positions + np.repeat(documents << shift, counts)
    positions = positions[run_indices(starts_of(counts), order)[0]]
    ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(ordered, dtype=np.int64)])
    return Postings(terms, starts, signed(documents[order]), None, signed(positions), ends[starts]), ordered


def pair(counts: Array, lengths: Array) -> dict[str, Array]:
    """Numbers for the pairs of a posting's count and its document's length, and what each stands for."""
    base = int(lengths.max(initial=0)) + 1
    keys = counts.astype(np.int64) * base + lengths
    present = np.bincount(keys) > 0
    found = np.flatnonzero(present)
    return {
        "pairs": smallest((np.cumsum(present) - 1)[keys]),
        "pair_counts": smallest(found // base),
        "pair_lengths": smallest(found % base),
    }


def adjacent(rows: Sequence[Array]) -> Array:
    """Where the first of several words starts a row of all of them; the rarest word decides where to look."""
    order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
    found = rows[order[0]] - order[0]
    for number in order[1:]:
        if not len(found):
            break
        places = rows[number]
        at = np.searchsorted(places, found + number)
        found = found[places.take(at, mode="clip") == found + number]
    return found


def documents_at(places: Array, shift: int) -> Array:
    """The documents, each once, in which sorted places lie."""
    documents = (places >> shift).astype(np.int32, copy=False)
    return documents[np.concatenate([[True], documents[1:] != documents[:-1]])] if len(documents) else documents
