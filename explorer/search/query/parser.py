"""The query language, version 2: text as a reader types it becomes a small tree. docs/queries.md has the grammar.

No text is an error. What cannot be read as it was meant is read as plain words, and a note says so.
"""

import re
import unicodedata
from collections.abc import Callable

from explorer.core.errors import QueryError
from explorer.model.taxonomy import EDITIONS, offer, taxonomy
from explorer.search.query.nodes import (
    All,
    Any,
    Condition,
    Filter,
    Fuzzy,
    Node,
    Not,
    Noted,
    Phrase,
    Prefix,
    Query,
    Word,
)
from explorer.search.request import FACETS, LONGEST, check_filter
from explorer.text.analysis import joined, words
from explorer.text.punctuation import LOOKALIKES

VERSION = 2
MOST_WORDS = 48  # of a query; those behind are left out
DEEPEST_BRACKETS = 16
NOTE = "note"  # the field that is searched in the notes of passages
SHORTEST_PREFIX = 2  # letters before "*"
FARTHEST = 50  # words apart, in "…"~N
LONGEST_VALUE = 6  # words of a field's value without quotation marks
LOOSEST = 2  # letters that differ, in word~N


def parse_query(text: str) -> Query:
    """The tree of any text whatever."""
    composed = unicodedata.normalize("NFC", text)
    notes: list[str] = []
    if len(composed) > LONGEST:
        composed = composed[:LONGEST]
        notes.append(f"Only the first {LONGEST:,} characters are searched.")
    return _Parser(composed, notes).read()


_FIELD = re.compile(r"[A-Za-z][A-Za-z_.-]*(?=:)")
_NUMBER = r"[+-]?\d{1,4}(?:[.,]\d{1,6})?"
_COMPARED = re.compile(rf"(>=|=>|<=|=<|>|<|=|≥|≤)?\s*({_NUMBER})(?![\w.,]*\w)")
_RANGE = re.compile(rf"([\[{{])\s*({_NUMBER}|\*)\s+(?:TO|to|-)\s+({_NUMBER}|\*)\s*([\]}}])")
_DISTANCE = re.compile(r"~(\d{1,6})")
_OPERATOR = re.compile(r"(AND|OR|NOT)(?=[\s()\"]|$)")
_MISPLACED = "“*” only works at the end of a word; here it is left out."
_QUOTED = re.compile('="|"')
_SPACE = re.compile(r"\s*")
_CHUNK = re.compile(r"[^\s()\"]+")
_PREFIX = re.compile(r"(.*?\w)\*+[.,;:!?]*")
_FUZZY = re.compile(r"(.*?\w)~(\d{0,6})[.,;:!?]*")


class _Parser:
    """A hand-written descent over the characters: `text` for meaning, `plain` for matching, equal in length."""

    def __init__(self, text: str, notes: list[str]) -> None:
        self.text = text
        self.plain = text.translate(LOOKALIKES)
        self.notes = notes
        self.place = 0
        self.depth = 0
        self.word_count = 0

    def note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def read(self) -> Query:
        parts: list[Node] = []
        while not self.at_end():
            parts += self.read_list()
            if self.at(")"):
                self.place += 1
                self.note("A closing bracket without its pair is left out.")
        if not parts and (parts := self.plain_words(0, len(self.text))):
            self.note("It is searched as plain words.")
        return Query(self.text, All(tuple(parts), is_loose=True), tuple(self.notes))

    # Where the reader stands.

    def skip_space(self) -> None:
        while self.place < len(self.plain) and self.plain[self.place].isspace():
            self.place += 1

    def at_end(self) -> bool:
        self.skip_space()
        return self.place >= len(self.plain)

    def at(self, start: str) -> bool:
        self.skip_space()
        return self.plain.startswith(start, self.place)

    def operator(self) -> str:
        """The operator at this place, or nothing."""
        self.skip_space()
        match = _OPERATOR.match(self.plain, self.place)
        return match.group(1) if match else ""

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.plain, self.place)
        if match:
            self.place = match.end()
        return match

    # list := either { either } · either := both { OR both } · both := one { AND one } · one := [NOT | -] atom

    def read_list(self) -> list[Node]:
        parts: list[Node] = []
        while not self.at_end() and not self.at(")"):
            parts += self.read_either()
        return parts

    def read_either(self) -> list[Node]:
        choices = self.read_joined("OR", self.read_both)
        if len(choices) > 1:
            return [Any(tuple(_one(parts) for parts in choices))]
        return choices[0] if choices else []

    def read_both(self) -> list[Node]:
        needed = self.read_joined("AND", self.read_one)
        if len(needed) > 1:
            return [All(tuple(_one(parts) for parts in needed))]
        return needed[0] if needed else []

    def read_joined(self, operator: str, read_part: Callable[[], list[Node]]) -> list[list[Node]]:
        """What stands on the sides of an operator; a side with nothing on it makes the operator fall away."""
        sides = [side for side in [read_part()] if side]
        while self.operator() == operator:
            self.place += len(operator)
            side = [] if self.at_end() or self.at(")") or self.operator() in ("AND", "OR") else read_part()
            if side and sides:
                sides.append(side)
            else:
                self.note(f"{operator} has nothing to join and is left out.")
                sides = [side] if side else sides
        return sides

    def read_one(self) -> list[Node]:
        is_negative = False
        while True:
            if self.operator() == "NOT":
                self.place += 3
                if self.at_end() or self.at(")") or self.operator() in ("AND", "OR"):
                    self.note("NOT has nothing to exclude and is left out.")
                    return []
            elif self.at("-") and self.place + 1 < len(self.plain) and re.match(r'[\w("=]', self.plain[self.place + 1]):
                self.place += 1
            else:
                break
            is_negative = not is_negative
        if self.operator() in ("AND", "OR"):
            return []  # of the caller, which sees an operator with an empty side
        parts = self.read_atom()
        return [Not(_one(parts))] if parts and is_negative else parts

    def read_atom(self) -> list[Node]:
        if self.at_end():
            return []
        if self.at("("):
            return self.read_brackets()
        if self.at('="'):
            self.place += 1
            return self.read_quoted(is_exact=True)
        if self.at('"'):
            return self.read_quoted(is_exact=False)
        if field := self.take(_FIELD):
            return self.read_field(field)
        return self.read_chunk()

    def read_brackets(self) -> list[Node]:
        self.place += 1
        if self.depth == DEEPEST_BRACKETS:
            self.note(f"Brackets more than {DEEPEST_BRACKETS} deep are left out.")
            return []
        self.depth += 1
        parts = self.read_list()
        self.depth -= 1
        if self.at(")"):
            self.place += 1
        else:
            self.note("An opening bracket without its pair is left out.")
        return parts if len(parts) < 2 else [All(tuple(parts), is_loose=True)]

    def read_quoted(self, is_exact: bool) -> list[Node]:
        start = self.place + 1
        end = self.plain.find('"', start)
        if end < 0:
            self.place = start
            self.note("A quotation mark without its pair is left out.")
            return []
        self.place = end + 1
        distance = self.take(_DISTANCE)
        inside = self.text[start:end]
        found = self.counted(words(inside))
        if not found:
            return []
        shown = " ".join(inside.split())
        if len(found) == 1:
            return [Word(shown, found, start=start, end=end, is_exact=is_exact)]
        apart = int(distance.group(1)) if distance else 0
        if apart > FARTHEST:
            apart = FARTHEST
            self.note(f"Words of a quotation are searched at most {FARTHEST} words apart.")
        return [Phrase(shown, found, is_exact, apart)]

    def counted(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """As many of the words as the limit leaves."""
        left = max(0, MOST_WORDS - self.word_count)
        self.word_count += len(found)
        if len(found) > left:
            self.note(f"A query may have {MOST_WORDS} words; those behind are left out.")
        return found[:left]

    # Fields: name:value, name:"value", score:>=7, score:[5 TO 7].

    def read_field(self, field: re.Match[str]) -> list[Node]:
        name = field.group().lower().replace("_", "-")
        start = field.start()
        self.place += 1  # the colon
        score = name.removeprefix("change.").removeprefix("score.")
        if name in FACETS:
            after_colon = self.place
            self.skip_space()
            return self.read_filter(name, start, after_colon)
        if name == NOTE:
            return self.read_noted(start)
        if score in taxonomy().scored:
            return self.read_condition(score, name.startswith("change."), start)
        close = offer(score, [*FACETS, NOTE, *taxonomy().scored])
        if self.place < len(self.plain) and not self.plain[self.place].isspace():
            self.note(f"There is no field “{field.group()}”, so it is searched as a word.{close}")
        return self.plain_words(start, field.end())

    def read_filter(self, name: str, start: int, after_colon: int) -> list[Node]:
        compared = self.take(_RANGE) or self.take(_COMPARED) if name == "edition" else None
        if compared:
            low, high = _bounds(compared)
            years = tuple(str(year) for year in EDITIONS if (low or 0) <= year * 100 <= (high or 10**9))
            if years:
                return [Filter(name, years)]
            *others, newest = map(str, EDITIONS)
            editions = f"{', '.join(others)} and {newest}" if others else newest
            self.note(f"No edition is {compared.group()}: it is searched as words. Editions are {editions}.")
            return [*self.plain_words(start, after_colon), *self.plain_words(compared.start(), compared.end())]
        # Anything may be the id of a chapter, so what follows its first word is not tried as a part of it.
        values = self.values()[-1 if name == "chapter" else 0 :]
        for value, _, value_end in values:
            try:
                found = Filter(name, (check_filter(name, value),))
            except QueryError as error:
                problem = str(error)
            else:
                self.place = value_end
                return [found]
        if not values:
            return self.plain_words(start, after_colon)
        _, value_start, self.place = values[-1]
        self.note(f"{problem} It is searched as words.")
        return [*self.plain_words(start, after_colon), *self.plain_words(value_start, self.place)]

    def read_noted(self, start: int) -> list[Node]:
        """What a note must have: one word, or words in quotation marks."""
        after_colon = self.place
        if quoted := self.take(_QUOTED):
            self.place = quoted.end() - 1
            parts = self.read_quoted(is_exact=len(quoted.group()) > 1)
        elif chunk := self.take(_CHUNK):
            loose = _PREFIX.fullmatch(chunk.group()) or _FUZZY.fullmatch(chunk.group())
            if loose or "*" in chunk.group():
                self.note("Words of notes are searched without “*” and “~”.")
            end = chunk.start() + len(loose.group(1)) if loose else chunk.end()
            parts = self.plain_words(chunk.start(), end)
        else:
            parts = []
        if parts:
            return [Noted(part) for part in parts if isinstance(part, Word | Phrase)]
        self.note(f"“{NOTE}:” is followed by what a note must have, as in {NOTE}:UNODC; here it is searched as a word.")
        return self.plain_words(start, after_colon)

    def values(self) -> list[tuple[str, int, int]]:
        """What the value of a field may be, with offsets: quoted, or up to six words, the longest first."""
        start = self.place
        if self.at('"') and (end := self.plain.find('"', self.place + 1)) >= 0:
            return [(self.text[start + 1 : end].strip(), start + 1, end + 1)]
        found: list[tuple[str, int, int]] = []
        place = start
        while len(found) < LONGEST_VALUE and (chunk := _CHUNK.match(self.plain, place)):
            if found and (_FIELD.match(self.plain, place) or _OPERATOR.match(self.plain, place)):
                break
            value = self.text[start : chunk.end()].rstrip(".,;:!?")
            found.append((value, start, chunk.end()))
            space = _SPACE.match(self.plain, chunk.end())
            place = space.end() if space else chunk.end()
            if place == chunk.end():
                break
        return found[::-1]

    def read_condition(self, slug: str, is_change: bool, start: int) -> list[Node]:
        after_colon = self.place
        self.skip_space()
        compared = self.take(_RANGE) or self.take(_COMPARED)
        if compared:
            low, high = _bounds(compared)
            return [Condition(slug, is_change, low, high, _say_bounds(compared))]
        self.place = after_colon
        self.note(
            f"A score is compared with a number, as in {slug}:>=7 or {slug}:[5 TO 7]; "
            f"“{self.text[start : after_colon - 1]}” is searched as words."
        )
        return self.plain_words(start, after_colon)

    # Words.

    def read_chunk(self) -> list[Node]:
        chunk = self.take(_CHUNK)
        if chunk is None:  # nothing but a sign that starts nothing
            self.place += 1
            return []
        found = chunk.group()
        if prefix := _PREFIX.fullmatch(found):
            return self.read_prefix(prefix.group(1), chunk.start())
        if fuzzy := _FUZZY.fullmatch(found):
            return self.read_fuzzy(fuzzy, chunk.start())
        if "*" in found:
            self.note("“*” matches everything and is left out." if not found.strip("*") else _MISPLACED)
        return self.plain_words(chunk.start(), chunk.end())

    def read_prefix(self, found: str, start: int) -> list[Node]:
        end = start + len(found)
        if "*" in found or not (one := joined(found) or _only(words(found))):
            if "*" in found:
                self.note(_MISPLACED)
            return self.plain_words(start, end)
        if len(one) < SHORTEST_PREFIX:
            self.note(f"“{found}*” is too wide: at least {SHORTEST_PREFIX} letters are needed before “*”.")
            return self.plain_words(start, end)
        return [Prefix(one)] if self.counted((one,)) else []

    def read_fuzzy(self, fuzzy: re.Match[str], start: int) -> list[Node]:
        found, digits = fuzzy.group(1), fuzzy.group(2)
        distance = int(digits or 1)
        one = joined(found) or _only(words(found))
        if not one or distance == 0:
            return self.plain_words(start, start + len(found))
        if distance > LOOSEST:
            distance = LOOSEST
            self.note(f"Words are searched with at most {LOOSEST} letters that differ.")
        return [Fuzzy(one, distance)] if self.counted((one,)) else []

    def plain_words(self, start: int, end: int) -> list[Node]:
        """The words between two offsets, each a part of its own."""
        parts: list[Node] = []
        for match in _RUN.finditer(self.plain, start, end):
            found = self.text[match.start() : match.end()]
            if folded := self.counted(words(found)):
                parts.append(Word(found, folded, joined(found), match.start(), match.end()))
        return parts


# One word, or a compound that tokens hold together.
_RUN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|[^\W_](?:[^\W_]|[\u0300-\u036f]|['-](?=[^\W_]))*")


def _only(found: tuple[str, ...]) -> str | None:
    return found[0] if len(found) == 1 else None


def _one(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else All(tuple(parts), is_loose=True)


def _hundredths(number: str) -> int:
    return round(float(number.replace(",", ".")) * 100)


def _bounds(match: re.Match[str]) -> tuple[int | None, int | None]:
    """The bounds that a comparison or a range leaves, both of them allowed values."""
    if match.re is _RANGE:
        opened, low, high, closed = match.groups()
        return (
            None if low == "*" else _hundredths(low) + (opened == "{"),
            None if high == "*" else _hundredths(high) - (closed == "}"),
        )
    sign, number = match.groups()
    value = _hundredths(number)
    if sign in (">=", "=>", "≥"):
        return value, None
    if sign in ("<=", "=<", "≤"):
        return None, value
    if sign == ">":
        return value + 1, None
    if sign == "<":
        return None, value - 1
    return value, value


_SAID = {
    **dict.fromkeys((">=", "=>", "≥"), "at least "),
    **dict.fromkeys(("<=", "=<", "≤"), "at most "),
    ">": "above ",
    "<": "below ",
}


def _say_bounds(match: re.Match[str]) -> str:
    if match.re is not _RANGE:
        return _SAID.get(match.group(1), "") + match.group(2)
    opened, low, high, closed = match.groups()
    said = [] if low == "*" else [f"{'at least' if opened == '[' else 'above'} {low}"]
    said += [] if high == "*" else [f"{'at most' if closed == ']' else 'below'} {high}"]
    return " and ".join(said) or "any number"
