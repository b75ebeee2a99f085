"""The publisher's address of a score, by where the score came from."""

from pathlib import Path

import pytest

from explorer.citations.record import cite
from explorer.citations.styles import STYLES, render
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.storage import store_scores
from explorer.model.profiles import Source
from tests.citations.conftest import ADDRESS, DAY
from tests.factories import make_profile, store

WORKBOOK = "https://ocindex.net/assets/downloads/global_oc_index.xlsx"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    home = Home(tmp_path / "home")
    store(
        home,
        make_profile(
            "ken-2023", scores={"heroin-trade": 7.0}, source=Source(url="https://ocindex.net/2023/country/kenya")
        ),
        make_profile("tjk-2023", scores={"heroin-trade": 8.0}),
        make_profile("enact-lso-2021", scores={"heroin-trade": 7.5}),
    )
    store_scores(home.scores, [make_profile("tjk-2025", scores={"heroin-trade": 8.5})])
    store_scores(home.scores, [make_profile("tjk-2021", scores={"heroin-trade": 9.0})])
    return Library.open(home)


@pytest.mark.parametrize(
    ("id", "address"),
    [
        ("ken-2023/heroin-trade", "https://ocindex.net/2023/country/kenya"),
        ("tjk-2025/heroin-trade", WORKBOOK),
        ("tjk-2021/heroin-trade", "https://ocindex.net/2021/country/tajikistan"),
        ("tjk-2023/heroin-trade", "https://ocindex.net/2023/country/tajikistan"),
        ("kgz-2021/heroin-trade", "https://ocindex.net/2021/country/kyrgyzstan"),
        ("enact-lso-2021/heroin-trade", "https://africa.ocindex.net/"),
    ],
)
def test_a_score_is_cited_with_the_publishers_address(library: Library, id: str, address: str) -> None:
    citation = cite(library, id, DAY, ADDRESS)
    assert citation.url == citation.source_url == address
    for style in STYLES.values():
        (reference,) = render([citation], style)
        assert address in reference.entry.plain
        assert reference.entry.plain.find(address) < reference.entry.plain.find(ADDRESS)
        assert ADDRESS not in reference.in_text.plain
