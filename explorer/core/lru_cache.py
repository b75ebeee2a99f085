"""What was lately answered, for a while."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


class LRUCache(Generic[KeyT, ValueT]):
    """The values that were last asked for, at most so many, or of at most such a size. Threads may share it."""

    def __init__(self, most: int, size: Callable[[ValueT], int] = lambda _: 1) -> None:
        self._most = most
        self._size = size
        self._held = 0  # the size of all values
        self._lock = threading.Lock()
        self._values: OrderedDict[KeyT, ValueT] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: KeyT) -> ValueT | None:
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def keep(self, key: KeyT, value: ValueT) -> None:
        with self._lock:
            if key in self._values:
                self._held -= self._size(self._values.pop(key))
            self._values[key] = value
            self._held += self._size(value)
            while self._held > self._most:
                self._held -= self._size(self._values.popitem(last=False)[1])
