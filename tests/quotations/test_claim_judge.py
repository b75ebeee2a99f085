"""Statements compared with the corpus."""

from pathlib import Path

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.storage import store_profile
from explorer.model.profiles import Profile
from tests.quotations.conftest import claims_of


def test_an_average_matches_where_it_rounds_and_an_indicator_where_it_is_equal(library: Library) -> None:
    text = "Kyrgyzstan scored 4.2 for resilience and 7.1 for heroin trade in 2021."
    assert [claim.status for claim in claims_of(text, library)] == ["matches", "differs"]


def test_a_profile_that_cannot_be_read_is_no_missing_score(tmp_path: Path) -> None:
    home = Home(tmp_path)
    store_profile(home.profiles, Profile("TUV", 2023, "none", scores={"heroin-trade": 1.0}))
    (home.profiles / "2023" / "tuv.md").write_text("---\nbroken\n", encoding="utf-8")
    (claim,) = claims_of("Tuvalu scored 1.0 for heroin trade in 2023.", Library.open(home))
    assert (claim.status, claim.message) == ("cannot be checked", "Tuvalu 2023 cannot be read in this corpus.")
