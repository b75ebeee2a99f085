"""Stems: the form that the inflected forms of a word share, and the root that words derived from one another share.

A stem is of inflection alone: "publics" is a form of "public", "publicity" another word. Endings are taken off by the
rules for plurals and verbs of Snowball's English stemmer, https://snowballstem.org/algorithms/english/stemmer.html,
steps 1a to 1c and 5; words that these rules would take for forms of another one stand below, as they do there.
"""

import re
import threading
from functools import lru_cache

import snowballstemmer

_VOWELS = "aeiouy"
_HAS_VOWEL = re.compile(rf"[{_VOWELS}]")
_REGION = re.compile(rf"[{_VOWELS}][^{_VOWELS}]")  # what follows the first is R1; within R1, R2
_SHORT_END = re.compile(rf"(?:[^{_VOWELS}][{_VOWELS}][^{_VOWELS}wx]|^[{_VOWELS}][^{_VOWELS}])$")
_DOUBLE = re.compile(r"(bb|dd|ff|gg|mm|nn|pp|rr|tt)$")
_MEN = re.compile(r"(?:wo|.{3,})?men")

# Forms that no rule makes: each line has a word that the rules take, and its forms.
_IRREGULAR = {
    form: plain
    for plain, *forms in map(
        str.split,
        """
        child children
        thief thieves
        wolf wolves
        knife knives
        wife wives
        half halves
        shelf shelves
        bus buses
        gas gases
        money monies moneys
        kg kgs
        buy bought
        die dying
        fight fought
        flee fled
        free freed
        grow grew grown
        hide hid hidden
        hold held
        lie lying
        lose lost
        pay paid
        route routed routing
        sell sold
        steal stole stolen
        sue sued suing
        tie tying
        unite united unites uniting
        """.strip().splitlines(),
    )
    for form in forms
}
# Words that end like a form of another word and are none; "arms" and "customs" are neither limbs nor traditions.
_WHOLE = frozenset(
    """
    during evening morning nothing something anything everything herring sterling inning outing hundred sacred
    exceed proceed succeed embed unite
    arms customs goods news
    aide ante belle borne breathe caste clothe confidante envelope farce finale forte france germane grande heroine
    humane locale loathe maine marie masse morale paste petite premiere quite rationale route secrete severe suite
    urbane
    specimen regimen yemen turkmen abdomen acumen stamen bitumen
    """.split()  # noqa: SIM905 - a list of quoted words is no easier to read
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a folded word: that of "trafficked", "trafficking" and "trafficks", or "countries"."""
    if not word.isalpha() or len(word) < 3:
        return word
    singular = _singular(_IRREGULAR.get(word, word))
    return _without_closing(_without_verb_ending(singular))


def _singular(word: str) -> str:
    """Take off the ending of a plural, or of a verb's third person."""
    if word in _WHOLE:
        return word
    if _MEN.fullmatch(word):
        return f"{word[:-2]}an"
    if word.endswith("sis") and word != "basis":
        return f"{word[:-2]}e"
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    return word[:-1] if _HAS_VOWEL.search(word[:-2]) else word


def _without_verb_ending(word: str) -> str:
    """Take off "ed" and "ing", and give back what they replaced."""
    if word in _WHOLE:
        return word
    if word.endswith("ied"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
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
    if _DOUBLE.search(word):
        return word[:-1]
    return f"{word}e" if _region(word) >= len(word) and _SHORT_END.search(word) else word


def _without_closing(word: str) -> str:
    """Take off a closing "e" that "ing" replaces, one of two closing "l", and make a closing "y" an "i"."""
    if word in _WHOLE:
        return word
    if word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        return f"{word[:-1]}i"
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
    return str(_thread.stemmer.stemWord(word)) if word.isalpha() else word
