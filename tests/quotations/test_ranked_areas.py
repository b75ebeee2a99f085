"""The names of areas in text."""

import pytest

from explorer.quotations.ranked_areas import NamedArea, area_of, area_phrases, areas_in
from explorer.quotations.statements import read_phrases


@pytest.mark.parametrize(
    ("phrase", "kind", "name", "is_part"),
    [
        (" in Asia", "continent", "Asia", False),
        (" among the 46 countries in Asia", "", "", False),
        (" of 46 Asian countries", "continent", "Asia", False),
        (" in Western Africa", "region", "West Africa", False),
        (" in South-East Asia", "region", "South-Eastern Asia", False),
        (" in Central and Eastern Europe", "region", "Central & Eastern Europe", False),
        (" in Eastern Europe", "region", "Central & Eastern Europe", True),
        (" among Central Asian states", "region", "Central Asia and the Caucasus", True),
        (" in its region", "region", "", False),
        (" globally", "world", "", False),
        (" of the world’s 193 countries", "world", "", False),
        (" in Asia-Pacific", "", "", False),
        (" in Asia’s cities", "", "", False),
        (" in Asia and Europe", "", "", False),
        (" in Latin America", "", "", False),
    ],
)
def test_a_phrase_names_an_area_of_the_index(phrase: str, kind: str, name: str, is_part: bool) -> None:
    areas = [area_of(match) for match in read_phrases(phrase, 0, area_phrases())]
    assert [(area.kind, area.name, area.is_part) for area in areas] == ([(kind, name, is_part)] if kind else [])


def test_areas_are_found_anywhere() -> None:
    assert areas_in("Goods from West Africa reach Asia.") == (
        NamedArea("region", "West Africa", "West Africa"),
        NamedArea("continent", "Asia", "Asia"),
    )
