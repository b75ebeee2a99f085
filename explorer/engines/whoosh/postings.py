"""The postings of one field as arrays: merged over segments, looked up by term, searched for phrases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from explorer.engines.whoosh.array_file import pack, run_indices, signed, smallest, starts_of, unpack
from explorer.engines.whoosh.array_types import Array, DocumentNumbers, NamedArrays, PackedLines, Positions, RunStarts
from explorer.search.query.parser import FARTHEST

GAP = FARTHEST + 1  # places between two documents, so that no phrase reaches from one into the next
_OPTIONAL = ("counts", "positions", "position_starts")
_PARTS = ("packed_terms", "starts", "documents", *_OPTIONAL)


@dataclass(frozen=True)
class Postings:
    """Every term of a field with the documents that have it."""

    packed_terms: PackedLines  # sorted
    starts: RunStarts  # of each term's postings
    documents: Array  # (postings,), int32: ascending within a term
    counts: Array | None = None  # (postings,), unsigned: how often the document has the term; in an index, see pairs
    positions: Array | None = None  # (places,), int: ascending within a term; in an index each carries its document
    position_starts: RunStarts | None = None  # of each term's positions; in an index only

    @classmethod
    def of(cls, terms: Iterable[str], starts: RunStarts, documents: Array, *optional: Array | None) -> "Postings":
        """Return the postings of these terms, which are sorted; each array has the shape of its attribute."""
        return cls(pack(terms), starts, documents, *optional)

    @cached_property
    def terms(self) -> Sequence[str]:
        """The terms, sorted; read when first needed."""
        return unpack(self.packed_terms)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The place of each term among the terms."""
        return {term: number for number, term in enumerate(self.terms)}

    def find(self, term: str) -> slice:
        """Return where the postings of a term are; an unknown one has none."""
        number = self.numbers.get(term)
        return slice(0, 0) if number is None else slice(int(self.starts[number]), int(self.starts[number + 1]))

    def document_frequency(self, term: str) -> int:
        """Return how many documents have a term."""
        found = self.find(term)
        return found.stop - found.start

    def find_any(self, terms: Iterable[str]) -> tuple[Array, Array]:
        """Return the numbers of the postings of several terms, one term after another, and how many each term has.

        The shapes are (postings,) and (terms,), int64; an unknown term is left out.
        """
        known = np.array([self.numbers[term] for term in terms if term in self.numbers], dtype=np.int64)
        numbers, starts = run_indices(self.starts, known)
        return numbers, np.diff(starts)

    def places(self, term: str) -> Positions:
        """Return the positions of a term over all documents."""
        assert self.positions is not None
        assert self.position_starts is not None
        number = self.numbers.get(term)
        if number is None:
            return self.positions[:0]
        return self.positions[self.position_starts[number] : self.position_starts[number + 1]]

    def to_arrays(self, field: str) -> NamedArrays:
        """Return the named arrays that `from_arrays` reads back."""
        parts = {name: getattr(self, name) for name in _PARTS if getattr(self, name) is not None}
        return {f"{field}/{name}": array for name, array in parts.items()}

    @classmethod
    def from_arrays(cls, arrays: NamedArrays, field: str) -> "Postings":
        """Return the postings of a field. Raises KeyError where an array is missing."""
        needed = [arrays[f"{field}/{name}"] for name in _PARTS[:3]]
        return cls(*needed, *(arrays.get(f"{field}/{name}") for name in _OPTIONAL))


def merge_postings(parts: Sequence[Postings], offsets: Sequence[int], shift: int) -> tuple[Postings, Array]:
    """Return one field of an index from those of its segments, whose documents are numbered from the offsets on.

    A position becomes the number of its document, moved by `shift` bits, and the position. Also returns how often
    each document has the term: shape (postings,), unsigned.
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
        return Postings.of(terms, starts, signed(documents[order])), ordered
    positions = np.concatenate([part.positions for part in parts if part.positions is not None])
    positions = positions + np.repeat(documents << shift, counts)
    positions = positions[run_indices(starts_of(counts), order)[0]]
    ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(ordered, dtype=np.int64)])
    return Postings.of(terms, starts, signed(documents[order]), None, signed(positions), ends[starts]), ordered


def number_pairs(counts: Array, lengths: Array) -> tuple[Array, Array, Array]:
    """Return the number of each posting's pair, shape (postings,), and count and length of each pair, shape (pairs,).

    A pair is the count of a posting and the length of its document in words, shape (postings,). All are unsigned.
    """
    base = int(lengths.max(initial=0)) + 1
    keys = counts.astype(np.int64) * base + lengths
    present = np.bincount(keys) > 0
    pairs = np.flatnonzero(present)
    return smallest((np.cumsum(present) - 1)[keys]), smallest(pairs // base), smallest(pairs % base)


def adjacent(places: Sequence[Positions]) -> Positions:
    """Return the positions at which several terms follow one another, by the first.

    `places` are the positions of each term. The rarest term decides where to look.
    """
    order = sorted(range(len(places)), key=lambda number: len(places[number]))
    firsts = places[order[0]] - order[0]
    for number in order[1:]:
        if not len(firsts):
            break
        following = places[number]
        at = np.searchsorted(following, firsts + number)
        firsts = firsts[following.take(at, mode="clip") == firsts + number]
    return firsts


def documents_at(places: Positions, shift: int) -> DocumentNumbers:
    """Return the documents, int32, in which positions lie."""
    documents = (places >> shift).astype(np.int32, copy=False)
    return documents[np.concatenate([[True], documents[1:] != documents[:-1]])] if len(documents) else documents
