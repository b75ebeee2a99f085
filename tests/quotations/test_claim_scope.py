"""What holds for every statement of a sentence."""

from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of


def test_another_index_is_not_judged(library: Library) -> None:
    assert claims_of("Kyrgyzstan scored 26 in the Corruption Perceptions Index 2023.", library) == ()
