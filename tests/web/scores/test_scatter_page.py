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


def test_the_correlation_is_stated_and_outliers_are_named(world: FlaskClient) -> None:
    soup = page(world, "/scatter?edition=2025")
    assert "Spearman’s rank correlation is −0.45 over 193 countries: moderate" in words(soup)
    higher, lower = (words(line) for line in soup.select(".body > .read-as")[:2])
    assert higher.endswith("standard deviations: United Kingdom .")
    assert lower.startswith("Lower in resilience than the rank in criminality suggests")
    assert "United Kingdom" in [words(label) for label in soup.select("text.outlier")]
    tables = world.get("/api/v1/scatter?edition=2025").get_json()["tables"]
    (row,) = tables["correlation"]["rows"]
    assert (row["x"], row["y"], round(row["rho"], 2), row["country_count"]) == ("criminality", "resilience", -0.45, 193)
    sides = {row["country"]: row["outlier"] for row in tables["scatter"]["rows"] if row["outlier"]}
    assert sides["United Kingdom"] == "higher" and sides["Eritrea"] == "lower"


def test_a_part_and_its_whole_are_told(world: FlaskClient) -> None:
    assert "One of the two is a part of the other" in words(page(world, "/scatter?x=criminality&y=heroin-trade"))
    assert "One of the two" not in words(page(world, "/scatter?x=criminality&y=resilience"))


def test_a_score_is_not_set_against_itself(world: FlaskClient) -> None:
    assert "Both axes have resilience." in words(page(world, "/scatter?x=resilience", 400))
