"""Fields of a citation, and what can be cited."""

import re

import pytest

from explorer.citations.record import cite, cite_quotation, id_of, text_fragment
from explorer.core.errors import NotFoundError, QueryError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.model.profiles import Source, version_of
from tests.citations.conftest import ADDRESS, AUTHOR, DAY
from tests.enact import ENACT
from tests.factories import make_chapter, make_profile, store


def test_a_citation_names_edition_country_and_section(library: Library) -> None:
    assert (
        str(cite(library, "civ-2023/drugs/1", DAY))
        == "Global Organized Crime Index 2023, Côte d'Ivoire, Drugs, passage 1"
    )


def test_a_passage_is_cited_with_author_title_year_publisher_locator_source_link_and_date(library: Library) -> None:
    citation = cite(library, "civ-2023/drugs/1", DAY, ADDRESS)
    assert citation.author == citation.publisher == AUTHOR
    assert citation.container == "Global Organized Crime Index 2023"
    assert citation.locator == "Drugs section, para. 1"
    assert citation.source_url == citation.url == "https://ocindex.net/2023/country/cote_divoire"
    assert re.fullmatch(r"https://oc\.example\.org/passages/civ-2023/drugs/1\?v=[0-9a-f]{8}", citation.link)
    assert citation.accessed == DAY


def test_the_permanent_link_carries_a_hash_of_the_text(library: Library) -> None:
    text = library.profile("civ-2023").passage("drugs", 2).text
    assert cite(library, "civ-2023/drugs/2", DAY).link.endswith(f"?v={version_of(text)}")


def test_without_a_public_address_the_permanent_link_is_a_path(library: Library) -> None:
    assert cite(library, "civ-2023/drugs/1", DAY).link.startswith("/passages/civ-2023/drugs/1?v=")


@pytest.mark.parametrize("id", ["kgz-2021", "kgz-2021/drugs", "kgz-2021/drugs/1"])
def test_a_digest_is_never_cited_as_the_publishers_words(library: Library, id: str) -> None:
    citation = cite(library, id, DAY)
    assert citation.full_title == "Kyrgyzstan (digest by OC Explorer)"
    assert "not the publisher's text" in citation.whose_words


def test_the_publishers_text_is_not_called_a_digest(library: Library) -> None:
    citation = cite(library, "civ-2023/drugs/1", DAY)
    assert citation.full_title == "Côte d'Ivoire"
    assert citation.whose_words == "The publisher's text."


def test_a_score_is_the_publishers_even_where_the_text_is_a_digest(library: Library) -> None:
    citation = cite(library, "kgz-2021/heroin-trade", DAY)
    assert citation.id == "kgz-2021/scores/heroin-trade"
    assert citation.full_title == "Kyrgyzstan: heroin trade, score 7.0 of 10"
    assert citation.whose_words == ""


def test_an_average_is_cited_with_its_two_decimals(library: Library) -> None:
    assert cite(library, "civ-2023/criminality", DAY).title == "Côte d'Ivoire: criminality, score 5.50 of 10"


def test_a_section_and_an_average_of_the_same_name_are_distinguished(library: Library) -> None:
    assert cite(library, "kgz-2021/criminal-actors", DAY).kind == "section"
    assert (
        cite(library, "kgz-2021/scores/criminal-actors", DAY).title == "Kyrgyzstan: criminal actors, score 6.25 of 10"
    )


def test_a_score_that_is_not_there_cannot_be_cited(library: Library) -> None:
    with pytest.raises(NotFoundError, match="civ-2023 has no score of heroin-trade"):
        cite(library, "civ-2023/heroin-trade", DAY)


def test_an_indicator_is_cited_in_an_edition_with_the_publisher_as_author(library: Library) -> None:
    citation = cite(library, "/indicators/cocaine-trade?edition=2023", DAY, ADDRESS)
    assert (citation.id, citation.kind, citation.title) == (
        "indicators/cocaine-trade/2023",
        "indicator",
        "Cocaine trade",
    )
    assert (citation.author, citation.container, citation.year) == (AUTHOR, "Global Organized Crime Index 2023", 2023)
    assert citation.url == citation.link == f"{ADDRESS}/indicators/cocaine-trade?edition=2023"
    assert citation.whose_words == "The scores as published; averages computed by OC Explorer."
    assert cite(library, citation.id, DAY, ADDRESS) == citation


def test_an_indicator_without_an_edition_is_that_of_the_newest_scores(library: Library) -> None:
    assert cite(library, "indicators/criminality", DAY).edition == 2023
    assert cite(library, "/indicators/heroin-trade", DAY).edition == 2021


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("/indicators/heroin-trade?edition=2023", "has no score of heroin-trade in 2023"),
        ("indicators/financial-crimes", "has no score of financial-crimes\\."),
        ("/indicators/heroin-trade?edition=2019", "no edition 2019"),
        ("/indicators/heroin-trade?edition=last", "is not an id"),
        ("/indicators/heroin-trades", "heroin-trade"),
    ],
)
def test_an_indicator_without_scores_cannot_be_cited(library: Library, id: str, message: str) -> None:
    with pytest.raises(NotFoundError, match=message):
        cite(library, id, DAY)


def test_a_chapter_may_be_called_indicators(home: Home) -> None:
    store(home, make_chapter("Indicators", {"Routes": ["By sea."]}))
    library = Library.open(home)
    assert [cite(library, f"indicators{part}", DAY).kind for part in ("", "/routes", "/routes/1")] == [
        "chapter",
        "section",
        "passage",
    ]


def test_a_search_has_its_filters_in_the_title_its_day_and_no_author(library: Library) -> None:
    citation = cite(library, "/search?q=border+corruption&country=kgz&limit=10", DAY)
    assert (citation.title, citation.edition) == ("Search for border corruption, in Kyrgyzstan", None)
    assert (citation.author, citation.publisher, citation.year) == ("", "", DAY.year)
    assert citation.path == "/search?q=border+corruption&country=KGZ"
    with pytest.raises(QueryError):
        cite(library, "search?q=heroin&colour=red", DAY)


@pytest.mark.parametrize(
    ("address", "id"),
    [
        ("kgz-2021/drugs/1", "kgz-2021/drugs/1"),
        ("/passages/kgz-2021/drugs/1?v=01234567", "kgz-2021/drugs/1"),
        ("https://oc.example.org/passages/kgz-2021/drugs/1", "kgz-2021/drugs/1"),
        ("https://oc.example.org/profiles/kgz-2021?q=heroin", "kgz-2021"),
        ("/profiles/kgz-2021#drugs", "kgz-2021/drugs"),
        ("/profiles/kgz-2021?v=01234567#drugs-2:~:text=a%20word", "kgz-2021/drugs/2"),
        ("/profiles/kgz-2021#leadership-and-governance-1", "kgz-2021/leadership-and-governance/1"),
        ("/profiles/kgz-2021#scores", "kgz-2021"),
        ("/profiles/kgz-2021.bib", "kgz-2021"),
        ("https://oc.example.org/search?q=heroin", "search?q=heroin"),
        ("https://example.org/oc/passages/kgz-2021/drugs/1?v=01234567", "kgz-2021/drugs/1"),
        ("https://example.org/sites/oc/profiles/kgz-2021#drugs", "kgz-2021/drugs"),
        ("https://example.org/oc/search?q=heroin", "search?q=heroin"),
        ("/oc/scores/kgz-2021/heroin-trade?v=7.0", "kgz-2021/scores/heroin-trade"),
        ("https://example.org/oc/indicators/heroin-trade?edition=2021&offset=10", "indicators/heroin-trade/2021"),
        ("/indicators/criminality.csv?edition=2023&table=scores", "indicators/criminality/2023"),
        ("/indicators/criminality", "indicators/criminality"),
    ],
)
def test_an_address_is_cited_like_the_id_it_leads_to(address: str, id: str) -> None:
    assert id_of(address) == id


def test_an_address_of_something_else_is_refused() -> None:
    with pytest.raises(NotFoundError, match="not the address"):
        id_of("https://oc.example.org/about")


def test_a_quotations_link_leads_to_its_words(library: Library) -> None:
    citation = cite_quotation(cite(library, "civ-2023/drugs/2", DAY, ADDRESS), "grown on small plots", library)
    assert citation.quotation == "grown on small plots"
    assert citation.link.endswith("#drugs-2:~:text=grown%20on%20small%20plots")
    assert id_of(citation.link) == "civ-2023/drugs/2"


def test_a_long_quotations_link_has_its_beginning_and_end() -> None:
    words = "Lorries from the port carry cocaine north across a half-open border to the next town, unseen."
    assert text_fragment(words) == "Lorries%20from%20the%20port%20carry,to%20the%20next%20town%2C%20unseen."
    assert text_fragment("half-open") == "half%2Dopen"


@pytest.mark.parametrize("words", ["grown on big plots", "", " "])
def test_words_that_do_not_occur_in_the_passage_are_not_quoted(library: Library, words: str) -> None:
    with pytest.raises(NotFoundError, match="are not in"):
        cite_quotation(cite(library, "civ-2023/drugs/2", DAY), words, library)


@pytest.mark.parametrize(
    "id", ["civ-2023/drugs", "civ-2023", "civ-2023/cocaine-trade", "indicators/cocaine-trade/2023", "search?q=heroin"]
)
def test_only_a_passage_is_quoted_from(library: Library, id: str) -> None:
    with pytest.raises(NotFoundError, match="is not one"):
        cite_quotation(cite(library, id, DAY), "grown", library)


def test_a_text_without_an_address_is_cited_with_that_of_the_digest_it_replaced(home: Home) -> None:
    store(home, make_profile("kgz-2021", {"drugs": ["Another text."]}, source=Source("Kyrgyzstan")))
    citation = cite(Library.open(home), "kgz-2021/drugs/1", DAY)
    assert (citation.text_kind, citation.url) == ("full", "https://ocindex.net/2021/country/kyrgyzstan")


def test_browsing_without_words_is_cited_too(library: Library) -> None:
    everything = cite(library, "/search", DAY)
    assert (everything.title, everything.path) == ("All passages", "/search")
    assert cite(library, "search?section=drugs", DAY).title == "All passages, in the section Drugs"


@pytest.mark.parametrize("raw", ["http://[oops", "http://[::1/passages/kgz-2021/drugs/1", "https://\u2100.com/"])
def test_what_is_no_address_is_not_found(raw: str) -> None:
    with pytest.raises(NotFoundError, match="is not an address"):
        id_of(raw)


def test_a_text_of_another_series_is_cited_by_its_title_and_author(both_home: Home) -> None:
    library = Library.open(both_home)
    citation = cite(library, "enact-lso-2021/drugs/1", DAY, ADDRESS)
    assert citation.author == ENACT.author
    assert citation.author.startswith("ENACT (Institute for Security Studies and INTERPOL, in affiliation with the Glo")
    assert (citation.publisher, citation.container) == ("ENACT", "ENACT Africa Organised Crime Index 2021")
    assert str(citation) == "ENACT Africa Organised Crime Index 2021, Lesotho, Drugs, passage 1"
    assert (citation.name, citation.key) == ("Lesotho, ENACT Africa index 2021", "enact-lso-2021-drugs-1")
    assert citation.url == "https://africa.ocindex.net/2021/country/lesotho"
    assert id_of(citation.link) == "enact-lso-2021/drugs/1"
    chapter = cite(library, "ponies-and-passes", DAY)
    assert (chapter.author, chapter.container) == (ENACT.author, "ENACT Africa Organised Crime Index 2021")
    assert chapter.key == "enact-ponies-and-passes"
    assert cite(library, "lso-2021", DAY).container == "Global Organized Crime Index 2021"


@pytest.mark.parametrize("raw", ["enact-lso-2021/heroin-trade", "/scores/enact-lso-2021/heroin-trade?v=7.5"])
def test_a_score_of_another_series_is_cited(both_home: Home, raw: str) -> None:
    citation = cite(Library.open(both_home), raw, DAY)
    assert (citation.id, citation.kind) == ("enact-lso-2021/scores/heroin-trade", "score")
    assert (citation.title, citation.author) == ("Lesotho: heroin trade, score 7.5 of 10", ENACT.author)
    assert citation.path == "/scores/enact-lso-2021/heroin-trade?v=7.5"


def test_the_page_of_an_indicator_is_of_the_index_alone(both_home: Home) -> None:
    library = Library.open(both_home)
    assert cite(library, "indicators/heroin-trade", DAY).id == "indicators/heroin-trade/2023"
    with pytest.raises(NotFoundError, match="no edition 2019"):
        cite(library, "indicators/heroin-trade/2019", DAY)
