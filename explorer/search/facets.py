"""Facets: every value that one can have, its label, and which of them an answer shows in what order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from explorer.model.series import all_series, editions_of_all
from explorer.model.taxonomy import taxonomy
from explorer.search.request import KINDS
from explorer.search.results import FacetValue

_make_value = partial(tuple.__new__, FacetValue)  # without a call of Python's for each of hundreds


@dataclass(frozen=True)
class FacetLabels:
    """The values of a facet with their labels, in order of label."""

    values: tuple[str, ...]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "FacetLabels":
        """Put values and their labels in order."""
        ordered = sorted(pairs, key=lambda pair: pair[1])
        return cls(tuple(value for value, _ in ordered), tuple(label for _, label in ordered))

    def chosen_mask(self, chosen: Sequence[str]) -> NDArray[np.bool_]:
        """Return which values are chosen: shape (values,). Unknown values are left out."""
        mask = np.zeros(len(self.values), dtype=bool)
        mask[[self.values.index(value) for value in chosen if value in self.values]] = True
        return mask

    def with_counts(self, counts: NDArray[np.int64], chosen: Sequence[str] = ()) -> tuple[FacetValue, ...]:
        """Return the values that were counted or chosen, most first and then by label.

        `counts` has shape (values,), in passages; a chosen value is shown with 0 too, so that it can be removed.
        """
        is_shown = counts > 0
        if chosen:
            is_shown |= self.chosen_mask(chosen)
        numbers = np.flatnonzero(is_shown)
        order = numbers[np.argsort(-counts[numbers], kind="stable")]
        places = order.tolist()
        rows = zip(
            map(self.values.__getitem__, places),
            map(self.labels.__getitem__, places),
            counts[order].tolist(),
            strict=True,
        )
        return tuple(map(_make_value, rows))


@cache
def facet_labels(name: str) -> FacetLabels:
    """Return every value that a facet can have; those of "chapter" are known to the index alone."""
    known = taxonomy()
    match name:
        case "country":
            return FacetLabels.of((country.code, country.name) for country in known.countries)
        case "region":
            return FacetLabels.of((region.name, region.name) for region in known.regions)
        case "continent":
            return FacetLabels.of((continent, continent) for continent in known.continents)
        case "edition":
            return FacetLabels.of((str(edition), str(edition)) for edition in editions_of_all())
        case "section":
            return FacetLabels.of((heading.slug, heading.title) for heading in known.headings)
        case "kind":
            return FacetLabels.of(KINDS.items())
        case "series":
            return FacetLabels.of((series.slug, series.name) for series in all_series().values())
        case "indicator" | "about":
            return FacetLabels.of((slug, known.indicator(slug).label) for slug in known.scored)
    raise ValueError(f"The values of the facet {name!r} are not known without an index")
