"""Hosts of the publisher."""

import pytest

from explorer.ingest.publisher_hosts import is_enact_address, is_index_address


@pytest.mark.parametrize(
    ("address", "is_index", "is_enact"),
    [
        ("https://ocindex.net/2023/country/kenya", True, False),
        ("https://www.ocindex.net/country/kenya", True, False),
        ("https://global.ocindex.net/2025/country/kenya", True, False),
        ("http://ocindex.net./country/malta", True, False),
        ("https://africa.ocindex.net/2023/country/lesotho", False, True),
        ("https://ocindex.enactafrica.org/region/east_africa/kenya", False, True),
        ("https://notocindex.net/country/kenya", False, False),
        ("https://ocindex.net.example.org/country/kenya", False, False),
        ("https://example.org/?from=ocindex.net/country/kenya", False, False),
        ("http://[oops", False, False),
        ("", False, False),
    ],
)
def test_an_address_is_of_the_index_of_enact_or_of_neither(address: str, is_index: bool, is_enact: bool) -> None:
    assert (is_index_address(address), is_enact_address(address)) == (is_index, is_enact)
