"""A thread-safe LRU cache whose values may have sizes."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


def cached_if_short(count: int, longest: int) -> Callable[[Callable[[str], ValueT]], Callable[[str], ValueT]]:
    """Keep the values of a function of one text for the `count` texts used last; for longer texts none is kept."""

    def decorate(function: Callable[[str], ValueT]) -> Callable[[str], ValueT]:
        cached = lru_cache(count)(function)

        @wraps(function)
        def call(text: str) -> ValueT:
            return cached(text) if len(text) <= longest else function(text)

        return call

    return decorate


class LRUCache(Generic[KeyT, ValueT]):
    """The values used last, up to a number of them or a sum of their sizes. Thread-safe.

    cachetools has the same with a lock of the caller's own around each call: that is no less code, and one more
    package for a server to import.
    """

    def __init__(self, most: int, size: Callable[[ValueT], int] = lambda _: 1) -> None:
        self._most = most
        self._size = size
        self._sum = 0  # of the sizes of all values
        self._lock = threading.Lock()
        self._values: OrderedDict[KeyT, tuple[ValueT, int]] = OrderedDict()  # with its size, worked out once

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: KeyT) -> ValueT | None:
        with self._lock:
            kept = self._values.get(key)
            if kept is None:
                return None
            self._values.move_to_end(key)
            return kept[0]

    def put(self, key: KeyT, value: ValueT) -> None:
        size = self._size(value)
        with self._lock:
            if key in self._values:
                self._sum -= self._values.pop(key)[1]
            self._values[key] = (value, size)
            self._sum += size
            while self._sum > self._most:
                self._sum -= self._values.popitem(last=False)[1][1]
