"""Works and countries that the corpus names, and notes that it cites."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.model.profiles import Note
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import make_profile, store
from tests.web.soup import element, links, page, words


def test_works_countries_and_notes_are_listed_with_their_passages(grown: FlaskClient) -> None:
    soup = page(grown, "/works")
    named = links(soup, ".named a")
    assert "Arms Trade Treaty" in named and "Russia" in named and "Afghanistan" in named
    assert "Own research." in words(element(soup, "#notes"))
    listed = page(grown, named["Arms Trade Treaty"])
    (passage,) = links(listed, ".cited a").items()
    assert passage[1] == "/profiles/kgz-2021#leadership-and-governance-2"
    assert passage[0].startswith("Kyrgyzstan 2021, Leadership and governance, paragraph 2")


def test_a_country_is_not_named_by_its_own_profile(grown: FlaskClient) -> None:
    assert not [link for link in page(grown, "/works/countries/kgz").select(".cited a") if "kgz-" in str(link["href"])]
    named = page(grown, "/works/countries/afg")
    assert links(named, ".cited a")
    assert words(element(named, ".above")) == "Sources and mentions Country"


def test_what_nobody_names_has_an_empty_page_and_what_is_unknown_none(grown: FlaskClient) -> None:
    assert words(element(page(grown, "/works/bamako-convention"), ".lead")) == "Not mentioned in any passage."
    page(grown, "/works/no-such-treaty", 404)
    page(grown, "/works/countries/xyz", 404)
    page(grown, "/works?page=2", 404)
    page(grown, "/works?page=x", 404)


def test_a_note_leads_to_its_mark_in_the_text_or_to_itself_where_it_has_none(grown: FlaskClient) -> None:
    listed = page(grown, "/works").select("#notes .cited li")
    urls = {words(item).partition(" Kyrgyzstan")[0]: str(element(item, "a")["href"]) for item in listed}
    path, _, anchor = urls["Own research."].partition("#")
    assert element(page(grown, path), f"#{anchor}")["data-mark"] == "1"
    path, _, anchor = urls["About it all."].partition("#")
    assert words(element(page(grown, path), f"#{anchor}")) == "3 About it all."


def test_without_notes_the_page_says_so(client: FlaskClient) -> None:
    assert "No text in this corpus has notes" in words(element(page(client, "/works"), "#notes"))


def test_sources_are_filtered_and_their_addresses_are_links(noted: FlaskClient) -> None:
    listed = page(noted, "/works?find=made-up").select("#notes .cited li")
    assert [words(item).partition(" Malta")[0] for item in listed] == [
        "Made-up report, https://example.org/a?b=1&c= <2>, 2020. 2 passages"
    ]
    link = element(listed[0], "a")
    assert (link["href"], link["rel"]) == ("https://example.org/a?b=1&c=", ["external", "nofollow", "noopener"])
    assert not page(noted, "/works?find=zebra").select("#notes .cited li")
    answer = noted.get("/api/v1/works?find=made-up").json
    assert answer is not None
    assert answer["source_count"] == 1
    assert answer["cited_sources"][0]["cited_by"] == ["mlt-2021/drugs/1", "mlt-2021/drugs/2"]


@pytest.fixture
def noted(tmp_path: Path) -> FlaskClient:
    """Return a client of a text of which two passages cite one source."""
    notes = (Note("1", "Made-up report, https://example.org/a?b=1&c=<2>, 2020."),)
    home = store(Home(tmp_path), make_profile("mlt-2021", {"drugs": ["One.", "Two."]}, notes))
    return create_app(Settings(home)).test_client()
