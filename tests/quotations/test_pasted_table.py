"""Tables that were pasted as text."""

from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of


def test_a_column_gives_the_measure_of_its_numbers(library: Library) -> None:
    text = "Country | Resilience 2021 | Heroin trade 2021\nKyrgyzstan | 4.17 | 7.5"
    claims = claims_of(text, library)
    assert [(claim.measure, claim.status) for claim in claims] == [
        ("resilience", "matches"),
        ("heroin-trade", "differs"),
    ]
