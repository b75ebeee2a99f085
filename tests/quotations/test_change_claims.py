"""Claims about changes: the direction, the amount and both scores, in figures and in words."""

import pytest

from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [
        ("Kyrgyzstan’s heroin trade score rose by 0.5 points between 2021 and 2023.", "matches", "+0.50, as stated"),
        ("Kyrgyzstan’s heroin trade score rose by 3 points between 2021 and 2023.", "differs", "+0.50."),
        ("Kyrgyzstan’s resilience fell by 0.25 between 2021 and 2023.", "matches", "-0.25, as stated"),
        ("Kyrgyzstan’s resilience fell by 0.3 between 2021 and 2023.", "matches", "-0.25, as stated"),
        ("Kyrgyzstan’s resilience fell by 1.2 points from 2021 to 2023.", "differs", "-0.25."),
        ("Kyrgyzstan’s resilience fell by 20% between 2021 and 2023.", "cannot be checked", "“20” was not checked"),
    ],
)
def test_the_amount_of_a_change_is_checked_too(library: Library, text: str, status: str, message: str) -> None:
    (claim,) = claims_of(text, library)
    assert claim.status == status
    assert message in claim.message


def ecuador(words: str) -> str:
    return f"Ecuador’s cocaine trade score {words}."


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("rose by one and a half points between 2021 and 2023", "matches"),
        ("rose 1.5 points between 2021 and 2023", "matches"),
        ("rose by 1½ points between 2021 and 2023", "matches"),
        ("climbed 1.5 points to 8.5 between 2021 and 2023", "matches"),
        ("rose from seven in 2021 to eight and a half in 2023", "matches"),
        ("rose to 8.5 in 2023 from 7.0 in 2021", "matches"),
        ("rose again between 2021 and 2023, as ports opened", "matches"),
        ("rose three points between 2021 and 2023", "differs"),
        ("rose 3 points between 2021 and 2023", "differs"),
        ("rose by ten points between 2021 and 2023", "differs"),
        ("rose by one point between 2021 and 2023", "differs"),
        ("rose a point between 2021 and 2023", "differs"),
        ("rose half a point between 2021 and 2023", "differs"),
        ("rose from six in 2021 to nine in 2023", "differs"),
        ("rose to nine between 2021 and 2023", "differs"),
        ("fell by one and a half points between 2021 and 2023", "differs"),
    ],
)
def test_numbers_of_a_change_are_read_in_figures_and_in_words(library: Library, words: str, status: str) -> None:
    (claim,) = claims_of(ecuador(words), library)
    assert claim.status == status, claim.message
    assert "7.0 in 2021, 8.5 in 2023, a change of +1.50" in claim.message


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("rose threefold from 2021 to 2023", "threefold"),
        ("rose and doubled between 2021 and 2023", "doubled"),
        ("rose by half between 2021 and 2023", "half"),
        ("rose to the most in the world between 2021 and 2023", "most"),
        ("rose between 2021 and 2023, to one of the highest", "one"),
        ("rose slightly between 2021 and 2023", "slightly"),
        ("rose by twenty-one points between 2021 and 2023", "twenty"),
        ("rose by one point five between 2021 and 2023", "one"),
        ("rose by 1 to 2 points between 2021 and 2023", "1"),
        ("rose by −1.5 between 2021 and 2023", "1.5"),
        ("rose by two percentage points between 2021 and 2023", "two"),
        ("rose one place between 2021 and 2023", "one"),
        ("rose thanks to two ministers between 2021 and 2023", "two"),
        ("rose between 2021 and 2023 and was the third highest", "third"),
        ("rose by several points between 2021 and 2023", "by several points"),
        ("rose between 2021 and 2023, to a maximum", "to a maximum"),
        ("rose faster than any other between 2021 and 2023", "faster"),
        ("rose each year between 2021 and 2023", "each"),
    ],
)
def test_a_change_with_words_that_are_not_read_is_not_certified(library: Library, words: str, unread: str) -> None:
    (claim,) = claims_of(ecuador(words), library)
    assert (claim.status, f"“{unread}” was not checked" in claim.message) == ("cannot be checked", True), claim.message


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (ecuador("rose from 2023 to 2021"), "order of the years"),
        (ecuador("rose from 8.5 in 2023 to 7.0 in 2021"), "order of the years"),
        (
            "Ecuador’s cocaine trade flourished while its murder rate rose between 2021 and 2023.",
            "does not say plainly what",
        ),
        ("Kyrgyzstan’s resilience fell by one point between 2021 and 2023.", "may be rounded"),
    ],
)
def test_a_change_that_is_not_plain_has_a_reason(library: Library, text: str, why: str) -> None:
    (claim,) = claims_of(text, library)
    assert claim.status == "cannot be checked"
    assert why in claim.message
