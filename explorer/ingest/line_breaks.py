"""The lines of saved text, joined to paragraphs where a program has broken them at a fixed width."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

_WIDTHS = range(30, 1501)  # characters, at which programs break lines
_WIDER = 1.25  # times as long a line may be, where its characters are narrow
_FEW = 1 / 50  # of the lines, that may be longer all the same, or of the breaks
SOFT_HYPHEN = "\u00ad"
_BROKEN = re.compile(r"\w-$")
_UP_TO_HYPHEN = re.compile(r"[^\s-]*\w-(?=\w)")
_LEFT = re.compile(r"[\w’'-]*\w-$")
_RIGHT = re.compile(r"\w[\w’'-]*")
_SUSPENDED = re.compile(r"(?:and|or|to|nor)\s")  # "small- and medium-sized"
_WORD = re.compile(r"\w[\w’']*(?:-\w[\w’']*)*")
_UNENDED = re.compile(r"[^.!?…:;\"”’)\]]$")
_ENDED = re.compile(r"[.!?…][\"”’'\)\]]*$")
_LONGEST_HALF = 60  # characters that are looked at on either side of a hyphen
_SHORTEST_HALF = 3  # letters of a word that may be half of a compound


def join_broken_lines(raw: Sequence[str]) -> list[str]:
    """Join the lines of each paragraph if most lines are as long as one width allows; else return them as they are.

    A hyphen at the end of a line stays in a compound, and goes where it was set to divide a word.
    """
    lines = [line.rstrip() for line in raw]
    adjacent = [place for place in range(1, len(lines)) if lines[place - 1].strip() and lines[place].strip()]
    breaks_compounds = any(_is_hyphenated(lines[place - 1], lines[place].strip()) for place in adjacent)
    spans = {place: _widths(lines[place - 1], lines[place].strip(), breaks_compounds) for place in adjacent}
    width, count = _most_common(spans.values())
    if not width or count < len(adjacent) / 2 or not _is_broken_at(width, lines, adjacent):
        return lines
    # Where hardly a sentence ends in a short line before another line, blank lines are between the paragraphs.
    last = [lines[place - 1] for place in adjacent if len(lines[place - 1]) <= width / 2]
    is_spaced = sum(_ENDED.search(line) is not None for line in last) <= len(adjacent) * _FEW
    hyphens = Hyphens(lines)
    paragraphs = [lines[:1]]
    for place in range(1, len(lines)):
        before, line = lines[place - 1], lines[place].strip()
        if place in spans and (
            width in spans[place] or (is_spaced and len(before) > width / 2) or _goes_on(before, line, width)
        ):
            paragraphs[-1][-1] = hyphens.end(paragraphs[-1][-1], line)
            paragraphs[-1].append(line)
        else:
            paragraphs.append([lines[place]])
    return ["".join(paragraph) for paragraph in paragraphs]


def _is_broken_at(width: int, lines: Sequence[str], adjacent: Sequence[int]) -> bool:
    """Tell whether hardly a line is longer than a width, and most lines about as long end within a sentence."""
    longer = sum(len(line) > width * _WIDER for line in lines)
    full = [lines[place - 1] for place in adjacent if len(lines[place - 1]) > width / 2]
    return longer <= len(lines) * _FEW and sum(_ENDED.search(line) is None for line in full) >= len(full) / 2


def _widths(before: str, line: str, breaks_compounds: bool) -> range:
    """Return the widths at which a line must be broken before the first word, or part of a compound, of the next."""
    first = (_UP_TO_HYPHEN.match(line) if breaks_compounds else None) or re.match(r"\S+", line)
    assert first is not None
    return range(len(before), len(before) + (not _is_hyphenated(before, line)) + len(first[0]))


def _is_hyphenated(before: str, line: str) -> bool:
    """Tell whether a line ends within a compound or a divided word."""
    if before.endswith(SOFT_HYPHEN):
        return True
    return _BROKEN.search(before) is not None and line[:1].isalnum() and not _SUSPENDED.match(line)


def _most_common(spans: Iterable[range]) -> tuple[int, int]:
    """Return the width that is in most spans, and in how many; 0 if there is none."""
    changes: Counter[int] = Counter()
    for span in spans:
        changes[max(span.start, _WIDTHS.start)] += 1
        changes[max(span.stop, _WIDTHS.start)] -= 1
    best = (0, 0)
    count = 0
    for width in _WIDTHS:
        count += changes[width]
        if count >= best[1] and count:
            best = (width, count)
    return best


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether a line that had room for more goes on within a word or a sentence all the same."""
    if not line[0].islower():
        return False
    return _is_hyphenated(before, line) or (len(before) > width / 2 and _UNENDED.search(before) is not None)


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
