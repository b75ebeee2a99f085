"""The kind of a text by its id: profile or chapter."""

import pytest

from explorer.model.ids import is_profile_id, profile_id, split_profile_id


def test_a_profile_is_named_by_its_country_and_edition() -> None:
    assert profile_id("KGZ", 2021) == "kgz-2021"
    assert split_profile_id("kgz-2021") == ("KGZ", 2021)


@pytest.mark.parametrize(
    "id",
    ["ferries-and-the-law", "kgz", "kgz-21", "kgz-20211", "KGZ-2021", "kg-2021", "kgz-2021/drugs", "kgz-2021\n", ""],
)
def test_every_other_id_is_that_of_a_chapter(id: str) -> None:
    assert is_profile_id("kgz-2021")
    assert not is_profile_id(id)
