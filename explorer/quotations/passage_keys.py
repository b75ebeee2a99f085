"""Verbatim search: the comparison keys of all passages in one string, in which no occurrence can be missed."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from explorer.core.timeouts import check_timeout
from explorer.text.comparison_key import comparison_key, is_whole, key_offsets

_CACHED_PASSAGES = 4096


class PassageSpan(NamedTuple):
    """A run of whole words in one passage."""

    number: int  # of the passage, from 0
    start: int  # offsets in its text
    end: int


class PassageKeys:
    """The comparison keys of passages, joined by line feeds, which no key contains. Thread-safe."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        keys = [comparison_key(text) for text in texts]
        self._starts = [0]
        for key in keys:
            self._starts.append(self._starts[-1] + len(key) + 1)
        self._joined = "\n".join(keys)
        self._offsets = lru_cache(maxsize=_CACHED_PASSAGES)(lambda number: key_offsets(texts[number]))

    def find(self, key: str) -> Iterator[PassageSpan]:
        """Yield every run of whole words that has this key, in order of passages."""
        at = self._joined.find(key) if key else -1
        while at >= 0:
            check_timeout()
            number = bisect_right(self._starts, at) - 1
            if span := self._whole_words(number, at - self._starts[number], len(key)):
                yield span
            at = self._joined.find(key, at + 1)

    def find_in(self, number: int, key: str) -> Iterator[PassageSpan]:
        """Yield every run of whole words of one passage that has this key."""
        start, stop = self._starts[number], self._starts[number + 1] - 1
        at = self._joined.find(key, start, stop)
        while at >= 0:
            if span := self._whole_words(number, at - start, len(key)):
                yield span
            at = self._joined.find(key, at + 1, stop)

    def _whole_words(self, number: int, first: int, length: int) -> PassageSpan | None:
        """Return the part of a passage that a part of its key comes from, if it is of whole words."""
        offsets = self._offsets(number)
        last = first + length - 1
        parts_start = first and offsets[first - 1] == offsets[first]  # within a ligature or a fraction
        parts_end = last + 1 < len(offsets) and offsets[last + 1] == offsets[last]
        if parts_start or parts_end:
            return None
        start, end = offsets[first], offsets[last] + 1
        return PassageSpan(number, start, end) if is_whole(self._texts[number], start, end) else None
