"""What an article has said so far."""

from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of


def test_a_sentence_without_a_country_is_of_the_last_one_that_was_named(library: Library) -> None:
    text = "In the 2021 Index Kyrgyzstan was scored anew. It scored 7.0 for heroin trade."
    (claim,) = claims_of(text, library)
    assert (claim.status, claim.country, claim.edition) == ("matches", "KGZ", 2021)
