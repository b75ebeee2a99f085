"""Facts as values: what cannot be read for sure is left as text."""

import pytest

from explorer.model.facts import Facts, read_facts

PAGE = {
    "capital": "Ostra",
    "income-group": "Low income",
    "population": "6,456,200",
    "area": "199,950 km²",
    "geography-type": "Landlocked",
    "gdp": "USD 9,120.40 million",
    "gini-index": "30.2",
}


def test_the_facts_of_a_page_have_types() -> None:
    assert read_facts(PAGE) == Facts("Ostra", "Low income", 6456200, 199950, "Landlocked", 9120.4, 30.2)
    assert read_facts({}) == Facts()


@pytest.mark.parametrize(
    ("slug", "text", "value"),
    [
        ("population", "6456200", 6456200),
        ("population", "6\u00a0456\u00a0200", 6456200),
        ("population", "1.4 billion", 1_400_000_000),
        ("population", "11,646 (2020)", 11646),
        ("population", "6.456.200", None),
        ("population", "5 to 6 million", None),
        ("population", "n/a", None),
        ("area", "30 km2", 30),
        ("area", "2.02 km²", 2.02),
        ("area", "77,202 sq mi", None),
        ("gdp", "9,120.40", 9120.4),
        ("gdp", "US$ 9.12 billion", 9120),
        ("gdp", "USD 26 trillion", 26_000_000),
        ("gdp", "$9,120,400,000", 9120.4),
        ("gdp", "€ 9,120.40 million", None),
        ("gini-index", "0", 0),
        ("gini-index", "302", None),
        ("gini-index", "No data", None),
    ],
)
def test_a_number_is_read_where_it_is_the_only_one_and_in_the_unit(slug: str, text: str, value: float | None) -> None:
    facts = read_facts({slug: text})
    assert [facts.population, facts.area_km2, facts.gdp_usd_millions, facts.gini_index] == [
        value if slug == name else None for name in ("population", "area", "gdp", "gini-index")
    ]
