"""Pages of the views: their state in the address, their links, their counts."""

import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from explorer.search.views.frequency import DEFINITION
from tests.web.soup import element, every, links, page, words

VIEWS = ("passages", "countries", "profiles", "concordance", "distribution")


def rows(soup: BeautifulSoup, selector: str) -> list[list[str]]:
    return [[words(cell) for cell in row.select("th, td")] for row in soup.select(f"{selector} tbody tr")]


def test_every_view_leads_to_every_other_of_the_same_search(grown: FlaskClient) -> None:
    for view in VIEWS:
        soup = page(grown, f"/search?q=heroin&country=KGZ&sort=newest&view={view}")
        offered = links(soup, ".views a")
        assert list(offered) == ["Passages", "By country", "By profile", "Concordance", "Distribution"]
        for address in offered.values():
            assert {("q", "heroin"), ("country", "KGZ"), ("sort", "newest")} <= set(parse_qsl(urlsplit(address).query))
        assert len(soup.select(".views [aria-current]")) == 1


@pytest.mark.parametrize("view", VIEWS[1:])
def test_filters_pages_and_the_search_box_keep_the_view(grown: FlaskClient, view: str) -> None:
    soup = page(grown, f"/search?q=heroin&edition=2021&view={view}")
    for address in [*links(soup, ".facets a").values(), *links(soup, ".chips a").values()]:
        assert ("view", view) in parse_qsl(urlsplit(address).query)
    assert element(soup, '.searchbox input[name="view"]')["value"] == view


def test_a_filter_of_a_view_shows_as_many_as_before(grown: FlaskClient) -> None:
    filter_links = page(grown, "/search?q=heroin&view=countries").select(".facets li a")
    assert filter_links
    assert not [link["href"] for link in filter_links if "limit" in str(link["href"])]


def facet_of_indicators(soup: BeautifulSoup) -> dict[str, int]:
    (title,) = (title for title in soup.select(".facets h3") if words(title) == "Indicator")
    values: list[Tag] = []
    for sibling in title.find_next_siblings():
        if sibling.name == "h3":
            break
        values += sibling.select("li:has(.figure)")
    return {words(element(value, ".label")): int(words(element(value, ".figure"))) for value in values}


@pytest.mark.parametrize("view", VIEWS)
def test_the_facet_of_indicators_counts_the_links_that_a_reader_chooses(grown: FlaskClient, view: str) -> None:
    address = f"/search?q=police&view={view}"
    facets = grown.get("/api/v1/search?q=police").get_json()["facets"]
    counts = {name: {value["label"]: value["count"] for value in facets[name]} for name in ("indicator", "about")}
    assert counts["indicator"] != counts["about"]
    soup = page(grown, address)
    assert words(element(soup, ".grades [aria-current]")) == "Any link"
    assert words(element(soup, ".counted")) == "Passages about it or mentioning it"
    assert facet_of_indicators(soup) == counts["indicator"]
    about = page(grown, links(soup, ".grades a")["About"])
    assert words(element(about, ".grades [aria-current]")) == "About"
    assert words(element(about, ".counted")) == "Passages about it"
    assert facet_of_indicators(about) == counts["about"]
    assert element(about, '.searchbox input[name="links"]')["value"] == "about"
    for link in about.select(".facets li:has(.figure) a, .views a, .chips a, .scopes a"):
        assert ("links", "about") in parse_qsl(urlsplit(str(link["href"])).query), link
    assert facet_of_indicators(page(grown, links(about, ".grades a")["Any link"])) == counts["indicator"]


def test_each_value_of_the_facet_finds_as_many_passages_as_it_counts(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=police&links=about")
    values = [link for link in soup.select(".facets a:has(.figure)") if "about=" in str(link["href"])]
    assert values
    for link in values:
        narrowed = page(grown, str(link["href"]))
        assert element(narrowed, "h1")["data-total"] == words(element(link, ".figure"))
        label = words(element(link, ".label"))
        assert f" about {label}" in words(element(narrowed, "h1"))
        chosen = element(narrowed, ".facets li a[aria-current]:has(.figure)")
        assert words(element(chosen, ".label")) == label
        back = page(grown, links(narrowed, ".chips a")[f"Remove About: {label} ×"])
        assert facet_of_indicators(back) == facet_of_indicators(soup)


def test_an_indicator_that_was_chosen_is_chosen_for_the_other_links(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=police&indicator=law-enforcement")
    about = links(soup, ".grades a")["About"]
    assert ("about", "law-enforcement") in parse_qsl(urlsplit(about).query)
    assert "Remove About: Law enforcement ×" in links(page(grown, about), ".chips a")


def test_downloads_and_citations_have_the_filter_and_not_the_choice_of_counts(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=police&about=law-enforcement&links=about")
    found = [
        *links(soup, ".downloads a").values(),
        *links(soup, ".citing a").values(),
        links(soup, "a")["Show on a map"],
    ]
    for address in found:
        assert "law-enforcement" in address and "links" not in address


def test_every_view_takes_a_filter_by_what_passages_are_about(grown: FlaskClient) -> None:
    chosen = "q=corrupt&about=state-embedded-actors&scope=words"
    total = grown.get(f"/api/v1/search?{chosen}").get_json()["total"]
    assert (
        0
        < total
        < grown.get("/api/v1/search?q=corrupt&indicator=state-embedded-actors&scope=words").get_json()["total"]
    )
    countries = grown.get(f"/api/v1/groups/countries?{chosen}").get_json()
    assert countries["total"] == total == sum(group["passage_count"] for group in countries["groups"])
    shares = grown.get(f"/api/v1/distribution?{chosen}&by=section").get_json()["shares"]
    assert sum(share["passage_count"] for share in shares) == total
    lines = grown.get(f"/api/v1/concordance?{chosen}").get_json()["lines"]
    assert 0 < len({line["id"] for line in lines}) <= total
    tiles = grown.get(f"/api/v1/map/passages?{chosen}").get_json()["tables"]["passages"]["rows"]
    assert sum(tile["passage_count"] for tile in tiles) == total
    matrix = grown.get("/api/v1/matrix?term=corrupt&by=section&about=state-embedded-actors").get_json()
    everything = grown.get("/api/v1/search?about=state-embedded-actors").get_json()["total"]
    assert sum(row["filtered_passage_count"] for row in matrix["rows"]) == everything
    exported = [json.loads(line) for line in grown.get(f"/search.jsonl?{chosen}").text.splitlines()[1:]]
    assert len(exported) == total
    assert all("State-embedded actors (about)" in row["indicators"] for row in exported)
    cited = page(grown, links(page(grown, f"/search?{chosen}"), ".citing a")["Cite this search"])
    assert "about State-embedded actors" in words(element(cited, "main"))
    written = grown.get("/api/v1/search?q=corrupt+about:state-embedded-actors&scope=words").get_json()
    assert written["total"] == total


def test_groups_show_the_best_passage_and_how_many_there_are(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=heroin&view=countries")
    hits = {words(hit.select_one("h3")): hit for hit in soup.select(".hit")}  # type: ignore[arg-type]
    assert {name.split()[0] for name in hits} == {"Tuvalu", "Kyrgyzstan"}
    for hit in hits.values():
        count = int(words(element(hit, ".count")).split()[0])
        there = page(grown, str(element(hit, ".count")["href"]))
        assert element(there, "h1")["data-total"] == str(count)
        assert element(hit, ".snippet mark")


def test_groups_by_profile_narrow_to_country_and_edition(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=trafficking&view=profiles")
    for address in links(soup, ".hit .count").values():
        assert {"country", "edition"} <= {name for name, _ in parse_qsl(urlsplit(address).query)}


def test_groups_are_paged(grown: FlaskClient) -> None:
    first, second = (page(grown, f"/search?view=profiles&limit=2&offset={offset}") for offset in (0, 2))
    assert len(first.select(".hit")) == 2 and len(second.select(".hit")) >= 1
    assert words(first.select(".hit h3")[0]) != words(second.select(".hit h3")[0])
    assert "/search?limit=2&offset=2&view=profiles" in links(first, ".pager a").values()


def test_a_concordance_has_a_line_an_occurrence_and_can_be_put_in_order(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=heroin&country=KGZ&view=concordance&order=right")
    lines = rows(soup, ".kwic")
    assert len(lines) == 5
    assert {line[2].lower() for line in lines} == {"heroin"}
    rights = [line[3].lower() for line in lines]
    assert rights == sorted(rights)
    assert words(element(soup, ".order [aria-current]")) == "Word to the right"
    assert "/search?q=heroin&country=KGZ&scope=words&view=concordance&order=left" in links(soup, ".order a").values()


def test_a_concordance_is_paged_by_fifty_lines(grown: FlaskClient) -> None:
    everything = grown.get("/api/v1/concordance?q=the&exact=1").get_json()
    assert everything["occurrences"] > 50 == len(everything["lines"]) == everything["limit"]
    last = page(grown, "/search?q=the&exact=1&view=concordance&offset=50")
    assert 0 < len(rows(last, ".kwic")) <= 50
    assert len(rows(page(grown, "/search?q=heroin&view=concordance&limit=20"), ".kwic")) == 20


def test_a_search_for_no_word_has_no_line_and_says_so(grown: FlaskClient) -> None:
    assert "Type a word" in words(page(grown, "/search?view=concordance"))
    assert "Type a word" in words(page(grown, "/search?view=distribution"))
    assert "Try this" in words(page(grown, "/search?q=zebra&view=concordance"))


@pytest.mark.parametrize("by", ("country", "region", "section", "edition"))
def test_a_distribution_equals_what_programs_get_and_says_what_it_measures(grown: FlaskClient, by: str) -> None:
    soup = page(grown, f"/search?q=heroin&view=distribution&by={by}")
    answer = grown.get(f"/api/v1/distribution?q=heroin&by={by}").get_json()
    share_rows = rows(soup, ".shares")
    assert [row[0] for row in share_rows] == [share["label"] for share in answer["shares"]]
    assert [row[2] for row in share_rows] == [f"{share['per_thousand']:.2f}" for share in answer["shares"]]
    assert DEFINITION in words(soup)
    assert answer["definition"] == DEFINITION
    assert bool(soup.select("svg.tiles")) == (by == "country")


def test_the_longest_bar_is_that_of_the_most_frequent(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=heroin&view=distribution&by=section")
    lengths = [float(str(bar["width"])) for bar in soup.select(".share .fill")]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] == 100


def test_passages_like_one_are_linked_from_it_and_lead_back(grown: FlaskClient) -> None:
    assert "/similar/kgz-2021/drugs/1" in links(page(grown, "/profiles/kgz-2021"), "a").values()
    soup = page(grown, "/similar/kgz-2021/drugs/1")
    assert "/profiles/kgz-2021#drugs-1" in links(soup, ".model a").values()
    assert soup.select(".hit")
    everywhere = page(grown, "/similar/tuv-2021/drugs/1")
    assert any("/tuv-" in str(link["href"]) for link in every(everywhere, ".hit h3 a"))
    elsewhere = page(grown, "/similar/tuv-2021/drugs/1?elsewhere=1")
    assert not any("/tuv-" in str(link["href"]) for link in every(elsewhere, ".hit h3 a"))
    page(grown, "/similar/kgz-2021/drugs/99", status=404)


def test_a_view_that_does_not_exist_is_refused_with_those_that_do(grown: FlaskClient) -> None:
    assert "concordance" in words(page(grown, "/search?q=gold&view=concordence", status=400))


def test_what_expanded_a_search_can_be_switched_off_and_on_again(client: FlaskClient) -> None:
    text = client.get("/search?q=smack&edition=2021").text
    assert 'href="/search?q=smack&amp;edition=2021&amp;exact=1"' in text
    text = client.get("/search?q=smack&edition=2021&exact=1").text
    assert "Exact words only." in text
    assert '<a href="/search?q=smack&amp;edition=2021"><span class="unseen">Remove </span>Exact words only' in text


def test_names_that_were_understood_are_said_and_can_be_removed(client: FlaskClient) -> None:
    soup = page(client, "/search?q=kyrgyz+heroin+2021")
    assert words(element(soup, ".understood")) == (
        "Read as “heroin” in Kyrgyzstan, 2021 edition. Search the words instead"
    )
    assert links(soup, ".understood a")["Search the words instead"] == "/search?q=kyrgyz+heroin+2021&names=0"
    chips = links(soup, ".chips a")
    assert chips["Remove Country: Kyrgyzstan ×"] == "/search?q=heroin+2021"
    assert chips["Remove Edition: 2021 ×"].startswith("/search?q=kyrgyz+heroin")


def test_names_as_words_can_be_undone_and_stay_for_the_links_of_the_page_alone(client: FlaskClient) -> None:
    soup = page(client, "/search?q=kyrgyz+heroin&names=0")
    assert not soup.select(".understood")
    assert "names" not in links(soup, ".chips a")["Remove Names as words ×"]
    assert not soup.select(".searchbox [name=names]")
    assert all("names=0" in url for url in links(soup, ".facets li a").values())


def test_every_view_and_file_is_of_the_names_that_were_understood(grown: FlaskClient) -> None:
    total = grown.get("/api/v1/search?q=kyrgyz+heroin&scope=related").get_json()["total"]
    assert total == grown.get("/api/v1/search?q=heroin+country:kgz&scope=related").get_json()["total"] > 0
    groups = grown.get("/api/v1/groups/countries?q=kyrgyz+heroin&scope=related").get_json()
    assert [(group["value"], group["passage_count"]) for group in groups["groups"]] == [("KGZ", total)]
    shares = grown.get("/api/v1/distribution?q=kyrgyz+heroin&by=country").get_json()["shares"]
    assert [share["value"] for share in shares] == ["KGZ"]
    assert len(grown.get("/search.jsonl?q=kyrgyz+heroin&scope=related").text.splitlines()) == total + 1


def test_the_name_of_a_country_alone_shows_its_card_above_its_passages(client: FlaskClient) -> None:
    for query in ("Kyrgyzstan", "kgz", "Kyrgyz"):
        soup = page(client, f"/search?q={query}")
        card = element(soup, ".card")
        assert words(element(card, "h2")) == "Kyrgyzstan"
        assert links(card, "a")["Read 2021"] == "/profiles/kgz-2021"
        assert links(card, "a")["Drugs"] == "/profiles/kgz-2021#drugs"
        assert rows(soup, ".card table")[0][:2] == ["Criminality", "5.33"]
        assert "Criminality 5.33 in 2021 (rank 72 of 193), resilience 4.17 (rank 125 of 193)." in words(card)
        assert soup.select(".hits .hit")
    assert not page(client, "/search?q=Kyrgyzstan&view=countries").select(".card")
    assert not page(client, "/search?q=kyrgyz+heroin").select(".card")


def test_the_name_of_a_country_with_an_edition_shows_the_card_of_that_edition(world: FlaskClient) -> None:
    card = element(page(world, "/search?q=Kyrgyzstan+2023"), ".card")
    assert links(card, "h2 a")["Kyrgyzstan"] == "/profiles/kgz-2023"
    assert "The 2023 profile of Kyrgyzstan has scores and no text here." in words(card)
    assert re.search(r" in 2023 \(rank [\d–]+ of 193, computed\), ", words(card))
    answer = world.get("/api/v1/search?q=Kyrgyzstan+2023").get_json()
    assert answer["card"]["edition"] == 2023


def test_the_name_of_an_indicator_alone_shows_its_card(world: FlaskClient) -> None:
    card = element(page(world, "/search?q=heroin+trade"), ".card")
    assert words(element(card, "h2")) == "Heroin trade"
    titles = [words(title) for title in card.select("dt")]
    assert titles == ["Highest in 2025", "Biggest rise since 2023", "World average"]
    assert {"Ranking 2025", "Map 2025"} <= set(links(card, "a"))
    for address in links(card, "a").values():
        assert world.get(address).status_code == 200


def test_a_condition_on_a_score_keeps_the_names_as_fields(client: FlaskClient) -> None:
    answer = client.get("/search/score?q=kyrgyz+heroin&score=heroin-trade&way=least&points=5")
    query = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
    assert query == {"q": 'heroin country:"KGZ" heroin-trade:>=5'}


def test_names_beside_a_condition_are_offered_as_fields(client: FlaskClient) -> None:
    soup = page(client, "/search?q=kyrgyz+heroin-trade:>%3D5")
    link = element(soup, ".suggestion a")
    assert words(link) == 'heroin-trade:>=5 country:"KGZ"'
    assert "profile meets this" in words(page(client, str(link["href"])))
    assert not page(client, "/search?q=kyrgyz+heroin-trade:>%3D5&names=0").select(".suggestion")


@pytest.mark.parametrize("view", ("groups/countries", "groups/profiles", "concordance", "distribution"))
@pytest.mark.parametrize(
    "query", ("kyrgyz+heroin+2021", "heroin", "country:kgz+heroin-trade:>%3D7", "Kyrgyzstan", "tuvalu+opium")
)
def test_every_view_says_for_programs_what_the_search_says(grown: FlaskClient, view: str, query: str) -> None:
    answer, search = (grown.get(f"/api/v1/{path}?q={query}").get_json() for path in (view, "search"))
    for key in ("query", "read_as", "scope", "counts", "headline", "understood"):
        assert answer[key] == search[key], key
    assert (answer["understood"] is None) == (query == "heroin" or ":" in query)


def test_page_json_and_citation_say_what_is_elsewhere(grown: FlaskClient) -> None:
    beside = "in other places or editions are related"
    soup = page(grown, "/search?q=heroin+fiji")
    headline = words(element(soup, "h1"))
    assert headline.startswith("No passage contains “heroin”, in Fiji; ") and headline.endswith(beside)
    assert [words(line) for line in soup.select(".tier")] == ["Related: in other places or editions"]
    assert "on the same subject" not in words(element(soup, "main"))
    data = grown.get("/api/v1/search?q=heroin+fiji").get_json()
    assert data["headline"] == headline
    cited = page(grown, str(element(soup, ".citing a")["href"]))
    assert beside in words(element(cited, "main"))
    assert beside in words(element(page(grown, "/search?q=heroin+fiji&scope=words"), ".beside"))
