"""Two scores against each other."""

from explorer.charts.scatter import ACROSS, UP, Scatter, arrange_markers, marks
from explorer.model.taxonomy import taxonomy

KNOWN = taxonomy()
SOME = [KNOWN.country(code) for code in ("KGZ", "KAZ", "MMR", "FIN")]


def test_a_country_is_placed_at_its_two_scores() -> None:
    (spot,) = Scatter.of(SOME, {"KGZ": 5.5}, {"KGZ": 10.0}).spots
    assert (spot.x, spot.y) == ((ACROSS.start + ACROSS.end) / 2, UP.end)


def test_a_country_without_one_of_the_scores_is_left_out() -> None:
    assert Scatter.of(SOME, {"KGZ": 5.5, "KAZ": 4.0}, {"KGZ": 4.0}).spots[0].country.code == "KGZ"


def test_countries_are_parted_at_5_50_which_is_high() -> None:
    scatter = Scatter.of(
        SOME,
        {"KGZ": 5.49, "KAZ": 5.5, "MMR": 8.0, "FIN": 3.0},
        {"KGZ": 4.0, "KAZ": 4.0, "MMR": 5.5, "FIN": 8.0},
    )
    quadrants = {
        (quadrant.is_high_across, quadrant.is_high_up): [country.code for country in quadrant.countries]
        for quadrant in scatter.quadrants
    }
    assert quadrants == {(False, False): ["KGZ"], (True, False): ["KAZ"], (False, True): ["FIN"], (True, True): ["MMR"]}


def test_countries_on_one_spot_are_placed_around_it() -> None:
    assert arrange_markers(1) == ((0, 0),)
    assert arrange_markers(2) == ((-4, 0), (4, 0))
    assert arrange_markers(4) == ((-4, -4), (4, -4), (-4, 4), (4, 4))
    assert arrange_markers(3)[2] == (0, 4)


def test_many_on_one_spot_stay_within_its_half_point() -> None:
    room = (ACROSS.end - ACROSS.start) / 18
    for count in (20, 60, 193):
        assert len(set(arrange_markers(count))) == count
        assert all(abs(x) <= room / 2 and abs(y) <= room / 2 for x, y in arrange_markers(count))


def test_every_region_has_a_mark_of_its_own() -> None:
    assert len(marks()) == len(KNOWN.regions)
    assert len({(mark.shape, mark.colour) for mark in marks().values()}) == len(KNOWN.regions)


def test_a_continent_has_one_shape() -> None:
    assert len({(mark.continent, mark.shape) for mark in marks().values()}) == 5
