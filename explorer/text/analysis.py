"""Words of a text, alike for the index, for queries and for marks: folded, stemmed, with their places.

Every part of a compound ("drug-trafficking", "O'Brien") is a token of its own, so that the compound and its
parts written as separate words find each other; the parts written as one word ("co-operation") lie on the
place of the first part, so that "cooperation" finds them too.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

# Characters that readers and publishers use for one another; each maps to one character, so that offsets stay.
LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑‒–−﹣-", "-"),
    }
)
_PART = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w|[,.]\d)|\d+\.\d+(?!\w|\.\d)"
# A number keeps its commas and point; a word goes on over single hyphens and apostrophes.
WORD = re.compile(rf"{_NUMBER}|{_PART}(?:['-]{_PART})*")
_SPLIT = re.compile(r"['-]")
# Letters that have no decomposition into a plain one and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e"})
LONGEST_WORD = 64  # characters; what is longer is cut, as nobody searches for it

# Words that a question has and an answer need not; those of two parts written as one.
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
    place: int  # counted in words from 0; a compound written as one word shares the place of its first part
    start: int  # offset in the text
    end: int

    @property
    def stem(self) -> str:
        return stem(self.word)


@lru_cache(maxsize=65_536)
def fold_text(word: str) -> str:
    """A word without case and accents, as it is compared."""
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(mark for mark in spread if not unicodedata.combining(mark)).translate(_PLAIN)[:LONGEST_WORD]


class _OfThread(threading.local):
    """What a thread has for itself: a stemmer keeps the word it is at work on, and must not be shared."""

    def __init__(self) -> None:
        self.stemmer = snowballstemmer.stemmer("english")


_of_thread = _OfThread()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a folded word: "trafficked", "trafficking" and "trafficks" have one."""
    return str(_of_thread.stemmer.stemWord(word)) if word.isalpha() else word


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in reading order."""
    text = text.translate(LOOKALIKES)
    place = 0
    for match in WORD.finditer(text):
        found, start = match.group(), match.start()
        if found.isalnum() and found.isascii():
            yield Token(found.lower()[:LONGEST_WORD], place, start, match.end())
            place += 1
        elif found[0].isdigit() and ("," in found or "." in found):
            yield Token(found.replace(",", "")[:LONGEST_WORD], place, start, match.end())
            place += 1
        else:
            parts = _parts(found)
            if len(parts) > 1 and not (whole := fold_text("".join(part for part, _, _ in parts))).isdecimal():
                yield Token(whole, place, start, start + parts[-1][2])
            for part, first, last in parts:
                if word := fold_text(part):
                    yield Token(word, place, start + first, start + last)
                    place += 1


def _parts(found: str) -> list[tuple[str, int, int]]:
    """The parts of a compound with their offsets; a closing 's is no part."""
    parts = []
    start = 0
    for cut in (*_SPLIT.finditer(found), None):
        end = cut.start() if cut else len(found)
        parts.append((found[start:end], start, end))
        start = end + 1
    if len(parts) > 1 and parts[-1][0] in ("s", "S") and found[parts[-1][1] - 1] == "'":
        parts.pop()
    return parts


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, one for each place: compounds only in their parts."""
    at_place: dict[int, str] = {}
    for token in tokens(text):
        at_place[token.place] = token.word  # the parts follow the joined form
    return tuple(at_place.values())


def joined(text: str) -> str | None:
    """A compound written as one word, when the text is one compound: "co-operation" is "cooperation"."""
    found = list(tokens(text))
    return found[0].word if len(found) > 1 and found[0].place == found[1].place else None
