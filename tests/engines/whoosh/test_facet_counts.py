"""Filters and counts over masks of passages."""

import numpy as np
import pytest

from explorer.engines.whoosh.array_types import Array
from explorer.engines.whoosh.facet_counts import FacetCounts, PassageFacet, Selection, SourceFacet, to_bits
from explorer.search.facets import FacetLabels
from explorer.search.request import SearchRequest

SOURCES = np.array([0, 0, 1, 2, 2])  # of five passages
COUNTRY = SourceFacet(
    FacetLabels(("ALB", "KGZ"), ("Albania", "Kyrgyzstan")), np.array([0, 1, 2]), np.array([2, 1, 2])
)  # the third source has none
SECTION = PassageFacet.of(
    FacetLabels(("drugs", "people"), ("Drugs", "People")),
    np.array([[True, False, True, False, True], [False, True, False, False, False]]),
)
FACETS = FacetCounts({"country": COUNTRY, "section": SECTION}, SOURCES, 3)


def mask(*numbers: int) -> Array:
    chosen = np.zeros(5, dtype=bool)
    chosen[list(numbers)] = True
    return chosen


@pytest.mark.parametrize("size", [1, 63, 64, 65, 200])
def test_bits_are_as_many_as_truth_values(size: int) -> None:
    values = np.random.default_rng(size).random(size) < 0.4
    assert np.bitwise_count(to_bits(values)).sum() == values.sum()


def test_a_property_of_a_profile_is_that_of_its_passages() -> None:
    assert COUNTRY.mask(["ALB"]).tolist() == mask(0, 1).tolist()
    assert COUNTRY.mask(["ALB", "KGZ"]).tolist() == mask(0, 1, 2).tolist()
    assert COUNTRY.mask(["USA"]).tolist() == mask().tolist()


def test_a_property_of_a_passage_is_its_own() -> None:
    assert SECTION.mask(["drugs"]).tolist() == mask(0, 2, 4).tolist()
    assert SECTION.mask(["drugs", "people"]).tolist() == mask(0, 1, 2, 4).tolist()


def test_passages_without_a_value_are_counted_for_none() -> None:
    every = Selection(mask(0, 1, 2, 3, 4), SOURCES, 3)
    assert COUNTRY.counts(every).tolist() == [2, 1]
    assert SECTION.counts(every).tolist() == [3, 1]


def test_a_facet_is_counted_without_its_own_filter() -> None:
    request = SearchRequest.make("", [("country", "ALB"), ("section", "drugs")])
    filters = FACETS.filters(request)
    matches = mask(0, 1, 2)
    hits = FACETS.select(matches, filters)
    counts = {name: array.tolist() for name, (_, array) in FACETS.count(matches, filters, hits).items()}
    assert hits.numbers.tolist() == [0]
    assert counts == {"country": [1, 1], "section": [1, 1]}
