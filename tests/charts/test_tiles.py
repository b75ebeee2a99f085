"""The map of equal tiles."""

import pytest

from explorer.charts.tiles import TileMap, count_ends, count_step
from explorer.model.taxonomy import taxonomy


def test_the_world_has_193_tiles_and_none_covers_another() -> None:
    tile_map = TileMap.of_scores(taxonomy().countries, {})
    assert len({(tile.x, tile.y) for tile in tile_map.tiles}) == 193
    assert all(0 <= tile.x < tile_map.width and 0 <= tile.y < tile_map.height for tile in tile_map.tiles)


def test_a_map_is_cut_to_the_countries_that_are_shown() -> None:
    known = taxonomy()
    tile_map = TileMap.of_scores([known.country("KGZ"), known.country("TJK")], {"KGZ": 5.33})
    # Tajikistan is below Kyrgyzstan: one column, two rows of 34 with 2 between and 2 around.
    assert [(tile.country.code, tile.x, tile.y) for tile in tile_map.tiles] == [("KGZ", 2, 2), ("TJK", 2, 38)]
    assert (tile_map.width, tile_map.height) == (38, 74)


def test_a_country_without_a_score_has_an_empty_tile() -> None:
    (tile,) = TileMap.of_scores([taxonomy().country("KGZ")], {}).tiles
    assert (tile.number, tile.step) == (None, 0)


def test_a_tile_has_the_step_of_its_score() -> None:
    (tile,) = TileMap.of_scores([taxonomy().country("MMR")], {"MMR": 8.15}).tiles
    assert (tile.number, tile.step) == (8.15, 8)


@pytest.mark.parametrize(
    ("count", "highest", "expected"),
    [(1, 1, 9), (1, 100, 1), (100, 100, 9), (50, 100, 5), (3, 9, 3), (1, 2, 5), (2, 2, 9)],
)
def test_counts_share_the_scale_up_to_the_highest(count: int, highest: int, expected: int) -> None:
    assert count_step(count, highest) == expected


def test_a_scale_of_few_counts_has_a_step_for_each() -> None:
    assert count_ends(3) == ((3, 1, 1), (6, 2, 2), (9, 3, 3))


def test_a_scale_of_many_counts_leaves_none_out() -> None:
    ends = count_ends(100)
    assert [step for step, _, _ in ends] == list(range(1, 10))
    assert [count for _, start, end in ends for count in range(start, end + 1)] == list(range(1, 101))
    assert all(count_step(count, 100) == step for step, start, end in ends for count in range(start, end + 1))


def test_a_scale_without_counts_has_no_steps() -> None:
    assert count_ends(0) == ()


def test_no_passage_is_an_empty_tile_and_never_a_0() -> None:
    known = taxonomy()
    tile_map = TileMap.of_counts([known.country("KGZ"), known.country("KAZ")], {"KGZ": 4, "KAZ": 0})
    assert {tile.country.code: (tile.number, tile.step) for tile in tile_map.tiles} == {"KGZ": (4, 9), "KAZ": (None, 0)}


def test_an_empty_map_has_no_tiles() -> None:
    assert TileMap.of_counts([], {}).tiles == ()


BORDERS = [
    *("KGZ KAZ", "KGZ UZB", "KGZ TJK", "KAZ UZB", "USA CAN", "USA MEX", "GTM MEX", "GTM HND", "PAN COL", "COL ECU"),
    *("BRA PRY", "CHL ARG", "FRA BEL", "FRA CHE", "DEU POL", "POL LTU", "RUS BLR", "RUS UKR", "TUR SYR", "TUR GEO"),
    *("IRN IRQ", "IRN AZE", "IND PAK", "IND BGD", "LAO VNM", "LAO THA", "DZA MAR", "LBY EGY", "NGA NER", "NGA BEN"),
    *("COD RWA", "COD COG", "KEN SOM", "KEN ETH", "ZAF LSO", "ZAF SWZ", "ZAF BWA", "MOZ ZWE", "PRK KOR", "FJI WSM"),
]


@pytest.mark.parametrize("pair", BORDERS)
def test_neighbours_touch(pair: str) -> None:
    tile, neighbour = (taxonomy().country(code).tile for code in pair.split())
    assert max(abs(a - b) for a, b in zip(tile, neighbour, strict=True)) == 1
