import pytest

from explorer.core.errors import QueryError
from explorer.model.areas import Area


def test_an_area_is_the_world_a_continent_or_a_region() -> None:
    assert Area.read("") == Area.read("World") == Area("world")
    assert Area.read("asia") == Area("continent", "Asia")
    assert Area.read("Central Asia and the Caucasus") == Area("region", "Central Asia and the Caucasus")
    assert [len(Area.read(name).countries) for name in ("", "Asia", "Melanesia")] == [193, 46, 4]
    with pytest.raises(QueryError, match="There is no continent or region 'Azia'"):
        Area.read("Azia")
