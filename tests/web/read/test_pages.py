"""Every page, through the application."""

from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from explorer.model.taxonomy import taxonomy
from tests.web.soup import element, every, links, page, words

EVERY_PAGE = (
    "/",
    "/search",
    "/search?q=heroin",
    "/search?q=zebra",
    "/profiles/kgz-2021",
    "/profiles/kgz-2021?q=heroin",
    "/indicators",
    "/indicators/heroin-trade",
    "/indicators/criminality?edition=2021",
    "/countries",
    "/rankings",
    "/rankings?indicator=heroin-trade&group=region&sort=-change",
    "/map",
    "/map/passages?q=heroin",
    "/scatter",
    "/compare",
    "/compare?profiles=kgz-2021,kgz-2023",
    "/help",
    "/about",
)


def test_the_front_page_says_what_is_here_and_offers_searches_that_find_something(client: FlaskClient) -> None:
    soup = page(client, "/")
    assert "passages to search 17" in words(element(soup, ".counts"))
    assert links(soup, ".country-profiles a") == {"Kyrgyzstan 2021": "/profiles/kgz-2021"}
    for address in links(soup, ".examples a").values():
        assert page(client, address).select(".hit"), address


def test_the_front_page_of_a_new_corpus_says_that_it_is_a_sample_and_how_to_complete_it(client: FlaskClient) -> None:
    soup = page(client, "/")
    banner = element(soup, "main > .banner")
    assert words(element(banner, ".title")) == "You are looking at a sample: one profile of 579"
    assert [words(code) for code in banner.select("code")] == [
        "oc-explorer fetch --what scores",
        "oc-explorer fetch --all",
    ]
    assert "For whoever runs this site" in words(banner)
    assert "the work of the Global Initiative Against Transnational Organized Crime" in words(banner)
    sentence = "No full text; a digest of 1 of 193 profiles of 2021; scores of 1 of 193 profiles of 2021."
    assert words(element(soup, ".complete")) == sentence


def test_the_front_page_names_what_is_missing_and_no_more(grown: FlaskClient, world: FlaskClient) -> None:
    soup = page(world, "/")
    assert words(element(soup, ".banner .title")) == "No full text is here yet"
    assert [words(code) for code in soup.select(".banner code")] == ["oc-explorer fetch --all"]
    assert words(element(soup, ".complete")).endswith("; scores of all 579 profiles.")
    soup = page(grown, "/")
    assert words(element(soup, ".banner .title")) == "No edition has the scores of all countries yet"
    assert len(soup.select(".banner code")) == 2


def test_a_search_shows_count_reading_and_hits_with_their_place_and_scores(client: FlaskClient) -> None:
    soup = page(client, "/search?q=heroin")
    assert words(element(soup, "h1")) == "1 passage contains “heroin”"
    assert element(soup, "[role=status] > h1")
    assert "heroin" in words(element(soup, ".read-as"))
    hit = element(soup, ".hit")
    assert words(element(hit, "h3")) == "Kyrgyzstan 2021 Drugs paragraph 1"
    assert "heroin" in {words(mark).lower() for mark in hit.select("mark")}
    assert links(hit, ".scores a")["Heroin trade 7.0"] == "/indicators/heroin-trade?edition=2021"
    assert words(element(hit, ".kind")) == "digest"


def test_a_hit_leads_to_its_passage_with_the_words_still_marked(client: FlaskClient) -> None:
    address = str(element(page(client, "/search?q=heroin"), ".hit h3 a")["href"])
    assert address == "/profiles/kgz-2021?q=heroin#drugs-1"
    passage = element(page(client, address), "#drugs-1")
    assert passage.select(".text mark")


def test_the_search_box_is_on_every_page_and_keeps_the_query(client: FlaskClient) -> None:
    for path in EVERY_PAGE:
        assert element(page(client, path), ".masthead form[role=search] input[name=q]")
    assert element(page(client, "/search?q=heroin"), "#q")["value"] == "heroin"


def test_a_new_query_keeps_the_chosen_filters_and_starts_at_the_first_page(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=heroin&country=TUV&sort=oldest&offset=10")
    kept = {str(field["name"]): field["value"] for field in soup.select(".masthead input[type=hidden]")}
    assert kept == {"country": "TUV", "sort": "oldest"}


def test_facets_are_links_with_exact_counts(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=heroin")
    for link in every(soup, ".facets li:has(.figure) a"):
        count = int(words(element(link, ".figure")).replace(",", ""))
        narrowed = page(grown, str(link["href"]))
        assert words(element(narrowed, "h1")).split()[0] == str(count), link["href"]


def test_a_chosen_filter_is_a_chip_that_removes_it(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=heroin&country=TUV")
    assert links(soup, ".chips a") == {"Remove Country: Tuvalu ×": "/search?q=heroin&scope=words"}
    assert "Tuvalu" in words(element(soup, ".facets [aria-current]"))


def test_only_facets_with_a_choice_to_make_are_shown(client: FlaskClient) -> None:
    titles = [words(title) for title in page(client, "/search?q=border").select(".facets h3")]
    assert "Country" not in titles
    assert "Section" in titles


def test_pages_of_hits_lead_to_each_other(grown: FlaskClient) -> None:
    first = page(grown, "/search?q=heroin&country=TUV")
    assert len(first.select(".hit")) == 10
    following = str(element(first, ".pager a[rel=next]")["href"])
    query = {"q": ["heroin"], "country": ["TUV"], "offset": ["10"], "scope": ["words"]}
    assert parse_qs(urlsplit(following).query) == query
    second = page(grown, following)
    assert element(second, ".hits")["start"] == "11"
    assert words(element(second, ".pager [aria-current]")) == "2"
    last = page(grown, "/search?q=heroin&country=TUV&offset=20")
    assert len(last.select(".hit")) == 5
    assert not last.select(".pager a[rel=next]")


def test_a_page_after_the_last_hit_leads_back(client: FlaskClient) -> None:
    assert words(element(page(client, "/search?q=heroin&offset=500"), ".empty")) == (
        "There is only 1 page. Go to the first page"
    )


@pytest.mark.parametrize("view", ["passages", "countries", "profiles", "concordance"])
def test_a_page_after_the_last_of_several_leads_to_the_last(grown: FlaskClient, view: str) -> None:
    search = f"/search?q=heroin&view={view}&limit=1"
    last_number = words(page(grown, search).select(".pager li")[-1])
    empty = element(page(grown, f"{search}&offset=5000"), ".empty")
    assert words(empty) == f"There are only {last_number} pages. Go to the last page"
    last = page(grown, str(element(empty, "a")["href"]))
    assert words(element(last, ".pager [aria-current]")) == last_number
    assert not last.select(".empty")


def test_a_search_that_finds_nothing_helps(client: FlaskClient) -> None:
    soup = page(client, "/search?q=zebra&section=drugs")
    assert words(element(soup, "h1")) == "No passage contains “zebra”, in the section Drugs"
    assert links(soup, ".empty a")["Remove the filters"] == "/search?q=zebra"


def test_a_misspelt_word_offers_the_spelling_that_is_here(client: FlaskClient) -> None:
    soup = page(client, "/search?q=herion")
    assert links(soup, ".suggestion a") == {"heroin": "/search?q=heroin"}


def test_an_order_by_score_can_be_asked_for_and_is_named(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=heroin&sort=-heroin-trade")
    assert words(element(soup, ".order [aria-current]")) == "Heroin trade, lowest first"


def test_a_query_is_shown_as_text_whatever_it_holds(client: FlaskClient) -> None:
    response = client.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%3E")
    assert response.status_code == 200
    assert "<script>alert" not in response.text


def test_a_profile_shows_facts_scores_ranks_and_eleven_numbered_sections(client: FlaskClient) -> None:
    soup = page(client, "/profiles/kgz-2021")
    assert words(element(soup, "h1")) == "Kyrgyzstan 2021"
    assert "Capital Bishkek" in words(element(soup, ".facts"))
    titles = [words(title) for title in soup.select(".part h2")]
    assert titles == [f"{heading.number:02d} {heading.title}" for heading in taxonomy().headings]
    board = words(element(soup, "#scores"))
    assert "Criminality 5.33" in board
    assert "23rd highest of 46 countries in Asia" in board
    assert "Criminal actors 6.25" in board
    assert len(soup.select(".score")) == 26
    definition = taxonomy().indicator("heroin-trade").definition
    assert definition in words(next(line for line in soup.select(".score") if "Heroin trade" in words(line)))


def test_every_score_is_a_figure_beside_its_bar(client: FlaskClient) -> None:
    for line in every(page(client, "/profiles/kgz-2021"), ".score summary"):
        score = float(words(element(line, ".figure")))
        fill = element(line, ".bar .fill")
        assert float(str(fill["width"])) == pytest.approx(max((score - 1) * 10, 1))


def test_the_contents_lead_to_every_section(client: FlaskClient) -> None:
    soup = page(client, "/profiles/kgz-2021")
    for link in every(soup, ".contents a"):
        assert soup.find(id=str(link["href"]).removeprefix("#")), link


def test_a_passage_has_a_permanent_link_and_its_indicators_with_the_words_that_say_so(client: FlaskClient) -> None:
    passage = element(page(client, "/profiles/kgz-2021"), "#drugs-1")
    assert element(passage, ".permanent")["href"] == "/passages/kgz-2021/drugs/1"
    assert "Heroin trade 7.0" in links(passage, ".scores a")
    evidence = {words(element(reason, "summary")): words(element(reason, "ul")) for reason in passage.select(".reason")}
    assert "heroin" in evidence["Heroin trade (about)"].lower()


def test_indicators_that_a_passage_is_about_are_apart_from_those_that_it_mentions(grown: FlaskClient) -> None:
    for address, selector in (
        *(("/search?q=police", ".hit"), ("/search?q=police&view=profiles", ".hit")),
        *(("/profiles/kgz-2021", ".passage"), ("/similar/kgz-2021/drugs/1", ".hit")),
    ):
        seen: set[str] = set()
        for passage in page(grown, address).select(selector):
            id = str(element(passage, "[data-permanent]")["data-permanent"]).removeprefix("http://localhost")
            links_of = grown.get(f"/api/v1{id.partition('?')[0]}").get_json()["indicators"]
            groups = {words(title): title.find_next_sibling("ul") for title in passage.select(".margin .relation")}
            for relation, grade in (("About", 2), ("Mentions", 1)):
                labels = {link["label"] for link in links_of if link["grade"] == grade}
                listed = groups.get(relation)
                assert {words(label) for label in listed.select(".label")} == labels if listed else not labels
                seen.update(relation for _ in labels)
        assert seen == {"About", "Mentions"}, address


def test_a_permanent_link_leads_to_the_passage(client: FlaskClient) -> None:
    response = client.get("/passages/kgz-2021/drugs/1")
    assert (response.status_code, response.location) == (302, "/profiles/kgz-2021?passage=drugs-1#drugs-1")
    response = client.get("/passages/kgz-2021/drugs/1?q=heroin")
    assert response.location == "/profiles/kgz-2021?q=heroin&passage=drugs-1#drugs-1"


def test_matches_lead_to_the_next_and_the_previous_without_a_script(client: FlaskClient) -> None:
    soup = page(client, "/profiles/kgz-2021?q=corrupt")
    passages = [match.find_parent(class_="passage") for match in soup.select(".match")]
    anchors = [str(passage["id"]) for passage in passages if isinstance(passage, Tag)]
    assert len(anchors) > 2
    assert links(soup, ".match-summary a")["First match"] == f"#{anchors[0]}"
    following = [str(link["href"]) for link in soup.select(".match a[aria-label='Next match']")]
    previous = [str(link["href"]) for link in soup.select(".match a[aria-label='Previous match']")]
    assert following == [f"#{anchor}" for anchor in anchors[1:]]
    assert previous == [f"#{anchor}" for anchor in anchors[:-1]]
    assert sum(int(words(count).split()[0]) for count in soup.select(".contents .figure")) == len(anchors)


def marked(soup: BeautifulSoup) -> set[str]:
    """Return the words that a page of a text marks, in small letters."""
    return {words(mark).lower() for mark in every(soup, ".passage .text mark")}


def test_names_are_understood_where_a_text_is_read(grown: FlaskClient) -> None:
    for query in ("kyrgyz+heroin", "heroin+in+Kyrgyzstan,+2021"):
        soup = page(grown, f"/profiles/kgz-2021?q={query}")
        assert marked(soup) == marked(page(grown, "/profiles/kgz-2021?q=heroin")), query
        assert "kyrgyz" in " ".join(marked(page(grown, f"/profiles/kgz-2021?q={query}&names=0"))), query
        hit = next(link for link in every(page(grown, f"/search?q={query}"), ".hit h3 a") if "kgz-2021" in link["href"])
        led = page(grown, str(hit["href"]))
        assert [words(match) for match in led.select(".match")] == [words(match) for match in soup.select(".match")]
    soup = page(grown, "/profiles/kgz-2021?q=kyrgyz+heroin")
    assert "contain heroin" in words(element(soup, ".match-summary")).replace("contains", "contain")
    assert element(soup, "#q")["value"] == "kyrgyz heroin" and element(soup, "#within")["value"] == "heroin"
    assert links(soup, ".editions a")["2023"] == "/profiles/kgz-2023?q=kyrgyz+heroin"


def test_a_name_alone_is_a_word_only_where_a_search_finds_it_as_one(grown: FlaskClient) -> None:
    soup = page(grown, "/profiles/kgz-2021?q=Kyrgyzstan")
    assert not soup.select(".match-summary, .passage .text mark")
    assert marked(page(grown, "/profiles/kgz-2021?q=Afghan")) == {"afghan"}  # no passage is on Afghanistan
    assert marked(page(grown, "/profiles/kgz-2021?q=Kyrgyzstan&names=0"))


def test_what_is_typed_to_be_found_in_a_text_is_words(grown: FlaskClient) -> None:
    form = element(page(grown, "/profiles/kgz-2021"), "form.within")
    assert [(field["name"], field["value"]) for field in form.select("input")] == [("q", ""), ("names", "0")]


def test_a_hit_leads_to_the_words_that_the_search_marks(grown: FlaskClient) -> None:
    for query, leads_to in (
        ("kyrgyz+heroin", "?q=heroin"),
        ("kyrgyz+heroin&names=0", "?q=kyrgyz+heroin&names=0"),
        ("afghan+heroin", "?q=afghan+heroin&names=0"),  # found in other countries, by every word
        ("Afghan", "?q=Afghan&names=0"),
    ):
        hits = [str(link["href"]) for link in every(page(grown, f"/search?q={query}&scope=related"), ".hit h3 a")]
        assert hits and all(f"{leads_to}#" in hit for hit in hits), (query, hits)


def test_a_permanent_link_keeps_how_its_words_are_read(grown: FlaskClient) -> None:
    passage = "/passages/kgz-2021/drugs/1"
    for query in ("?q=kyrgyz+heroin", "?q=kyrgyz+heroin&names=0", "?q=heroin&exact=1"):
        assert grown.get(passage + query).location == f"/profiles/kgz-2021{query}&passage=drugs-1#drugs-1"


def test_a_digest_says_that_it_is_one_and_how_to_get_the_full_text(client: FlaskClient) -> None:
    notice = element(page(client, "/profiles/kgz-2021"), ".notice")
    assert "Digest" in words(notice)
    assert "oc-explorer import" in words(notice)
    assert links(notice)["published page"] == "https://ocindex.net/2021/country/kyrgyzstan"


def test_an_imported_text_is_labelled_and_escaped(grown: FlaskClient) -> None:
    soup = page(grown, "/profiles/kgz-2023")
    assert "Full text" in words(element(soup, ".notice"))
    paragraph = element(soup, "#people-1 .text > p")
    assert paragraph.get_text() == "Traffickers <b>recruit</b> girls & retain passports."
    assert not paragraph.select("b")
    marked = element(page(grown, "/profiles/kgz-2023?q=passports"), "#people-1 .text > p")
    assert words(element(marked, "mark")) == "passports"
    assert not marked.select("b")


def test_changes_are_beside_their_scores_and_a_missing_one_is_not_a_nought(grown: FlaskClient) -> None:
    soup = page(grown, "/profiles/kgz-2023")
    lines = {words(element(line, ".label")): words(element(line, "summary")) for line in soup.select(".score")}
    assert lines["Human trafficking"] == "Human trafficking change +0.5 7.0"
    assert lines["Heroin trade"] == "Heroin trade change −0.5 6.5"
    assert lines["Cocaine trade"] == "Cocaine trade n/a"
    assert "change +0.07 † 5.40" in words(element(soup, ".headline"))  # of the edition before, though the page has none


def test_footnotes_are_below_their_passage(grown: FlaskClient) -> None:
    assert words(element(page(grown, "/profiles/kgz-2023"), "#people-1 .footnotes")).startswith("1 Own research.")


def test_editions_of_a_country_lead_to_each_other_with_the_search(grown: FlaskClient) -> None:
    soup = page(grown, "/profiles/kgz-2023?q=passports")
    assert links(soup, ".editions a") == {
        "2021": "/profiles/kgz-2021?q=passports",
        "2023": "/profiles/kgz-2023?q=passports",
    }


def test_a_profile_of_scores_alone_says_how_to_add_its_text(grown: FlaskClient) -> None:
    soup = page(grown, "/profiles/and-2021")
    assert "Scores only" in words(element(soup, ".notice"))
    assert not soup.select(".part")


def test_a_profile_without_scores_has_its_text(grown: FlaskClient) -> None:
    soup = page(grown, "/profiles/tuv-2021")
    assert len(soup.select(".passage")) == 25
    assert not soup.select("#scores")


def test_an_id_in_capitals_leads_to_the_profile(client: FlaskClient) -> None:
    response = client.get("/profiles/KGZ-2021?q=gold")
    assert (response.status_code, response.location) == (301, "/profiles/kgz-2021?q=gold")


def test_a_profile_carries_its_citation_line(client: FlaskClient) -> None:
    line = words(element(page(client, "/profiles/kgz-2021"), ".cite"))
    assert "Global Initiative Against Transnational Organized Crime" in line
    assert "Global Organized Crime Index 2021" in line
    assert "http://localhost/profiles/kgz-2021" in line
    assert line.startswith("OC Explorer digest of:")


def test_an_indicator_has_its_definition_scores_and_passages(client: FlaskClient) -> None:
    soup = page(client, "/indicators/heroin-trade?edition=2021")
    assert taxonomy().indicator("heroin-trade").definition in words(soup)
    assert words(element(soup, ".data-table tbody tr")) == "Kyrgyzstan 1 Central Asia and the Caucasus 7.0"
    assert "#drugs-1" in str(element(soup, ".hit h3 a")["href"])


def test_an_indicator_ranks_the_profiles_of_its_edition(grown: FlaskClient) -> None:
    rows = page(grown, "/indicators/heroin-trade?edition=2021").select(".data-table tbody tr")
    assert [words(row) for row in rows] == [
        "Kyrgyzstan 1 Central Asia and the Caucasus 7.0",
        "Andorra 2 Western Europe 1.5",
    ]


def test_an_indicator_opens_at_the_newest_edition_that_is_here(client: FlaskClient, grown: FlaskClient) -> None:
    assert words(element(page(client, "/indicators/heroin-trade"), "h1")) == "Heroin trade 2021"
    assert words(element(page(grown, "/indicators/heroin-trade"), "h1")) == "Heroin trade 2023"


def test_the_passages_of_an_indicator_are_paged(grown: FlaskClient) -> None:
    soup = page(grown, "/indicators/heroin-trade?edition=2021")
    address = str(element(soup, ".pager a[rel=next]")["href"])
    assert page(grown, address).select(".hit")


def test_an_average_leads_to_what_it_is_the_mean_of(client: FlaskClient) -> None:
    soup = page(client, "/indicators/criminality?edition=2021")
    assert links(element(soup, ".answer"), ".read-as a") == {
        "Criminal markets": "/indicators/criminal-markets?edition=2021",
        "Criminal actors": "/indicators/criminal-actors?edition=2021",
    }


def test_an_edition_before_the_indicator_is_refused_with_the_first_one(client: FlaskClient) -> None:
    soup = page(client, "/indicators/financial-crimes?edition=2021", 400)
    assert "not scored before 2023" in words(soup)


def test_all_indicators_are_listed_with_definitions(client: FlaskClient) -> None:
    soup = page(client, "/indicators")
    assert len(soup.select(".glossary dt")) == 32
    assert all(words(definition) for definition in every(soup, ".glossary dd"))


def test_countries_list_their_editions_and_newest_scores(grown: FlaskClient) -> None:
    rows = [words(row) for row in page(grown, "/countries").select(".countries tbody tr")]
    assert rows == [
        "Andorra 2.50 n/a Western Europe 2021 –",
        "Kyrgyzstan 5.40 4.20 Central Asia and the Caucasus 2023 2021 digest 2023 full text",
        "Tuvalu n/a n/a Polynesia n/a 2021 full text",
    ]


def test_every_example_of_the_help_is_a_search(client: FlaskClient) -> None:
    examples = links(page(client, "/help"), ".ways a")
    assert len(examples) > 10
    for query, address in examples.items():
        answer = page(client, address)
        assert element(answer, "#q")["value"] == query
        assert "plain words" not in words(element(answer, ".read-as")), query


def test_the_about_page_names_the_author_and_links_to_the_source(client: FlaskClient) -> None:
    addresses = links(page(client, "/about"), "main a").values()
    assert "https://globalinitiative.net/" in addresses
    assert "https://ocindex.net/" in addresses


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_headings_never_leave_out_a_level(client: FlaskClient, path: str) -> None:
    levels = [int(heading.name[1]) for heading in page(client, path).select("main h1, main h2, main h3, main h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_ids_are_unique_and_nothing_needs_inline_script_or_style(client: FlaskClient, path: str) -> None:
    soup = page(client, path)
    ids = [str(tag["id"]) for tag in every(soup, "[id]")]
    assert len(ids) == len(set(ids))
    assert not soup.select("[style], style, script:not([src]):not([type='application/ld+json'])")
    assert not [name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_link_within_the_site_answers(client: FlaskClient, path: str) -> None:
    for address in links(page(client, path)).values():
        if address.startswith("/"):
            assert client.get(address).status_code in (200, 301, 302), address


def test_help_explains_what_a_passage_is_about_and_what_it_mentions(client: FlaskClient) -> None:
    soup = page(client, "/help")
    assert {"about:fauna-crimes", "indicator:fauna-crimes"} <= set(links(element(soup, "#fields"), ".ways a"))
    assert "with “About”, the passages that are about each indicator" in words(element(soup, "#fields"))
    explained = words(element(soup, "#links"))
    assert "is about" in explained and "only mentions" in explained


def test_a_profile_of_another_series_says_so_and_has_its_own_ranks(both: FlaskClient) -> None:
    soup = page(both, "/profiles/enact-lso-2021")
    assert words(element(soup, "h1")) == "Lesotho ENACT Africa index 2021"
    text = words(element(soup, "main"))
    assert "Another series. The ENACT Africa index scores and ranks the 54 countries of Africa for itself" in text
    assert "of 54 countries in Africa" in text and "of 193" not in text
    assert links(soup, ".editions a") == {
        "2019": "/profiles/enact-lso-2019",
        "2021": "/profiles/enact-lso-2021",
    }
    assert "ENACT Africa Organised Crime Index 2021 , Lesotho" in words(element(soup, "footer.cite"))
    assert links(soup, ".notice a")["Lesotho 2023"] == "/profiles/lso-2023"
    assert both.get("/profiles/enact-lso-2023").status_code == 404


def test_a_profile_of_the_index_has_nothing_of_another_series_but_a_link(both: FlaskClient) -> None:
    soup = page(both, "/profiles/lso-2021")
    assert links(soup, ".editions a") == {"2021": "/profiles/lso-2021", "2023": "/profiles/lso-2023"}
    assert links(soup, ".notice a")["Lesotho, ENACT Africa index 2019"] == "/profiles/enact-lso-2019"
    assert "of 54 countries" not in words(element(soup, "main"))
    answer = both.get("/api/v1/profiles/lso-2023").get_json()
    assert (answer["series"], answer["scores"]["heroin-trade"]["since"]) == ("index", 2021)
    answer = both.get("/api/v1/profiles/enact-lso-2021").get_json()
    assert answer["series"] == "enact"
    assert (answer["scores"]["heroin-trade"]["change"], answer["scores"]["heroin-trade"]["since"]) == (1.5, 2019)
    rank = answer["ranks"]["criminality"]["continent"]
    assert (rank["of"], rank["name"], rank["origin"]) == (54, "Africa", "computed")
    assert list(answer["ranks"]["criminality"]) == ["continent"]


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=dagga&series=enact",
        "/search?q=dagga&view=profiles",
        "/profiles/enact-lso-2019",
        "/profiles/enact-lso-2021.csv",
        "/profiles/enact-lso-2021.md",
        "/profiles/enact-lso-2021.bib",
        "/passages/enact-lso-2021/drugs/1",
        "/scores/enact-lso-2021/heroin-trade?v=7.5",
        "/cite?id=enact-lso-2021/drugs/1",
        "/chapters/ponies-and-passes",
        "/api/v1/passages/enact-lso-2021/drugs/1",
        "/api/v1/sections/enact-lso-2021/drugs",
        "/api/v1/chapters/ponies-and-passes",
        "/api/v1/profiles",
        "/similar/enact-lso-2021/drugs/1",
        "/countries",
        "/",
    ],
)
def test_every_address_of_another_series_answers(both: FlaskClient, path: str) -> None:
    assert both.get(path, follow_redirects=True).status_code == 200


@pytest.mark.parametrize(
    "path", ["/scores/enact-lso-2021/heroin-trade?v=9.5", "/profiles/enact-lso-2021", "/cite?id=enact-lso-2021/drugs/1"]
)
def test_every_link_from_a_page_of_another_series_leads_somewhere(both: FlaskClient, path: str) -> None:
    targets = {target.partition("#")[0] for target in links(page(both, path), "main a[href]").values()}
    for target in sorted(target for target in targets if target.startswith("/")):
        assert both.get(target, follow_redirects=True).status_code == 200, target


def test_hits_say_their_series_and_the_page_offers_it(both: FlaskClient) -> None:
    soup = page(both, "/search?q=dagga&scope=words")
    titles = {words(title) for title in soup.select(".hit h2, .hit h3")}
    assert any("Lesotho ENACT Africa index 2019 Drugs" in title for title in titles)
    assert any("Lesotho 2021 Drugs" in title for title in titles)
    assert "Series" in words(element(soup, "main"))
    lines = links(page(both, "/search?q=dagga&scope=words&view=concordance"), ".kwic th a")
    assert any(line.startswith("LSO ENACT Africa index 2019") for line in lines)
    hits = both.get("/api/v1/search?q=dagga&scope=words").get_json()["hits"]
    assert {hit["id"]: hit["series"] for hit in hits}["enact-lso-2019/drugs/1"] == "enact"


def test_the_scores_of_an_indicator_are_those_of_the_index(both: FlaskClient) -> None:
    answer = both.get("/api/v1/indicators/heroin-trade").get_json()
    assert {score["id"] for score in answer["profile_scores"]} == {"kgz-2021", "lso-2021", "lso-2023"}
    assert both.get("/rankings?edition=2019").status_code == 400
    assert "2019" not in words(element(page(both, "/indicators/heroin-trade"), "main"))
