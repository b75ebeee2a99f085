"""The list of countries."""

from flask.testing import FlaskClient

from tests.web.soup import element, links, page, words


def names(client: FlaskClient, address: str) -> list[str]:
    return [words(cell) for cell in page(client, address).select(".countries tbody th")]


def test_all_193_are_listed_with_a_figure_and_their_newest_scores(world: FlaskClient) -> None:
    soup = page(world, "/countries")
    assert len(soup.select(".countries tbody tr")) == len(soup.select("svg.pyramid.small")) == 193
    row = next(row for row in soup.select(".countries tbody tr") if words(row).startswith("Kyrgyzstan"))
    assert words(row) == "Kyrgyzstan 5.25 3.79 Central Asia and the Caucasus 2025 2021 digest"
    assert not soup.select(".notice")


def test_the_form_narrows_without_a_script(world: FlaskClient) -> None:
    assert names(world, "/countries?name=ivoire") == ["Côte d'Ivoire"]
    assert names(world, "/countries?name=kyrg") == ["Kyrgyzstan"]
    assert names(world, "/countries?name=KGZ") == ["Kyrgyzstan"]
    assert len(names(world, "/countries?area=Caribbean")) == 13
    assert names(world, "/countries?text=1") == ["Kyrgyzstan"]
    assert names(world, "/countries?name=zzz") == []


def test_csv_and_json_hold_the_countries_that_are_shown(world: FlaskClient) -> None:
    files = links(page(world, "/countries?area=Melanesia"), ".downloads a")
    lines = world.get(files["Countries, CSV"]).text.splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == names(world, "/countries?area=Melanesia")
    assert lines[1].endswith(",")
    assert len(world.get(files["JSON"]).get_json()["tables"]["countries"]["rows"]) == 4


def test_json_lists_the_editions_that_have_text(client: FlaskClient) -> None:
    (row,) = client.get("/api/v1/countries").get_json()["tables"]["countries"]["rows"]
    assert (row["code"], row["edition"], row["text_editions"]) == ("KGZ", 2021, "2021")


def test_a_new_user_reads_what_is_missing_and_how_to_add_it(client: FlaskClient) -> None:
    soup = page(client, "/countries")
    assert names(client, "/countries") == ["Kyrgyzstan"]
    sentence = "No full text; a digest of 1 of 193 profiles of 2021; scores of 1 of 193 profiles of 2021."
    assert words(element(soup, ".complete")) == sentence
    completing = element(soup, "details.completing[open]")
    assert [words(row) for row in completing.select("tbody tr")] == [
        "2021 0 1 0 192",
        "2023 0 0 0 193",
        "2025 0 0 0 193",
    ]
    assert [words(code) for code in completing.select("code")] == [
        "oc-explorer fetch --what scores",
        "oc-explorer fetch --all",
        "oc-explorer import FILE",
    ]


def test_with_all_scores_only_the_texts_are_missing(world: FlaskClient) -> None:
    soup = page(world, "/countries?name=zzz")
    assert (
        words(element(soup, ".complete"))
        == "No full text; a digest of 1 of 193 profiles of 2021; scores of all 579 profiles."
    )
    completing = element(soup, "details.completing:not([open])")
    assert [words(code) for code in completing.select(".fetch code")] == ["oc-explorer fetch --all"]


def test_completeness_is_a_table_for_programs_too(world: FlaskClient) -> None:
    rows = world.get("/api/v1/countries").get_json()["tables"]["completeness"]["rows"]
    assert rows[0] == {
        "edition": 2021,
        "full": 0,
        "digest": 1,
        "scores": 192,
        "missing": 0,
        "unreadable": 0,
        "scored": 193,
    }
    assert [row["edition"] for row in rows] == [2021, 2023, 2025]
    assert "2023,0,0,193,0,0,193" in world.get("/countries.csv?table=completeness").text


def test_profiles_of_another_series_are_listed_apart(both: FlaskClient) -> None:
    soup = page(both, "/countries")
    assert [words(row) for row in soup.select("#countries tbody th")] == ["Kyrgyzstan", "Lesotho"]
    section = element(soup, "[aria-labelledby=series-enact]")
    assert "profiles of 54 of its 54 countries. ENACT Africa index: 2 of 162 profiles with text." in words(section)
    assert "ENACT" not in words(element(soup, ".complete"))
    assert links(soup, "[aria-labelledby=series-enact] a")["2019"].startswith("/profiles/enact-")
