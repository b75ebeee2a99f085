"""The vocabulary files as they ship, and mistakes in them."""

import shutil
from pathlib import Path

import pycountry
import pytest

from explorer.core import paths
from explorer.core.errors import CountryError, NotFoundError, VocabularyError
from explorer.model.taxonomy import PILLARS, name_key, read_taxonomy, taxonomy


def test_the_index_has_32_indicators_4_aggregates_and_11_sections() -> None:
    known = taxonomy()
    assert (len(known.indicators), len(known.aggregates), len(known.headings)) == (32, 4, 11)


@pytest.mark.parametrize(("edition", "counts"), [(2021, (10, 4, 12)), (2023, (15, 5, 12)), (2025, (15, 5, 12))])
def test_later_editions_score_five_markets_and_one_actor_more(edition: int, counts: tuple[int, ...]) -> None:
    assert tuple(len(taxonomy().indicators_of(edition, pillar)) for pillar in PILLARS) == counts


def test_every_indicator_belongs_to_one_section() -> None:
    supported = [slug for heading in taxonomy().headings for slug in heading.indicators]
    assert sorted(supported) == sorted(indicator.slug for indicator in taxonomy().indicators)


def test_193_countries_have_the_codes_that_iso_gives_them() -> None:
    countries = taxonomy().countries
    assert len(countries) == 193
    for country in countries:
        assert pycountry.countries.get(alpha_3=country.code) is not None, country


def test_iso_names_find_the_same_country() -> None:
    known = taxonomy()
    for country in known.countries:
        iso = pycountry.countries.get(alpha_3=country.code)
        assert iso is not None
        for name in {iso.name, getattr(iso, "common_name", iso.name), getattr(iso, "official_name", iso.name)}:
            if name_key(name) != "congo":  # ISO's short name of one of two countries
                assert known.find_country(name) is country, name


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Congo, Dem, Rep,", "COD"),
        ("Congo, Dem. Rep.", "COD"),
        ("Congo, Rep.", "COG"),
        ("Côte d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("Turkey ", "TUR"),
        ("eSwatini", "SWZ"),
        ("St, Lucia", "LCA"),
        ("St. Vincent & the Grenadines", "VCT"),
        ("NIGER", "NER"),
        ("Nigeria", "NGA"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Equatorial Guinea", "GNQ"),
        ("Papua New Guinea", "PNG"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("kgz", "KGZ"),
    ],
)
def test_a_country_is_found_in_its_spellings(spelling: str, code: str) -> None:
    assert taxonomy().find_country(spelling).code == code


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("Kirgistan", {"Kyrgyzstan"}),
        ("Congo", {"Congo, Rep.", "Congo, Dem. Rep."}),
        ("Nigerya", {"Nigeria"}),
        ("Korea", {"Korea, DPR", "Korea, Rep."}),
        ("S. Sudan", {"South Sudan"}),
        ("Kyrgyz", {"Kyrgyzstan"}),
        ("England", {"United Kingdom"}),
    ],
)
def test_an_unknown_name_is_refused_with_the_closest(name: str, offered: set[str]) -> None:
    with pytest.raises(CountryError) as caught:
        taxonomy().find_country(name)
    assert all(country in str(caught.value) for country in offered), caught.value


def test_only_the_closest_names_are_offered() -> None:
    with pytest.raises(CountryError) as caught:
        taxonomy().find_country("Kyrgystan")
    assert str(caught.value).endswith("Did you mean Kyrgyzstan?")


@pytest.mark.parametrize(
    "name",
    ("Xyzzyx", "Taiwan", "State of Palestine", "Western Sahara", "Soviet Union", "Yugoslavia", "Kosovo", "Holy See"),
)
def test_an_unknown_name_that_is_like_none_is_refused_without_a_guess(name: str) -> None:
    with pytest.raises(CountryError) as caught:
        taxonomy().find_country(name)
    assert "Did you mean" not in str(caught.value)


def test_a_label_is_found_in_any_case_and_hyphenation() -> None:
    known = taxonomy()
    for label in (
        "Non-renewable resource crimes",
        "NON RENEWABLE RESOURCE CRIMES",
        "Criminality avg,",
        "Resilience score",
    ):
        assert known.find_indicator(label) is not None, label
    assert known.find_indicator("Weather") is None


def test_an_unknown_slug_is_refused_with_the_closest() -> None:
    with pytest.raises(NotFoundError, match="heroin-trade"):
        taxonomy().indicator("heroin")


def test_the_map_has_one_tile_a_country() -> None:
    assert len({country.tile for country in taxonomy().countries}) == 193


MISTAKES = [
    ("indicators.toml", 'pillar = "criminal-markets"', 'pillar = "market"', "pillar must be one of"),
    ("indicators.toml", 'slug = "human-smuggling"', 'slug = "human-trafficking"', "occurs twice"),
    ("indicators.toml", 'slug = "human-trafficking"', 'slug = "Human trafficking"', "is not a slug"),
    ("indicators.toml", 'label = "Human trafficking"', 'lable = "Human trafficking"', "lacks the key 'label'"),
    ("indicators.toml", "first_edition = 2021", "first_edition = 2020", "first_edition must be one of"),
    ("indicators.toml", "first_edition = 2021", 'first_edition = "2021"', "must be of type int"),
    ("indicators.toml", 'slug = "human-trafficking"', "slug = human-trafficking", "Invalid value"),
    ("sections.toml", '"human-trafficking"', '"human-traficking"', "Did you mean human-trafficking"),
    ("sections.toml", 'title = "People"', 'title = ""', "is empty"),
    ("countries.toml", 'code = "KGZ"', 'code = "KG"', "alpha-3"),
    ("countries.toml", 'code = "KGZ"', 'code = "KAZ"', "occurs twice"),
    ("countries.toml", 'name = "Niger"', 'name = "Nigeria"', "already names"),
    ("countries.toml", 'name = "Kyrgyzstan"', 'name = "Kyrgyzstan"\ncolour = "red"', "unknown key 'colour'"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "words"), MISTAKES)
def test_a_mistake_in_the_vocabulary_is_named_by_file_and_line(
    tmp_path: Path, file: str, right: str, wrong: str, words: str
) -> None:
    for name in ("indicators.toml", "sections.toml", "countries.toml"):
        shutil.copy(paths.content("index") / name, tmp_path / name)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert right in text
    (tmp_path / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    place = text[: text.index(right)].count("\n") + 1
    with pytest.raises(VocabularyError) as caught:
        read_taxonomy(tmp_path)
    message = str(caught.value)
    assert words in message
    assert file in message
    if "Invalid" in message:
        assert f"line {place}" in message
    else:
        named = int(message.split(f"{file}:")[1].split(":")[0])
        assert abs(named - place) <= 12 if "twice" in words or "already" in words else abs(named - place) <= 3


def test_a_missing_vocabulary_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"indicators\.toml: the file cannot be read"):
        read_taxonomy(tmp_path)
