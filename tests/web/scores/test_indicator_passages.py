"""The passages of an indicator: by score, with the sentence that is the evidence, by grade, and on several pages."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import index, make_profile
from tests.web.soup import element, every, links, page, words

MARKET = "Heroin is smuggled in lorries, and heroin labs supply opiates to the whole region."
PASSING = "Police on the border are poorly paid. Traffickers smuggle heroin in lorries & hide it beneath fruit."
SCORES = {"alb": 3.0, "kgz": 7.0, "afg": 9.5, "pak": 7.0}
PATH = "/indicators/heroin-trade?edition=2023"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Return a client of countries with other scores, each with a passage about heroin and three that mention it."""
    profiles = [
        make_profile(
            f"{code}-2023",
            {"criminal-justice-and-security": [PASSING] * 3, "drugs": [MARKET]},
            scores={"heroin-trade": score},
        )
        for code, score in SCORES.items()
    ]
    yield create_app(Settings(index(Home(tmp_path_factory.mktemp("graded")), *profiles))).test_client()


def section(soup: BeautifulSoup) -> BeautifulSoup:
    """Return the part of the page with the passages."""
    return BeautifulSoup(str(element(soup, "[aria-labelledby=passages-title]")), "lxml")


def places(soup: BeautifulSoup) -> list[tuple[str, str, str]]:
    """Return profile, score and relation of each passage."""
    return [
        (
            str(element(hit, "h3 a")["href"]).removeprefix("/profiles/").partition("#")[0],
            words(element(hit, ".margin .figure")),
            words(element(hit, ".margin .relation")),
        )
        for hit in soup.select(".linked-passages > li")
    ]


def test_passages_come_by_score_then_by_grade_then_by_place(graded: FlaskClient) -> None:
    listed = places(page(graded, PATH)) + places(page(graded, f"{PATH}&offset=10"))
    order = [("afg", "9.5"), ("kgz", "7.0"), ("pak", "7.0"), ("alb", "3.0")]
    about = {score: [(f"{code}-2023", score, "About") for code, other in order if other == score] for _, score in order}
    mention = {
        score: [(f"{code}-2023", score, "Mentions") for code, other in order if other == score for _ in range(3)]
        for _, score in order
    }
    assert listed == [place for score in about for place in (*about[score], *mention[score])]


def test_passages_and_countries_are_counted_by_grade_and_chosen_by_a_link(graded: FlaskClient) -> None:
    soup = section(page(graded, PATH))
    assert words(element(soup, "h2")) == "16 passages in 4 countries are linked to the heroin trade"
    choices = {words(link): str(link["href"]) for link in every(soup, ".links-choice a")}
    assert list(choices) == ["All 16", "About 4", "Mentions 12"]
    for choice, verb, relation in (("About 4", "are about", "About"), ("Mentions 12", "mention", "Mentions")):
        chosen = page(graded, choices[choice])
        count = choice.split()[1]
        assert words(element(section(chosen), "h2")) == f"{count} passages in 4 countries {verb} the heroin trade"
        assert words(element(chosen, ".links-choice [aria-current]")) == choice
        assert {place[2] for place in places(chosen)} == {relation}
        assert words(element(page(graded, str(element(section(chosen), ".more a")["href"])), "h1"))


def test_the_snippet_is_the_sentence_that_is_the_evidence(graded: FlaskClient) -> None:
    soup = page(graded, f"{PATH}&links=mentions")
    snippet = element(soup, ".linked-passages .snippet")
    assert snippet.get_text() == "Traffickers smuggle heroin in lorries & hide it beneath fruit."
    assert "heroin" in " ".join(mark.get_text() for mark in snippet.select("mark"))
    assert not element(soup, ".linked-passages > li").select(".margin li + li")  # its own score alone


def test_each_passage_has_the_line_that_reports_a_wrong_link(graded: FlaskClient) -> None:
    soup = page(graded, PATH)
    lines = [words(line) for line in soup.select(".report code")]
    assert len(lines) == 10
    assert lines[0].startswith("afg-2023/drugs/1 heroin-trade “Heroin")
    assert "Nothing is sent from here." in words(element(soup, ".report-note"))


def test_the_passages_are_on_several_pages_of_the_same_links(graded: FlaskClient) -> None:
    first = page(graded, f"{PATH}&links=mentions")
    second = page(graded, str(element(first, ".pager [rel=next]")["href"]))
    assert (len(places(first)), len(places(second))) == (10, 2)
    assert {place[2] for place in places(second)} == {"Mentions"}
    assert element(second, ".linked-passages")["start"] == "11"
    assert all(str(link["href"]).endswith("#passages-title") for link in every(second, ".pager a, .links-choice a"))
    beyond = page(graded, f"{PATH}&offset=90")
    assert "There are only 2 pages." in words(section(beyond))


def test_what_is_not_there_is_told(graded: FlaskClient) -> None:
    soup = section(page(graded, "/indicators/heroin-trade?edition=2025"))
    assert words(element(soup, "h2")) == "No passages are linked to the heroin trade"
    later, earlier = every(soup, "p a")
    assert [words(other) for other in (later, earlier)] == ["16 for 2023", "1 for 2021"]
    assert len(places(page(graded, str(later["href"])))) == 10
    page(graded, f"{PATH}&links=none", 400)
    page(graded, f"{PATH}&offset=-1", 400)
    assert "not to averages" in words(section(page(graded, "/indicators/criminality?edition=2023")))


def test_chapters_are_counted_apart_from_countries(shelved: FlaskClient) -> None:
    soup = section(page(shelved, "/indicators/heroin-trade?edition=2023"))
    assert "in 1 chapter" in words(element(soup, "h2"))


def test_the_passages_are_those_of_the_index(both: FlaskClient) -> None:
    soup = page(both, "/indicators/heroin-trade?edition=2021")
    addresses = {urlsplit(address).path for address in links(soup, ".hit h3 a").values()}
    assert "/profiles/lso-2021" in addresses
    assert not any("enact" in address for address in addresses)
