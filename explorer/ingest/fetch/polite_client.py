"""Asking a site politely: one request at a time, with a pause after each, by its robots.txt, and with limits on all.

HTTP/1.1 is spoken by urllib3. Redirects, pauses and tries are counted here, since each request counts for the site.
Sources: RFC 9110 (Retry-After, conditional requests, From), RFC 9309 (robots.txt).
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    InvalidHeader,
    LocationValueError,
    NameResolutionError,
    NewConnectionError,
    ProxyError,
    ReadTimeoutError,
    SSLError,
)

from explorer.core.errors import ExplorerError, SourceError
from explorer.ingest.fetch.packed_body import LargeBodyError, unpack
from explorer.ingest.fetch.robots_rules import RobotsRules
from explorer.ingest.fetch.site_connections import ProxySettingError, SiteConnections, SlowAnswerError
from explorer.text.excerpts import first_words

AGENT = "oc-explorer"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_TRY_AGAIN = frozenset({429, 502, 503, 504})
_CHUNK = 64 * 1024  # bytes
_PORTS = {"http": 80, "https": 443}


class FetchError(ExplorerError):
    """An address cannot be had; the message says why.

    Its kinds: MissingAddressError, there is no such address; DisallowedAddressError, robots.txt does not allow it;
    ClosedSiteError, a host is not to be asked any more.
    """


class MissingAddressError(FetchError):
    """The site has nothing at an address."""


class DisallowedAddressError(FetchError):
    """The robots.txt of a host does not allow an address, which was not asked for."""


class ClosedSiteError(FetchError):
    """A host is not asked any more in this run."""


class _BrokenAnswerError(FetchError):
    """An answer broke off, or none came: another try may succeed."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How a site is asked, and what one answer may take."""

    delay: float = 1.0  # seconds from the end of one answer to the next request
    attempts: int = 4  # of a request that is not answered well
    backoff: float = 1.0  # seconds before the second attempt; twice as many before each further one
    longest_wait: float = 120.0  # seconds that a site may ask to wait; for more, it is left alone
    redirects: int = 5
    connect_seconds: float = 10.0
    silent_seconds: float = 20.0  # without a byte
    seconds: float = 60.0  # for all of an answer


@dataclass(frozen=True, slots=True)
class SiteAnswer:
    """An answer of a site: the content, or that it is unchanged."""

    url: str  # after redirects
    status: int  # 200, or 304 for a condition that was sent
    data: bytes = b""
    etag: str = ""
    modified: str = ""  # Last-Modified, as it was sent


@dataclass
class _Host:
    """What is known of a host in this run."""

    rules: RobotsRules | None = None
    delay: float = 0.0  # seconds, by its robots.txt
    not_before: float = 0.0  # on the monotonic clock
    closed: str = ""  # why it is not asked any more


@dataclass(frozen=True, slots=True)
class _RawAnswer:
    status: int
    headers: Mapping[str, str]
    data: bytes


Conditions = Callable[[str], Mapping[str, str]]  # headers of a conditional request, by address


def _unconditional(_: str) -> Mapping[str, str]:
    return {}


@dataclass
class PoliteClient:
    """Asks the given sites, and no other host; `agent` is what it calls itself, in full."""

    sites: tuple[str, ...]
    agent: str
    contact: str = ""  # a mail address, sent as From
    limits: FetchLimits = field(default_factory=FetchLimits)
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _connections: SiteConnections = field(init=False)
    _free_at: float = 0.0  # end of the last answer, on the monotonic clock

    def __post_init__(self) -> None:
        self._connections = SiteConnections(self.limits.connect_seconds, self.limits.silent_seconds)

    def __enter__(self) -> "PoliteClient":
        return self

    def __exit__(self, *_: object) -> None:
        self._connections.close()

    def get(self, url: str, largest: int, conditions: Conditions = _unconditional) -> SiteAnswer:
        """Ask for an address, following redirects between the sites; an answer has at most `largest` bytes.

        Raises MissingAddressError, ClosedSiteError or FetchError.
        """
        passed = [url]
        while True:
            self._check_allowed(url)
            condition = conditions(url)
            answer = self._ask(url, largest, condition)
            if answer.status == 304 and not condition:
                raise FetchError("The site says that it is unchanged, and was not asked whether it is.")
            if answer.status not in _REDIRECTS:
                return self._read(url, answer)
            url = self._follow(url, answer, passed)
            passed.append(url)

    def sitemaps(self, site: str) -> tuple[str, ...]:
        """Return the sitemaps that a site's robots.txt names, else the usual address. Raises FetchError."""
        return self._rules(site).sitemaps or (usual_sitemap(site),)

    def may_ask(self, url: str) -> bool:
        """Tell whether an address is of the sites, whatever their robots.txt allows."""
        return self._is_of_sites(url)

    def delay_of(self, site: str) -> float:
        """Return the seconds between two requests to a site, as far as its robots.txt is known."""
        return max(self.limits.delay, self._host(site).delay)

    def _check_allowed(self, url: str) -> None:
        if not self._is_of_sites(url):
            raise FetchError(f"It leads to {_place(url)}, which is not one of the sites to ask.")
        if not self._rules(url).allows(url):
            raise DisallowedAddressError(f"The robots.txt of {urlsplit(url).netloc} does not allow it.")

    def _is_of_sites(self, url: str) -> bool:
        return _authority(url) is not None and any(_authority(url) == _authority(site) for site in self.sites)

    def _follow(self, url: str, answer: _RawAnswer, passed: list[str]) -> str:
        """Return where a redirect leads. Raises FetchError where that is nowhere, or in a circle."""
        try:
            location = _location(answer)
            target = urljoin(url, location).partition("#")[0] if location else ""
        except ValueError:
            target = ""
        if not target:
            raise FetchError(f"The site answers with status {answer.status}, which leads nowhere.")
        if target in passed:
            raise FetchError("Its redirects lead in a circle.")
        if len(passed) > self.limits.redirects:
            raise FetchError(f"It is redirected more than {self.limits.redirects} times.")
        return target

    def _read(self, url: str, answer: _RawAnswer) -> SiteAnswer:
        etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
        if answer.status in (200, 304):
            return SiteAnswer(url, answer.status, answer.data, etag, modified)
        if answer.status in _GONE:
            raise MissingAddressError(f"The site has nothing there (status {answer.status}).")
        raise FetchError(f"The site answers with status {answer.status}.")

    # ------------------------------------------------------------ robots.txt
    def _rules(self, url: str) -> RobotsRules:
        """Return the rules of a host, which are asked for before all else. Raises ClosedSiteError without them."""
        host = self._host(url)
        if host.closed:
            raise ClosedSiteError(host.closed)
        if host.rules is None:
            host.rules = self._ask_for_rules(url, host)
            host.delay = host.rules.delay
            if host.delay > self.limits.longest_wait:
                raise self._close(
                    host,
                    f"The robots.txt of {_place(url)} asks for {_duration(host.delay)} between two requests, "
                    "which is too long, so the site is not asked.",
                )
        return host.rules

    def _ask_for_rules(self, url: str, host: _Host) -> RobotsRules:
        passed = [urljoin(url, "/robots.txt")]
        try:
            while True:
                answer = self._ask(passed[-1], LARGEST_RULES, {})
                if answer.status not in _REDIRECTS:
                    break
                target = self._follow(passed[-1], answer, passed)
                if not self._is_of_sites(target):
                    raise FetchError(f"It leads to {_place(target)}.")
                passed.append(target)
        except FetchError as error:
            why, status = str(error), 0
        else:
            why, status = f"The site answers with status {answer.status}.", answer.status
            if status == 200:
                return RobotsRules.parse(answer.data, AGENT)
            if 400 <= status < 500 and status not in (401, 403, 407):
                return RobotsRules(AGENT)  # there is none
        raise self._close(host, f"The robots.txt of {_place(url)} cannot be read, so the site is not asked. {why}")

    def _close(self, host: _Host, why: str) -> ClosedSiteError:
        host.closed = why
        return ClosedSiteError(why)

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(urlsplit(url).netloc.lower(), _Host())

    # ------------------------------------------------------------ one request
    def _ask(self, url: str, largest: int, conditions: Mapping[str, str]) -> _RawAnswer:
        """Send a request, again after a while where it is not answered well. Raises FetchError or ClosedSiteError."""
        host, why = self._host(url), ""
        for attempt in range(self.limits.attempts):
            if host.closed:
                raise ClosedSiteError(host.closed)
            is_last, wait = attempt + 1 == self.limits.attempts, self.limits.backoff * 2**attempt
            try:
                answer = self._send(url, largest, conditions)
            except _BrokenAnswerError as error:
                why = str(error)
            else:
                if answer.status not in _TRY_AGAIN:
                    return answer
                why = f"The site answers with status {answer.status}."
                wait = max(0.0 if is_last else wait, _retry_after(answer))
                is_last = False
            if wait > self.limits.longest_wait:
                raise self._close(
                    host, f"{_place(url)} asks to wait {_duration(wait)}: run the command again after that."
                )
            host.not_before = time.monotonic() + (0.0 if is_last else wait)
        raise FetchError(f"{why} It was tried {self.limits.attempts} times.")

    def _send(self, url: str, largest: int, conditions: Mapping[str, str]) -> _RawAnswer:
        host = self._host(url)
        start = max(self._free_at + max(self.limits.delay, host.delay) if self._free_at else 0.0, host.not_before)
        if (pause := start - time.monotonic()) > 0:
            self.sleep(pause)
        try:
            return self._exchange(url, largest, {**self._headers(), **conditions})
        except NewConnectionError as error:
            if isinstance(error, NameResolutionError):
                raise FetchError("The name of the host is not known: is this machine connected?") from error
            raise _BrokenAnswerError("The site cannot be reached: it accepts no connection.") from error
        except (
            *(ConnectTimeoutError, LocationValueError, ProxyError, ProxySettingError),
            *(ReadTimeoutError, SlowAnswerError, SSLError),
        ) as error:
            raise FetchError(_explain(error, self.limits)) from error
        except HTTPError as error:
            raise _BrokenAnswerError("The answer broke off.") from error
        finally:
            self._free_at = time.monotonic()

    def _exchange(self, url: str, largest: int, headers: Mapping[str, str]) -> _RawAnswer:
        with self._connections.answer(url, headers, self.limits.seconds) as response:
            data = _receive(response, largest) if response.status == 200 else b""
        return _RawAnswer(response.status, {name.lower(): value for name, value in response.headers.items()}, data)

    def _headers(self) -> dict[str, str]:
        sender = {"From": self.contact} if "@" in self.contact else {}
        return {"User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "gzip", **sender}


LARGEST_RULES = 5 * 1024 * 1024  # bytes of a robots.txt that are received


def usual_sitemap(site: str) -> str:
    """Return where a sitemap is that no robots.txt names."""
    return urljoin(site, "/sitemap.xml")


def _receive(response: urllib3.BaseHTTPResponse, largest: int) -> bytes:
    """Receive the body of an answer, within the limit, and unpack it. Raises FetchError or HTTPError."""
    too_large = f"It has more than {largest // 1024**2} MB."
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length[:15]) > largest:
        raise FetchError(too_large)
    parts, size = [], 0
    while part := response.read1(_CHUNK, decode_content=False):
        parts.append(part)
        size += len(part)
        if size > largest:
            raise FetchError(too_large)
    data = b"".join(parts)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return data
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"It is packed in a way that was not asked for ({encoding[:40]}).")
    try:
        return unpack(data, largest)
    except LargeBodyError as error:
        raise FetchError(str(error)) from error
    except SourceError as error:  # also of an answer that broke off and had no length
        raise _BrokenAnswerError(str(error)) from error


def _authority(url: str) -> tuple[str, int] | None:
    """Return host and port of an address; None where it is of another scheme, has none, or a user's name."""
    try:
        split = urlsplit(url)
        if split.scheme not in _PORTS or not split.hostname or split.username is not None:
            return None
        port = split.port or _PORTS[split.scheme]
    except ValueError:
        return None
    # A site may be moved from http to https, and an answer lead from one to the other.
    return split.hostname.rstrip("."), 443 if port == _PORTS[split.scheme] else port


def _place(url: str) -> str:
    """Return what a message says of an address that is not asked: its host, or how it starts; never a password."""
    try:
        place = urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:
        place = ""
    return first_words(place or url, 80)


def _location(answer: _RawAnswer) -> str:
    """Return the address of a redirect; letters that are not ASCII are UTF-8, as browsers take them."""
    location = answer.headers.get("location", "")
    try:
        return location.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return location.strip()


def _retry_after(answer: _RawAnswer) -> float:
    """Return the seconds that an answer asks to wait, in either form of Retry-After; 0 where it does not."""
    try:
        return urllib3.Retry().parse_retry_after(answer.headers["retry-after"])
    except (KeyError, InvalidHeader, OverflowError, ValueError):  # a year or a number that Python does not have
        return 0.0


def _explain(error: HTTPError, limits: FetchLimits) -> str:
    if isinstance(error, SSLError):
        return "The certificate of the site cannot be checked, so nothing was taken."
    if isinstance(error, LocationValueError):
        return "It is no address that can be asked for."
    if isinstance(error, ProxyError | ProxySettingError):
        return "The proxy that the environment names (http_proxy, https_proxy) cannot be used."
    if isinstance(error, SlowAnswerError):
        return f"It takes more than the {limits.seconds:g} seconds that an answer may take."
    if isinstance(error, ConnectTimeoutError):
        return f"No connection in {limits.connect_seconds:g} seconds."
    return f"No answer for {limits.silent_seconds:g} seconds."


def _duration(seconds: float) -> str:
    return f"{seconds:,.0f} seconds" if seconds < 600 else f"{seconds / 60:,.0f} minutes"
