"""The page of an indicator: its meaning and its scores in the world."""

from flask.testing import FlaskClient

from explorer.model.taxonomy import taxonomy
from tests.web.soup import element, page, words


def test_an_indicator_shows_its_spread_its_ends_its_averages_and_its_map(world: FlaskClient) -> None:
    soup = page(world, "/indicators/heroin-trade?edition=2025")
    counts = [int(words(text)) for text in soup.select(".histogram .count")]
    assert sum(counts) == 193
    highest, lowest = soup.select(".ends")
    assert words(element(highest, "li")) == "Myanmar 9.5"
    assert words(element(lowest, "li")).endswith("1.0")
    assert len(soup.select(".tiles a")) == 193
    assert soup.select("svg.trend .line")


def test_averages_are_those_of_the_world_five_continents_and_22_regions(world: FlaskClient) -> None:
    rows = world.get("/api/v1/rankings/heroin-trade").get_json()["tables"]["averages"]["rows"]
    assert len(rows) == 28
    assert rows[0] == {
        "area": "World",
        "kind": "world",
        "average-2021": 3.97,
        "average-2023": 4.08,
        "average-2025": 3.77,
    }


def test_the_lines_of_an_average_break_after_2021_and_the_reason_is_one_click_away(world: FlaskClient) -> None:
    soup = page(world, "/indicators/criminality?edition=2025")
    assert words(element(soup, "svg.trend .break + text")) == "not comparable"
    assert len(soup.select("svg.trend .line")) == 6
    assert "made of" in words(element(soup, "details.aside"))
    resilience = page(world, "/indicators/resilience?edition=2025")
    assert len(resilience.select("svg.trend .line")) == 12
    assert not resilience.select("details.aside")


def test_an_edition_before_an_indicator_is_na_in_its_averages(world: FlaskClient) -> None:
    text = world.get("/indicators.csv").text
    line = next(line for line in text.splitlines() if line.startswith("Financial crimes"))
    assert line.split(",")[:3] == ["Financial crimes", "Criminal markets", ""]


def test_every_table_of_an_indicator_is_a_file(world: FlaskClient) -> None:
    for table, lines in (("", 194), ("averages", 29), ("distribution", 20)):
        assert len(world.get(f"/indicators/heroin-trade.csv?edition=2025&table={table}").text.splitlines()) == lines


def test_ranks_of_an_indicator_have_their_origin(world: FlaskClient) -> None:
    note = words(element(page(world, "/indicators/resilience?edition=2021"), ".twin p.origins"))
    assert note == "* As published. Ranks without this mark are computed here from the published scores."
    rows = world.get("/api/v1/rankings/resilience?edition=2021").get_json()["tables"]["scores"]["rows"]
    assert {row["country"] for row in rows if row["rank_origin"] == "published"} == {"Kyrgyzstan"}
    heading = world.get("/indicators/resilience.csv?edition=2021").text.splitlines()[0]
    assert heading.endswith("Origin of the rank")


def test_every_indicator_has_a_page(world: FlaskClient) -> None:
    for slug in taxonomy().scored:
        assert words(element(page(world, f"/indicators/{slug}"), "h1")).endswith("2025")


def test_averages_are_shown_only_where_all_countries_are_here(client: FlaskClient, world: FlaskClient) -> None:
    assert "World average: 2021 5.58" in words(page(world, "/indicators"))
    assert "World average: 2" not in words(page(client, "/indicators"))
    assert not page(client, "/indicators/heroin-trade").select("svg.trend")


def test_averages_in_the_list_say_that_their_editions_are_not_like_for_like(world: FlaskClient) -> None:
    soup = page(world, "/indicators")
    assert soup.select("#criminal-markets details.aside")
    assert not soup.select("#resilience details.aside")
