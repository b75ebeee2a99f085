"""A home with one full text in our own words, beside the bundled digest."""

import datetime
from pathlib import Path
from typing import NoReturn

import pytest

from explorer.corpus.home import Home
from explorer.corpus.library import Library, store_profile
from explorer.model.profiles import Passage, Profile, Section, Source
from explorer.search.request import SearchRequest

DAY = datetime.date(2026, 9, 22)
ADDRESS = "https://oc.example.org"
AUTHOR = "Global Initiative Against Transnational Organized Crime"


def passages(id: str, section: str, *texts: str) -> Section:
    return Section(section, tuple(Passage(id, section, number, text) for number, text in enumerate(texts, 1)))


COTE_D_IVOIRE = Profile(
    code="CIV",
    edition=2023,
    text_kind="full",
    sections=(
        passages(
            "civ-2023",
            "drugs",
            "Lorries from the port carry cocaine north. “Nobody asks,” said one driver, and nobody does.",
            "Cannabis is grown on small plots & sold in town.",
        ),
    ),
    scores={"cocaine-trade": 6.5, "criminality": 5.5},
    source=Source(title="Côte d’Ivoire", url="https://ocindex.net/2023/country/cote_divoire", retrieved="2026-09-01"),
)


def no_search(request: SearchRequest) -> NoReturn:
    """For what cites no search."""
    raise AssertionError(request)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    store_profile(home.profiles, COTE_D_IVOIRE)
    return home


@pytest.fixture
def library(home: Home) -> Library:
    return Library.open(home)
