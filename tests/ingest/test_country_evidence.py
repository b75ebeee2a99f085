"""The country of a page that does not name it in its text, or names several."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.country_evidence import find_country, is_of_site
from explorer.ingest.country_page import CountryPageReading, read_country, read_country_page
from explorer.ingest.detect import read_source
from explorer.ingest.saved_page import open_page
from explorer.model.profiles import Profile
from explorer.model.ranks import RANKED
from explorer.model.taxonomy import EDITIONS, taxonomy
from tests.ingest.sample_pages import as_bare_text, as_late_markup, as_late_text, as_saved_text, sample_profile
from tests.ingest.warning_texts import texts_of

UZBEKISTAN = sample_profile(2023, "UZB")
LATE = as_late_markup(UZBEKISTAN)
ADDRESS = "https://ocindex.net/2023/country/uzbekistan"


def read(page: str, name: str = "page.html", address: str = "") -> CountryPageReading:
    return read_country(replace(open_page(page.encode()), address=address), name)


@pytest.mark.parametrize("make", [as_late_text, as_late_markup])
@pytest.mark.parametrize("edition", [2021, 2023, 2025])
def test_a_page_that_starts_below_its_name_and_ranks_is_read(make: Callable[[Profile], str], edition: int) -> None:
    profile = sample_profile(edition, "UZB")
    reading = read_country_page(make(profile).encode(), f"uzbekistan-{edition}.html")
    assert reading.profile == replace(profile, facts={}, ranks={})
    assert texts_of(reading.warnings) == ("The page gives no ranks.",)
    assert reading.country_evidence == f"The file name uzbekistan-{edition}.html names Uzbekistan."


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_text_without_headlines_has_no_score_of_them(edition: int) -> None:
    profile = sample_profile(edition, "UZB")
    reading = read_country_page(as_bare_text(profile).encode(), f"uzbekistan-{edition}.txt")
    scores = {slug: score for slug, score in profile.scores.items() if slug not in RANKED}
    changes = {slug: change for slug, change in profile.changes.items() if slug not in RANKED}
    assert reading.profile == replace(profile, facts={}, ranks={}, scores=scores, changes=changes)
    assert texts_of(reading.warnings) == (
        "The page gives no score for Criminality and Resilience.",
        "The page gives no ranks.",
    )


def test_a_page_with_one_headline_lacks_the_other() -> None:
    text = as_late_text(UZBEKISTAN)
    cut = re.sub(r"\d\.\d\d\S*\n\nCriminality score\n\n", "", text)
    assert cut != text
    with pytest.raises(SourceError, match="gives no score for Criminality, so part of it is missing"):
        read_country_page(cut.encode(), "uzbekistan-2023.txt")


@pytest.mark.parametrize(
    ("page", "name", "address", "evidence"),
    [
        (LATE.replace("<title>", "<title>Uzbekistan | "), "page.html", "", "The title names Uzbekistan."),
        (LATE, "page.html", ADDRESS, f"The address {ADDRESS} names Uzbekistan."),
        (
            LATE.replace("<head>", f"<head><link rel=canonical href='{ADDRESS}'>"),
            "p.html",
            "",
            f"The address {ADDRESS}",
        ),
        (f"<!-- saved from url=(0044){ADDRESS} -->{LATE}", "page.html", "", f"The address {ADDRESS} names Uzbekistan."),
        (f"Source: {ADDRESS}\n\n{as_late_text(UZBEKISTAN)}", "a.txt", "", f"The address {ADDRESS} names Uzbekistan."),
        (LATE, "Uzbekistan _ The Organized Crime Index.html", "", "The file name Uzbekistan _ The Organized Crime"),
        (LATE, "uzb-2023-0123456789ab.html", "", "The file name uzb-2023-0123456789ab.html names Uzbekistan."),
    ],
)
def test_title_address_or_file_name_give_the_country(page: str, name: str, address: str, evidence: str) -> None:
    reading = read(page, name, address)
    assert reading.profile.code == "UZB"
    assert reading.country_evidence.startswith(evidence)


def test_a_name_in_the_text_needs_no_other_evidence() -> None:
    reading = read(as_saved_text(UZBEKISTAN), "page.txt")
    assert (reading.profile.code, reading.country_evidence, reading.warnings[:-2]) == ("UZB", "", ())


@pytest.mark.parametrize(
    ("page", "name", "address", "doubt"),
    [
        (LATE, "peru-2023.html", ADDRESS, "The page is of Uzbekistan, but the file name peru-2023.html names Peru."),
        (
            as_saved_text(UZBEKISTAN),
            "peru-2023.txt",
            "",
            "The page is of Uzbekistan, but the file name peru-2023.txt names Peru.",
        ),
        (
            as_saved_text(UZBEKISTAN),
            "page.txt",
            ADDRESS.replace("uzbekistan", "peru"),
            "The page names Uzbekistan before its facts, but Peru in its title or address.",
        ),
    ],
)
def test_what_contradicts_weaker_evidence_is_a_warning(page: str, name: str, address: str, doubt: str) -> None:
    reading = read(page, name, address)
    assert reading.profile.code == "UZB"
    assert doubt in texts_of(reading.warnings)


@pytest.mark.parametrize(
    ("page", "name", "address", "message"),
    [
        (LATE, "page.html", "", "Neither the text of the page nor its title, its address or the file name says"),
        (
            LATE,
            "kenya-peru.html",
            "",
            "Only the file name kenya-peru.html names countries, Kenya and Peru, and not one",
        ),
        (
            LATE.replace("<title>", "<title>Ecuador | "),
            "uzb-2023.html",
            ADDRESS,
            rf"its title names Ecuador, its address {ADDRESS} names Uzbekistan: save the page",
        ),
        (
            LATE.replace("<main>", "<main><p>Chad</p><p>x</p><p>Peru</p>"),
            "p.html",
            "",
            "names Chad and Peru, and nothing",
        ),
    ],
)
def test_what_says_two_things_or_nothing_is_refused(page: str, name: str, address: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(page, name, address)


def test_a_menu_of_all_countries_names_none_of_them() -> None:
    menu = "".join(f"<p>{country.name}</p>" for country in taxonomy().countries)
    page = LATE.replace("<main>", f"<main>{menu}")
    assert read(page, "uzbekistan.html").profile.code == "UZB"
    with pytest.raises(SourceError, match="Neither the text of the page nor"):
        read(page)
    named = page.replace("<p>How to measure", "<p>Uzbekistan</p><p>How to measure", 1)
    assert (read(named).profile.code, read(named).country_evidence) == ("UZB", "")


def test_a_title_of_the_site_alone_is_known() -> None:
    titles = (
        "The Organized Crime Index",
        "Global Organized Crime Index 2023",
        "Kenya | Organized Crime Index",
        "",
        "2023",
    )
    assert [is_of_site(title) for title in titles] == [True, True, False, False, True]


def test_long_names_and_addresses_are_shortened_in_the_evidence() -> None:
    found = find_country("", [f"https://ocindex.net/{'x' * 300}/country/chad"], [], "page.html", has_facts=False)
    assert found.country.code == "TCD" and len(found.sentence) < 250


def test_a_stored_copy_is_read_again_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "uzb-2023-0123456789ab.html"
    path.write_text(LATE, encoding="utf-8")
    assert [profile.id for profile in read_source(path, 2023).profiles] == ["uzb-2023"]
    assert [profile.id for profile in read_source(path).profiles] == ["uzb-2023"]
