"""The text and place of a hit in words."""

from dataclasses import replace

import pytest

from explorer.model.profiles import TextKind
from explorer.search.query.nodes import Condition
from explorer.search.results import MatchingProfiles, place_of
from explorer.search.stored import StoredText
from tests.factories import CHAPTER_HIT, PROFILE_HIT

KINDS: tuple[TextKind, TextKind] = ("full", "none")


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


@pytest.mark.parametrize(
    ("with_text", "without", "sentence"),
    [
        (0, 0, "No profile meets this."),
        (0, 1, "1 profile meets this; none has text."),
        (1, 0, "1 profile meets this; it has text."),
        (1, 9, "10 profiles meet this; 1 has text."),
        (2, 8, "10 profiles meet this; 2 have text."),
        (3, 0, "3 profiles meet this; all have text."),
    ],
)
def test_profiles_that_meet_a_query_are_counted_in_words(with_text: int, without: int, sentence: str) -> None:
    have, lack = (StoredText("kgz-2021", "profile", "Kyrgyzstan 2021", "KGZ", 2021, kind, {}, {}) for kind in KINDS)
    profiles = MatchingProfiles((have,) * with_text + (lack,) * without)
    assert (profiles.total, profiles.with_text) == (with_text + without, with_text)
    assert profiles.sentence == sentence


def test_filters_that_profiles_cannot_pass_are_said_to_be_left_out() -> None:
    assert MatchingProfiles((), aside=("section",)).sentence == "No profile meets this, the section aside."
    text = StoredText("kgz-2021", "profile", "Kyrgyzstan 2021", "KGZ", 2021, "full", {}, {})
    several = MatchingProfiles((text, text), aside=("section", "indicator"))
    assert several.sentence == "2 profiles meet this, the section and the indicator aside; all have text."


def test_profiles_whose_change_is_not_comparable_are_counted_in_words() -> None:
    unlike, like, bare = (
        StoredText(f"kgz-{year}", "profile", f"Kyrgyzstan {year}", "KGZ", year, "none", {"criminality": 5.0}, changes)
        for year, changes in ((2023, {"criminality": 0.02}), (2025, {"criminality": 0.02}), (2021, {}))
    )
    change, other = (Condition(slug, True, None, None, "") for slug in ("criminality", "prevention"))
    start, end = "profiles meet this; none has text", "is not comparable."
    assert MatchingProfiles((unlike, like), (change,)).sentence == f"2 {start}; the change in 1 of them {end}"
    assert MatchingProfiles((unlike, unlike), (change, other)).sentence == f"2 {start}; a change in each {end}"
    assert MatchingProfiles((unlike,), (change,)).sentence == f"1 profile meets this; none has text; the change {end}"
    assert MatchingProfiles((like, bare), (change,)).sentence == f"2 {start}."
    assert MatchingProfiles((unlike,), (replace(change, is_change=False),)).not_comparable == 0
