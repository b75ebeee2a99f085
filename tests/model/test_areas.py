import pytest

from explorer.core.errors import QueryError
from explorer.model.areas import Area, named_area
from explorer.model.taxonomy import taxonomy


def test_an_area_is_the_world_a_continent_or_a_region() -> None:
    assert Area.read("") == Area.read("World") == Area("world")
    assert Area.read("asia") == Area("continent", "Asia")
    assert Area.read("Central Asia and the Caucasus") == Area("region", "Central Asia and the Caucasus")
    assert [len(Area.read(name).countries) for name in ("", "Asia", "Melanesia")] == [193, 46, 4]
    with pytest.raises(QueryError, match="There is no continent or region 'Azia'"):
        Area.read("Azia")


def test_sentences_have_the_article_that_a_name_needs() -> None:
    with_article = {area.name for area in taxonomy().regions if named_area(area.name) != area.name}
    assert with_article == {"Caribbean"}
    assert [named_area(name) for name in ("", *taxonomy().continents)] == [
        *("the world", "Africa", "the Americas", "Asia", "Europe", "Oceania")
    ]
    assert Area.read("americas").label == "the Americas"
