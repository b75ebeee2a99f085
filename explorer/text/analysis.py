"""Text analysis, the same for index, queries and highlighting: tokens, folded and stemmed, with their positions.

Every part of a compound ("drug-trafficking", "O'Brien") is a token of its own, so that the compound and its
parts written as separate words find each other; the parts written as one word ("co-operation") have the
position of the first part, so that "cooperation" finds them too.
"""

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from explorer.text.accents import strip_accents
from explorer.text.punctuation import LOOKALIKES

_PART = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w|[,.]\d)|\d+\.\d+(?!\w|\.\d)"
# A number keeps its commas and point; a word goes on over single hyphens and apostrophes.
WORD = re.compile(rf"{_NUMBER}|{_PART}(?:['-]{_PART})*")
_SPLIT = re.compile(r"['-]")
# Letters that have no decomposition into a plain one and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e"})
LONGEST_WORD = 64  # characters; a longer word is cut, as nobody searches for it

# Stop words, left out where other words are there; those of two parts written as one.
STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are arent as at be because been before being below
    between both but by can cant could did didnt do does doesnt doing dont down during each either else ever
    every few for from further get gets getting give given had has hasnt have having he her here hers him his how i
    if in into is isnt it its just like made make makes many me more most much my near no nor not of off on once
    only or other our out over own per same she should show since so some such than that the their them then there
    these they this those through to too toward towards under until up upon us very via was wasnt way ways we were
    what when where whether which while who whom whose why will with within without wont would yet you your
    tell find please good bad well really actually exist exists happen happens happening
    """.split()  # noqa: SIM905 - a list of quoted words is no easier to read
)


class Token(NamedTuple):  # made in a fraction of the time of a record, once for every word of every text
    """One searchable word of a text."""

    word: str  # folded: lower case, no accents
    position: int  # in words from 0; a compound written as one word has the position of its first part
    start: int  # offset in the text
    end: int

    @property
    def stem(self) -> str:
        return stem(self.word)


@lru_cache(maxsize=65_536)
def fold_text(word: str) -> str:
    """Fold a word for comparison: without case and accents."""
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    return strip_accents(word.casefold()).translate(_PLAIN)[:LONGEST_WORD]


class _ThreadStemmer(threading.local):
    """A stemmer for each thread: it has the current word as its state, and must not be shared."""

    def __init__(self) -> None:
        self.stemmer = snowballstemmer.stemmer("english")


_thread = _ThreadStemmer()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a folded word: "trafficked", "trafficking" and "trafficks" have one.

    Snowball's English stemmer, https://snowballstem.org/algorithms/english/stemmer.html
    """
    return str(_thread.stemmer.stemWord(word)) if word.isalpha() else word


def tokens(text: str) -> Iterator[Token]:
    """Split a text into words, in reading order."""
    text = text.translate(LOOKALIKES)
    position = 0
    for match in WORD.finditer(text):
        run, start = match.group(), match.start()
        if run.isalnum() and run.isascii():
            yield Token(run.lower()[:LONGEST_WORD], position, start, match.end())
            position += 1
        elif run[0].isdigit() and ("," in run or "." in run):
            yield Token(run.replace(",", "")[:LONGEST_WORD], position, start, match.end())
            position += 1
        else:
            parts = _parts(run)
            if len(parts) > 1 and not (whole := fold_text("".join(part for part, _, _ in parts))).isdecimal():
                yield Token(whole, position, start, start + parts[-1][2])
            for part, first, last in parts:
                if word := fold_text(part):
                    yield Token(word, position, start + first, start + last)
                    position += 1


def _parts(compound: str) -> list[tuple[str, int, int]]:
    """Split a compound into its parts, each with its offsets; a closing 's is no part."""
    parts = []
    start = 0
    for cut in (*_SPLIT.finditer(compound), None):
        end = cut.start() if cut else len(compound)
        parts.append((compound[start:end], start, end))
        start = end + 1
    if len(parts) > 1 and parts[-1][0] in ("s", "S") and compound[parts[-1][1] - 1] == "'":
        parts.pop()
    return parts


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, one for each position: compounds only in their parts."""
    word_at: dict[int, str] = {}
    for token in tokens(text):
        word_at[token.position] = token.word  # the parts follow the joined form
    return tuple(word_at.values())


def joined(text: str) -> str | None:
    """Return a compound as one word, if the text is one compound: "cooperation" of "co-operation"."""
    parts = list(tokens(text))
    return parts[0].word if len(parts) > 1 and parts[0].position == parts[1].position else None
