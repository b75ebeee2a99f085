"""To what a number belongs."""

from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of


def test_each_number_has_the_measure_beside_it(library: Library) -> None:
    text = "Kyrgyzstan scored 4.17 for resilience and 7.0 for heroin trade in 2021."
    assert [claim.measure for claim in claims_of(text, library)] == ["resilience", "heroin-trade"]
