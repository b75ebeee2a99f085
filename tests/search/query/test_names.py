"""Names in plain queries."""

import re
from collections import Counter

import pytest

from explorer.model.taxonomy import EDITIONS, Country, Region, taxonomy
from explorer.search.query.names import FIELDS, understand, with_names_as_fields
from explorer.search.query.nodes import FACETS, NAMES, NEW, NOTE
from explorer.search.query.parser import parse_query

SHARED = {"Congolese", "Dominican", "Central African"}  # of two countries, or of a country and a region
COUNTRIES = taxonomy().countries
REGIONS = taxonomy().regions


def read(query: str) -> tuple[str, dict[str, list[str]]] | None:
    """Return the words that remain of a query, and its filters; None where it is left as typed."""
    understood = understand(query)
    if understood is None:
        return None
    names = dict.fromkeys(name for name, _ in understood.filters)
    return understood.text, {name: list(understood.chosen(name)) for name in names}


def spellings(country: Country) -> list[str]:
    """Return the names of a country that no region has too."""
    return [name for name in (country.name, *country.also) if name not in ("Micronesia", "CAR", "US", "RSA", "ROK")]


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda country: country.code)
def test_every_country_is_understood_by_its_names_and_peoples(country: Country) -> None:
    expected = ("bribery", {"country": [country.code]})
    for name in spellings(country):
        name = re.sub(r"[(),]| the$", "", name)  # brackets are of the query language
        for query in (f"{name} bribery", f"bribery in {name.lower()}", f"{name.rstrip('.')}’s bribery"):
            assert read(query) == expected, query
    for demonym in country.demonyms:
        if demonym not in SHARED:
            assert read(f"{demonym} bribery") == read(f"bribery by {demonym}s") == expected, demonym
    if country.code not in ("AND", "MDA", "NPL", "TLS"):  # an operator, a drug, loans and a protocol
        assert read(f"bribery {country.code}") == expected


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.name)
def test_every_region_is_understood_in_its_spellings(region: Region) -> None:
    for name in (region.name, *region.also):
        for query in (f"bribery {name} 2021", f"2021 {name.title()} bribery"):
            assert read(query) == ("bribery", {"edition": ["2021"], "region": [region.name]})


def test_every_continent_and_edition_is_understood() -> None:
    for continent in taxonomy().continents:
        for edition in map(str, EDITIONS):
            expected = ("bribery", {"continent": [continent], "edition": [edition]})
            assert read(f"bribery in {continent.lower()}, {edition}") == expected
            assert read(f"{continent}: bribery {edition}") == expected


def test_section_titles_of_several_words_are_understood_and_single_words_are_words() -> None:
    for heading in taxonomy().headings:
        understood = read(f"{heading.title.lower()} bribery")
        expected = ("bribery", {"section": [heading.slug]})
        assert understood == (expected if " " in heading.title else None)
        assert read(f"{heading.title} section bribery") == expected


@pytest.mark.parametrize(
    ("query", "text", "filters"),
    [
        ("mexico cocaine 2025", "cocaine", {"country": ["MEX"], "edition": ["2025"]}),
        ("border corruption central asia", "border corruption", {"region": ["Central Asia and the Caucasus"]}),
        ("caucasus heroin", "heroin", {"region": ["Central Asia and the Caucasus"]}),
        ("eastern europe weapons", "weapons", {"region": ["Central & Eastern Europe"]}),
        ("SE Asia scams", "scams", {"region": ["South-Eastern Asia"]}),
        ("west african ports", "ports", {"region": ["West Africa"]}),
        ("Kyrgyz–Tajik border", "border", {"country": ["KGZ", "TJK"]}),
        ("US-Mexico border", "border", {"country": ["MEX", "USA"]}),
        ("us mexico border", "border", {"country": ["MEX", "USA"]}),
        ("CAR gold", "gold", {"country": ["CAF"]}),
        ("Polish gangs", "gangs", {"country": ["POL"]}),
        ("congo minerals", "minerals", {"country": ["COD", "COG"]}),
        ("korean crypto", "crypto", {"country": ["KOR", "PRK"]}),
        ("venezuelan gangs in chile", "venezuelan gangs", {"country": ["CHL"]}),
        ("chinese gangs southeast asia", "chinese gangs", {"region": ["South-Eastern Asia"]}),
        ("colombia cocaine europe", "cocaine europe", {"country": ["COL"]}),
        ("kenya east africa ivory", "ivory", {"country": ["KEN"], "region": ["East Africa"]}),
        ("fentanyl 2021 to 2025", "fentanyl", {"edition": ["2021", "2023", "2025"]}),
        ("tramadol, 2021 edition", "tramadol", {"edition": ["2021"]}),
        ("financial crimes cyprus", "financial crimes", {"country": ["CYP"]}),
        ("drugs section kenya", "", {"country": ["KEN"], "section": ["drugs"]}),
        ("trinidad & tobago guns", "guns", {"country": ["TTO"]}),
        (
            "heroin from afghanistan tajikistan 2023",
            "heroin from afghanistan",
            {"country": ["TJK"], "edition": ["2023"]},
        ),
        ("P.R.C. fentanyl", "fentanyl", {"country": ["CHN"]}),
        ("U.S./Mexico border", "border", {"country": ["MEX", "USA"]}),
        ("U.S.'s border", "border", {"country": ["USA"]}),
        ("Mexico $5m fraud", "$5m fraud", {"country": ["MEX"]}),
        ("cocaine in Mexico without guns", "cocaine without guns", {"country": ["MEX"]}),
        ("Bolivia: drugs", "drugs", {"country": ["BOL"]}),
        ("Bolivia:drugs", "drugs", {"country": ["BOL"]}),
        ("Nigeria:drugs", "drugs", {"country": ["NGA"]}),
        ("drugs: Bolivia at 10:30", "drugs: at 10:30", {"country": ["BOL"]}),
        ("hungary's hungarian police", "police", {"country": ["HUN"]}),
        ("bolivia bolivian coca", "coca", {"country": ["BOL"]}),
        ("West African ports in West Africa", "ports", {"region": ["West Africa"]}),
        ("Congolese miners DRC", "miners", {"country": ["COD"]}),
        ("Korean gangs South Korea", "gangs", {"country": ["KOR"]}),
        ("mexico vs colombia cocaine", "cocaine", {"country": ["COL", "MEX"]}),
        ("cocaine Mexico versus Colombia", "cocaine", {"country": ["COL", "MEX"]}),
    ],
)
def test_names_are_read_as_filters(query: str, text: str, filters: dict[str, list[str]]) -> None:
    assert read(query) == (text, filters)


@pytest.mark.parametrize(
    "years",
    (
        *("2021-2025", "2021–2025", "2021 - 2025", "from 2021 to 2025", "2021 until 2025", "between 2021 and 2025"),
        *("between the 2021 and 2025 editions", "Between 2021 & 2025"),
    ),
)
def test_a_range_of_editions_is_all_of_them(years: str) -> None:
    expected = {"edition": ["2021", "2023", "2025"]}
    assert read(f"drugs {years}") == read(f"{years} drugs") == ("drugs", expected)
    assert (
        read("drugs 2021 and 2025")
        == read("drugs in the 2021 and 2025 editions")
        == ("drugs", {"edition": ["2021", "2025"]})
    )


@pytest.mark.parametrize(
    "years",
    ("between 2021 and 2022", "2019-2023", "from 2019 to 2023", "2021 to 2024", "2025-2021", "march 2021 to 2023"),
)
def test_a_range_of_dates_is_no_edition(years: str) -> None:
    assert read(f"drugs {years}") is None
    assert read(f"Mexico drugs {years}") == (f"drugs {years}", {"country": ["MEX"]})


@pytest.mark.parametrize("name", ("Hungary", "Hungarian gangs", "West Africa", "Asia", "2021", "the drugs section"))
@pytest.mark.parametrize(
    "excluding", ("without", "outside", "outside of", "except", "except for", "excluding", "but not", "not in", "not")
)
def test_a_name_that_is_excluded_is_no_filter(excluding: str, name: str) -> None:
    assert read(f"drugs {excluding} {name}") is None
    assert read(f"cocaine in Europe {excluding} {name}") is None


def test_fields_are_those_of_the_query_language() -> None:
    assert {*FACETS, NAMES, NEW, NOTE} == FIELDS
    for field in (*FACETS, NAMES, NEW, NOTE, "heroin-trade", "change.heroin-trade", "Heroin_Trade", "contry"):
        assert read(f"{field}:mexico cocaine in Peru") is None, field


@pytest.mark.parametrize("query", ("Kyrgyzstan", "kgz", "KGZ", "Kyrgyz", "Albanians", "kyrgyzstan 2023", "the Gambia"))
def test_the_name_of_one_country_alone_is_that_country(query: str) -> None:
    understood = read(query)
    assert understood is not None and understood[0] == "" and len(understood[1]["country"]) == 1


@pytest.mark.parametrize(
    "query",
    (
        *(
            "car theft",
            "us sanctions",
            "polish the evidence",
            "POLISH GANGS",
            "woman trafficking",
            "malicious software",
        ),
        *("new mexico fentanyl", "mexico city kidnapping", "gulf of guinea piracy", "lake chad", "niger delta oil"),
        *("indian ocean dhows", "china white", "brazil nut trade", "panama papers", "south china sea fishing"),
        *("american samoa meth", "new guinea gold", "northern ireland arms", "republic of china fishing"),
        *("latin american cartels", "sub-saharan africa gold", "european union sanctions", "african union", "EU"),
        *("western balkans heroin", "middle east captagon", "north caucasus", "asia-pacific scams", "taiwan fraud"),
        *("england knife crime", "turkey wild birds", "jersey", "america", "congo", "mexico colombia", "europe 2023"),
        *("sending suspects to the United States", "heroin from Afghanistan", "arms sold to South Sudan"),
        *("us dollar", "US dollars", "anti-american protests", "ex-soviet", "China-based firms", "mda pills"),
        *(
            "fentanyl 2019",
            "2021",
            "march 2021 raids",
            "12.05.2021 raid",
            "2021/22 raids",
            "heroin since 2021",
            "$2021",
        ),
        *('"mexico cocaine"', "country:mex cocaine", "-mexico cocaine", "cocaine NOT colombia", "traffick* mexico"),
        *("iraq OR syria captagon", "heroin-trade:>=7 afghanistan", "(mexico) cocaine", "herion~1 mexico"),
        *("U.S.-backed gangs", "U.S.-led raid", "U.K.-based firms", "U.A.E.-based firms", "US-backed gangs"),
        *("US $1.5m", "U.S.$5m", "U.S. $5m", "US$5m", "US-$5m", "drugs worth US $ 5m", "mexico vs colombia"),
        *("country: mexico cocaine", "heroin-trade: mexico", "drugs, Hungary excluded", "drugs other than Hungary"),
        *("drugs everywhere but in Hungary", "except Hungary, drugs", "drugs except for Hungary and Poland"),
        *("", "  ", "of the", "kyrgystan", "ivory trade", "people smuggling", "criminal actors"),
    ),
)
def test_what_only_looks_like_a_name_is_left_as_typed(query: str) -> None:
    assert read(query) is None


def test_a_name_is_removed_from_the_query_with_the_small_words_before_it() -> None:
    understood = understand("cocaine in Mexico, 2025 and the police")
    assert understood is not None
    assert understood.text == "cocaine and the police"
    assert understood.without(("country", "MEX")) == "cocaine 2025 and the police"
    assert understood.without(("edition", "2025")) == "cocaine in Mexico, and the police"


def test_a_name_that_ends_in_a_point_ends_its_sentence() -> None:
    understood = understand("gold in Congo, Rep.")
    assert understood is not None and understood.read_as == "Read as “gold” in Congo, Rep."


def test_peoples_of_several_countries_are_the_ones_that_are_known() -> None:
    counted = Counter(demonym for country in COUNTRIES for demonym in country.demonyms)
    assert {demonym for demonym, count in counted.items() if count > 1} == SHARED - {"Central African"}


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        (
            "heroin-trade:>=7 central asia 2021",
            'heroin-trade:>=7 edition:"2021" region:"Central Asia and the Caucasus"',
        ),
        ("kyrgyzstan heroin-trade:>=7", 'heroin-trade:>=7 country:"KGZ"'),
        ("kyrgyz police resilience < 4 2021", 'police resilience < 4 country:"KGZ" edition:"2021"'),
        ("europe -heroin-trade:7–8", '-heroin-trade:7-8 continent:"Europe"'),
        (
            "heroin-trade:>=7 OR cocaine-trade:>=7 mali niger",
            'heroin-trade:>=7 OR cocaine-trade:>=7 (country:"MLI" OR country:"NER")',
        ),
        ("heroin-trade:[5 - 7] drugs section", 'heroin-trade:[5 - 7] section:"drugs"'),
        ("central resilience:>4 asia", 'central resilience:>4 continent:"Asia"'),
        ("corruption criminality:5..6", None),
        ("heroin in mali", None),
        *((query, None) for query in ("heroin OR heroin-trade:>=7 europe", "heroin-trade:>=7 country:kgz europe")),
        *((query, None) for query in ('heroin-trade:>=7 "europe"', "heroin-trade:>=7 but not europe")),
    ],
)
def test_names_beside_conditions_are_offered_as_fields(query: str, offered: str | None) -> None:
    assert with_names_as_fields(query) == offered
    assert read(query) is None or offered is None
    assert offered is None or parse_query(offered).notes == ()
