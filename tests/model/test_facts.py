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
        ("population", "6.4m", 6_400_000),
        ("population", "6.4M", 6_400_000),
        ("population", "6.4 mln", 6_400_000),
        ("population", "6.4 mln.", 6_400_000),
        ("population", "6.4 million people (2020 est.)", 6_400_000),
        ("population", "640k", 640_000),
        ("population", "640 thousand", 640_000),
        ("population", "about 6,456,200 inhabitants*", 6456200),
        ("population", "6,456,200 [2020]", 6456200),
        ("population", "64 lakh", None),
        ("population", "6.4 crore", None),
        ("population", "6.4 MM", None),
        ("population", "6.4b", None),
        ("population", "6.4 (millions)", None),
        ("population", "6½ million", None),
        ("population", "5e6", None),
        ("population", "less than 5,000", None),
        ("population", "over 6 million", None),
        ("area", "1.2m km²", 1_200_000),
        ("area", "1.2 million km2", 1_200_000),
        ("area", "1.2 million sq. km", 1_200_000),
        ("area", "30,360 square kilometres", 30360),
        ("area", "30,360", 30360),
        ("area", "30,360 km^2", 30360),
        ("area", "1.2m", None),
        ("area", "500 m²", None),
        ("area", "500 m2", None),
        ("area", "30 k m²", None),
        ("area", "3,036,000 ha", None),
        ("area", "30 km", None),
        ("gdp", "US$1.2tn", 1_200_000),
        ("gdp", "US$ 1.2 trillion", 1_200_000),
        ("gdp", "1.2 trillion US dollars (2021)", 1_200_000),
        ("gdp", "$9.12bn", 9120),
        ("gdp", "USD 9,120.40 m", 9120.4),
        ("gdp", "9,120.40 million (current US$)", 9120.4),
        ("gdp", "2 thousand million", None),
        ("gdp", "A$ 9.12 billion", None),
        ("gdp", "Int$ 9.12 billion", None),
        ("gdp", "9.12 billion CAD", None),
        ("gdp", "USD 9.12 milliards", None),
        ("gdp", "9,120.40 million (EUR)", None),
        ("gdp", "9,120.40 million (PPP)", None),
        ("gdp", "9,120.40 (US$, 2021)", 9120.4),
        ("area", "77,202 (sq mi)", None),
        ("population", "6,456,200 (July 2021 est.)", 6456200),
        ("population", "6,456,200 (2)", None),
        ("gini-index", "30.2 (2018)", 30.2),
        ("gini-index", "30.2%", 30.2),
        ("gini-index", "30.2k", None),
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
