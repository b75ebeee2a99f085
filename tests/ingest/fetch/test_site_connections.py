"""Connections go over the proxy that the environment names, if any, and an answer has a limit on all of its time."""

import base64
import time

import pytest
import urllib3

from explorer.ingest.fetch.site_connections import ProxySettingError, SiteConnections, SlowAnswerError
from tests.ingest.fetch.sample_site import SampleAnswer, SampleSite

FAR = "http://ocindex.invalid/x"


def ask(url: str, seconds: float = 5) -> bytes:
    connections = SiteConnections(2, 5)
    try:
        with connections.answer(url, {}, seconds) as response:
            data = response.read(decode_content=False)
            assert isinstance(data, bytes)
            return data
    finally:
        connections.close()


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy"])
def test_the_proxy_of_the_environment_is_asked(site: SampleSite, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    site.answers[FAR] = SampleAnswer(b"by proxy")
    monkeypatch.setenv(name, site.url)
    assert ask(FAR) == b"by proxy"


def test_a_proxy_may_be_without_scheme_and_have_a_password(site: SampleSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers[FAR] = SampleAnswer(b"by proxy")
    monkeypatch.setenv("http_proxy", f"me:pass%40word@127.0.0.1:{site.port}")
    assert ask(FAR) == b"by proxy"
    authorization = site.last(FAR).headers["proxy-authorization"]
    assert base64.b64decode(authorization.removeprefix("Basic ")) == b"me:pass@word"


@pytest.mark.parametrize("names", ["127.0.0.1", "localhost,127.0.0.1", "*"])
def test_a_host_that_needs_no_proxy_is_asked_itself(
    site: SampleSite, other_site: SampleSite, monkeypatch: pytest.MonkeyPatch, names: str
) -> None:
    site.answers["/x"] = SampleAnswer(b"itself")
    monkeypatch.setenv("http_proxy", other_site.url)
    monkeypatch.setenv("no_proxy", names)
    assert ask(f"{site.url}/x") == b"itself"
    assert other_site.paths == []


def test_no_proxy_names_an_ipv6_address_without_brackets(
    other_site: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", other_site.url)
    monkeypatch.setenv("no_proxy", "::1")
    with pytest.raises(urllib3.exceptions.HTTPError):
        ask("http://[::1]:9/x")
    assert other_site.paths == []


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "http://[::1", "http://h:port", "://", "what is this"])
def test_a_proxy_that_cannot_be_used_is_an_error(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises((ProxySettingError, urllib3.exceptions.ProxyError)):
        ask(FAR)


def test_an_answer_that_is_slow_ends_although_each_byte_comes_in_time(site: SampleSite) -> None:
    site.answers["/x"] = SampleAnswer(b"x" * 100, pause=0.02, is_unlengthed=True)
    start = time.monotonic()
    with pytest.raises(SlowAnswerError):
        ask(f"{site.url}/x", 0.2)
    assert time.monotonic() - start < 1.5


def test_a_connection_is_used_again_after_an_answer_without_a_body(site: SampleSite) -> None:
    site.answers["/x"] = SampleAnswer(b"x", etag='"1"')
    connections = SiteConnections(2, 5)
    for _ in range(3):
        with connections.answer(f"{site.url}/x", {"If-None-Match": '"1"'}, 5) as response:
            assert response.status == 304
    connections.close()
    assert len({request.connection for request in site.requests}) == 1
