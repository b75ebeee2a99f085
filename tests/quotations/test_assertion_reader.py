"""Statements without a number."""

from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of


def test_a_direction_of_change_is_a_statement(library: Library) -> None:
    (claim,) = claims_of("Kyrgyzstan’s resilience declined between 2021 and 2023.", library)
    assert (claim.status, claim.aspect, claim.text, claim.stated) == ("matches", "change", "declined", None)


def test_a_superlative_among_a_countrys_own_scores_is_no_rank(library: Library) -> None:
    assert claims_of("Kyrgyzstan’s highest score in the 2021 Index is for heroin trade.", library) == ()
