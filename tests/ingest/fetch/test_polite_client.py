"""A site is asked one request at a time, by its rules and within limits; what is not had has a sentence."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path

import pytest

from explorer.ingest.fetch.polite_client import (
    ClosedSiteError,
    FetchError,
    FetchLimits,
    MissingAddressError,
    PoliteClient,
    SiteAnswer,
)
from tests.ingest.fetch.conftest import QUICK
from tests.ingest.fetch.sample_site import SampleAnswer, SampleSite, redirect, sample_site, zipped

LARGEST = 1024 * 1024
WORDS = SampleAnswer(b"some words" * 100)
MakeClient = Callable[..., PoliteClient]


@pytest.fixture
def client(site: SampleSite, make_client: MakeClient) -> PoliteClient:
    return make_client(site.url)


def get(client: PoliteClient, site: SampleSite, path: str = "/x", **conditions: str) -> SiteAnswer:
    return client.get(site.url + path, LARGEST, lambda _: conditions)


def refusal(client: PoliteClient, site: SampleSite, path: str = "/x") -> str:
    """Return the sentence by which an address is refused."""
    with pytest.raises(FetchError) as caught:
        get(client, site, path)
    assert len(str(caught.value).split()) >= 4
    return str(caught.value)


# ---------------------------------------------------------------- what goes well
def test_robots_txt_is_asked_for_first_and_once(site: SampleSite, client: PoliteClient) -> None:
    site.answers |= {"/x": WORDS, "/y": WORDS}
    assert get(client, site).data == WORDS.body
    get(client, site, "/y")
    assert site.paths == ["/robots.txt", "/x", "/y"]
    assert len({request.connection for request in site.requests}) == 1


def test_a_request_says_who_asks_and_no_more(site: SampleSite, make_client: MakeClient) -> None:
    site.answers["/x"] = SampleAnswer(b"x", headers={"Set-Cookie": "id=7; Path=/"})
    client = make_client(site.url, contact="me@example.org")
    get(client, site)
    get(client, site)
    headers = site.last("/x").headers
    assert headers["user-agent"] == "oc-explorer/1 (tests)"
    assert headers["from"] == "me@example.org"
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "from"}  # no Cookie, no Referer


def test_a_contact_that_is_no_mail_address_is_no_sender(site: SampleSite, make_client: MakeClient) -> None:
    site.answers["/x"] = WORDS
    get(make_client(site.url, contact="https://example.org/us"), site)
    assert "from" not in site.last("/x").headers


@pytest.mark.parametrize("make", [gzip.compress, lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])])
def test_a_body_packed_with_gzip_is_unpacked(
    site: SampleSite, client: PoliteClient, make: Callable[[bytes], bytes]
) -> None:
    site.answers["/x"] = SampleAnswer(make(WORDS.body), headers={"Content-Encoding": "gzip"})
    assert get(client, site).data == WORDS.body
    site.answers["/x"] = SampleAnswer(zlib.compress(WORDS.body), headers={"Content-Encoding": "deflate"})
    assert get(client, site).data == WORDS.body


def test_a_chunked_body_is_put_together(site: SampleSite, client: PoliteClient) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    site.answers["/x"] = SampleAnswer(raw=head + b"3\r\nabc\r\n2;why=not\r\nde\r\n0\r\n\r\n")
    assert get(client, site).data == b"abcde"


def test_an_ipv6_address_is_a_site(make_client: MakeClient) -> None:
    with socket.socket(socket.AF_INET6) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            pytest.skip("needs IPv6")
    with sample_site(socket.AF_INET6) as site:
        site.answers["/x"] = WORDS
        assert get(make_client(site.url), site).data == WORDS.body


# ---------------------------------------------------------------- pauses
def test_each_request_starts_a_pause_after_the_end_of_the_answer_before(
    site: SampleSite, make_client: MakeClient
) -> None:
    site.answers |= {"/x": redirect("/y"), "/y": WORDS}
    client = make_client(site.url, delay=0.1)
    get(client, site)
    starts = [request.start for request in site.requests]
    assert site.paths == ["/robots.txt", "/x", "/y"]
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(starts))


def test_the_first_request_waits_for_nothing(site: SampleSite, make_client: MakeClient) -> None:
    slept: list[float] = []
    get_missing = make_client(site.url, delay=50, slept=slept)
    with pytest.raises(MissingAddressError):
        get(get_missing, site)
    assert len(slept) == 1
    assert slept[0] == pytest.approx(50, abs=1)


def test_two_sites_share_one_pause(site: SampleSite, other_site: SampleSite, make_client: MakeClient) -> None:
    slept: list[float] = []
    client = make_client(site.url, other_site.url, delay=50, slept=slept)
    for each in (site, other_site):
        each.answers["/x"] = WORDS
        get(client, each)
    assert len(slept) == 3


@pytest.mark.parametrize("rule", [b"Crawl-delay: 30", b"Request-rate: 2/1m"])
def test_a_site_that_asks_for_a_longer_pause_has_it(site: SampleSite, make_client: MakeClient, rule: bytes) -> None:
    site.answers |= {"/robots.txt": SampleAnswer(b"User-agent: *\n" + rule), "/x": WORDS}
    slept: list[float] = []
    client = make_client(site.url, delay=1, slept=slept)
    get(client, site)
    assert slept == [pytest.approx(30, abs=1)]
    assert client.delay_of(site.url) == 30


def test_a_shorter_pause_than_the_users_changes_nothing(site: SampleSite, make_client: MakeClient) -> None:
    site.answers |= {"/robots.txt": SampleAnswer(b"User-agent: *\nCrawl-delay: 0.1"), "/x": WORDS}
    slept: list[float] = []
    client = make_client(site.url, delay=3, slept=slept)
    get(client, site)
    assert slept == [pytest.approx(3, abs=0.5)]


def test_a_pause_of_hours_closes_the_site(site: SampleSite, client: PoliteClient) -> None:
    site.answers["/robots.txt"] = SampleAnswer(b"User-agent: *\nCrawl-delay: 86400")
    with pytest.raises(ClosedSiteError, match="asks for 1,440 minutes between two requests"):
        get(client, site)
    assert site.paths == ["/robots.txt"]


# ---------------------------------------------------------------- robots.txt
@pytest.mark.parametrize("status", [400, 404, 410, 418, 451])
def test_without_a_robots_txt_all_may_be_asked_for(site: SampleSite, client: PoliteClient, status: int) -> None:
    site.answers |= {"/robots.txt": SampleAnswer(b"Disallow: /", status), "/x": WORDS}
    assert get(client, site).data == WORDS.body


@pytest.mark.parametrize(
    "answer",
    [
        *(SampleAnswer(b"", status) for status in (204, 401, 403, 407, 429, 500, 502, 503, 599)),
        SampleAnswer(b"User-agent: *\nAllow: /", length=500),  # it broke off
        SampleAnswer(b"#" * (6 * 1024 * 1024)),
        redirect("http://localhost:1/robots.txt"),
        redirect("file:///etc/passwd"),
        redirect("/robots.txt"),
        SampleAnswer(raw=b"What do you want?\n"),
        SampleAnswer(raw=b""),
    ],
    ids=[
        *("204", "401", "403", "407", "429", "500", "502", "503", "599"),
        *("cut", "large", "another host", "a file", "circle", "garbage", "nothing"),
    ],
)
def test_a_site_whose_rules_cannot_be_read_is_left_alone(
    site: SampleSite, client: PoliteClient, answer: SampleAnswer
) -> None:
    site.answers |= {"/robots.txt": answer, "/x": WORDS}
    for _ in range(2):
        with pytest.raises(
            ClosedSiteError, match=r"robots\.txt of 127.0.0.1.* cannot be read, so the site is not asked"
        ):
            get(client, site)
    assert "/x" not in site.paths
    assert len(site.paths) <= QUICK.attempts  # the second address asks for nothing


def test_a_robots_txt_that_was_moved_is_followed(site: SampleSite, client: PoliteClient) -> None:
    site.answers |= {"/robots.txt": redirect("/rules", 301), "/rules": SampleAnswer(b"User-agent: *\nDisallow: /x")}
    assert refusal(client, site) == f"The robots.txt of 127.0.0.1:{site.port} does not allow it."
    assert site.paths == ["/robots.txt", "/rules"]


def test_a_robots_txt_that_was_moved_to_another_host_is_not_followed(
    site: SampleSite, other_site: SampleSite, client: PoliteClient
) -> None:
    site.answers["/robots.txt"] = redirect(f"{other_site.url}/robots.txt")
    assert f"It leads to 127.0.0.1:{other_site.port}." in refusal(client, site)
    assert other_site.paths == []


def test_robots_txt_is_tried_again_where_it_broke_off(site: SampleSite, client: PoliteClient) -> None:
    site.answers |= {"/robots.txt": [SampleAnswer(b"", 503), SampleAnswer(b"")], "/x": WORDS}
    assert get(client, site).data == WORDS.body


def test_where_a_redirect_leads_is_asked_by_the_rules_there(
    site: SampleSite, other_site: SampleSite, make_client: MakeClient
) -> None:
    site.answers["/x"] = redirect(f"{other_site.url}/private/x")
    client = make_client(site.url, other_site.url)
    assert "robots.txt" in refusal(client, site)
    assert other_site.paths == ["/robots.txt"]


# ---------------------------------------------------------------- tries and waits
@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_is_busy_is_asked_again_after_ever_longer_pauses(
    site: SampleSite, make_client: MakeClient, status: int
) -> None:
    site.answers["/x"] = [SampleAnswer(b"", status)] * 3 + [WORDS]
    slept: list[float] = []
    client = make_client(site.url, backoff=2, slept=slept)
    assert get(client, site).data == WORDS.body
    assert slept == [pytest.approx(2, abs=0.5), pytest.approx(4, abs=0.5), pytest.approx(8, abs=0.5)]


@pytest.mark.parametrize("status", [429, 503])
def test_what_stays_busy_is_refused(site: SampleSite, client: PoliteClient, status: int) -> None:
    site.answers["/x"] = SampleAnswer(b"", status)
    assert refusal(client, site) == f"The site answers with status {status}. It was tried 4 times."
    assert site.pages == ["/x"] * 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 500, 501, 206, 203, 300, 418])
def test_another_status_is_refused_at_once(site: SampleSite, client: PoliteClient, status: int) -> None:
    site.answers["/x"] = SampleAnswer(WORDS.body, status)
    assert str(status) in refusal(client, site)
    assert site.pages == ["/x"]


def test_an_address_without_anything_is_missing(site: SampleSite, client: PoliteClient) -> None:
    site.answers["/gone"] = SampleAnswer(b"", 410)
    for path in ("/nowhere", "/gone"):
        with pytest.raises(MissingAddressError):
            get(client, site, path)


@pytest.mark.parametrize("form", ["40", " 40 ", "date"])
def test_the_site_says_how_long_to_wait_and_for_all_of_it(site: SampleSite, make_client: MakeClient, form: str) -> None:
    after = formatdate(time.time() + 40, usegmt=True) if form == "date" else form
    site.answers |= {"/x": [SampleAnswer(b"", 429, {"Retry-After": after}), WORDS]}
    slept: list[float] = []
    get(make_client(site.url, slept=slept), site)
    assert slept == [pytest.approx(40, abs=2)]


def test_the_last_answer_too_says_when_the_next_address_may_be_asked(site: SampleSite, make_client: MakeClient) -> None:
    site.answers |= {"/x": SampleAnswer(b"", 429, {"Retry-After": "40"}), "/y": WORDS}
    slept: list[float] = []
    client = make_client(site.url, attempts=1, slept=slept)
    refusal(client, site)
    get(client, site, "/y")
    assert slept == [pytest.approx(40, abs=1)]


@pytest.mark.parametrize(
    "after",
    [
        *("soon", "", "-5", "1.5", "0", "Mon, 99 Foo 2020 99:99:99 GMT", "Wed, 01 Jan 2020 00:00:00 GMT"),
        *("Sat, 01 Jan 99999 00:00:00 GMT", "9" * 5000, "²"),
    ],
    ids=lambda text: text[:20],
)
def test_a_wait_that_is_nonsense_or_over_is_the_usual_one(
    site: SampleSite, make_client: MakeClient, after: str
) -> None:
    site.answers["/x"] = [SampleAnswer(b"", 503, {"Retry-After": after}), WORDS]
    slept: list[float] = []
    client = make_client(site.url, backoff=2, slept=slept)
    assert get(client, site).data == WORDS.body
    assert slept == [pytest.approx(2, abs=0.5)]


@pytest.mark.parametrize("form", ["3600", "9" * 18, "date"])
def test_a_site_that_asks_to_wait_long_is_left_alone(site: SampleSite, client: PoliteClient, form: str) -> None:
    after = formatdate(time.time() + 3600) if form == "date" else form
    site.answers |= {"/x": SampleAnswer(b"", 429, {"Retry-After": after}), "/y": WORDS}
    sentences = set()
    for path in ("/x", "/y", "/x"):
        with pytest.raises(ClosedSiteError) as caught:
            get(client, site, path)
        sentences.add(str(caught.value))
    assert site.pages == ["/x"]
    assert len(sentences) == 1
    assert "run the command again after that" in sentences.pop()


@pytest.mark.parametrize(
    "answer",
    [
        SampleAnswer(b"half", length=8),
        SampleAnswer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"),
        SampleAnswer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfour\r\nhalf"),
        SampleAnswer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 4, 9\r\n\r\nhalf"),
        SampleAnswer(raw=b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\nhalf"),
        SampleAnswer(raw=b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\nhalf"),
        SampleAnswer(raw=b""),
        SampleAnswer(raw=b"\x00\x01 garbage\r\n\r\n"),
        SampleAnswer(gzip.compress(b"half" * 99)[:-12], headers={"Content-Encoding": "gzip"}, is_unlengthed=True),
        SampleAnswer(b"no gzip at all", headers={"Content-Encoding": "gzip"}),
        zipped(SampleAnswer(b"half" * 99, length=9)),
    ],
    ids=[
        *("cut", "cut chunk", "no chunk", "two lengths", "long line", "long head", "nothing", "garbage"),
        *("cut gzip", "no gzip", "cut and packed"),
    ],
)
def test_an_answer_that_breaks_off_is_asked_for_again(
    site: SampleSite, client: PoliteClient, answer: SampleAnswer
) -> None:
    site.answers["/x"] = [answer, WORDS]
    assert get(client, site).data == WORDS.body
    site.answers["/y"] = answer
    assert refusal(client, site, "/y").endswith("It was tried 4 times.")


def test_a_site_that_nobody_answers_for_is_tried_and_left(make_client: MakeClient) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ClosedSiteError, match=r"cannot be reached: it accepts no connection\. It was tried 4 times"):
        make_client(url).get(f"{url}/x", LARGEST)


def test_a_name_that_is_not_known_is_not_tried_again(make_client: MakeClient) -> None:
    with pytest.raises(ClosedSiteError, match="name of the host is not known: is this machine connected"):
        make_client("http://nowhere.invalid").get("http://nowhere.invalid/x", LARGEST)


# ---------------------------------------------------------------- limits
def test_a_body_larger_than_allowed_is_not_received(site: SampleSite, client: PoliteClient) -> None:
    site.answers["/x"] = SampleAnswer(b"x" * (LARGEST + 1))
    site.answers["/y"] = SampleAnswer(b"x" * (LARGEST + 1), is_unlengthed=True)
    for path in ("/x", "/y"):
        assert refusal(client, site, path) == "It has more than 1 MB."
    assert site.pages == ["/x", "/y"]


def test_a_body_that_unpacks_to_gigabytes_is_refused(site: SampleSite, client: PoliteClient) -> None:
    site.answers["/x"] = zipped(SampleAnswer(b"\0" * (64 * LARGEST)))
    assert "unpacks to more than 1 MB" in refusal(client, site)
    assert site.pages == ["/x"]


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd", "compress"])
def test_what_is_packed_in_another_way_is_refused(site: SampleSite, client: PoliteClient, encoding: str) -> None:
    site.answers["/x"] = SampleAnswer(b"abc", headers={"Content-Encoding": encoding})
    assert refusal(client, site) == f"It is packed in a way that was not asked for ({encoding})."


@pytest.mark.parametrize(
    "answer",
    [
        SampleAnswer(b"x" * 1000, pause=0.02),
        SampleAnswer(b"x" * 1000, pause=0.02, is_unlengthed=True),
        zipped(SampleAnswer(bytes(range(256)) * 4, pause=0.02)),
        SampleAnswer(raw=b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1000, pause=0.02),
        SampleAnswer(raw=b"HTTP/1.1 100 Continue\r\n\r\n" * 100, pause=0.01),
        SampleAnswer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + b"y" * 1000, pause=0.02),
    ],
    ids=["body", "no length", "gzip", "head", "continue", "chunk"],
)
def test_an_answer_that_drips_ends_at_the_limit(
    site: SampleSite, make_client: MakeClient, answer: SampleAnswer
) -> None:
    site.answers |= {"/x": answer, "/y": WORDS}
    client = make_client(site.url, seconds=0.3)
    start = time.monotonic()
    assert refusal(client, site) == "It takes more than the 0.3 seconds that an answer may take."
    assert time.monotonic() - start < 2
    assert get(client, site, "/y").data == WORDS.body


def test_a_silent_site_is_not_waited_for(site: SampleSite, make_client: MakeClient) -> None:
    site.answers["/x"] = SampleAnswer(raw=b"H", pause=30)
    assert refusal(make_client(site.url, silent_seconds=0.2), site) == "No answer for 0.2 seconds."


# ---------------------------------------------------------------- redirects
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_site_is_followed(site: SampleSite, client: PoliteClient, status: int) -> None:
    site.answers |= {"/a/x": redirect("../y#part", status), "/y": SampleAnswer(b"here", etag='"1"')}
    answer = get(client, site, "/a/x")
    assert (answer.url, answer.data, answer.etag) == (f"{site.url}/y", b"here", '"1"')


def test_a_redirect_to_another_of_the_sites_is_followed(
    site: SampleSite, other_site: SampleSite, make_client: MakeClient
) -> None:
    site.answers["/x"] = redirect(f"{other_site.url}/y")
    other_site.answers["/y"] = WORDS
    assert get(make_client(site.url, other_site.url), site).url == f"{other_site.url}/y"
    assert other_site.paths == ["/robots.txt", "/y"]


def test_a_redirect_in_utf_8_is_read_as_browsers_do(site: SampleSite, client: PoliteClient) -> None:
    path = "/2023/country/c%C3%B4te_divoire"
    site.answers |= {path: WORDS}
    raw = b"HTTP/1.1 301 Moved\r\nLocation: /2023/country/c\xc3\xb4te_divoire\r\nContent-Length: 0\r\n\r\n"
    site.answers["/x"] = SampleAnswer(raw=raw)
    assert get(client, site).data == WORDS.body
    assert site.paths[-1] == path


@pytest.mark.parametrize(
    "to",
    [
        "http://localhost:{other}/x",
        "https://127.0.0.1:{other}/x",
        "http://127.0.0.1:{other}/x",
        "//127.0.0.1:{other}/x",
        "http://127.0.0.1.:{other}/x",
        "http://user:password@127.0.0.1:{own}/x",
        "http://@127.0.0.1:{own}/x",
        "file:///etc/passwd",
        "data:text/html,<p>" + "x" * 5000,
        "ftp://127.0.0.1/x",
        "javascript:alert(1)",
        "http://[::1/x",
        "http://127.0.0.1:99999/x",
        "",
    ],
    ids=lambda text: text[:30],
)
def test_a_redirect_to_anything_else_is_not_followed(
    site: SampleSite, other_site: SampleSite, client: PoliteClient, to: str
) -> None:
    site.answers["/x"] = redirect(to.format(other=other_site.port, own=site.port))
    sentence = refusal(client, site)
    assert "leads" in sentence
    assert len(sentence) < 200
    assert "password" not in sentence
    assert site.pages == ["/x"]
    assert other_site.paths == []


def test_redirects_in_a_circle_or_without_end_are_refused(site: SampleSite, client: PoliteClient) -> None:
    site.answers |= {"/x": redirect("/y"), "/y": redirect("/x")}
    site.answers |= {f"/n{number}": redirect(f"/n{number + 1}") for number in range(20)}
    assert refusal(client, site) == "Its redirects lead in a circle."
    assert refusal(client, site, "/n0") == "It is redirected more than 5 times."
    assert len(site.pages) == 2 + FetchLimits().redirects + 1


# ---------------------------------------------------------------- conditions
def test_a_condition_is_sent_and_the_answer_is_that_nothing_changed(site: SampleSite, client: PoliteClient) -> None:
    site.answers["/x"] = SampleAnswer(b"x", etag='W/"1"', modified="Wed, 01 Jan 2025 00:00:00 GMT")
    assert get(client, site, **{"If-None-Match": 'W/"1"'}).status == 304
    assert get(client, site, **{"If-None-Match": 'W/"2"'}).data == b"x"
    assert site.paths == ["/robots.txt", "/x", "/x"]


def test_a_304_that_nobody_asked_for_is_refused(site: SampleSite, client: PoliteClient) -> None:
    site.answers["/x"] = SampleAnswer(status=304)
    assert "was not asked whether" in refusal(client, site)


# ---------------------------------------------------------------- the addresses that may be asked
def test_only_the_sites_may_be_asked(make_client: MakeClient) -> None:
    client = make_client("https://ocindex.net", "http://[::1]:8080/mirror")
    for url in ("https://OCINDEX.net/x", "http://ocindex.net/x", "https://ocindex.net.:443/x", "http://[::1]:8080/x"):
        assert client.may_ask(url)
    for url in (
        *(
            "https://ocindex.net:8443/x",
            "https://ocindex.net.example/x",
            "https://notocindex.net",
            "ftp://ocindex.net/",
        ),
        *("https://me@ocindex.net/", "http://ocindex.net:x/", "http://[::1", "/x", "", "https:ocindex.net"),
    ):
        assert not client.may_ask(url)


def test_sitemaps_are_those_that_robots_txt_names(site: SampleSite, client: PoliteClient) -> None:
    assert client.sitemaps(f"{site.url}/mirror") == (f"{site.url}/sitemap.xml",)


def test_nothing_is_asked_for_by_making_a_client(site: SampleSite, client: PoliteClient) -> None:
    assert client.delay_of(site.url) == 0
    assert site.paths == []


def test_a_certificate_that_cannot_be_checked_ends_it(
    site: SampleSite, make_client: MakeClient, tmp_path: Path
) -> None:
    """A site that answers in plain HTTP has none at all."""
    url = site.url.replace("http:", "https:")
    with pytest.raises(ClosedSiteError, match="certificate of the site cannot be checked, so nothing was taken"):
        make_client(url).get(f"{url}/x", LARGEST)
