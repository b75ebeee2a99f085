"""What the page at an address of the site is of."""

import pytest

from explorer.ingest.site_address import read_site_address


@pytest.mark.parametrize(
    ("address", "kind", "subjects"),
    [
        ("https://ocindex.net/2023/country/papua_new_guinea", "country", ["Papua New Guinea"]),
        ("https://ocindex.net./2023/Country/Papua-New-Guinea/", "country", ["Papua New Guinea"]),
        ("http://www.ocindex.net/country/kenya?query=hire&search_stem=hire#top", "country", ["Kenya"]),
        ("global.ocindex.net/country/c%C3%B4te_d%27ivoire", "country", ["Côte d'Ivoire"]),
        ("https://ocindex.net/2023/country/cote_divoire.html", "country", ["Côte d'Ivoire"]),
        ("https://ocindex.net/profile?country=kenya", "country", ["Kenya"]),
        ("https://web.archive.org/web/20240102/https://ocindex.net/2023/country/chad", "country", ["Chad"]),
        ("https://africa.ocindex.net/region/west_africa/comoros", "country", ["West Africa", "Comoros"]),
        ("http://127.0.0.1:8080/2023/country/kenya", "country", ["Kenya"]),
        ("https://ocindex.net/country/haiti/north_america", "comparison", ["Haiti", "North America"]),
        ("https://ocindex.net/2023/country/sierra_leone/liberia", "comparison", ["Sierra Leone", "Liberia"]),
        ("https://ocindex.net/compare/kenya/peru/japan", "comparison", ["Kenya", "Peru", "Japan"]),
        ("https://ocindex.net/country/kenya?compare=peru", "comparison", ["Kenya", "Peru"]),
        ("https://ocindex.net/2023/region/west_africa", "area", ["West Africa"]),
        ("https://ocindex.net/continent/africa", "area", ["Africa"]),
        ("https://ocindex.net/2023/indicator/human_trafficking", "indicator", ["Human trafficking"]),
        ("https://ocindex.net/criminal_markets/x", "indicator", ["x"]),
        ("https://ocindex.net/2023/heatmap/", "map", []),
        ("https://ocindex.net/2023/rankings", "ranking", []),
        ("https://ocindex.net/report/2023/03-global-overview-results.html", "report", []),
        ("https://ocindex.net/report/2025/country-rankings", "report", []),
        ("https://ocindex.net/2025/", "start", []),
        ("https://ocindex.net/index.html", "start", []),
        ("https://globalinitiative.net/analysis/kenya/?s=country", "other", []),
        ("https://ocindex.net/2023/country/", "other", []),
        ("https://ocindex.net/2023/country/atlantis", "other", []),
        ("http://[oops", "other", []),
    ],
)
def test_an_address_tells_what_the_page_is_of(address: str, kind: str, subjects: list[str]) -> None:
    site = read_site_address(address)
    assert (site.kind, list(site.subjects)) == (kind, subjects)


def test_an_article_about_a_country_names_it_and_is_no_page_of_it() -> None:
    site = read_site_address("https://globalinitiative.net/analysis/kenya/")
    assert (site.kind, [country.code for country in site.countries]) == ("other", ["KEN"])
