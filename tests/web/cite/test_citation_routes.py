"""Citation from the pages, and the records that reference managers read there."""

import re

import pytest
import rispy
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from explorer.citations.styles import STYLES
from explorer.model.profiles import version_of
from tests.web.soup import element, links, page, words

AUTHOR = "Global Initiative Against Transnational Organized Crime"


def test_every_passage_has_a_cite_link_that_leads_to_its_citation(client: FlaskClient) -> None:
    soup = page(client, "/profiles/kgz-2021")
    cites = [str(link["href"]) for link in soup.select(".passage .citing a[data-cite]")]
    assert len(cites) == len(soup.select(".passage.row")) > 10
    cited = page(client, cites[0])
    assert words(element(cited, "h1")) == "Cite this passage"
    assert words(element(cited, "#entry")).startswith(f"{AUTHOR}. (2021). Kyrgyzstan (digest by OC Explorer)")
    assert "http://localhost/passages/kgz-2021/people/1?v=" in words(element(cited, "#entry"))


@pytest.mark.parametrize("style", STYLES)
def test_a_style_that_was_chosen_stays_in_the_addresses(client: FlaskClient, style: str) -> None:
    soup = page(client, f"/cite?id=kgz-2021/drugs/1&style={style}")
    assert words(element(soup, ".styles [aria-current]")) == STYLES[style].label
    back = str(element(soup, ".above a")["href"])
    again = page(client, back.partition("#")[0])
    assert f"style={style}" in str(element(again, ".passage .citing a")["href"]) or style == "apa"


def test_selected_words_become_the_quotation_and_others_are_refused(client: FlaskClient) -> None:
    soup = page(client, "/cite?id=kgz-2021/drugs/1&words=Heroin+seizures+have+lately+fallen.")
    assert words(element(soup, "#in-text")).startswith("“Heroin seizures have lately fallen.” (")
    assert "#drugs-1:~:text=Heroin%20seizures" in words(element(soup, "#link"))
    page(client, "/cite?id=kgz-2021/drugs/1&words=Heroin+seizures+rose.", 404)


def test_scores_sections_and_searches_have_links_to_their_citations(client: FlaskClient) -> None:
    scores = links(page(client, "/profiles/kgz-2021"), ".scores-panel a")
    for label, score in (("Heroin trade", "7.0"), ("Criminal actors", "6.25"), ("Criminality", "5.33")):
        entry = words(element(page(client, scores[f"Cite this score : {label}"]), "#entry"))
        assert f"{label.lower()}, score {score} of 10" in entry
    search = links(page(client, "/search?q=heroin&country=KGZ&offset=0"), ".citing a")["Cite this search"]
    assert "Search for heroin: 1 passage contains ‘heroin’, in Kyrgyzstan" in words(
        element(page(client, search), "#entry")
    )
    wider = links(page(client, "/cite?id=kgz-2021/drugs/1"), ".citing a")
    assert words(element(page(client, wider["the whole section"]), "h1")) == "Cite this section"
    assert words(element(page(client, wider["the whole profile"]), "h1")) == "Cite this profile"


def test_an_indicator_and_a_score_have_links_to_their_citations_and_back(client: FlaskClient) -> None:
    cited = page(client, links(page(client, "/indicators/heroin-trade"), ".citing a")["Cite this indicator"])
    assert words(element(cited, "h1")) == "Cite this indicator"
    assert words(element(cited, "#entry")).startswith(f"{AUTHOR}. (2021). Heroin trade . Global Organized Crime Index")
    assert links(cited, ".above a") == {"Heroin trade 2021": "/indicators/heroin-trade?edition=2021"}
    assert page(client, "/indicators/heroin-trade?edition=2025").select_one(".citing a[href*=cite]") is None
    scored = page(client, links(page(client, "/scores/kgz-2021/criminality"), ".citing a")["Cite this score"])
    assert "Kyrgyzstan: criminality, score 5.33 of 10" in words(element(scored, "#entry"))
    assert page(client, "/scores/kgz-2025/criminality", 410).select_one(".citing a") is None


def test_scores_and_searches_are_cited_too_and_nothing_is_not(client: FlaskClient) -> None:
    assert "score 7.0 of 10" in words(element(page(client, "/cite?id=kgz-2021/heroin-trade"), "#entry"))
    assert "[Your name]" in words(element(page(client, "/cite?id=search?q%3Dheroin"), "#entry"))
    page(client, "/cite", 400)
    page(client, "/cite?id=kgz-2021&style=vancouver", 400)


@pytest.mark.parametrize("suffix", ["bib", "ris", "csl.json"])
def test_a_passage_is_downloaded_from_its_citation(client: FlaskClient, suffix: str) -> None:
    url = next(
        url for url in links(page(client, "/cite?id=kgz-2021/drugs/1"), ".files a").values() if f".{suffix}?" in url
    )
    text = client.get(url).text
    assert "gitoc-kgz-2021-drugs-1" in text and AUTHOR in text


def test_zotero_is_served_ris_by_unapi(client: FlaskClient) -> None:
    soup = page(client, "/profiles/kgz-2021")
    server = str(element(soup, "link[rel=unapi-server]")["href"])
    id = str(element(soup, "abbr.unapi-id")["title"])
    offered = BeautifulSoup(client.get(f"{server}?id={id}").data, "xml")
    assert client.get(f"{server}?id={id}").status_code == 300
    assert [str(format["name"]) for format in offered.find_all("format")] == ["ris", "bibtex"]
    record = rispy.loads(client.get(f"{server}?id={id}&format=ris").text)[0]
    assert record["authors"] == [AUTHOR]
    assert client.get(server).status_code == 200
    assert client.get(f"{server}?id=kgz-2021/drugs/99&format=ris").status_code == 404
    assert client.get(f"{server}?id=kgz-2021&format=mods").status_code == 404


def test_a_permanent_link_with_its_hash_leads_to_the_passage(client: FlaskClient) -> None:
    text = client.get("/api/v1/passages/kgz-2021/drugs/1").get_json()["text"]
    answer = client.get(f"/passages/kgz-2021/drugs/1?v={version_of(text)}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/profiles/kgz-2021?v={version_of(text)}#drugs-1")


def test_a_permanent_link_to_another_text_never_silently_shows_something_else(client: FlaskClient) -> None:
    text = client.get("/api/v1/passages/kgz-2021/drugs/2").get_json()["text"]
    moved = page(client, f"/passages/kgz-2021/drugs/1?v={version_of(text)}")
    assert words(element(moved, "h1")) == "This passage has moved"
    assert str(element(moved, ".more a")["href"]).startswith("/passages/kgz-2021/drugs/2?v=")
    changed = page(client, "/passages/kgz-2021/drugs/1?v=00000000")
    assert words(element(changed, "h1")) == "This passage has changed"
    assert words(element(changed, ".above")) == "Kyrgyzstan 2021, Drugs, paragraph 1"
    gone = page(client, "/passages/kgz-2021/drugs/99?v=00000000", 410)
    assert words(element(gone, "h1")) == "This passage is gone"
    changed = page(client, "/profiles/kgz-2021?v=00000000")
    assert words(element(changed, "h1")) == "This profile has changed"
    assert str(element(changed, ".more a")["href"]).startswith("/profiles/kgz-2021?v=")
    assert words(element(page(client, "/profiles/kgz-2025?v=00000000", 410), "h1")) == "This profile is gone"
    same = page(client, f"/profiles/kgz-2021?v={version_of(text)}")
    assert words(element(same, ".notice[role=status]")).startswith(
        "As cited. The text is the same as when it was cited."
    )
    assert str(element(same, ".notice[role=status] a")["href"]) == "#drugs-2"
    assert [words(label) for label in same.select(".passage .citing strong")] == ["As cited"]
    assert "As cited" in words(element(same, "#drugs-2"))
    assert page(client, "/profiles/kgz-2021").select_one(".notice[role=status]") is None


def test_a_permanent_link_to_a_score_shows_it_then_and_now(client: FlaskClient) -> None:
    same = page(client, "/scores/kgz-2021/heroin-trade?v=7.0")
    assert words(element(same, "h1")) == "This score is the same"
    assert words(element(same, ".lead")) == "The score is the same as when it was cited: 7.0."
    changed = page(client, "/scores/kgz-2021/heroin-trade?v=6.5")
    assert words(element(changed, "h1")) == "This score has changed"
    assert words(element(changed, ".above")) == "Kyrgyzstan 2021, Heroin trade"
    assert words(element(changed, ".lead")) == "The score was 6.5 when it was cited and is 7.0 now."
    assert list(links(changed, ".more a").values()) == [
        "/profiles/kgz-2021#scores",
        "/indicators/heroin-trade?edition=2021",
    ]
    gone = page(client, "/scores/kgz-2025/heroin-trade?v=6.5", 410)
    assert words(element(gone, ".lead")).endswith("It was 6.5 when it was cited.")
    assert words(element(page(client, "/scores/kgz-2021/heroin-trade"), "h1")) == "Kyrgyzstan 2021, Heroin trade"
    page(client, "/scores/kgz-2021/gold-trade?v=6.5", 404)


def test_a_cited_search_reports_whether_it_finds_the_same(client: FlaskClient) -> None:
    cited = page(client, "/cite?id=search?q%3Dheroin%26sort%3Dnewest")
    link = str(element(cited, "#link")["href"])
    assert re.fullmatch(r"/search\?q=heroin&sort=newest&scope=words&found=\d+&v=[0-9a-f]{8}", link)
    assert str(element(cited, ".above a")["href"]) == "/search?q=heroin&sort=newest&scope=words"
    same = page(client, link)
    assert words(element(same, ".notice")).startswith("As cited. The search finds the same")
    again = page(client, links(same, ".citing a")["Cite this search"])
    assert str(element(again, "#link")["href"]) == link
    changed = page(client, "/search?q=heroin&view=countries&found=1,0&v=00000000")
    assert words(element(changed, ".notice")).startswith("Changed since it was cited. The search finds")
    assert page(client, "/search?q=heroin&found=3").select_one(".notice") is None


def test_the_interface_cites(client: FlaskClient) -> None:
    answer = client.get("/api/v1/citations?id=kgz-2021/drugs/1&style=oscola").get_json()
    assert answer["text"].startswith(f"{AUTHOR}, ‘Kyrgyzstan (digest by OC Explorer)’")
    assert client.get("/api/v1/citations?id=kgz-2021&style=ris").get_json()["text"].startswith("TY  - RPRT")
    for query in ("", "?id=kgz-2021/drugs/1&style=zz"):
        assert client.get(f"/api/v1/citations{query}").status_code == 400


@pytest.mark.parametrize("view", ["passages", "countries", "profiles", "concordance", "distribution"])
def test_a_search_is_cited_from_each_of_its_views(client: FlaskClient, view: str) -> None:
    link = links(page(client, f"/search?q=heroin&edition=2021&view={view}"), ".citing a")["Cite this search"]
    assert "search" in words(element(page(client, link), "h1"))
