"""A hit in words: the text that it is from, and its place there."""

from dataclasses import replace

from explorer.search.results import Hit, place_of

HIT = Hit(
    id="kgz-2021/drugs/1",
    relevance=12.5,
    code="KGZ",
    country="Kyrgyzstan",
    edition=2021,
    section="drugs",
    section_title="Drugs",
    paragraph=1,
    text_kind="full",
    version="0a1b2c3d",
    snippet="<mark>Heroin</mark> crosses the country.",
    indicators=(),
    scores={},
)
OPENING = replace(
    HIT,
    id="ferries-and-the-law/opening/2",
    code=None,
    country=None,
    edition=None,
    section="opening",
    section_title="Ferries and the law",
    paragraph=2,
    chapter="Ferries and the law",
)


def test_a_hit_in_a_profile_is_named_by_country_and_edition() -> None:
    assert HIT.text_id == "kgz-2021"
    assert HIT.name == "Kyrgyzstan 2021"
    assert HIT.place == "Kyrgyzstan 2021, Drugs, paragraph 1"


def test_a_hit_in_a_chapter_is_named_by_its_title() -> None:
    below = replace(OPENING, id="ferries-and-the-law/who-is-paid/2", section_title="Who is paid", edition=2023)
    assert below.text_id == "ferries-and-the-law"
    assert below.name == "Ferries and the law"
    assert below.place == "Ferries and the law, Who is paid, paragraph 2"


def test_the_opening_of_a_chapter_does_not_name_it_twice() -> None:
    assert OPENING.place == "Ferries and the law, paragraph 2"
    assert place_of("Drugs", "Drugs", 3) == "Drugs, paragraph 3"
