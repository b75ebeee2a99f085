"""Filters and the counts of facets, over masks of passages.

A property of a profile or a chapter is counted by source, whose passages follow one another; a property of a passage is
a row of bits for each of its values, and counting is counting bits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from explorer.engines.whoosh.array_types import (
    Array,
    DocumentMask,
    DocumentNumbers,
    PassageSources,
    SourceCounts,
    ValueCounts,
)
from explorer.search.facets import FacetLabels
from explorer.search.query.nodes import FACETS
from explorer.search.request import SearchRequest


def to_bits(mask: Array) -> Array:
    """Return truth values, shape (…, passages), bool, as bits: shape (…, ceil(passages / 64)), uint64."""
    packed = np.packbits(mask, axis=-1)
    missing = -packed.shape[-1] % 8
    if missing:
        packed = np.concatenate([packed, np.zeros((*packed.shape[:-1], missing), np.uint8)], axis=-1)
    return packed.view(np.uint64)


class Selection:
    """Some of the passages, in each of the forms that they are counted in."""

    def __init__(self, mask: DocumentMask, passage_source: PassageSources, sources: int) -> None:
        self.mask = mask
        self._passage_source = passage_source
        self._sources = sources

    @cached_property
    def numbers(self) -> DocumentNumbers:
        """The numbers of the passages."""
        return np.flatnonzero(self.mask)

    @cached_property
    def by_source(self) -> SourceCounts:
        """The number of passages of each source."""
        return np.bincount(self._passage_source[self.numbers], minlength=self._sources)

    @cached_property
    def bits(self) -> Array:
        """The mask as bits: shape (ceil(passages / 64),), uint64."""
        return to_bits(self.mask)


class FacetColumn(Protocol):
    """One property that passages have a value of, or several."""

    @property
    def labels(self) -> FacetLabels:
        """Values of the property, in order."""

    def mask(self, chosen: Sequence[str]) -> DocumentMask:
        """Return the passages that have any of the chosen values."""

    def counts(self, selection: Selection) -> ValueCounts:
        """Return how many of the passages have each value."""


@dataclass(frozen=True)
class SourceFacet:
    """A property of the profiles and chapters."""

    labels: FacetLabels
    codes: Array  # (sources,), int64: the place of its value; the place after the last is none
    lengths: SourceCounts

    def mask(self, chosen: Sequence[str]) -> DocumentMask:
        is_chosen = np.append(self.labels.chosen_mask(chosen), False)
        return np.repeat(is_chosen[self.codes], self.lengths)

    def counts(self, selection: Selection) -> ValueCounts:
        counted = np.bincount(self.codes, weights=selection.by_source, minlength=len(self.labels.values) + 1)
        return counted[:-1].astype(np.int64)


@dataclass(frozen=True)
class PassageFacet:
    """A property of the passages themselves."""

    labels: FacetLabels
    bits: Array  # (values, ceil(passages / 64)), uint64: which passages have the value
    passages: int

    @classmethod
    def of(cls, labels: FacetLabels, masks: Array) -> "PassageFacet":
        """Return the facet of these masks: shape (values, passages), bool."""
        return cls(labels, to_bits(masks), masks.shape[1])

    def mask(self, chosen: Sequence[str]) -> DocumentMask:
        bits = np.bitwise_or.reduce(self.bits[self.labels.chosen_mask(chosen)], axis=0)
        return np.unpackbits(bits.view(np.uint8), count=self.passages).view(bool)

    def counts(self, selection: Selection) -> ValueCounts:
        return np.bitwise_count(self.bits & selection.bits).sum(axis=1, dtype=np.int64)


class FacetCounts:
    """All facets of a generation."""

    def __init__(self, columns: Mapping[str, FacetColumn], passage_source: PassageSources, sources: int) -> None:
        self._columns = columns
        self._passage_source = passage_source
        self._sources = sources

    def __getitem__(self, name: str) -> FacetColumn:
        return self._columns[name]

    def filters(self, request: SearchRequest) -> dict[str, DocumentMask]:
        """Return the mask of the passages that pass each filter of a request, by its name."""
        return {name: self._columns[name].mask(chosen) for name in FACETS if (chosen := request.chosen(name))}

    def select(self, matches: DocumentMask, filters: Mapping[str, DocumentMask]) -> Selection:
        """Return the matching passages that pass all filters."""
        mask = np.logical_and.reduce([matches, *filters.values()]) if filters else matches
        return Selection(mask, self._passage_source, self._sources)

    def count(
        self, matches: DocumentMask, filters: Mapping[str, DocumentMask], hits: Selection
    ) -> dict[str, tuple[FacetLabels, ValueCounts]]:
        """Return for each facet its values and their counts over the matches that pass all filters but its own.

        `hits` are those that pass all.
        """
        counts = {}
        for name, column in self._columns.items():
            selection = hits
            if name in filters:
                selection = self.select(matches, {other: mask for other, mask in filters.items() if other != name})
            counts[name] = (column.labels, column.counts(selection))
        return counts
