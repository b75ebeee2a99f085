"""What is called doubtful, and not wrong, since the text may mean something else that it names."""

import pytest

from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of

_INDEX = "The Global Organized Crime Index 2023 gives Kenya 7.02 for criminality and 5.33 for resilience. "


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "By the 2023 Index Somalia is far ahead of Uganda, and much remains to be done there: its figure is 6.55.",
            "6.55",
        ),
        (_INDEX + "Uganda gets 3.88.", "3.88"),  # its resilience
        ("Criminality scores of 2025 (the Organized Crime Index) and 2023: Kenya 7.02.", "7.02"),
    ],
)
def test_a_number_that_fits_something_else_named_is_not_called_wrong(world: Library, text: str, number: str) -> None:
    (claim,) = (claim for claim in claims_of(text, world) if claim.text == number)
    assert claim.status in ("cannot be checked", "matches"), claim


@pytest.mark.parametrize(
    "text",
    [
        "In the 2023 Index Kenya’s criminality was 5.33.",  # which is its resilience
        "In the 2023 Index, Kenya’s criminality was 6.55 and Uganda’s 6.55.",
        "The 2023 edition of the Index gives Kenya a criminality score of 6.95; in 2021 it was lower.",
    ],
)
def test_a_number_of_what_is_named_beside_it_is_wrong_whatever_else_it_fits(world: Library, text: str) -> None:
    assert claims_of(text, world)[0].status == "differs"
