"""Words as linking compares them: by sentence, without case, accents and differences of spelling."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from explorer.core.lru_cache import cached_if_short
from explorer.text.accents import strip_accents
from explorer.text.analysis import LONGEST_WORD
from explorer.text.sentences import split_sentences

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
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
    breaks: bool = False  # punctuation before it, which no term runs across


@cached_if_short(65_536, LONGEST_WORD)
def fold_word(word: str) -> str:
    """Fold a word for comparison: "Organised" and "organized", "harbour’s" and "harbor" are one."""
    plain = word
    if not word.isascii():
        plain = strip_accents(word.replace("’", "'"))
    plain = plain.casefold()
    plain = plain.removesuffix("'s").rstrip("'")
    if _SPELT_IN_TWO_WAYS.search(plain):
        for pattern, spelling in _SPELLINGS:
            plain = pattern.sub(spelling, plain)
    return plain


def sentence_words(text: str) -> Iterator[list[WordForm]]:
    """Yield the words of each sentence, with their offsets into the text. A hyphen separates words."""
    for start, end in split_sentences(text):
        words: list[WordForm] = []
        previous_end = start
        for word in _WORD.finditer(text, start, end):
            gap = text[previous_end : word.start()]
            breaks = gap != " " and _BREAK.search(gap) is not None
            words.append(WordForm(fold_word(word[0]), *word.span(), breaks))
            previous_end = word.end()
        if words:
            yield words


def inflections(word: str) -> frozenset[str]:
    """Return a folded word with its endings: plural, third person, past and -ing."""
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
