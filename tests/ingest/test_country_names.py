"""Names of countries in whatever way their words are divided."""

import pytest

from explorer.ingest.country_names import area_named, countries_in, country_of, words_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("papua_new_guinea", "PNG"),
        ("PapuaNewGuinea", "PNG"),
        ("Cote dIvoire", "CIV"),
        ("Congo, Dem. Rep.", "COD"),
        ("The Gambia", "GMB"),
        ("st. lucia", "LCA"),
        ("Congo", None),
        ("US", None),
        ("x" * 81, None),
    ],
)
def test_a_country_is_known_by_any_of_its_spellings(name: str, code: str | None) -> None:
    country = country_of(name)
    assert (country and country.code) == code


def test_of_names_that_overlap_the_longer_counts() -> None:
    text = "from papua new guinea to guinea bissau, and on to guinea and niger"
    assert [country.code for country in countries_in(text)] == ["PNG", "GNB", "GIN", "NER"]


def test_regions_and_continents_are_known_in_any_spelling() -> None:
    names = ("west africa", "Western Africa", "AFRICA", "Atlantis", "", "x" * 81)
    assert [area_named(name) for name in names] == ["West Africa", "West Africa", "Africa", "", "", ""]


def test_a_part_of_an_address_is_read_in_words() -> None:
    assert words_of("Sierra%20Leone_(west)-coast") == "Sierra Leone (west) coast"
