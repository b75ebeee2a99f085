"""Text as quotations are compared: without case, white space, quotation marks, dashes and hyphens.

Two texts have one key if they differ in nothing else that can be seen. Between digits, white space and dashes are kept
("2017-2020" is not "20172020"), and so is an apostrophe within a word ("its", "it's").
"""

import re
import unicodedata
from dataclasses import dataclass

from explorer.text.punctuation import APOSTROPHES, DASHES, INVISIBLE, QUOTE_PAIRS, QUOTES, strip_invisible

_APART = f"\\s{re.escape(DASHES)}"
_JOINTS = re.compile(rf"(?<=\d)[{_APART}]+(?=\d)|(?<=\w)[{APOSTROPHES}](?=\w)")


class _KeyCharacters(dict[int, str]):
    """The part of the key that each character becomes, computed at its first occurrence."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        is_dropped = character.isspace() or character in QUOTES or character in DASHES
        self[code] = "" if is_dropped else unicodedata.normalize("NFKC", character).casefold()
        return self[code]


_KEY_CHARACTERS = _KeyCharacters({ord("\ue010"): "'", ord("\ue011"): "-", ord("\ue012"): " "})


def _joint(match: re.Match[str]) -> str:
    """Replace a separator between two digits, or an apostrophe, with a private-use character that the key keeps."""
    if match[0] in APOSTROPHES:
        return "\ue010"
    return "\ue011" if any(character in DASHES for character in match[0]) else "\ue012"


def comparison_key(text: str) -> str:
    """Return the comparison key of a text in composed form (NFC)."""
    return _JOINTS.sub(_joint, strip_invisible(text)).translate(_KEY_CHARACTERS)


def key_offsets(text: str) -> list[int]:
    """Return, for each character of a tidied text's key, the offset in the text that it comes from."""
    offsets: list[int] = []
    end = 0
    for match in _JOINTS.finditer(text):
        for offset in range(end, match.start()):
            offsets += [offset] * len(_KEY_CHARACTERS[ord(text[offset])])
        offsets.append(match.start())
        end = match.end()
    for offset in range(end, len(text)):
        offsets += [offset] * len(_KEY_CHARACTERS[ord(text[offset])])
    return offsets


_JOINING = f"{APOSTROPHES}{DASHES}.,:/"


def is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch of text neither starts nor ends within a word or a number."""
    return not _is_within(text, start) and not _is_within(text, end)


def _is_within(text: str, offset: int) -> bool:
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if _is_wordlike(before) and _is_wordlike(after):
        return True
    if after in _JOINING and _is_wordlike(before):
        return offset + 1 < len(text) and _is_wordlike(text[offset + 1])
    if before in _JOINING and _is_wordlike(after):
        return offset > 1 and _is_wordlike(text[offset - 2])
    return (after == "%" and before.isdigit()) or (before in "$€£+−" and after.isdigit())


def _is_wordlike(character: str) -> bool:
    return character.isalnum() or character in INVISIBLE or unicodedata.category(character).startswith("M")


@dataclass(frozen=True, slots=True)
class ComparedToken:
    """A word, a number or a punctuation mark in comparison form, with its offsets."""

    text: str
    start: int
    end: int
    is_word: bool = True

    @property
    def weight(self) -> float:
        """Weight in a comparison: a wrong comma counts less than a wrong word."""
        return 1.0 if self.is_word else 0.2


_TOKEN = re.compile(rf"[$€£]?\d+(?:[.,]\d+)*%?|(?:[^\W\d_]|[{INVISIBLE}])+(?:[{APOSTROPHES}][^\W\d_]+)*|[^\w\s]|\w")


def tokens(text: str, offset: int = 0) -> list[ComparedToken]:
    """Split a text into words, numbers and punctuation marks, without quotation marks, dashes and hyphens."""
    compared = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        # Most tokens are plain words, whose key is the word in lower case.
        key = token.lower() if token.isascii() and len(token) > 1 else comparison_key(token)
        if key:
            is_word = any(character.isalnum() for character in key[:2])
            compared.append(ComparedToken(key, offset + match.start(), offset + match.end(), is_word))
    return compared


def bare(raw: str) -> str:
    """Strip a quotation of the white space and the quotation marks around it, and compose it (NFC)."""
    text = unicodedata.normalize("NFC", raw).strip()
    while len(text) > 1 and text[0] + text[-1] in QUOTE_PAIRS:
        text = text[1:-1].strip()
    return text
