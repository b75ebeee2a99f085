"""Fixtures: a home with one full text in our own words, beside the bundled digest."""

import datetime
from pathlib import Path
from typing import NoReturn

import pytest

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.model.profiles import Source
from explorer.search.request import SearchRequest
from tests.factories import make_profile, store

DAY = datetime.date(2026, 9, 22)
ADDRESS = "https://oc.example.org"
AUTHOR = "Global Initiative Against Transnational Organized Crime"


COTE_D_IVOIRE = make_profile(
    "civ-2023",
    {
        "drugs": [
            "Lorries from the port carry cocaine north. “Nobody asks,” said one driver, and nobody does.",
            "Cannabis is grown on small plots & sold in town.",
        ]
    },
    scores={"cocaine-trade": 6.5, "criminality": 5.5},
    source=Source(title="Côte d’Ivoire", url="https://ocindex.net/2023/country/cote_divoire", retrieved="2026-09-01"),
)


def no_search(request: SearchRequest) -> NoReturn:
    """Fail where a test should run no search."""
    raise AssertionError(request)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return store(Home(tmp_path / "home"), COTE_D_IVOIRE)


@pytest.fixture
def library(home: Home) -> Library:
    return Library.open(home)
