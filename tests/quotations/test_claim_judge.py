"""Statements compared with the corpus."""

from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of


def test_an_average_matches_where_it_rounds_and_an_indicator_where_it_is_equal(library: Library) -> None:
    text = "Kyrgyzstan scored 4.2 for resilience and 7.1 for heroin trade in 2021."
    assert [claim.status for claim in claims_of(text, library)] == ["matches", "differs"]
