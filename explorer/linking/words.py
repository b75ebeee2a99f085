"""Words as linking compares them: split into sentences, without case, accents and differences of spelling."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
# A full stop ends a sentence when a capital, a digit or a quotation mark follows: "per cent. The", not "approx. three".
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=[“‘\"'(\[]*[A-Z0-9À-Þ])|;\s+")
_BREAK = re.compile(r"[,;:()–—…]")
# One spelling for British and American English; what it makes of other words ("raize") is the same on both sides.
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})is(e|ed|es|ing|er|ers|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})our(|s|ed|ing|er|ers|hood|ful)$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{3})amme(|s|d)$"), r"am\1"),
    (re.compile(r"(?<=[a-z]{2}[ef]en)ce(|s)$"), r"se\1"),
    (re.compile(r"^licenc"), "licens"),
)
_SPELT_IN_TWO_WAYS = re.compile("|".join(pattern.pattern for pattern, _ in _SPELLINGS))
# Forms that no rule gives, of words that a vocabulary of crime needs.
_IRREGULAR = {
    first: frozenset(rest)
    for first, *rest in (
        line.split()
        for line in (
            "sell sold",
            "buy bought",
            "steal stole stolen",
            "pay paid",
            "hold held",
            "keep kept",
            "take took taken taking",
            "give gave given",
            "bring brought",
            "run ran",
            "lead led",
            "lose lost",
            "find found",
            "catch caught",
            "break broke broken",
            "hide hid hidden",
            "drive drove driven",
            "fall fell fallen",
            "make made",
            "send sent",
            "lend lent",
            "build built",
            "feed fed",
            "flee fled",
            "fight fought",
            "seek sought",
            "grow grew grown",
            "beat beaten",
            "deal dealt",
            "write wrote written",
            "withhold withheld",
            "shoot shot",
            "man men",
            "woman women",
            "child children",
            "wolf wolves",
            "thief thieves",
            "person people persons",
        )
    )
}


class WordForm(NamedTuple):
    """One word of a text."""

    form: str  # as compared
    start: int  # offsets into the text
    end: int
    breaks: bool = False  # punctuation stands before it, so that no term runs across


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """A word as it is compared: "Organised" and "organized", "harbour’s" and "harbor" are one."""
    plain = word
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
        plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    plain = plain.casefold()
    plain = plain.removesuffix("'s").rstrip("'")
    if _SPELT_IN_TWO_WAYS.search(plain):
        for pattern, spelling in _SPELLINGS:
            plain = pattern.sub(spelling, plain)
    return plain


def sentences(text: str) -> Iterator[list[WordForm]]:
    """The words of each sentence, with their offsets into the text. A hyphen separates words."""
    start = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        words: list[WordForm] = []
        behind = start
        for found in _WORD.finditer(text, start, end):
            gap = text[behind : found.start()]
            breaks = gap != " " and _BREAK.search(gap) is not None
            words.append(WordForm(fold_word(found[0]), *found.span(), breaks))
            behind = found.end()
        if words:
            yield words
        start = end


def inflections(word: str) -> frozenset[str]:
    """A folded word with its endings: plural, third person, past and -ing."""
    forms = {word, *_IRREGULAR.get(word, ())}
    if len(word) > 2 and word.isalpha():
        stem = word[:-1]
        if word.endswith("y") and word[-2] not in "aeiou":
            forms |= {stem + "ies", stem + "ied", word + "ing"}
        elif word.endswith("e"):
            forms |= {word + "s", word + "d", stem + "ing"}
        elif re.search(r"(?:s|x|z|ch|sh|o)$", word):
            forms |= {word + "es", word + "s", word + "ed", word + "ing"}
        else:
            forms |= {word + "s", word + "ed", word + "ing"}
            if re.search(r"[^aeiou][aeiou][bdglmnprt]$", word):
                forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(forms)
