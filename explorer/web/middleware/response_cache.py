"""Finished answers, kept in memory for whoever asks the same of the same generation."""

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from flask import Request, Response

from explorer.core.lru_cache import LRUCache

MOST = 32 * 2**20  # bytes in one worker
_BESIDE = 2_000  # bytes that an answer takes beside its body
_LARGEST = MOST // 32  # one that is larger would take the place of too many

CacheKey = tuple[str | None, ...]
_PAGE = ("PATH_INFO", "wsgi.url_scheme", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME")
_FORM = ("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING")


class CachedResponse(NamedTuple):
    """What is sent: the body, compressed where the browser takes that, and its headers."""

    body: bytes
    headers: Sequence[tuple[str, str]]


def page_key(request: Request, generation: str) -> CacheKey:
    """All that a page depends on, in whatever form it is sent."""
    environ = request.environ
    return (generation, _normal(environ.get("QUERY_STRING", "")), *(environ.get(name) for name in _PAGE))


def cache_key(request: Request, page: CacheKey) -> CacheKey:
    """All that the bytes of an answer depend on."""
    return (*page, *(request.environ.get(name) for name in _FORM))


def _normal(query: str) -> str:
    """A query string with its parameters in order of name; those of one name keep their order, which may matter."""
    if "&" not in query:
        return query
    parameters = [(one.partition("=")[0], one) for one in query.split("&") if one]
    if any("%" in name or "+" in name for name, _ in parameters):  # two may be one name, spelt in two ways
        return query
    return "&".join(one for _, one in sorted(parameters, key=itemgetter(0)))


class ResponseCache:
    """The answers that were last asked for, up to a size in memory. Threads may share it."""

    def __init__(self, most: int = MOST) -> None:
        self._answers = LRUCache[CacheKey, CachedResponse](most, lambda answer: len(answer.body) + _BESIDE)

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: CacheKey) -> Response | None:
        """An answer like the one that was kept."""
        answer = self._answers.get(key)
        return None if answer is None else Response(answer.body, headers=list(answer.headers))

    def keep(self, key: CacheKey, response: Response) -> None:
        """Keep an answer that is whole, and not too large."""
        if response.is_sequence and (response.content_length or 0) <= _LARGEST:
            self._answers.keep(key, CachedResponse(response.get_data(), tuple(response.headers)))
