"""What goes with what: rho of any two scores, as another computation has it from the workbook."""

import csv
import io
from pathlib import Path

import pandas
import pytest
from flask.testing import FlaskClient

from explorer.web.scores.correlations_page import shade
from tests.web.soup import element, links, page, words
from tests.workbook_scores import read_scores

ACTORS = "/correlations?indicator=state-embedded-actors"


@pytest.fixture(scope="module")
def rhos(real_data: Path) -> pandas.DataFrame:
    """Correlate the scores of 2025 in the workbook, by pandas."""
    published = read_scores(real_data / "workbooks" / "global_oc_index_2025.xlsx")
    rows = [(country, slug, score) for (country, edition, slug), score in published.items() if edition == 2025]
    table = pandas.DataFrame(rows, columns=["country", "slug", "score"])
    return table.pivot(index="country", columns="slug", values="score").corr(method="spearman")


def test_a_score_is_correlated_with_every_other(world: FlaskClient, rhos: pandas.DataFrame) -> None:
    rows = world.get(f"/api/v1{ACTORS}").get_json()["tables"]["correlations"]["rows"]
    assert len(rows) == 35
    for row in rows:
        assert row["rho"] == pytest.approx(rhos.loc["state-embedded-actors", row["indicator"]], abs=0.0001)
        assert row["country_count"] == 193
    assert [row["rho"] for row in rows] == sorted((row["rho"] for row in rows), reverse=True)
    assert {row["indicator"] for row in rows if row["note"]} == {"criminality", "criminal-actors"}


def test_the_page_says_what_goes_with_it_most_and_against_it(world: FlaskClient) -> None:
    soup = page(world, ACTORS)
    assert words(element(soup, ".lead")) == (
        "Over 193 countries it goes most with non-renewable resource crimes (+0.70), and most against political "
        "leadership and governance (−0.85)."
    )
    assert "neither need cause the other" in words(soup)
    assert links(soup, ".rhos a")["Law enforcement"].startswith("/scatter?x=state-embedded-actors&y=law-enforcement")


@pytest.mark.parametrize(("group", "size"), [("averages", 4), ("criminal-markets", 15), ("all", 32)])
def test_a_matrix_has_every_pair_twice(world: FlaskClient, rhos: pandas.DataFrame, group: str, size: int) -> None:
    matrix = world.get(f"/api/v1/correlations?group={group}").get_json()["tables"]["matrix"]
    slugs = [column["name"] for column in matrix["columns"][1:]]
    assert (len(slugs), len(matrix["rows"])) == (size, size)
    for slug, row in zip(slugs, matrix["rows"], strict=True):
        for other in slugs:
            assert row[other] == (None if other == slug else pytest.approx(rhos.loc[slug, other], abs=0.0001))
    file = world.get(f"/correlations.csv?group={group}&table=matrix").text
    assert len(list(csv.reader(io.StringIO(file)))) == size + 1


def test_shades_begin_at_a_fifth() -> None:
    rhos = (0.19, -0.2, 0.4, -0.64, 0.8, 1.0, -0.95, 0.0)
    shades = ["", "against-1", "with-2", "against-3", "with-4", "with-4", "against-4", ""]
    assert [shade(rho) for rho in rhos] == shades


def test_an_area_and_an_edition_are_chosen(world: FlaskClient) -> None:
    soup = page(world, f"{ACTORS}&edition=2021&area=Asia")
    assert "Over 46 countries of Asia" in words(element(soup, ".lead"))
    assert "not scored before 2023" in words(page(world, "/correlations?indicator=financial-crimes&edition=2021"))


def test_too_few_countries_have_no_correlation(client: FlaskClient) -> None:
    soup = page(client, "/correlations")
    assert "too few scores here" in words(element(soup, ".lead"))
    rows = client.get("/api/v1/correlations").get_json()["tables"]["correlations"]["rows"]
    assert {row["rho"] for row in rows} == {None}


def test_few_countries_have_no_headline(world: FlaskClient) -> None:
    soup = page(world, "/correlations?indicator=resilience&area=Polynesia")
    assert words(element(soup, ".lead")) == "3 countries of Polynesia: so few that any correlation may be chance."
    assert "so few that it may be chance" in words(page(world, "/scatter?area=Polynesia"))


@pytest.mark.parametrize("query", ["group=drugs", "indicator=herion", "edition=2022", "area=Asiaa", "x=heroin-trade"])
def test_what_is_not_there_is_refused(client: FlaskClient, query: str) -> None:
    page(client, f"/correlations?{query}", 400)
