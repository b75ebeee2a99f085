"""The map of tiles."""

import io

from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from explorer.web.scores.maps import count_steps
from tests.web.soup import element, every, links, page, words


def test_every_country_has_a_tile_with_its_score_that_leads_to_its_profile(world: FlaskClient) -> None:
    soup = page(world, "/map?indicator=criminality&edition=2021")
    tiles = {str(tile["aria-label"]): str(tile["href"]) for tile in soup.select(".tiles a")}
    assert len(tiles) == 193
    assert tiles["Kyrgyzstan: 5.33"] == "/profiles/kgz-2021"
    rectangle = element(soup, '.tiles a[href="/profiles/kgz-2021"] rect')
    assert rectangle["class"] == ["step-5"]


def test_the_table_beside_the_map_has_the_same_scores(world: FlaskClient) -> None:
    soup = page(world, "/map?indicator=resilience")
    tiles = {str(tile["aria-label"]) for tile in soup.select(".tiles a")}
    rows = [[words(cell) for cell in row.select("th, td")] for row in soup.select(".data-table tbody tr")]
    assert {f"{row[0]}: {row[3]}" for row in rows} == tiles
    text = world.get(links(soup, ".downloads a")["CSV"]).text
    assert len(text.splitlines()) == 194


def test_a_map_can_be_of_one_region(world: FlaskClient) -> None:
    soup = page(world, "/map?area=Central+Asia+and+the+Caucasus")
    assert len(soup.select(".tiles a")) == 8
    assert words(element(soup, "#choose-area option[selected]")) == "Central Asia and the Caucasus"


def test_criminality_and_resilience_have_scales_of_their_own(world: FlaskClient) -> None:
    assert "criminality" in element(page(world, "/map?indicator=heroin-trade"), ".tiles")["class"]
    assert "resilience" in element(page(world, "/map?indicator=prevention"), ".tiles")["class"]


def test_a_country_without_a_score_is_na_and_leads_nowhere(client: FlaskClient) -> None:
    soup = page(client, "/map")
    assert len(soup.select(".tiles a")) == 1
    assert len(soup.select(".tiles rect.step-0")) == 192
    assert words(soup.select(".tiles g")[0]).endswith("n/a")
    assert "oc-explorer import WORKBOOK.xlsx" in words(element(soup, ".notice"))
    assert client.get("/map.csv").text.splitlines()[1] == "Afghanistan,AFG,Southern Asia,"


def test_passages_found_are_counted_by_country(grown: FlaskClient) -> None:
    soup = page(grown, "/map/passages?q=heroin")
    assert {str(tile["aria-label"]) for tile in soup.select(".tiles a")} >= {"Tuvalu: 25"}
    total = sum(int(words(row.select("td")[1])) for row in soup.select(".data-table tbody tr"))
    assert element(soup, "h1")["data-total"] == str(total)
    for tile in every(soup, ".tiles a"):
        count = str(tile["aria-label"]).rsplit(" ", 1)[1]
        assert words(element(page(grown, str(tile["href"])), "h1")).split()[0] == count
    answer = grown.get("/api/v1/map/passages?q=heroin").get_json()
    assert {"country": "Tuvalu", "code": "TUV", "passage_count": 25} in answer["tables"]["passages"]["rows"]


def test_a_search_leads_to_its_map_with_all_its_filters(grown: FlaskClient) -> None:
    address = str(
        element(page(grown, "/search?q=heroin&edition=2021&country=TUV&country=KGZ&sort=oldest"), ".to-map")["href"]
    )
    assert address == "/map/passages?q=heroin&country=KGZ&country=TUV&edition=2021&scope=words"
    soup = page(grown, address)
    assert (
        links(soup, "main a")["See the passages"] == "/search?q=heroin&country=KGZ&country=TUV&edition=2021&scope=words"
    )
    narrowed = page(grown, "/map/passages?q=heroin&country=TUV")
    assert len(narrowed.select(".tiles a")) == 1


def test_a_map_is_of_the_names_in_a_query_too(grown: FlaskClient) -> None:
    soup = page(grown, "/map/passages?q=kyrgyz+heroin&scope=related")
    assert len(soup.select(".tiles a")) == 1
    assert "of them" not in words(element(soup, ".read-as"))


def test_a_search_that_finds_nothing_is_an_empty_map(client: FlaskClient) -> None:
    soup = page(client, "/map/passages?q=zebra")
    assert not soup.select(".tiles a")
    assert client.get("/map/passages.csv?q=zebra").text == "Country,Code,Passages\r\n"


def test_steps_of_counts_are_named_by_what_they_hold() -> None:
    assert count_steps(2) == ((5, "1"), (9, "2"))
    assert [label for _, label in count_steps(18)][:2] == ["1–2", "3–4"]
    assert count_steps(0) == ()


def test_a_file_of_passages_names_the_sources_of_their_series(both: FlaskClient) -> None:
    for query, expected in (("q=dagga", 2), ("q=dagga&series=enact", 1)):
        book = CalamineWorkbook.from_filelike(io.BytesIO(both.get(f"/map/passages.xlsx?{query}").data))
        names = [str(row[0]) for row in book.get_sheet_by_name("About").to_python()]
        assert len([name for name in names if name.startswith("Source")]) == expected
