"""Hosts of the publisher."""

import pytest

from explorer.ingest.publisher_hosts import clean_address, find_source, is_enact_address, is_index_address
from explorer.ingest.source_warnings import SourceWarning


@pytest.mark.parametrize(
    ("address", "is_index", "is_enact"),
    [
        ("https://ocindex.net/2023/country/kenya", True, False),
        ("https://www.ocindex.net/country/kenya", True, False),
        ("https://global.ocindex.net/2025/country/kenya", True, False),
        ("http://ocindex.net./country/malta", True, False),
        ("https://africa.ocindex.net/2023/country/lesotho", False, True),
        ("https://ocindex.enactafrica.org/region/east_africa/kenya", False, True),
        ("https://web.archive.org/web/20240102030405/https://ocindex.net/2023/country/kenya", True, False),
        ("https://web.archive.org/web/20240102/https://africa.ocindex.net/2023/country/kenya", False, True),
        ("https://notocindex.net/country/kenya", False, False),
        ("https://ocindex.net.example.org/country/kenya", False, False),
        ("https://example.org/?from=ocindex.net/country/kenya", False, False),
        ("http://[oops", False, False),
        ("", False, False),
    ],
)
def test_an_address_is_of_the_index_of_enact_or_of_neither(address: str, is_index: bool, is_enact: bool) -> None:
    assert (is_index_address(address), is_enact_address(address)) == (is_index, is_enact)


KENYA = "https://ocindex.net/2023/country/kenya"
COPY = "https://news.example/2023/country/kenya"
PAGE = "https://globalinitiative.net/analysis/kenya/"


@pytest.mark.parametrize(
    ("addresses", "source"),
    [
        ([KENYA], KENYA),
        ([COPY, KENYA], KENYA),
        ([PAGE, KENYA], KENYA),
        ([COPY, PAGE], PAGE),
        ([f"https://web.archive.org/web/20240102030405/{KENYA}"], KENYA),
        ([f"https://web.archive.org/web/20240102030405id_/{COPY}"], ""),
        ([f"https://news.example/?of={KENYA}"], ""),
        ([COPY], ""),
        (["file:///home/me/kenya.html", "about:blank", ""], ""),
        ([], ""),
    ],
)
def test_a_page_is_cited_with_an_address_of_the_publisher_alone(addresses: list[str], source: str) -> None:
    found, warnings = find_source(addresses)
    assert found == source
    assert len(warnings) == (not source and any(".example" in address for address in addresses))


def test_an_address_that_is_not_the_publishers_is_told() -> None:
    told = "The page is from news.example, which is not the publisher's: it is cited without an address."
    assert find_source([COPY]) == ("", (SourceWarning("address-foreign", told),))


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://ocindex.net./country/malta", "https://ocindex.net/country/malta"),
        (
            "HTTPS://OCIndex.NET/2023/Country/Papua_New_Guinea/?query=x#top",
            "https://ocindex.net/2023/country/papua_new_guinea",
        ),
        ("https://ocindex.net/2021/country/timor-leste", "https://ocindex.net/2021/country/timor-leste"),
        ("http://global.ocindex.net:80/2025/country/kenya/", "http://global.ocindex.net/2025/country/kenya"),
        (
            "https://ocindex.net/report/2023/03-Global.html?query=hire&search_stem=hire",
            "https://ocindex.net/report/2023/03-Global.html",
        ),
        ("https://ocindex.net/?year=2023", "https://ocindex.net/"),
        ("https://globalinitiative.net/analysis/kenya/?utm_source=x", "https://globalinitiative.net/analysis/kenya/"),
        ("https://globalinitiative.net/?p=77#a", "https://globalinitiative.net/?p=77"),
        ("", ""),
    ],
)
def test_an_address_is_cited_in_the_form_of_the_site(address: str, clean: str) -> None:
    assert clean_address(address) == clean
    assert find_source([address]) == (clean, ())


def test_a_page_of_another_series_is_cited_with_its_own_address_or_that_of_a_partner() -> None:
    own, partner = "https://africa.ocindex.net/2021/about", "https://globalinitiative.net/analysis/africa/"
    index = "https://ocindex.net/2021/about"
    assert find_source([index, partner, own], "enact") == (own, ())
    assert find_source([index, partner], "enact") == (partner, ())
    assert find_source([index], "enact")[0] == ""
    shared = "https://Africa.ocindex.net./2021/Country/South_Africa/?query=x#top"
    assert find_source([shared], "enact") == ("https://africa.ocindex.net/2021/country/south_africa", ())
    older = "https://ocindex.enactafrica.org/Region/East_Africa/South_Sudan/?year=2021"
    assert find_source([older], "enact") == ("https://ocindex.enactafrica.org/region/east_africa/south_sudan", ())
