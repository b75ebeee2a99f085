"""Fixtures: an index over our own texts (the bundled digest, judged paragraphs, some twins), and a corpus of scores."""

from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.profile_markdown import read_profile_markdown
from explorer.corpus.storage import store_profile
from explorer.model.profiles import Profile
from explorer.model.ranks import Rank
from explorer.quotations.claim import Claim
from explorer.quotations.claims import check_claims
from explorer.quotations.quotation_index import QuotationIndex, quotable_passages
from tests.factories import bundled_digest, make_profile

ROOT = Path(__file__).parents[2]

TWINS = (
    "Speedboats bring cigarettes across the strait at night, and the coast guard has two boats to stop them.",
    "Speedboats bring cigarettes across the strait at night, and the coast guard has five boats to stop them.",
)
MARKED = "“Nobody asks,” said a driver — not the customs, not the port’s own guards; 6,500 lorries pass [each day]."


def claims_of(text: str, library: Library) -> tuple[Claim, ...]:
    """Check the claims of a text."""
    return check_claims(text, library).claims


def malta() -> list[Profile]:
    """Make two editions that differ in one word, the later with a passage of quotation marks."""
    return [
        make_profile("mlt-2023", {"trade": [TWINS[0]]}),
        make_profile("mlt-2025", {"trade": [TWINS[1], MARKED]}),
    ]


@pytest.fixture(scope="session")
def profiles() -> list[Profile]:
    files = sorted(ROOT.glob("benchmarks/judgements/*/documents/*.md"))
    judged = [read_profile_markdown(path.read_text(encoding="utf-8"), path.name) for path in files]
    return [bundled_digest(), *judged, *malta()]


@pytest.fixture(scope="session")
def index(profiles: list[Profile]) -> QuotationIndex:
    return QuotationIndex(quotable_passages(profiles))


@pytest.fixture(scope="module")
def world(world_home: Home) -> Library:
    """Open the scores of every country in every edition."""
    return Library.open(world_home)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Open the bundled profile and a few with scores and ranks alone."""
    home = Home(tmp_path_factory.mktemp("claims"))
    ranks = {"criminality": {"world": Rank(60, 193)}, "resilience": {"world": Rank(130, 193)}}
    scores = {"criminality": 5.5, "resilience": 3.92, "heroin-trade": 7.5, "judicial-system-and-detention": 3.0}
    south_africa = {"world": Rank(7, 193), "continent": Rank(3, 54, "Africa"), "region": Rank(1, 13, "Southern Africa")}
    micronesia = {"world": Rank(176, 193), "region": Rank(1, 5, "Micronesia")}
    for profile in (
        Profile("KGZ", 2023, "none", scores=scores, ranks=ranks),
        Profile("ZAF", 2023, "none", scores={"criminality": 7.18}, ranks={"criminality": south_africa}),
        Profile("FSM", 2023, "none", scores={"criminality": 2.5}, ranks={"criminality": micronesia}),
        Profile("ECU", 2021, "none", scores={"cocaine-trade": 7.0}),
        Profile("ECU", 2023, "none", scores={"cocaine-trade": 8.5}),
    ):
        store_profile(home.profiles, profile)
    return Library.open(home)
