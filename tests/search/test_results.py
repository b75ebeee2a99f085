"""The text and place of a hit in words."""

from dataclasses import replace

from explorer.search.results import place_of
from tests.factories import CHAPTER_HIT, PROFILE_HIT


def test_a_hit_in_a_profile_is_named_by_country_and_edition() -> None:
    assert PROFILE_HIT.text_id == "kgz-2021"
    assert PROFILE_HIT.name == "Kyrgyzstan 2021"
    assert PROFILE_HIT.place == "Kyrgyzstan 2021, Drugs, paragraph 1"


def test_a_hit_in_a_chapter_is_named_by_its_title() -> None:
    below = replace(
        CHAPTER_HIT, id="ferries-and-the-law/who-is-paid/2", section_title="Who is paid", paragraph=2, edition=2023
    )
    assert below.text_id == "ferries-and-the-law"
    assert below.name == "Ferries and the law"
    assert below.place == "Ferries and the law, Who is paid, paragraph 2"


def test_the_opening_of_a_chapter_does_not_name_it_twice() -> None:
    assert replace(CHAPTER_HIT, paragraph=2).place == "Ferries and the law, paragraph 2"
    assert place_of("Drugs", "Drugs", 3) == "Drugs, paragraph 3"
