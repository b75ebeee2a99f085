"""Addresses that may become links."""

import pytest

from explorer.core.errors import CorpusError
from explorer.model.profiles import Source
from explorer.model.web_address import is_web_address


@pytest.mark.parametrize(
    "address",
    ["https://ocindex.net/2021/country/chad", "http://localhost:8000/?a=b#c", "https://de.wikipedia.org/wiki/Ü",
     "HTTP://localhost:8000/"],
)  # fmt: skip
def test_an_address_of_the_web_is_known(address: str) -> None:
    assert is_web_address(address)
    assert Source(url=address).url == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "javascript://host/%0aalert(1)", "java\tscript:alert(1)",
     "vbscript:x", "data:text/html,x", "file:///etc/passwd", "ftp://a.example/", " https://a.example", "https://a\n",
     "//ocindex.net", "ocindex.net", "https://", "https:ocindex.net", "http://[oops", "http://[::1/x", "https://\u2100.com/",
     "http://a:port/", "http://a b/", "http://a/\x1b[2J", "http://a/\u202ex", 'http://a/"onclick=', "http://a/<b>",
     "https://{{ page.url }}", "http://a/" + "x" * 3_000],
)  # fmt: skip
def test_nothing_else_becomes_a_link(address: str) -> None:
    assert not is_web_address(address)
    with pytest.raises(CorpusError):
        Source(url=address)
