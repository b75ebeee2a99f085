"""The spellings of a country's name and of its people."""

from explorer.core import paths
from explorer.core.content_file import TableFile
from explorer.entities.country_forms import form_key, read_country_forms
from explorer.model.taxonomy import taxonomy

FORMS = read_country_forms(TableFile(paths.content("index") / "mentions.toml"), taxonomy())


def test_accents_hyphens_and_apostrophes_make_no_other_name() -> None:
    assert form_key("Guinea\u2011Bissau") == form_key("Guinea Bissau")
    assert form_key("Côte d’Ivoire") == form_key("Cote d'Ivoire")


def test_a_name_is_there_in_capitals_and_with_saint_spelt_out() -> None:
    assert {FORMS[form_key(name)].codes for name in ("St. Lucia", "Saint Lucia", "ST. LUCIA", "St Lucia")} == {("LCA",)}


def test_a_people_takes_a_plural_where_english_has_one() -> None:
    assert FORMS["Poles"].is_plural
    assert "Chineses" not in FORMS
    assert FORMS["Irishmen"].is_plural
    assert not FORMS["Turkmen"].is_plural
    assert FORMS["Turkmens"].is_plural


def test_what_two_countries_share_is_no_form_of_either() -> None:
    assert "Congolese" not in FORMS
    assert "Dominicans" not in FORMS


def test_a_joint_name_names_both() -> None:
    assert FORMS["North and South Korea"].codes == ("PRK", "KOR")
