"""The values of a facet that an answer shows, and their order."""

import numpy as np
import pytest

from explorer.model.taxonomy import taxonomy
from explorer.search.facets import FacetLabels, facet_labels
from explorer.search.query.nodes import FACETS

LABELS = FacetLabels.of([("kgz", "Kyrgyzstan"), ("alb", "Albania"), ("mlt", "Malta")])


def visible_values(counts: list[int], *chosen: str) -> list[tuple[str, int]]:
    return [(value.value, value.count) for value in LABELS.with_counts(np.array(counts), chosen)]


def test_values_are_in_order_of_label() -> None:
    assert LABELS.values == ("alb", "kgz", "mlt")


def test_most_come_first_and_equal_counts_by_label() -> None:
    assert visible_values([2, 7, 2]) == [("kgz", 7), ("alb", 2), ("mlt", 2)]


def test_a_value_without_hits_is_shown_when_it_is_chosen() -> None:
    assert visible_values([0, 1, 0]) == [("kgz", 1)]
    assert visible_values([0, 1, 0], "mlt") == [("kgz", 1), ("mlt", 0)]
    assert visible_values([0, 1, 0], "usa") == [("kgz", 1)]


@pytest.mark.parametrize("name", [name for name in FACETS if name != "chapter"])
def test_every_facet_has_its_values(name: str) -> None:
    labels = facet_labels(name)
    assert len(set(labels.values)) == len(labels.labels) > 1
    assert list(labels.labels) == sorted(labels.labels)


def test_indicators_and_countries_are_those_of_the_taxonomy() -> None:
    assert facet_labels("indicator") == facet_labels("about")
    assert set(facet_labels("indicator").values) == set(taxonomy().scored)
    assert len(facet_labels("country").values) == len(taxonomy().countries)


def test_chapters_are_known_to_an_index_alone() -> None:
    with pytest.raises(ValueError, match="without an index"):
        facet_labels("chapter")
