"""Evidence for the edition of a page, in order of precedence."""

import re

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.country_page import read_country_page
from explorer.model.profiles import Profile
from tests.ingest.sample_pages import (
    OLD,
    as_saved_text,
    as_soup,
    read,
    sample_profile,
)

LATER = sample_profile(2023)
UNCHANGED = re.sub(r"(?<=\d\.\d\d)(?:[-−]?\d\.\d\d| n/a)", "", as_saved_text(LATER))


def evidence(page: str, name: str = "page.html", edition: int | None = None) -> str:
    return read_country_page(page.encode(), name, edition).edition_evidence


def test_the_edition_given_comes_first() -> None:
    page = "https://ocindex.net/2023/country/lesotho\n" + UNCHANGED
    assert evidence(page, "lesotho-2023.txt", 2025) == "2025 was given with --edition."


@pytest.mark.parametrize(
    "address",
    [
        "<link rel='canonical' href='https://ocindex.net/2023/country/lesotho'>",
        "<meta property='og:url' content='https://ocindex.net/2023/country/lesotho/'>",
        "<!-- saved from url=(0044)https://ocindex.net/2023/country/lesotho -->",
        "<!--\n Page saved with SingleFile \n url: https://ocindex.net/country/lesotho?year=2023 \n-->",
    ],
)
def test_an_address_in_the_page_comes_second(address: str) -> None:
    page = f"<html><head>{address}</head><body><pre>{UNCHANGED}</pre></body></html>"
    reading = read_country_page(page.encode(), "lesotho-2025.html")
    assert reading.edition_evidence.startswith("The address https://ocindex.net/")
    assert reading.edition_evidence.endswith("names 2023.")
    assert reading.profile.source.url.startswith("https://ocindex.net/")


def test_a_selected_option_comes_after_the_file_name() -> None:
    select = "<select><option>2021</option><option>2025</option><option selected>2023</option></select>"
    page = f"<html><body>{select}<pre>{UNCHANGED}</pre></body></html>"
    assert evidence(page) == "2023 is selected on the page."
    assert evidence(page, "lesotho-2025.html") == "The file name lesotho-2025.html names 2025."


@pytest.mark.parametrize("name", ["2023-05-11 lesotho.html", "lesotho_11.05.2023.html", "lesotho-20231.html"])
def test_a_date_in_the_file_name_is_no_evidence(name: str) -> None:
    with pytest.raises(SourceError, match="Nothing on the page says which edition"):
        read(UNCHANGED, name)


def test_a_year_in_running_text_or_in_a_note_is_no_evidence() -> None:
    links = "<a href='/2025/country/lesotho'>2025</a><select hidden><option selected>2025</option></select>"
    text = UNCHANGED.replace("Drugs\n", "Drugs\n\n    In 2023 and 2025 little changed.\n\n    *Since 2025\n")
    page = f"<html><head><title>Index 2025</title></head><body>{links}<pre>{text}</pre></body></html>"
    with pytest.raises(SourceError, match="shows no changes at all: give it with --edition"):
        read(page)


def test_the_scores_give_the_edition_at_last() -> None:
    assert evidence(as_soup(OLD)).endswith("shows no changes: 2021.")
    assert evidence(as_soup(LATER)).endswith("shows no change of them: 2023.")
    assert evidence(as_soup(sample_profile(2025))).endswith("that came in 2023: 2025.")


@pytest.mark.parametrize(
    ("profile", "edition", "message"),
    [
        (LATER, 2021, "2021 was given with --edition, but the page scores the indicators that came in 2023"),
        (OLD, 2023, "2023 was given with --edition, but the page scores none of the indicators that came in 2023"),
        (LATER, 2025, "2025 was given with --edition, but .* as in 2023"),
        (OLD, 2022, "There is no edition 2022. Choose one of 2021, 2023, 2025"),
    ],
)
def test_an_edition_that_the_scores_contradict_is_refused(profile: Profile, edition: int, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(as_soup(profile), edition=edition)


def test_a_file_name_that_the_scores_contradict_is_refused_with_what_to_do() -> None:
    with pytest.raises(SourceError, match=r"names 2023, but .* as in 2021: give --edition 2021 if that is right"):
        read(as_soup(OLD), "lesotho-2023.html")
    assert read(as_soup(OLD), "lesotho-2023.html", 2021) == OLD
