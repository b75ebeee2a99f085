"""A robots.txt allows, and asks for pauses, as RFC 9309 and Google's examples have it."""

import pytest

from explorer.ingest.fetch.robots_rules import LARGEST, RobotsRules

PAGE = "https://ocindex.net/2023/country/kenya"


def rules(text: str | bytes) -> RobotsRules:
    return RobotsRules.parse(text if isinstance(text, bytes) else text.encode(), "oc-explorer")


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("user-AGENT: *\r\ndisallow: /2023/", False),
        ("User-agent: *\nDisallow: /2021/", True),
        ("User-agent: *\nDisallow: /*/country/", False),
        ("User-agent: *\nDisallow: /*/country/kenya$", False),
        ("User-agent: *\nDisallow: /*/country/ken$", True),
        ("User-agent: *\nDisallow: /\nAllow: /2023/country/", True),  # the longest rule holds
        ("User-agent: *\nAllow: /2023\nDisallow: /2023/country/kenya", False),
        ("User-agent: *\nDisallow: /2023/country/%6Benya", False),
        ("User-agent: someone-else\nDisallow: /", True),
        ("User-agent: someone-else\nUser-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: oc-explorer\nDisallow: /private/", True),
        ("User-agent: OC-Explorer\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: oc-explorer\nAllow: /\n\nUser-agent: oc-explorer\nDisallow: /2023/", False),
        ("User-agent: *  # all\nDisallow: /2023/  # for now", False),
        ("Disallow: /", True),  # of no group
        ("Sitemap: https://ocindex.net/s.xml\nUser-agent: *\nSitemap: /x\nDisallow: /2023/", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("<!DOCTYPE html><p>User-agent: *\nDisallow: /", True),
        ("\n  <html>\nUser-agent: *\nDisallow: /", True),
        (b"\xff\xfe\x00 not text\nUser-agent: *\nDisallow: /", False),
    ],
)
def test_an_address_is_allowed_or_not(text: str | bytes, is_allowed: bool) -> None:
    assert rules(text).allows(PAGE) is is_allowed


def test_a_rule_for_an_accent_holds_in_every_spelling() -> None:
    for rule in ("/2023/country/côte_divoire", "/2023/country/c%C3%B4te_divoire", "/2023/country/c%c3%b4te"):
        assert not rules(f"User-agent: *\nDisallow: {rule}").allows("http://h/2023/country/c%C3%B4te_divoire")


def test_only_the_beginning_of_a_long_file_is_read() -> None:
    assert not rules(b"User-agent: *\nDisallow: /\n" + b"#\n" * LARGEST).allows(PAGE)
    assert rules(b"#\n" * LARGEST + b"User-agent: *\nDisallow: /\n").allows(PAGE)


def test_wildcards_without_end_take_no_time() -> None:
    assert rules("User-agent: *\nDisallow: /" + "*a" * 60 + "b\n").allows(f"http://h/{'a' * 2000}")


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("", 0),
        ("User-agent: *\nCrawl-delay: 5", 5),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nRequest-rate: 1/10", 10),
        ("User-agent: *\nRequest-rate: 2/1m\nCrawl-delay: 7", 30),
        ("User-agent: *\nCrawl-delay: 5\n\nUser-agent: oc-explorer\nCrawl-delay: 9", 9),
        ("User-agent: other\nCrawl-delay: 5", 0),
        *((f"User-agent: *\nCrawl-delay: {text}", 0) for text in ("soon", "-5", "nan", "inf", "1e999", "")),
        *((f"User-agent: *\nRequest-rate: {text}", 0) for text in ("0/0", "often", "1/", "-1/5")),
    ],
)
def test_the_pause_that_is_asked_for(text: str, delay: float) -> None:
    assert rules(text).delay == delay


def test_a_file_that_is_not_there_allows_all() -> None:
    assert RobotsRules("oc-explorer").allows(PAGE)
    assert RobotsRules("oc-explorer").delay == 0


def test_each_sitemap_is_named_once() -> None:
    text = "Sitemap: https://ocindex.net/a.xml\nUser-agent: *\nDisallow: /\nsitemap: https://ocindex.net/a.xml\n"
    assert rules(f"{text}Sitemap: /b.xml").sitemaps == ("https://ocindex.net/a.xml", "/b.xml")
