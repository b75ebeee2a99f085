"""Connections to sites, over the proxy that the system names, with a time limit on the whole of each answer.

The timeouts of urllib3 are for one read each, and a head or a body that comes byte by byte keeps to all of them.
"""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from threading import Lock, Timer
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, URLSchemeUnknown
from urllib3.response import HTTPResponse


class SlowAnswerError(HTTPError):
    """An answer takes longer than it may."""


class ProxySettingError(HTTPError):
    """The proxy that the system names cannot be used."""


class _Alarm:
    """Ends the connection of a request when its time is over: whatever waits for bytes then has their end."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._socket: socket.socket | None = None
        self._lock = Lock()
        self._timer = Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connection: socket.socket | None) -> None:
        with self._lock:
            self._socket = connection
            if self.is_over:
                self._end()

    def cancel(self) -> None:
        with self._lock:
            self._socket = None
        self._timer.cancel()

    def _ring(self) -> None:
        with self._lock:
            self.is_over = True
            self._end()

    def _end(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                # That of TLS would take the layer away from under a read.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


_alarm: ContextVar[_Alarm | None] = ContextVar("alarm", default=None)  # of the request that is sent


class _WatchedConnection(HTTPConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as that of urllib3
        if (alarm := _alarm.get()) is not None:
            alarm.watch(self.sock)
        return super().getresponse()


class _WatchedTlsConnection(HTTPSConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as that of urllib3
        if (alarm := _alarm.get()) is not None:
            alarm.watch(self.sock)
        return super().getresponse()


class _WatchedPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _WatchedConnection


class _WatchedTlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _WatchedTlsConnection


class SiteConnections:
    """The open connections of one run."""

    def __init__(self, connect_seconds: float, silent_seconds: float) -> None:
        self._timeout = urllib3.Timeout(connect=connect_seconds, read=silent_seconds)
        self._pools: dict[str, urllib3.PoolManager] = {}

    def close(self) -> None:
        for pool in self._pools.values():
            pool.clear()

    @contextmanager
    def answer(self, url: str, headers: Mapping[str, str], seconds: float) -> Iterator[urllib3.BaseHTTPResponse]:
        """Ask for an address, and yield its answer, as packed as it comes. Raises HTTPError.

        SlowAnswerError where head and body take longer than so many seconds; then what was received is not whole.
        """
        pool = self._pool(url)
        alarm = _Alarm(seconds)
        before = _alarm.set(alarm)
        try:
            response = pool.request(
                "GET", url, headers=headers, redirect=False, retries=False, preload_content=False, decode_content=False
            )
            try:
                yield response
            finally:
                if response.status == 304:
                    response.drain_conn()  # of nothing; else the next request finds it in the way
                else:
                    response.close()
                response.release_conn()
        except HTTPError as error:
            if alarm.is_over:
                raise SlowAnswerError from error
            raise
        finally:
            _alarm.reset(before)
            alarm.cancel()
        if alarm.is_over:  # without a length, a body that is cut looks whole
            raise SlowAnswerError

    def _pool(self, url: str) -> urllib3.PoolManager:
        """Return the connections to a host: over the proxy that the system names for it, as browsers do."""
        proxy = _proxy_of(url)
        if proxy not in self._pools:
            self._pools[proxy] = self._make_pool(proxy)
        return self._pools[proxy]

    def _make_pool(self, proxy: str) -> urllib3.PoolManager:
        pool: urllib3.PoolManager
        if not proxy:
            pool = urllib3.PoolManager(timeout=self._timeout)
        else:
            try:
                split = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
                user = f"{unquote(split.username)}:{unquote(split.password or '')}" if split.username else ""
                address = f"{split.scheme}://{split.netloc.rpartition('@')[2]}"
                named = urllib3.make_headers(proxy_basic_auth=user) if user else None
                pool = urllib3.ProxyManager(address, timeout=self._timeout, proxy_headers=named)
            except (ValueError, URLSchemeUnknown, HTTPError) as error:
                raise ProxySettingError from error
        pool.pool_classes_by_scheme = {"http": _WatchedPool, "https": _WatchedTlsPool}
        return pool


def _proxy_of(url: str) -> str:
    """Return the proxy that the system names for an address; empty where there is none."""
    split = urlsplit(url)
    proxies = getproxies()
    host = split.hostname or ""
    if proxy_bypass(split.netloc) or proxy_bypass(host):  # an IPv6 address has brackets in the one
        return ""
    return proxies.get(split.scheme) or proxies.get("all") or ""
