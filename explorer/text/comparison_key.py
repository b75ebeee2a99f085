"""Text as quotations are compared: without case, white space, quotation marks, dashes and hyphens.

`fold` makes the key of a text; two texts have one key when they are the same but for those. Between digits, white
space and dashes stay apart ("2017-2020" is not "20172020"), and an apostrophe within a word stays ("its", "it's").
"""

import re
import unicodedata
from dataclasses import dataclass

QUOTES = "\"'“”„‟‘’‚‛«»‹›`´′″＂＇"
APOSTROPHES = "'’ʼ＇"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens, and marks without width

_APART = f"\\s{re.escape(DASHES)}{INVISIBLE}"
_JOINTS = re.compile(rf"(?<=\d)[{_APART}]+(?=\d)|(?<=\w)[{APOSTROPHES}](?=\w)")


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        mark = chr(code)
        if mark.isspace() or mark in QUOTES or mark in DASHES or mark in INVISIBLE:
            folded = ""
        else:
            folded = unicodedata.normalize("NFKC", mark).casefold()
        self[code] = folded
        return folded


_FOLDS = _Folds({ord("\ue010"): "'", ord("\ue011"): "-", ord("\ue012"): " "})


def _joint(match: re.Match[str]) -> str:
    """What stands between two digits, or an apostrophe, as a private character that the folding keeps."""
    if match[0] in APOSTROPHES:
        return "\ue010"
    return "\ue011" if any(mark in DASHES for mark in match[0]) else "\ue012"


def comparison_key(text: str) -> str:
    """The key of a text, composed characters taken for granted (NFC)."""
    return _JOINTS.sub(_joint, text).translate(_FOLDS)


def key_offsets(text: str) -> list[int]:
    """For each character of a text's key, where in the text it comes from."""
    found: list[int] = []
    end = 0
    for match in _JOINTS.finditer(text):
        for place in range(end, match.start()):
            found += [place] * len(_FOLDS[ord(text[place])])
        found.append(match.start())
        end = match.end()
    for place in range(end, len(text)):
        found += [place] * len(_FOLDS[ord(text[place])])
    return found


_JOINING = f"{APOSTROPHES}{DASHES}.,:/"


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text neither starts nor ends within a word or a number."""
    return not _is_within(text, start) and not _is_within(text, end)


def _is_within(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if _is_wordlike(before) and _is_wordlike(after):
        return True
    if after in _JOINING and _is_wordlike(before):
        return place + 1 < len(text) and _is_wordlike(text[place + 1])
    if before in _JOINING and _is_wordlike(after):
        return place > 1 and _is_wordlike(text[place - 2])
    return (after == "%" and before.isdigit()) or (before in "$€£+−" and after.isdigit())


def _is_wordlike(mark: str) -> bool:
    return mark.isalnum() or mark in INVISIBLE or unicodedata.category(mark).startswith("M")


@dataclass(frozen=True, slots=True)
class ComparedToken:
    """A word, a number or a punctuation mark as it is compared, and where it stands."""

    text: str
    start: int
    end: int
    is_word: bool = True

    @property
    def weight(self) -> float:
        """What it counts: a comma that is amiss is less than a word that is."""
        return 1.0 if self.is_word else 0.2


_TOKEN = re.compile(rf"[$€£]?\d+(?:[.,]\d+)*%?|(?:[^\W\d_]|[{INVISIBLE}])+(?:[{APOSTROPHES}][^\W\d_]+)*|[^\w\s]|\w")


def tokens(text: str, offset: int = 0) -> list[ComparedToken]:
    """Words, numbers and punctuation marks in order; quotation marks, dashes and hyphens are left out."""
    found = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        # Most tokens are plain words, for which folding is to leave out capitals.
        folded = token.lower() if token.isascii() and len(token) > 1 else comparison_key(token)
        if folded:
            is_word = any(mark.isalnum() for mark in folded[:2])
            found.append(ComparedToken(folded, offset + match.start(), offset + match.end(), is_word))
    return found


_OUTER = ("“”", '""', "‘’", "''", "«»", "»«", "‹›", "„“", "„”", "‚‘", "‟”", "``", "＂＂")


def bare(given: str) -> str:
    """A quotation without the white space and the quotation marks around it, composed (NFC)."""
    text = unicodedata.normalize("NFC", given).strip()
    while len(text) > 1 and text[0] + text[-1] in _OUTER:
        text = text[1:-1].strip()
    return text
