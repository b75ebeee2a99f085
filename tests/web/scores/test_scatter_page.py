"""Two scores against each other."""

from flask.testing import FlaskClient

from explorer.model.taxonomy import taxonomy
from explorer.web.scores.scatter_page import quadrant_name
from tests.web.soup import element, page, words


def test_every_country_is_a_mark_that_leads_to_its_profile(world: FlaskClient) -> None:
    soup = page(world, "/scatter?edition=2021")
    marks = {str(mark["aria-label"]): str(mark["href"]) for mark in soup.select("a.spot")}
    assert len(marks) == 193
    assert marks["Kyrgyzstan: 5.33 and 4.17"] == "/profiles/kgz-2021"


def test_the_quadrants_hold_every_country_once_and_the_table_says_which(world: FlaskClient) -> None:
    soup = page(world, "/scatter?edition=2021")
    named = {
        words(text).rsplit(": ", 1)[0]: int(words(text).rsplit(": ", 1)[1]) for text in soup.select("text.quadrant")
    }
    assert sum(named.values()) == 193
    cells = [words(row.select("td")[-1]) for row in soup.select(".data-table tbody tr")]
    assert {name: cells.count(name) for name in named} == named
    answer = world.get("/api/v1/scatter?edition=2021").get_json()["tables"]["scatter"]["rows"]
    kyrgyzstan = next(row for row in answer if row["country"] == "Kyrgyzstan")
    assert kyrgyzstan["quadrant"] == "Low criminality, low resilience"


def test_any_two_scores_of_any_area_can_be_drawn(world: FlaskClient) -> None:
    soup = page(world, "/scatter?x=heroin-trade&y=Prevention&area=Asia&edition=2023")
    assert words(element(soup, "h1")) == "Heroin trade and prevention 2023"
    assert len(soup.select("a.spot")) == 46
    assert {words(term) for term in soup.select(".marks dt")} == {"Asia"}


def test_a_score_that_an_edition_lacks_is_said(world: FlaskClient) -> None:
    soup = page(world, "/scatter?x=financial-crimes&edition=2021")
    assert "not scored before 2023" in words(element(soup, ".notice"))
    assert not soup.select("a.spot")


def test_one_country_alone_is_drawn_with_a_word_on_the_others(client: FlaskClient) -> None:
    soup = page(client, "/scatter")
    assert len(soup.select("a.spot")) == 1
    assert "oc-explorer import WORKBOOK.xlsx" in words(element(soup, ".notice"))


def test_quadrants_are_named_in_words() -> None:
    known = taxonomy()
    name = quadrant_name(known.indicator("criminality"), known.indicator("resilience"), True, False)
    assert name == "High criminality, low resilience"
