"""The names that are offered for an unknown one."""

import pytest

from explorer.model.offered_names import offer_names

SPELLINGS = {
    "south sudan": ("South Sudan",),
    "south korea": ("Korea, Rep.",),
    "south africa": ("South Africa",),
    "sudan": ("Sudan",),
    "saudi arabia": ("Saudi Arabia",),
    "russia": ("Russia",),
    "niger": ("Niger",),
    "nigeria": ("Nigeria",),
    "southern europe": ("Southern Europe",),
    "congolese": ("Congo, Dem. Rep.", "Congo, Rep."),
}


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("s sudan", "South Sudan"),  # an abbreviation, before what differs in two letters
        ("saudi", "Saudi Arabia"),
        ("nigera", "Niger or Nigeria"),
        ("sudann", "Sudan"),
        ("congolese", "Congo, Dem. Rep. or Congo, Rep."),
    ],
)
def test_what_a_name_abbreviates_or_misspells_is_offered(key: str, names: str) -> None:
    assert offer_names(key, SPELLINGS) == f" Did you mean {names}?"


@pytest.mark.parametrize("key", ("prussia", "south", "s", "su", "taiwan", "western sahara", ""))
def test_nothing_is_offered_rather_than_a_guess(key: str) -> None:
    assert offer_names(key, SPELLINGS) == ""
