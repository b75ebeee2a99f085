"""Text analysis, the same for index, queries and highlighting: tokens, folded and stemmed, with their positions.

Every part of a compound ("drug-trafficking", "O'Brien") is a token of its own, so that the compound and its
parts written as separate words find each other; the parts written as one word ("co-operation") have the
position of the first part, so that "cooperation" finds them too. A number and the unit that touches it are such a
compound: "12.5kg" and "12.5 kg" find each other, and "5 kg" finds neither; so are a currency and a number with a
decimal point or groups ("USD1.5m"). An abbreviation with points is the word without them: "U.S." is "US".
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from explorer.text.accents import strip_accents
from explorer.text.punctuation import LOOKALIKES
from explorer.text.stems import stem
from explorer.text.stop_words import STOP_WORDS

_BEFORE_AND = "|".join(rf"(?<=\b{letters})" for letters in (r"\w", r"\w\w", r"\w\w\w"))
# Between the parts of a compound: "drug-trafficking", "O'Brien", "nº123", "AT&T".
_JOINT = rf"(?:['ºª-]|(?:{_BEFORE_AND})&(?=\w{{1,3}}\b))"
_CHARACTER = r"[^\W_ºª]"  # of a part
_PART = rf"{_CHARACTER}(?:{_CHARACTER}|[\u0300-\u036f])*"
_GROUPS = " \u00a0\u2009\u202f"  # spaces between the groups of a number, as in "10 000"
_CURRENCIES = "$€£¥"
# Characters without white space between them, and a number whose groups it divides: "US$10 000".
CHUNK = rf"(?:[^\s()\"]*[{_CURRENCIES}])?[1-9]\d{{0,2}}(?:[{_GROUPS}]\d{{3}})+[^\s()\"]*|[^\s()\"]+"
_POINTS = ".·٫"  # before the decimals of a number
_DATE = r"\d+(?:\.\d+){2,}"
_COMMAS = rf"\d{{1,3}}(?:,\d{{3}})+(?:[{_POINTS}]\d+)?(?!\d|[,.]\d)"
_SPACES = rf"(?<![^\s(\"{_CURRENCIES}])[1-9]\d{{0,2}}(?:[{_GROUPS}]\d{{3}})+(?:[{_POINTS}]\d+)?(?!\d|[,.]\d|-\w)"
_DECIMAL = r"\d+(?:\.\d+|[·٫]\d++(?![⁰¹²³⁴-⁹]))"  # no product: "3·10⁴"
_FRACTION = r"(?<![\w.…])\.\d+"  # ".5kg"
_UNIT = rf"(?:{_CHARACTER}|[\u0300-\u036f])*"  # what follows a number at once: "12.5kg"
_MARKED = rf"(?:{_DATE}|{_COMMAS}|{_SPACES}|{_DECIMAL})"  # with a decimal point, or a mark between its groups
_LETTER = r"[^\W\d_ºª]"
_AFTER_LETTERS = rf"(?=\d*+{_LETTER}++\d){_UNIT}?(?:{_LETTER}|[\u0300-\u036f]){_MARKED}"  # "USD1.5", "x2.5"
_MAY_BE_NUMBER = rf"(?=\.\d|\d|{_LETTER}++\d)"  # saves the attempts at most words
_NUMBER = rf"{_MAY_BE_NUMBER}(?:(?<!\d[.,]){_MARKED}|{_FRACTION}|{_AFTER_LETTERS})(?:{_AFTER_LETTERS})*{_UNIT}"
_INITIAL = r"(?:[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]?|[^\W\d_ºª])"  # of an abbreviation with points: "U.S.", "Ph.D."
_ABBREVIATION = rf"(?<!\w\.){_INITIAL}(?:\.{_INITIAL})+(?!{_CHARACTER})\.?(?!{_CHARACTER})"
_PIECE = rf"(?:(?=..?\.){_ABBREVIATION}|{_NUMBER}|{_PART})"
_GOES_ON = r"\w\u0300-\u036f'ºª&-"
# Most words are plain, which saves the attempts at the others; a shorter one may begin an abbreviation.
_PLAIN_WORD = rf"[A-Za-z]{{3,}}+(?![{_GOES_ON}])|[A-Za-z]{{1,2}}+(?![{_GOES_ON}.])"
_WORD = re.compile(rf"{_PLAIN_WORD}|{_PIECE}(?:{_JOINT}{_PIECE})*")
_SPLIT = re.compile(_JOINT)
_FIRST_NUMBER = re.compile(r"\d+")
_MARKED_NUMBER = re.compile(rf"(?<!\d){_MARKED}|\A\.\d+")
_ENDINGS = frozenset({"s", "st", "nd", "rd", "th"})  # of a figure that is one word: "1990s", "20th"
_FIGURES = {**dict.fromkeys(map(ord, f",{_GROUPS}")), **dict.fromkeys(map(ord, _POINTS), ".")}  # as indexed
# Letters that have no decomposition into a plain one and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e"})
LONGEST_WORD = 64  # characters; a longer word is cut, as nobody searches for it

# Stop words that are names in capitals: "US", "WHO", "IT". Each is indexed in capitals, and as the stop word.
NAMES = frozenset(word for word in STOP_WORDS if len(word) > 1)


class Token(NamedTuple):  # made in a fraction of the time of a record, once for every word of every text
    """One searchable word of a text."""

    word: str  # folded: lower case, no accents; a name that looks like a stop word is there in capitals, too
    position: int  # in words from 0; a compound written as one word has the position of its first part
    start: int  # offset in the text
    end: int

    @property
    def stem(self) -> str:
        return stem(self.word)


def fold_text(word: str) -> str:
    """Fold a word for comparison: without case and accents."""
    # A longer word, as a reader may send it, would fill the cache with its text.
    return _cached_fold(word) if len(word) <= LONGEST_WORD else _fold(word)


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    return strip_accents(word.casefold()).translate(_PLAIN)[:LONGEST_WORD]


_cached_fold = lru_cache(maxsize=65_536)(_fold)


def runs(text: str) -> Iterator[re.Match[str]]:
    """Yield each word of a text, whole: a compound, a number with its unit, an abbreviation with its points."""
    return _WORD.finditer(text.translate(LOOKALIKES))


def tokens(text: str) -> Iterator[Token]:
    """Split a text into words, in reading order."""
    position = 0
    for match in runs(text):
        run, start = match.group(), match.start()
        if run.isascii() and (run.isalpha() or run.isdecimal()):
            word = run.lower()[:LONGEST_WORD]
            if word in NAMES and run.isupper():
                yield Token(word.upper(), position, start, match.end())
            yield Token(word, position, start, match.end())
            position += 1
            continue
        pieces = [piece for part in _parts(run) for piece in _pieces(*part)]
        whole = fold_text("".join(piece.form for piece in pieces)) if len(pieces) > 1 else ""
        if any(map(str.isalpha, whole)):
            yield Token(whole, position, start + pieces[0].start, start + pieces[-1].end)
        for piece in pieces:
            if word := fold_text(piece.form):
                if word in NAMES and piece.may_be_name:
                    yield Token(word.upper(), position, start + piece.start, start + piece.end)
                yield Token(word, position, start + piece.start, start + piece.end)
                position += 1


def _parts(compound: str) -> list[tuple[str, int]]:
    """Split a compound into its parts, each with its offset; a closing 's is no part."""
    parts = []
    start = 0
    for cut in (*_SPLIT.finditer(compound), None):
        end = cut.start() if cut else len(compound)
        parts.append((compound[start:end], start))
        start = end + 1
    if len(parts) > 1 and parts[-1][0] in ("s", "S") and compound[parts[-1][1] - 1] == "'":
        parts.pop()
    return parts


class _Piece(NamedTuple):
    """A part of a compound, a number, its unit, or an element of a date."""

    form: str  # without the points of an abbreviation and the separators of a number
    start: int  # offset in the compound
    end: int
    may_be_name: bool  # its letters are written as no plain word is: in capitals, with points, as a unit


def _pieces(part: str, start: int) -> Iterator[_Piece]:
    """Split a part of a compound where a number begins and ends, and a date or version at its points."""
    numbers = list(_MARKED_NUMBER.finditer(part)) or [match for match in [_FIRST_NUMBER.match(part)] if match]
    if not numbers:
        yield _Piece(part.replace(".", ""), start, start + len(part), part.isupper() or "." in part)
        return
    if _is_word(numbers[0], part):
        yield _Piece(part.translate(_FIGURES), start, start + len(part), may_be_name=False)
        return
    end = 0
    for number in numbers:
        if number.start() > end:
            yield _Piece(part[end : number.start()], start + end, start + number.start(), may_be_name=True)
        end = number.start()
        for element in number[0].split(".") if number[0].count(".") > 1 else [number[0]]:
            form = f"0{element}" if element.startswith(".") else element.translate(_FIGURES)
            yield _Piece(form, start + end, start + end + len(element), may_be_name=False)
            end += len(element) + 1
        end = number.end()
    if end < len(part):
        yield _Piece(part[end:], start + end, start + len(part), may_be_name=True)


def _is_word(number: re.Match[str], part: str) -> bool:
    """Tell whether a number and what touches it are one word: "20th", "1990s", "4x4"."""
    if number.start() or any(point in number[0] for point in _POINTS):
        return False
    after = part[number.end() :]
    return after.lower() in _ENDINGS or (number[0].isdecimal() and any(map(str.isdecimal, after)))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, one for each position: compounds only in their parts."""
    word_at: dict[int, str] = {}
    for token in tokens(text):
        word_at[token.position] = token.word  # the parts follow the joined form
    return tuple(word_at.values())


def typed_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a query, but "US" and other names that look like stop words in their capitals."""
    plain = text.translate(LOOKALIKES)
    word_at: dict[int, str] = {}
    for token in tokens(text):
        is_unit = token.start > 0 and plain[token.start - 1].isdecimal()
        is_name = word_at.get(token.position) == token.word.upper() and token.word in NAMES
        if not is_name or is_unit or not plain[token.start : token.end].isupper():
            word_at[token.position] = token.word
    return tuple(word_at.values())


def joined(text: str) -> str | None:
    """Return a compound as one word, if the text is one compound: "cooperation" of "co-operation"."""
    parts = list(tokens(text))
    is_compound = len(parts) > 1 and parts[-1].position > 0
    return parts[0].word if is_compound and (parts[0].end, parts[1].position) == (parts[-1].end, 0) else None
