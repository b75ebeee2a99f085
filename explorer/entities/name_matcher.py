"""Names in a text: each of one thing, or a phrase that contains a name and means something else."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from explorer.text.accents import strip_accents
from explorer.text.punctuation import ANY_APOSTROPHE

_WORD = re.compile(r"[^\W_]+")
_JOINT = "[\\s\u00a0\\-\u2010\u2011\u2012\u2013]+"  # between the words of a name


class NameSpan(NamedTuple):
    """A name in a text."""

    start: int
    end: int
    name: str  # of those that were given


class NameMatcher:
    """Finds the longest of some names at each word of a text; capitals count, accents and hyphens do not."""

    def __init__(self, names: Iterable[str]) -> None:
        # By their first words: to try all names at every offset of a text takes a hundred times as long.
        heads: dict[str, set[str]] = {}
        for name in names:
            heads.setdefault(_WORD.findall(strip_accents(name))[0], set()).add(name)
        self._heads: Mapping[str, re.Pattern[str]] = {head: _longest_of(names) for head, names in heads.items()}
        self._names = {head: sorted(names, key=_length_order) for head, names in heads.items()}

    def find(self, plain: str) -> list[NameSpan]:
        """List the names in a text without accents, in order; of overlapping ones the first, then the longest."""
        spans: list[NameSpan] = []
        end = 0
        for word in _WORD.finditer(plain):
            pattern = self._heads.get(word[0])
            if pattern is None or word.start() < end or not (match := pattern.match(plain, word.start())):
                continue
            end = match.end()
            assert match.lastindex
            spans.append(NameSpan(match.start(), end, self._names[word[0]][match.lastindex - 1]))
        return spans

    def starts(self, word: str) -> bool:
        """Tell whether a name starts with a word."""
        return word in self._heads


def without_accents(text: str) -> str:
    """Return a text without accents, each character of which stands where it stood."""
    if text.isascii():
        return text
    plain = strip_accents(text)
    if len(plain) == len(text):
        return plain
    letters = (letter if letter.isascii() else strip_accents(letter) for letter in text)
    return "".join(plain if len(plain) == 1 else letter for plain, letter in zip(letters, text, strict=True))


def name_pattern(name: str) -> str:
    """Return a regular expression for a name with any apostrophes, hyphens and spaces."""
    escaped = re.escape(strip_accents(name)).replace("’", "'")
    return escaped.replace(r"\-", _JOINT).replace(r"\ ", _JOINT).replace("'", ANY_APOSTROPHE)


def _length_order(name: str) -> tuple[int, str]:
    return -len(name), name


def _longest_of(names: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern for the longest of the names that starts at an offset, a group each."""
    alternatives = "|".join(f"({name_pattern(name)})" for name in sorted(names, key=_length_order))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
