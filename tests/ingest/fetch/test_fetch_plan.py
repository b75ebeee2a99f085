"""What is fetched, and where: from sitemaps as far as there are any, else from the table of countries."""

import gzip
from collections.abc import Callable

import pytest

from explorer.ingest.fetch.fetch_plan import (
    SiteListing,
    choose_targets,
    describe_targets,
    list_site,
    plan_addresses,
    plan_update,
)
from explorer.ingest.fetch.fetched_addresses import FetchedAddress
from explorer.ingest.fetch.polite_client import ClosedSiteError, PoliteClient
from explorer.ingest.fetch.site_addresses import SiteTarget
from explorer.ingest.fetch.sitemap import MOST
from tests.ingest.fetch.sample_site import SampleAnswer, SampleSite, redirect, sitemap

KENYA, PERU = SiteTarget("page", "ken-2023"), SiteTarget("page", "per-2023")
SITE = "https://ocindex.net"
MakeClient = Callable[..., PoliteClient]


def listing(make_client: MakeClient, *sites: SampleSite) -> SiteListing:
    urls = [site.url for site in sites]
    return list_site(make_client(*urls), urls)


def test_a_sitemap_lists_the_pages_of_the_site_alone(site: SampleSite, make_client: MakeClient) -> None:
    site.add_sitemap("/", "/2023/country/kenya", "/2023/country/Peru/", "http://localhost:1/2023/country/japan")
    assert listing(make_client, site) == SiteListing(
        {KENYA: (f"{site.url}/2023/country/kenya",), PERU: (f"{site.url}/2023/country/Peru/",)}
    )
    assert site.paths == ["/robots.txt", "/sitemap.xml"]


def test_an_index_of_sitemaps_is_followed(site: SampleSite, other_site: SampleSite, make_client: MakeClient) -> None:
    names = (f"{site.url}/a.xml", f"{site.url}/b.xml.gz", f"{site.url}/a.xml", f"{site.url}/index.xml")
    site.answers |= {
        "/robots.txt": SampleAnswer(f"Sitemap: {site.url}/index.xml".encode()),
        "/index.xml": SampleAnswer(sitemap(*names, kind="sitemapindex", entry="sitemap")),
        "/a.xml": SampleAnswer(sitemap(f"{site.url}/2023/country/kenya")),
        "/b.xml.gz": SampleAnswer(gzip.compress(f"{site.url}/2023/country/peru".encode())),
    }
    listed = listing(make_client, site)
    assert set(listed.addresses) == {KENYA, PERU}
    assert listed.is_whole
    assert site.paths == ["/robots.txt", "/index.xml", "/a.xml", "/b.xml.gz"]


def test_a_sitemap_of_another_host_is_not_asked_for(
    site: SampleSite, other_site: SampleSite, make_client: MakeClient
) -> None:
    site.answers["/robots.txt"] = SampleAnswer(f"Sitemap: {other_site.url}/sitemap.xml".encode())
    assert not listing(make_client, site).is_whole
    assert other_site.paths == []


def test_sitemaps_without_end_are_left(site: SampleSite, make_client: MakeClient) -> None:
    for number in range(60):
        name = f"/sitemap{number or ''}.xml"
        more = sitemap(f"{site.url}/sitemap{number + 1}.xml", kind="sitemapindex", entry="sitemap")
        site.answers[name] = SampleAnswer(more)
    assert not listing(make_client, site).is_whole
    assert len(site.paths) == 21


def test_two_sites_are_listed_and_a_page_of_both_has_both_addresses(
    site: SampleSite, other_site: SampleSite, make_client: MakeClient
) -> None:
    path = "/2023/country/kenya"
    site.add_sitemap(path)
    other_site.add_sitemap(path, "/2023/country/peru", site.url + "/2021/country/kenya", site.url + path)
    assert listing(make_client, site, other_site).addresses == {
        KENYA: (site.url + path, other_site.url + path),
        PERU: (f"{other_site.url}/2023/country/peru",),
        SiteTarget("page", "ken-2021"): (f"{site.url}/2021/country/kenya",),
    }


@pytest.mark.parametrize(
    ("answer", "is_whole", "has_warning"),
    [
        (SampleAnswer(b"", 404), True, False),
        (SampleAnswer(b"", 403), False, False),
        (SampleAnswer(b"", 503), False, False),
        (redirect("http://localhost:1/sitemap.xml"), False, False),
        (SampleAnswer(b"<html><p>Not here"), False, True),
        (SampleAnswer(sitemap("http://h/")[:-9]), False, True),
    ],
    ids=["404", "403", "503", "elsewhere", "page", "cut"],
)
def test_a_sitemap_that_is_not_there_or_not_whole_hides_nothing(
    site: SampleSite, make_client: MakeClient, answer: SampleAnswer, is_whole: bool, has_warning: bool
) -> None:
    site.answers["/sitemap.xml"] = answer
    listed = listing(make_client, site)
    assert (listed.addresses, listed.is_whole, bool(listed.warnings)) == ({}, is_whole, has_warning)
    assert all(f"The sitemap {site.url}/sitemap.xml could not be read." in warning for warning in listed.warnings)


def test_a_sitemap_that_robots_txt_denies_is_not_asked_for(site: SampleSite, make_client: MakeClient) -> None:
    site.answers["/robots.txt"] = SampleAnswer(b"User-agent: *\nDisallow: /sitemap.xml")
    assert not listing(make_client, site).is_whole
    assert site.paths == ["/robots.txt"]


def test_a_named_sitemap_that_is_not_there_may_have_hidden_something(site: SampleSite, make_client: MakeClient) -> None:
    site.answers["/robots.txt"] = SampleAnswer(f"Sitemap: {site.url}/named.xml".encode())
    assert not listing(make_client, site).is_whole


def test_a_sitemap_with_more_addresses_than_are_read_is_not_whole(site: SampleSite, make_client: MakeClient) -> None:
    site.answers["/sitemap.xml"] = SampleAnswer(b"http://h/\n" * (MOST + 1))
    assert not listing(make_client, site).is_whole


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/robots.txt", SampleAnswer(b"", 500)),
        ("/sitemap.xml", SampleAnswer(b"", 429, {"Retry-After": "3600"})),
    ],
)
def test_a_closed_site_is_told_and_the_other_is_listed(
    site: SampleSite, other_site: SampleSite, make_client: MakeClient, path: str, answer: SampleAnswer
) -> None:
    site.answers[path] = answer
    other_site.add_sitemap("/2023/country/kenya")
    listed = listing(make_client, site, other_site)
    assert set(listed.addresses) == {KENYA}
    assert len(listed.warnings) == 1
    with pytest.raises(ClosedSiteError):
        listing(make_client, site)


# ---------------------------------------------------------------- plans
def test_targets_come_by_edition_the_workbook_first() -> None:
    targets = choose_targets(("profile", "page", "scores"), ("KEN", "PER"), (2021, 2023))
    assert [(target.kind, target.profile) for target in targets] == [
        ("scores", ""),
        *(("page", id) for id in ("ken-2021", "per-2021", "ken-2023", "per-2023")),
        *(("profile", id) for id in ("ken-2021", "per-2021", "ken-2023", "per-2023")),
    ]


def test_without_a_list_addresses_are_made_for_each_site() -> None:
    planned, left_out = plan_addresses([KENYA], [SITE, "http://127.0.0.1/mirror"], SiteListing({}), True)
    assert [entry.addresses for entry in planned] == [
        (f"{SITE}/2023/country/kenya", "http://127.0.0.1/mirror/2023/country/kenya")
    ]
    assert planned[0].url == f"{SITE}/2023/country/kenya"
    assert left_out == []


def test_of_all_what_the_list_does_not_have_is_left_out() -> None:
    old = SiteTarget("page", "ken-2021")
    listed = SiteListing({KENYA: (f"{SITE}/2023/country/Kenya",)})
    planned, left_out = plan_addresses([old, KENYA, PERU], [SITE], listed, True)
    assert [entry.url for entry in planned] == [f"{SITE}/2021/country/kenya", f"{SITE}/2023/country/Kenya"]
    assert [entry.target for entry in left_out] == [PERU]


def test_what_was_named_or_a_list_that_is_not_whole_leaves_nothing_out() -> None:
    addresses = {KENYA: (f"{SITE}/2023/country/kenya",)}
    for listed, is_all in ((SiteListing(addresses), False), (SiteListing(addresses, is_whole=False), True)):
        planned, left_out = plan_addresses([KENYA, PERU], [SITE], listed, is_all)
        assert len(planned) == 2
        assert left_out == []


def test_an_update_asks_where_it_was_and_then_where_it_may_be() -> None:
    records = [
        FetchedAddress(f"{SITE}/2023/country/Peru/", "page", ("per-2023",), "", ""),
        FetchedAddress(f"{SITE}/x.xlsx", "scores", ("ken-2023", "per-2023"), "", ""),
        FetchedAddress(f"{SITE}/2023/country/kenya", "page", ("ken-2023",), "", ""),
    ]
    assert [entry.addresses for entry in plan_update(records)] == [
        (f"{SITE}/x.xlsx", f"{SITE}/assets/downloads/global_oc_index.xlsx"),
        (f"{SITE}/2023/country/kenya",),
        (f"{SITE}/2023/country/Peru/", f"{SITE}/2023/country/peru"),
    ]


@pytest.mark.parametrize(
    ("kinds", "codes", "editions", "text"),
    [
        (["page"], ["KEN"], [2023], "the page of Kenya 2023"),
        (["page"], ["KEN"], [2021, 2023], "2 pages of Kenya"),
        (["page"], ["KEN", "PER"], [2021, 2023], "4 pages of 2 countries"),
        (["profile"], ["KEN"], [2023], "the PDF of Kenya 2023"),
        (["page", "profile"], ["KEN", "PER"], [2023], "2 pages of 2 countries and up to 2 PDFs of 2 countries"),
        (["scores"], [], [2023], "the workbook of all scores"),
        (["scores", "page"], ["KEN"], [2023], "the workbook of all scores and the page of Kenya 2023"),
        (
            ["scores", "page", "profile"],
            ["KEN"],
            [2023],
            "the workbook of all scores, the page of Kenya 2023 and the PDF of Kenya 2023",
        ),
    ],
)
def test_a_plan_is_told_in_words(kinds: list[str], codes: list[str], editions: list[int], text: str) -> None:
    assert describe_targets(choose_targets(kinds, codes, editions)) == text  # type: ignore[arg-type]


def test_a_plan_of_which_a_list_may_leave_out_some_is_the_most() -> None:
    targets = choose_targets(("page", "scores"), ("KEN", "PER"), (2023,))
    told = "the workbook of all scores and up to 2 pages of 2 countries"
    assert describe_targets(targets, is_most=True) == told
    assert describe_targets([KENYA], is_most=True) == "the page of Kenya 2023"
