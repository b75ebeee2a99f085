"""Profiles side by side."""

import csv
import io

import pytest
from flask.testing import FlaskClient

from explorer.core.errors import NotFoundError
from explorer.model.taxonomy import taxonomy
from explorer.web.scores.comparison import Comparison
from tests.web.soup import element, links, page, words

THREE = "/compare?profiles=kgz-2021,kaz-2021,kgz-2023"


def table(client: FlaskClient, address: str) -> dict[str, list[str]]:
    rows = page(client, address).select(".compared tbody tr")
    return {words(element(row, "th")): [words(cell) for cell in row.select("td")] for row in rows}


def test_three_profiles_are_in_columns_with_differences_to_the_first(world: FlaskClient) -> None:
    soup = page(world, THREE)
    assert words(element(soup, "h1")) == "Kyrgyzstan 2021 , Kazakhstan 2021 and Kyrgyzstan 2023"
    assert len(soup.select("svg.pyramid")) == 3
    cells = table(world, THREE)
    assert cells["Heroin trade"] == ["7.0", "6.5 −0.5", "7.5 +0.5"]
    assert cells["Resilience"][0] == "4.17"


def test_what_an_edition_does_not_score_is_na_and_never_a_nought(world: FlaskClient) -> None:
    assert table(world, THREE)["Financial crimes"][:2] == ["n/a", "n/a n/a"]
    rows = list(csv.reader(io.StringIO(world.get(THREE.replace("/compare", "/compare.csv")).text)))
    financial = next(row for row in rows if row[0] == "Financial crimes")
    assert financial[1:4] == ["", "", ""]
    assert financial[5] == ""


def test_averages_of_2021_and_later_are_not_like_for_like_and_the_reason_is_one_click_away(world: FlaskClient) -> None:
    cells = table(world, THREE)
    assert cells["Criminality"][2].endswith("†")
    assert "†" not in cells["Criminality"][1]
    assert "†" not in cells["Resilience"][2]
    assert "made of" in words(element(page(world, THREE), "details.aside"))
    answer = world.get(THREE.replace("/compare", "/api/v1/compare")).get_json()["tables"]["scores"]["rows"]
    assert "not comparable" in next(row for row in answer if row["indicator"] == "Criminality")["comparable"]
    assert next(row for row in answer if row["indicator"] == "Heroin trade")["comparable"] == "yes"


def test_differences_are_named_as_computed(world: FlaskClient) -> None:
    said = "Differences from Kyrgyzstan 2021, computed here from the published scores."
    assert said in words(page(world, THREE))
    answer = world.get("/api/v1/compare?profiles=kgz-2021,kaz-2021").get_json()["tables"]["scores"]["rows"]
    origins = {row["indicator"]: row["origin"] for row in answer}
    assert set(origins.values()) == {"computed"}
    newer = world.get("/api/v1/compare?profiles=kgz-2021,kgz-2023").get_json()["tables"]["scores"]["rows"]
    assert {row["origin"] for row in newer if row["indicator"] == "Financial crimes"} == {None}
    assert "origin" not in world.get("/api/v1/compare?profiles=kgz-2021").get_json()["tables"]["scores"]["rows"][0]


def test_the_same_section_of_each_is_read_next_to_each_other(grown: FlaskClient) -> None:
    address = "/compare?profiles=kgz-2021,kgz-2023&section=people"
    texts = [words(text) for text in page(grown, address).select(".texts > div")]
    assert len(texts) == 2
    assert "Traffickers <b>recruit</b> girls" in texts[1]
    other = page(grown, "/compare?profiles=kgz-2021,kgz-2023&section=drugs")
    assert "The text of this section has not been imported" in words(other.select(".texts > div")[1])
    answer = grown.get("/api/v1/compare?profiles=kgz-2021,kgz-2023&section=people").get_json()
    assert [row["id"] for row in answer["tables"]["text"]["rows"]][-1] == "kgz-2023/people/2"


def test_a_profile_is_added_and_removed_without_a_script(world: FlaskClient) -> None:
    response = world.get("/compare?profiles=kgz-2021&country=KAZ&edition=2023")
    assert (response.status_code, response.location) == (302, "/compare?profiles=kgz-2021,kaz-2023")
    removed = links(page(world, response.location), ".drop")
    assert removed["Remove Kyrgyzstan 2021"] == "/compare?profiles=kaz-2023"
    four = page(world, "/compare?profiles=kgz-2021,kaz-2021,uzb-2021,tjk-2021")
    assert four.select("#choose-country")
    assert len(four.select("svg.pyramid")) == 4


def test_without_profiles_the_page_says_how_to_choose_them(client: FlaskClient) -> None:
    soup = page(client, "/compare")
    assert "two or more" in words(element(soup, ".lead"))
    assert [words(option) for option in soup.select("#choose-country option")] == ["Kyrgyzstan"]


def test_a_profile_that_is_not_here_is_named_with_what_would_help(client: FlaskClient) -> None:
    soup = page(client, "/compare?profiles=kgz-2021,kaz-2021")
    assert "Kazakhstan 2021 has not been imported." in words(element(soup, ".notice"))
    assert len(soup.select("svg.pyramid")) == 1


def test_unknown_profiles_are_refused() -> None:
    with pytest.raises(NotFoundError):
        Comparison.from_args([("profiles", "atlantis")])
    assert Comparison.from_args([("profiles", "kgz-2021,KGZ-2021")]).profiles == ("kgz-2021",)


FIVE = "/compare?profiles=kgz-2021,kaz-2021,uzb-2021,tjk-2023,tkm-2025"


def test_more_than_four_profiles_are_one_table_of_scores(world: FlaskClient) -> None:
    soup = page(world, FIVE)
    assert words(element(soup, "h1")) == "5 profiles side by side"
    assert "Pictures and text are shown for up to four profiles" in words(element(soup, ".lead"))
    assert not soup.select("svg.pyramid, svg.trend, #text")
    rows = soup.select(".data-table tbody tr")
    cells = {words(row.select("th")[0]): [words(cell) for cell in row.select("td")] for row in rows}
    assert (len(cells["Heroin trade"]), cells["Heroin trade"][:3]) == (5, ["7.0", "6.5", "6.5"])
    assert cells["Financial crimes"][:3] == ["n/a"] * 3
    marked = [words(row) for row in soup.select(".data-table tbody th") if "†" in words(row)]
    assert marked == ["Criminality †", "Criminal markets †", "Criminal actors †"]
    answer = world.get(FIVE.replace("/compare", "/api/v1/compare")).get_json()["tables"]
    assert list(answer) == ["scores"]
    assert [column["name"] for column in answer["scores"]["columns"]] == [
        *("indicator", "kgz-2021", "kaz-2021", "uzb-2021", "tjk-2023", "tkm-2025", "comparable")
    ]
    assert len(world.get(FIVE.replace("/compare", "/compare.csv")).text.splitlines()) == 37


def test_every_country_can_be_compared_at_once(world: FlaskClient) -> None:
    ids = ",".join(f"{country.code.lower()}-2025" for country in taxonomy().countries)
    soup = page(world, f"/compare?profiles={ids}")
    assert words(element(soup, "h1")) == "193 profiles side by side"
    assert len(soup.select("thead th")) == 194
    assert not soup.select("thead .drop")
    assert page(world, FIVE).select("thead .drop")


def test_selected_profiles_have_one_address(world: FlaskClient) -> None:
    response = world.get("/compare?profiles=kgz-2021&profiles=kaz-2021&profiles=kgz-2021")
    assert (response.status_code, response.location) == (302, "/compare?profiles=kgz-2021,kaz-2021")


def test_profiles_of_two_series_are_not_compared(both: FlaskClient) -> None:
    answer = both.get("/compare?profiles=lso-2021,enact-lso-2021")
    assert answer.status_code == 400
    assert (
        "These profiles are of the Global Organized Crime Index and the ENACT Africa index, which score" in answer.text
    )
    assert both.get("/api/v1/compare?profiles=lso-2021,enact-lso-2021").status_code == 400


def test_profiles_of_another_series_are_compared_with_one_another(both: FlaskClient) -> None:
    address = "/compare?profiles=enact-lso-2019,enact-lso-2021"
    assert table(both, address)["Heroin trade"] == ["6.0", "7.5 +1.5"]
    soup = page(both, address)
    assert words(element(soup, "h1")) == "Lesotho ENACT Africa index 2019 and Lesotho ENACT Africa index 2021"
    assert words(element(soup, "svg.trend desc")).startswith("Lesotho: 2019 3.00, 2021 3.25.")
