"""Hyphens at the ends of lines: those of compounds, which stay, and those that divide words, which go."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

SOFT_HYPHEN = "\u00ad"
_BROKEN = re.compile(r"\w-$")
_UP_TO_HYPHEN = re.compile(r"[^\s-]*\w-(?=\w)")
_LEFT = re.compile(r"[\w’'-]*\w-$")
_RIGHT = re.compile(r"\w[\w’'-]*")
_SUSPENDED = re.compile(r"(?:and|or|to|nor)\s")  # "small- and medium-sized"
_WORD = re.compile(r"\w[\w’']*(?:-\w[\w’']*)*")
_LONGEST_HALF = 60  # characters that are looked at on either side of a hyphen
_SHORTEST_HALF = 3  # letters of a word that may be half of a compound


def is_hyphenated(before: str, line: str) -> bool:
    """Tell whether a line ends within a compound or a divided word."""
    if before.endswith(SOFT_HYPHEN):
        return True
    return _BROKEN.search(before) is not None and line[:1].isalnum() and not _SUSPENDED.match(line)


def widths(before: str, line: str, breaks_compounds: bool) -> range:
    """Return the widths at which a line must be broken before the first word, or part of a compound, of the next."""
    first = (_UP_TO_HYPHEN.match(line) if breaks_compounds else None) or re.match(r"\S+", line)
    assert first is not None
    return range(len(before), len(before) + (not is_hyphenated(before, line)) + len(first[0]))


class Hyphens:
    """The hyphens at ends of lines, judged by the words elsewhere in the text."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words = set(_whole_words(lines))
        halves = [both for before, line in pairwise(lines) if (both := _halves(before, line.strip()))]
        kept = sum(f"{left}{right}".casefold() in self._words for left, right in halves)
        dropped = sum(self._is_word(left, right) for left, right in halves)
        self._divides_words = dropped > kept  # as a typesetter does

    def _is_word(self, left: str, right: str) -> bool:
        """Tell whether the text has two halves as one word elsewhere, and not with a hyphen."""
        whole = f"{left}{right}".casefold()
        return whole not in self._words and f"{left[:-1]}{right}".casefold() in self._words

    def end(self, before: str, line: str) -> str:
        """Return a line as it ends before the next of its paragraph: without its hyphen, as it is, or with a space."""
        if before.endswith(SOFT_HYPHEN):
            return before[:-1]
        halves = _halves(before, line)
        if halves is None:
            return f"{before} "
        left, right = halves
        if self._is_word(left, right):
            return before[:-1]
        if f"{left}{right}".casefold() in self._words:
            return before
        if _SUSPENDED.match(line):
            return f"{before} "
        return before[:-1] if self._divides_words and not self._is_compound(left, right) else before

    def _is_compound(self, left: str, right: str) -> bool:
        """Tell whether the halves on both sides of a hyphen are words elsewhere, or one in a longer compound is."""
        first, last = left[:-1].rpartition("-"), right.partition("-")
        are_words = [len(part) >= _SHORTEST_HALF and part.casefold() in self._words for part in (first[2], last[0])]
        return all(are_words) or bool((first[1] and are_words[0]) or (last[1] and are_words[1]))


def _halves(before: str, line: str) -> tuple[str, str] | None:
    """Return the halves of a compound or a word that a line ends within, the first with its hyphen; else None."""
    left, right = _LEFT.search(before[-_LONGEST_HALF:]), _RIGHT.match(line[:_LONGEST_HALF])
    return (left[0], right[0]) if left and right else None


def _whole_words(lines: Sequence[str]) -> Iterator[str]:
    """Yield the words of all lines without those that a hyphen at the end of a line may divide."""
    is_divided = False
    for line in lines:
        words = _WORD.findall(line.casefold())
        was_divided, is_divided = is_divided, _BROKEN.search(line) is not None
        yield from words[int(was_divided) : len(words) - is_divided]
