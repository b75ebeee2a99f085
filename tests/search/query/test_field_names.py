"""The names that a field may have as its value."""

import pytest

from explorer.search.query.field_names import closest_value


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        *(("country", "Irland", "Ireland"), ("country", "cote d'ivoir", '"Côte d\'Ivoire"')),
        *(("country", "england", '"United Kingdom"'), ("country", "xyzzy", None), ("country", "korea", None)),
        *(("region", "centrl asia", '"Central Asia and the Caucasus"'), ("continent", "Azia", "Asia")),
        *(("section", "cyber crime", "cyber-crimes"), ("indicator", "cocane trade", "cocaine-trade")),
        ("about", "cocane trade", "cocaine-trade"),
        *(("edition", "2022", None), ("chapter", "Irland", None)),
    ],
)
def test_a_value_is_the_only_close_one_of_its_field(field: str, raw: str, value: str | None) -> None:
    assert closest_value(field, raw) == value
