"""The edition that a number is of."""

from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of


def test_each_number_has_the_edition_after_it(library: Library) -> None:
    text = "Kyrgyzstan’s resilience went from 4.17 in 2021 to 3.92 in 2023."
    assert [claim.edition for claim in claims_of(text, library)] == [2021, 2023]
