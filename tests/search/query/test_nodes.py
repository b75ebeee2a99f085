"""The nodes of a query."""

import pytest

from explorer.search.query.nodes import Condition, Phrase, Word


def test_a_word_has_the_stems_of_its_parts_and_an_exact_one_its_forms() -> None:
    assert Word("drug-trafficking", ("drug", "trafficking")).stems == ("drug", "traffick")
    assert Word("borders", ("borders",), is_exact=True).stems == ("borders",)
    assert Phrase("border guards", ("border", "guards")).stems == ("border", "guard")


@pytest.mark.parametrize(
    ("low", "high", "score", "expected"),
    [
        (700, None, 700, True),
        (700, None, 699, False),
        (None, 400, 400, True),
        (None, 400, 401, False),
        (500, 700, 650, True),
        (None, None, 100, True),
        (None, None, None, False),  # no score meets no condition
    ],
)
def test_a_condition_is_met_between_its_bounds(
    low: int | None, high: int | None, score: int | None, expected: bool
) -> None:
    assert Condition("heroin-trade", False, low, high, "").meets(score) is expected


def test_a_condition_on_a_change_has_a_name_of_its_own() -> None:
    assert Condition("resilience", False, None, None, "").name == "resilience"
    assert Condition("resilience", True, None, None, "").name == "change.resilience"
