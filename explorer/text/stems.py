"""Stems: what the inflected forms of a word share. Roots: what words that are derived from one another share.

A stem is of inflection alone: "publics" is a form of "public", while "publicity" is another word with its root. Plural
and verb endings are taken off as in steps 1a, 1b and 5 of Snowball's English stemmer,
https://snowballstem.org/algorithms/english/stemmer.html, and irregular forms are listed.
"""

import re
import threading
from functools import cache, lru_cache

import snowballstemmer

from explorer.text.irregular_forms import IRREGULAR, PREFIXES, UNRELATED, WHOLE
from explorer.text.stop_words import STOP_WORDS

_VOWELS = "aeiouy"
_HAS_VOWEL = re.compile(rf"[{_VOWELS}]")
_REGION = re.compile(rf"[{_VOWELS}][^{_VOWELS}]")  # what follows the first is R1; within R1, R2
_SHORT_END = re.compile(rf"(?:[^{_VOWELS}][{_VOWELS}][^{_VOWELS}wx]|^[{_VOWELS}][^{_VOWELS}])$")
_DOUBLE = re.compile(r"..(bb|dd|ff|gg|kk|mm|nn|pp|rr|tt|vv|zz)$")
_TWO_VOWELS = re.compile(r"[^q][aeiou]{2}ll$")  # "fuelled", "dialled"
_MEN = re.compile(r"(?:wo|.{3,})?men")
_PREFIXED = re.compile(rf"({'|'.join(PREFIXES)})(.+)")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a folded word: that of "trafficked", "trafficking" and "trafficks", or "countries".

    No other word has the stem of a stop word: "Andes" is not found in every "and".
    """
    if not word.isalpha() or len(word) < 3:
        return IRREGULAR.get(word, word)
    shortened = _shortened(word)
    return f"{shortened}_" if word not in STOP_WORDS and shortened in _stems_of_stop_words() else shortened


@cache
def _stems_of_stop_words() -> frozenset[str]:
    return STOP_WORDS.union(map(_shortened, STOP_WORDS))


def _shortened(word: str) -> str:
    for shorten in (_regular, _singular, _without_verb_ending, _without_closing):
        if word in WHOLE:
            return word
        word = shorten(word)
    return word


def _regular(word: str) -> str:
    """Return the plain word of an irregular form, also after a prefix: "withhold" of "withheld"."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    prefixed = _PREFIXED.fullmatch(word)
    return prefixed[1] + IRREGULAR[prefixed[2]] if prefixed and prefixed[2] in IRREGULAR else word


def _singular(word: str) -> str:
    """Take off the ending of a plural, or of a verb's third person."""
    if _MEN.fullmatch(word):
        return f"{word[:-2]}an"
    if not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return _with_y(word[:-1])
    return word[:-1] if _HAS_VOWEL.search(word[:-2]) else word


def _with_y(word: str) -> str:
    """Return a word that ends in "ie" with "y": one of them is that of "countries", but not of "ties"."""
    return f"{word[:-2]}y" if len(word) > 3 else word


def _without_verb_ending(word: str) -> str:
    """Take off "ed" and "ing", and give back what they replaced."""
    if word.endswith("ied"):
        return _with_y(word[:-1])
    if word.endswith("eed"):
        return word[:-1] if len(word) - 3 >= _region(word) else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            before = word[: -len(ending)]
            return _mended(before) if _HAS_VOWEL.search(before) else word
    return word


def _mended(word: str) -> str:
    if word.endswith(("at", "bl", "iz")):
        return f"{word}e"
    if _DOUBLE.search(word) or _TWO_VOWELS.search(word):
        return word[:-1]
    return f"{word}e" if _region(word) >= len(word) and _SHORT_END.search(word) else word


def _without_closing(word: str) -> str:
    """Take off a closing "e" that "ing" replaces, and one of two closing consonants."""
    if word.endswith("ie"):
        return _with_y(word)
    if _DOUBLE.search(word):
        return word[:-1]
    first = _region(word)
    second = _region(word, first)
    if word.endswith("e") and (second < len(word) or (first < len(word) and not _SHORT_END.search(word[:-1]))):
        return word[:-1]
    if word.endswith("ll") and second < len(word):
        return word[:-1]
    return word


def _region(word: str, start: int = 0) -> int:
    """Return where the region begins that follows the first vowel with a consonant after it."""
    match = _REGION.search(word, start)
    return match.end() if match else len(word)


class _ThreadStemmer(threading.local):
    """A stemmer for each thread: it has the current word as its state, and must not be shared."""

    def __init__(self) -> None:
        self.stemmer = snowballstemmer.stemmer("english")


_thread = _ThreadStemmer()


@lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """Return the root of a folded word: that of "corrupt", "corruption" and "corruptly"."""
    if not word.isalpha() or not UNRELATED.isdisjoint((word, word.removesuffix("s"))):
        return word.removesuffix("s")
    return str(_thread.stemmer.stemWord(word))
