"""The names that a plain query may have."""

from explorer.entities.place_names import key_of
from explorer.search.query.name_table import NameKind, name_table


def test_a_name_of_a_country_wins_over_its_people_and_over_codes() -> None:
    table, longest = name_table()
    assert table[key_of("Kiribati")].kind is NameKind.PLACE
    assert table[key_of("Kyrgyz")].filters == (("country", "KGZ"),)
    assert table[key_of("kgz")].filters == (("country", "KGZ"),)
    assert longest >= 7  # "Civil society and social protection section" is shorter than names of states


def test_a_people_of_two_countries_stands_for_both() -> None:
    table, _ = name_table()
    assert table[key_of("Congolese")].filters == (("country", "COD"), ("country", "COG"))


def test_what_contains_a_name_and_is_none_is_known() -> None:
    table, _ = name_table()
    assert table[key_of("Latin America")].kind is NameKind.NONE
    assert not table[key_of("south china sea")].filters
