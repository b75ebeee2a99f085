"""Signs at the ends of lines: those between words, which stay, and hyphens that divide words, which go."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

SOFT_HYPHEN = "\u00ad"
_DIVIDER = "\u2010"  # the hyphen of typesetters, which also stands for "-" in some texts
HYPHENS = f"-{_DIVIDER}\u2011"
_SIGNS = "–—/"
JOINTS = f"{HYPHENS}{_SIGNS}"  # signs after which a line may end with no space between them and the next word
_PLAIN = str.maketrans(HYPHENS, "-" * len(HYPHENS))
_BROKEN = re.compile(rf"\w[{HYPHENS}]$")
_INNER = re.compile(rf"\w([{HYPHENS}])(?=\w)")
_DASHED = re.compile(r"[–—](?=[^\W\d])")  # at the beginning of a line
_BEGINS = re.compile(r"[\w“‘\"'(\[]")
_ADDRESS = re.compile(r"://|^www\.")
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
    is_broken = before[-1:] in tuple(HYPHENS) and before[-2:-1].strip()
    return bool(is_broken) and _BEGINS.match(line) is not None and not _SUSPENDED.match(line)


def _is_at_sign(before: str, line: str) -> bool:
    """Tell whether a dash or slash without a space before it is between a line and the next."""
    if before[-1:].isalnum() and _DASHED.match(line):
        return True
    if before[-1:] not in tuple(_SIGNS) or not before[-2:-1].strip() or not _BEGINS.match(line):
        return False
    return not (before[-1] == "/" and _ADDRESS.search(before[-_LONGEST_HALF:].split()[-1]))


def break_signs(lines: Iterable[tuple[str, str]]) -> str:
    """Return the signs after which some line ends, given as pairs of a line and the next."""
    ends = {before[-1] for before, line in lines if is_hyphenated(before, line) or _is_at_sign(before, line)}
    return "".join(sorted(ends.intersection(JOINTS)))


def widths(before: str, line: str, signs: str) -> range:
    """Return the widths at which a line must be broken before the first word of the next, or part up to such a sign."""
    first = _first_part(line, signs)
    return range(len(before), len(before) + (not is_hyphenated(before, line)) + len(first))


def _first_part(line: str, signs: str) -> str:
    word = line.split(maxsplit=1)[0]
    ends = (place + 1 for place in range(1, len(word) - 1) if word[place] in signs and word[place + 1].isalnum())
    return word[: next(ends, len(word))]


class Hyphens:
    """The hyphens at ends of lines, judged by the words elsewhere in the text."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words = set(_whole_words(lines))
        text = "\n".join(lines)
        self._spaced = {sign for sign in _SIGNS if len(re.findall(rf"\S{sign} ", text)) > _count_joined(sign, text)}
        self._inner = {match[1] for line in lines for match in _INNER.finditer(line)}
        self._kept = dict.fromkeys(HYPHENS, 0)  # hyphens at ends of lines whose compound is elsewhere, by sign
        self._dropped = dict.fromkeys(HYPHENS, 0)  # the same of those that divide a word that is elsewhere
        ends = set()
        for before, line in pairwise(lines):
            if both := _halves(before, line.strip()):
                ends.add(before[-1])
                self._kept[before[-1]] += "".join(both).casefold() in self._words
                self._dropped[before[-1]] += self._is_word(*both)
        is_typeset = _DIVIDER not in self._inner
        self._has_divider = is_typeset and bool(self._inner) and ("-" in ends or not self._kept[_DIVIDER])
        self._dividing = {sign for sign in HYPHENS if self._dropped[sign] > self._kept[sign]}
        self._dividing |= {_DIVIDER} if is_typeset else set()  # as a typesetter does

    def _is_word(self, left: str, right: str) -> bool:
        """Tell whether the text has two halves as one word elsewhere, and not with a hyphen."""
        whole = f"{left}{right}".casefold()
        return whole not in self._words and f"{left[:-1]}{right}".casefold() in self._words

    def end(self, before: str, line: str, room: int = 0) -> str:
        """Return a line as it ends before the next of its paragraph: without its hyphen, as it is, or with a space.

        `room` is the number of characters that it had room for.
        """
        if before.endswith(SOFT_HYPHEN):
            return before[:-1]
        if _is_at_sign(before, line):
            is_spaced = before[-1] in self._spaced or len(line.split(maxsplit=1)[0]) <= room  # else it were not broken
            return f"{before} " if is_spaced else before
        halves = _halves(before, line)
        if halves is None:
            return before if is_hyphenated(before, line) else f"{before} "
        left, right = halves
        if self._is_word(left, right):
            return before[:-1]
        if f"{left}{right}".casefold() in self._words:
            return self._keep(before)
        if _SUSPENDED.match(line):
            return f"{self._keep(before)} "
        return before[:-1] if self._divides(before[-1], left, right) else self._keep(before)

    def _divides(self, sign: str, left: str, right: str) -> bool:
        """Tell whether a hyphen divides a word that is nowhere else."""
        if sign == _DIVIDER and self._has_divider:
            return True
        return sign in self._dividing and not self._is_compound(left, right)

    def _keep(self, before: str) -> str:
        """Return a line with its hyphen as compounds of the text have it."""
        is_other = before[-1] == _DIVIDER and _DIVIDER not in self._inner and "-" in self._inner
        return f"{before[:-1]}-" if is_other else before

    def _is_compound(self, left: str, right: str) -> bool:
        """Tell whether the halves on both sides of a hyphen are words elsewhere, or one in a longer compound is."""
        first, last = left[:-1].rpartition("-"), right.partition("-")
        are_words = [len(part) >= _SHORTEST_HALF and part.casefold() in self._words for part in (first[2], last[0])]
        return all(are_words) or bool((first[1] and are_words[0]) or (last[1] and are_words[1]))


def _count_joined(sign: str, text: str) -> int:
    return len(re.findall(rf"\w{sign}(?=\w)", text))


def _halves(before: str, line: str) -> tuple[str, str] | None:
    """Return the halves of a compound or a word that a line ends within, the first with its hyphen; else None."""
    left = _LEFT.search(before[-_LONGEST_HALF:].translate(_PLAIN))
    right = _RIGHT.match(line[:_LONGEST_HALF].translate(_PLAIN))
    return (left[0], right[0]) if left and right else None


def _whole_words(lines: Sequence[str]) -> Iterator[str]:
    """Yield the words of all lines without those that a hyphen at the end of a line may divide."""
    is_divided = False
    for line in lines:
        words = _WORD.findall(line.casefold().translate(_PLAIN))
        was_divided, is_divided = is_divided, _BROKEN.search(line) is not None
        yield from words[int(was_divided) : len(words) - is_divided]
