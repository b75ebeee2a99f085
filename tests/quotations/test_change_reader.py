"""Changes with a number."""

from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of


def test_an_amount_has_the_sign_of_its_verb(library: Library) -> None:
    (claim,) = claims_of("Kyrgyzstan’s resilience fell by 0.25 points between 2021 and 2023.", library)
    assert (claim.status, claim.aspect, claim.stated, claim.actual) == ("matches", "change", -0.25, -0.25)
