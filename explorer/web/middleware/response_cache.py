"""Per-worker LRU cache of whole HTTP responses, keyed by generation and URL."""

import hashlib
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from flask import Request, Response

from explorer.core.lru_cache import LRUCache

CAPACITY = 32 * 2**20  # bytes in one worker
_OVERHEAD = 1_000  # bytes that a response takes beside its body and headers, with the digest that is its key
_HEADER = 120  # bytes that a header takes beside its text
LARGEST = CAPACITY // 32  # bytes of a body; a larger one would take the place of too many

CacheKey = tuple[str | None, ...]
_PAGE = ("PATH_INFO", "wsgi.url_scheme", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME")
_FORM = ("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING")


class CachedResponse(NamedTuple):
    """A response as it is sent: its body, compressed where the browser accepts that, and its headers."""

    body: bytes
    headers: Sequence[tuple[str, str]]


def page_key(request: Request, generation: str) -> CacheKey:
    """Return all that a page depends on, in whatever form it is sent."""
    environ = request.environ
    return (generation, _normal(environ.get("QUERY_STRING", "")), *(environ.get(name) for name in _PAGE))


def cache_key(request: Request, page: CacheKey) -> CacheKey:
    """Return all that the bytes of a response depend on."""
    return (*page, *(request.environ.get(name) for name in _FORM))


def _normal(query: str) -> str:
    """Order the parameters of a query string by name; those of one name keep their order, which may matter."""
    if "&" not in query:
        return query
    parameters = [(pair.partition("=")[0], pair) for pair in query.split("&") if pair]
    if any("%" in name or "+" in name for name, _ in parameters):  # two may be one name, spelt in two ways
        return query
    return "&".join(pair for _, pair in sorted(parameters, key=itemgetter(0)))


def size_of(response: CachedResponse) -> int:
    """Estimate the bytes that a response takes in memory."""
    headers = sum(_HEADER + len(name) + len(value) for name, value in response.headers)
    return _OVERHEAD + len(response.body) + headers


def _digest(key: CacheKey) -> bytes:
    """Hash a key: what a reader sends in an address and in headers may be longer than the response."""
    return hashlib.sha256(repr(key).encode()).digest()


class ResponseCache:
    """The responses that were requested last, up to a size in memory. Thread-safe."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._responses = LRUCache[bytes, CachedResponse](capacity, size_of)

    def __len__(self) -> int:
        return len(self._responses)

    def get(self, key: CacheKey) -> Response | None:
        """Return a copy of the cached response, or None."""
        cached = self._responses.get(_digest(key))
        return None if cached is None else Response(cached.body, headers=list(cached.headers))

    def put(self, key: CacheKey, response: Response) -> None:
        """Cache a response that is whole, and not larger than LARGEST."""
        if response.is_sequence and (response.content_length or 0) <= LARGEST:
            self._responses.put(_digest(key), CachedResponse(response.get_data(), tuple(response.headers)))
