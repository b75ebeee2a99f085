"""Filters and facets: one small-integer column for each property that is counted, over all passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from explorer.engines.whoosh.arrays import Array, reorder_runs
from explorer.search.page import FacetValue
from explorer.search.request import FACETS, KINDS, SearchRequest
from explorer.taxonomy import EDITIONS, taxonomy


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


@dataclass(frozen=True)
class Facet:
    """One property. A passage has one value of it or none, or several where `starts` says how many."""

    values: Sequence[str]  # in order of label
    labels: Sequence[str]
    codes: Array  # places among the values; the one behind the last stands for none
    starts: Array | None = None  # of each passage's codes

    @cached_property
    def _owners(self) -> Array:
        """The passage that each code belongs to, where passages have several."""
        assert self.starts is not None
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def mask(self, chosen: Sequence[str]) -> Array:
        """The passages that have any of the chosen values."""
        found = self._wanted(chosen)[self.codes]
        if self.starts is None:
            return found
        total = np.concatenate([np.zeros(1, np.int64), np.cumsum(found)])
        return total[self.starts[1:]] > total[self.starts[:-1]]

    def _wanted(self, chosen: Sequence[str]) -> Array:
        wanted = np.zeros(len(self.values) + 1, dtype=bool)
        wanted[[self.values.index(value) for value in chosen if value in self.values]] = True
        return wanted

    def counts(self, passages: Array) -> Array:
        """How many of the passages, given by number, have each value."""
        if self.starts is None:
            codes = self.codes[passages]
        elif len(passages) * 8 < len(self.starts):
            codes = self.codes[reorder_runs(self.starts, passages)]
        else:
            counted = np.zeros(len(self.starts) - 1, dtype=bool)
            counted[passages] = True
            codes = self.codes[counted[self._owners]]
        return np.bincount(codes, minlength=len(self.values) + 1)[:-1]

    def shown(self, passages: Array, chosen: Sequence[str]) -> tuple[FacetValue, ...]:
        """The values that the passages have, or that were chosen, most first and then by label."""
        counts = self.counts(passages)
        order = np.argsort(-counts, kind="stable")
        shown = counts > 0
        if chosen:
            shown |= self._wanted(chosen)[:-1]
        order = order[shown[order]]
        values, labels = self.values, self.labels
        shown_counts = counts[order].tolist()
        return tuple(
            [FacetValue(values[n], labels[n], count) for n, count in zip(order.tolist(), shown_counts, strict=True)]
        )


class Facets:
    """All facets of a generation."""

    def __init__(self, facets: Mapping[str, Facet]) -> None:
        self._facets = facets

    def __getitem__(self, name: str) -> Facet:
        return self._facets[name]

    def filters(self, request: SearchRequest) -> dict[str, Array]:
        """The mask of the passages that pass each filter of a request, by its name."""
        return {name: self._facets[name].mask(chosen) for name in FACETS if (chosen := request.chosen(name))}

    @staticmethod
    def hits(found: Array, filters: Mapping[str, Array]) -> Array:
        """The numbers of the passages that are found and pass all filters."""
        return np.flatnonzero(np.logical_and.reduce([found, *filters.values()]))

    def counted(
        self, found: Array, filters: Mapping[str, Array], request: SearchRequest
    ) -> tuple[Array, Mapping[str, tuple[FacetValue, ...]]]:
        """The hits, by number, and for each facet its counts over the hits that there are without its own filter."""
        hits = self.hits(found, filters)
        shown = {}
        for name in FACETS:
            counted = hits
            if name in filters:
                counted = self.hits(found, {other: mask for other, mask in filters.items() if other != name})
            shown[name] = self._facets[name].shown(counted, request.chosen(name))
        return hits, shown
