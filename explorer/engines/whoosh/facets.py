"""Filters and facets: what is counted over the passages that are found.

A property of a profile or a chapter is counted by profile or chapter, whose passages stand together; a property of a
passage is a row of bits for each of its values, and counting is counting bits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Protocol

import numpy as np

from explorer.engines.whoosh.array_file import Array
from explorer.model.taxonomy import EDITIONS, taxonomy
from explorer.search.request import FACETS, KINDS, SearchRequest
from explorer.search.results import FacetValue

_make_value = partial(tuple.__new__, FacetValue)  # without a call of Python's for each of hundreds


@cache
def values_of(name: str) -> tuple[tuple[str, str], ...]:
    """Every value that a facet can have and its label, in order of label; chapters are known to the index alone."""
    known = taxonomy()
    match name:
        case "country":
            found = [(country.code, country.name) for country in known.countries]
        case "region":
            found = [(region.name, region.name) for region in known.regions]
        case "continent":
            found = [(continent, continent) for continent in known.continents]
        case "edition":
            found = [(str(edition), str(edition)) for edition in EDITIONS]
        case "section":
            found = [(heading.slug, heading.title) for heading in known.headings]
        case "kind":
            found = list(KINDS.items())
        case _:
            found = [(slug, known.indicator(slug).label) for slug in known.scored]
    return tuple(sorted(found, key=lambda one: one[1]))


def to_bits(mask: Array) -> Array:
    """Truth values, a whole row of them, as numbers of 64 bits."""
    packed = np.packbits(mask, axis=-1)
    missing = -packed.shape[-1] % 8
    if missing:
        packed = np.concatenate([packed, np.zeros((*packed.shape[:-1], missing), np.uint8)], axis=-1)
    return packed.view(np.uint64)


class Selection:
    """Some of the passages, in each of the forms that they are counted in."""

    def __init__(self, mask: Array, of_passage: Array, profiles: int) -> None:
        self.mask = mask
        self._of_passage = of_passage  # the profile of each passage
        self._profiles = profiles

    @cached_property
    def numbers(self) -> Array:
        return np.flatnonzero(self.mask)

    @cached_property
    def by_profile(self) -> Array:
        """How many there are of each profile."""
        return np.bincount(self._of_passage[self.numbers], minlength=self._profiles)

    @cached_property
    def bits(self) -> Array:
        return to_bits(self.mask)


class FacetColumn(Protocol):
    """One property that passages have a value of, or several."""

    @property
    def values(self) -> Sequence[str]:
        """In order of label."""

    @property
    def labels(self) -> Sequence[str]: ...

    def mask(self, chosen: Sequence[str]) -> Array:
        """The passages that have any of the chosen values."""

    def counts(self, selection: Selection) -> Array:
        """How many of the passages have each value."""


@dataclass(frozen=True)
class ProfileFacet:
    """A property of the profiles and chapters."""

    values: Sequence[str]
    labels: Sequence[str]
    codes: Array  # of each profile or chapter, places among the values; the one behind the last stands for none
    lengths: Array  # of each, how many passages it has

    def mask(self, chosen: Sequence[str]) -> Array:
        wanted = np.append(_wanted(self.values, chosen), False)
        return np.repeat(wanted[self.codes], self.lengths)

    def counts(self, selection: Selection) -> Array:
        counted = np.bincount(self.codes, weights=selection.by_profile, minlength=len(self.values) + 1)
        return counted[:-1].astype(np.int64)


@dataclass(frozen=True)
class PassageFacet:
    """A property of the passages themselves."""

    values: Sequence[str]
    labels: Sequence[str]
    bits: Array  # a row for each value: which passages have it
    passages: int

    @classmethod
    def of(cls, values: Sequence[str], labels: Sequence[str], masks: Array) -> "PassageFacet":
        """From the masks of the passages that have each value."""
        return cls(values, labels, to_bits(masks), masks.shape[1])

    def mask(self, chosen: Sequence[str]) -> Array:
        found = np.bitwise_or.reduce(self.bits[_wanted(self.values, chosen)], axis=0)
        return np.unpackbits(found.view(np.uint8), count=self.passages).view(bool)

    def counts(self, selection: Selection) -> Array:
        return np.bitwise_count(self.bits & selection.bits).sum(axis=1, dtype=np.int64)


def _wanted(values: Sequence[str], chosen: Sequence[str]) -> Array:
    wanted = np.zeros(len(values), dtype=bool)
    wanted[[values.index(value) for value in chosen if value in values]] = True
    return wanted


def _shown(facet: FacetColumn, counts: Array, chosen: Sequence[str]) -> tuple[FacetValue, ...]:
    """The values that were counted, or that were chosen, most first and then by label."""
    shown = counts > 0
    if chosen:
        shown |= _wanted(facet.values, chosen)
    found = np.flatnonzero(shown)
    order = found[np.argsort(-counts[found], kind="stable")]
    numbers = order.tolist()
    rows = zip(
        map(facet.values.__getitem__, numbers),
        map(facet.labels.__getitem__, numbers),
        counts[order].tolist(),
        strict=True,
    )
    return tuple(map(_make_value, rows))


class Facets:
    """All facets of a generation."""

    def __init__(self, facets: Mapping[str, FacetColumn], of_passage: Array, profiles: int) -> None:
        self._facets = facets
        self._of_passage = of_passage
        self._profiles = profiles

    def __getitem__(self, name: str) -> FacetColumn:
        return self._facets[name]

    def filters(self, request: SearchRequest) -> dict[str, Array]:
        """The mask of the passages that pass each filter of a request, by its name."""
        return {name: self._facets[name].mask(chosen) for name in FACETS if (chosen := request.chosen(name))}

    def select(self, found: Array, filters: Mapping[str, Array]) -> Selection:
        """The passages that are found and pass all filters."""
        mask = np.logical_and.reduce([found, *filters.values()]) if filters else found
        return Selection(mask, self._of_passage, self._profiles)

    def counted(
        self, found: Array, filters: Mapping[str, Array], request: SearchRequest
    ) -> tuple[Selection, Mapping[str, tuple[FacetValue, ...]]]:
        """The hits, and for each facet its counts over the hits that there are without its own filter."""
        hits = self.select(found, filters)
        shown = {}
        for name, facet in self._facets.items():
            counted = hits
            if name in filters:
                counted = self.select(found, {other: mask for other, mask in filters.items() if other != name})
            shown[name] = _shown(facet, facet.counts(counted), request.chosen(name))
        return hits, shown
