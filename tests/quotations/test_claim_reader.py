"""Statements with a number."""

from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of


def test_scores_and_ranks_are_told_apart(library: Library) -> None:
    text = "Kyrgyzstan ranked 72nd with 5.3 points for criminality in the 2021 Index."
    assert [(claim.aspect, claim.stated) for claim in claims_of(text, library)] == [("rank", 72.0), ("score", 5.3)]
