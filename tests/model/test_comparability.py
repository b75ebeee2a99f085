"""Scores of two editions are comparable where both count the same."""

import pytest

from explorer.core.errors import NotFoundError
from explorer.model.comparability import comparability, comparability_between, compared_edition


def test_what_does_not_exist_cannot_be_compared() -> None:
    with pytest.raises(NotFoundError, match="There is no indicator 'heroin'"):
        comparability("heroin", 2023)
    with pytest.raises(NotFoundError, match="There is no edition 2022"):
        comparability("heroin-trade", 2022)
    assert comparability("financial-crimes", 2021).startswith("2021 is the first edition")


def test_editions_are_comparable_only_when_every_step_between_them_is() -> None:
    assert comparability_between("heroin-trade", 2021, 2025) == ""
    assert "10" in comparability_between("criminal-markets", 2021, 2025)
    assert comparability_between("criminal-markets", 2023, 2025) == ""
    assert comparability_between("resilience", 2021, 2023) == ""


def test_a_score_is_compared_with_the_edition_before_that_has_it() -> None:
    assert compared_edition("heroin-trade", 2025) == 2023
    assert compared_edition("criminality", 2023) == 2021
    assert compared_edition("financial-crimes", 2023) is None
    assert compared_edition("heroin-trade", 2021) is None
