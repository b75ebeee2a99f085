"""The parser of the query language, version 5: from text to a small tree. docs/queries.md has the grammar.

No text is an error. A part that cannot be parsed is searched as plain words, and a note explains it.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from explorer.core.errors import QueryError
from explorer.entities.mentions import works
from explorer.model.series import editions_of_all
from explorer.model.taxonomy import offer, taxonomy
from explorer.search.query.bounds import SIGNS, TOO_LONG, find_bounds, has_long_number
from explorer.search.query.conditions import field_of, read_condition, score_of
from explorer.search.query.field_names import closest_value
from explorer.search.query.nodes import (
    FACETS,
    NAMES,
    NEW,
    NOTE,
    All,
    Any,
    Filter,
    Fuzzy,
    Node,
    Not,
    Noted,
    Phrase,
    Prefix,
    Query,
    UnknownValue,
    Word,
)
from explorer.search.request import LONGEST, check_filter
from explorer.text.analysis import CHUNK, fold_text, joined, runs, typed_words, words
from explorer.text.punctuation import LOOKALIKES, strip_invisible

VERSION = 5
MOST_WORDS = 48  # of a query; those after are left out
DEEPEST_BRACKETS = 16
SHORTEST_PREFIX = 2  # letters before "*"
FARTHEST = 50  # words apart, in "…"~N
LONGEST_VALUE = 6  # words of a field's value without quotation marks
LOOSEST = 2  # letters that differ, in word~N
SHORTEST_ORDINARY = 5  # letters of a word that is no acronym, unless it is known as one


def parse_query(text: str) -> Query:
    """Parse any text whatever."""
    composed = unicodedata.normalize("NFC", strip_invisible(text))
    notes: list[str] = []
    if len(composed) > LONGEST:
        composed = composed[:LONGEST]
        notes.append(f"Only the first {LONGEST:,} characters are searched.")
    return _Parser(composed, notes).parse()


_FIELD = re.compile(r"[A-Za-z][A-Za-z_.-]*(?=:)")
_AMOUNT = re.compile(r"[-+<>=≥≤\d][^\s()\"]*")  # after the field of a score
_DISTANCE = re.compile(r"~(\d{1,6})")
_OPERATOR = re.compile(r"(AND|OR|NOT)(?=[\s()\"]|$)")
_EXCLUDED = re.compile(r'[\w("=]')  # after "-"
_SIGNED = re.compile(rf"[{SIGNS}]+[+-]?\d")
_MISPLACED = "“*” only works at the end of a word; here it is left out."
_QUOTED = re.compile('="|"')
_SPACE = re.compile(r"\s*")
_CHUNK = re.compile(CHUNK)
_PREFIX = re.compile(r"(.*?\w)\*+[.,;:!?]*")
_FUZZY = re.compile(r"(.*?\w)~(\d{0,6})[.,;:!?]*")


class _Parser:
    """A recursive descent over the characters: `text` as typed, `plain` with look-alikes replaced, equal in length."""

    def __init__(self, text: str, notes: list[str]) -> None:
        self.text = text
        self.plain = text.translate(LOOKALIKES)
        self.notes = notes
        self.unknown: list[UnknownValue] = []
        self.offset = 0
        self.depth = 0
        self.word_count = 0
        self.words = words if _is_in_capitals(text) else typed_words

    def note(self, sentence: str) -> None:
        """Add a note, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def parse(self) -> Query:
        """Parse the whole text."""
        parts: list[Node] = []
        while not self.at_end():
            parts += self.parse_list()
            if self.at(")"):
                self.offset += 1
                self.note("A closing bracket without its pair is left out.")
        if not parts and (parts := self.plain_words(0, len(self.text))):
            self.notes = [note for note in self.notes if "has nothing to" not in note]
            self.note("Operators with nothing to join or exclude are searched as plain words.")
        return Query(self.text, All(tuple(parts), is_loose=True), tuple(self.notes), tuple(self.unknown))

    # The current offset.

    def skip_space(self) -> None:
        while self.offset < len(self.plain) and self.plain[self.offset].isspace():
            self.offset += 1

    def at_end(self) -> bool:
        self.skip_space()
        return self.offset >= len(self.plain)

    def at(self, start: str) -> bool:
        self.skip_space()
        return self.plain.startswith(start, self.offset)

    def operator(self) -> str:
        """Return the operator at this offset, or an empty text."""
        self.skip_space()
        match = _OPERATOR.match(self.plain, self.offset)
        return match.group(1) if match else ""

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match a pattern at this offset and go on after it."""
        match = pattern.match(self.plain, self.offset)
        if match:
            self.offset = match.end()
        return match

    # list := either { either } · either := both { OR both } · both := single { AND single } · single := [NOT | -] atom

    def parse_list(self) -> list[Node]:
        parts: list[Node] = []
        while not self.at_end() and not self.at(")"):
            parts += self.parse_either()
        return parts

    def parse_either(self) -> list[Node]:
        choices = self.parse_joined("OR", self.parse_both)
        if len(choices) > 1:
            return [Any(tuple(_as_node(parts) for parts in choices))]
        return choices[0] if choices else []

    def parse_both(self) -> list[Node]:
        needed = self.parse_joined("AND", self.parse_single)
        if len(needed) > 1:
            return [All(tuple(_as_node(parts) for parts in needed))]
        return needed[0] if needed else []

    def parse_joined(self, operator: str, parse_part: Callable[[], list[Node]]) -> list[list[Node]]:
        """Parse the sides of an operator, which is left out if a side is empty."""
        sides = [side for side in [parse_part()] if side]
        while self.operator() == operator:
            self.offset += len(operator)
            side = [] if self.at_end() or self.at(")") or self.operator() in ("AND", "OR") else parse_part()
            if side and sides:
                sides.append(side)
            else:
                self.note(f"{operator} has nothing to join and is left out.")
                sides = [side] if side else sides
        return sides

    def parse_single(self) -> list[Node]:
        is_negative = False
        while True:
            if self.operator() == "NOT":
                self.offset += 3
                if self.at_end() or self.at(")") or self.operator() in ("AND", "OR"):
                    self.note("NOT has nothing to exclude and is left out.")
                    return []
            elif self.at("-") and _EXCLUDED.match(self.plain, self.offset + 1):
                self.offset += 1
            else:
                break
            is_negative = not is_negative
        if self.operator() in ("AND", "OR"):
            return []  # of the caller, which sees an operator with an empty side
        parts = self.parse_atom()
        return [Not(_as_node(parts))] if parts and is_negative else parts

    def parse_atom(self) -> list[Node]:
        if self.at_end():
            return []
        if self.at("("):
            return self.parse_brackets()
        if self.at('="'):
            self.offset += 1
            return self.parse_quoted(is_exact=True)
        if self.at('"'):
            return self.parse_quoted(is_exact=False)
        if condition := read_condition(self.plain, self.offset):
            node, self.offset = condition
            return [node]
        if field := self.take(_FIELD):
            return self.parse_field(field)
        return self.parse_chunk()

    def parse_brackets(self) -> list[Node]:
        self.offset += 1
        if self.depth == DEEPEST_BRACKETS:
            self.note(f"Brackets more than {DEEPEST_BRACKETS} deep are left out.")
            return []
        self.depth += 1
        parts = self.parse_list()
        self.depth -= 1
        if self.at(")"):
            self.offset += 1
        else:
            self.note("An opening bracket without its pair is left out.")
        return parts if len(parts) < 2 else [All(tuple(parts), is_loose=True)]

    def parse_quoted(self, is_exact: bool) -> list[Node]:
        start = self.offset + 1
        end = self.plain.find('"', start)
        if end < 0:
            self.offset = start
            self.note("A quotation mark without its pair is left out.")
            return []
        self.offset = end + 1
        distance = self.take(_DISTANCE)
        inside = self.text[start:end]
        folded = self.limit_words(self.words(inside))
        if not folded:
            return []
        text = " ".join(inside.split())
        if len(folded) == 1:
            return [Word(text, folded, start=start, end=end, is_exact=is_exact)]
        apart = int(distance.group(1)) if distance else 0
        if apart > FARTHEST:
            apart = FARTHEST
            self.note(f"Words of a quotation are searched at most {FARTHEST} words apart.")
        return [Phrase(text, folded, is_exact, apart)]

    def limit_words(self, folded: tuple[str, ...]) -> tuple[str, ...]:
        """Count words, and return as many as the limit leaves."""
        left = max(0, MOST_WORDS - self.word_count)
        self.word_count += len(folded)
        if len(folded) > left:
            self.note(f"A query may have {MOST_WORDS} words; those after are left out.")
        return folded[:left]

    # Fields: name:value, name:"value", score:>=7, score:[5 TO 7].

    def parse_field(self, field: re.Match[str]) -> list[Node]:
        name = field_of(field.group())
        start = field.start()
        self.offset += 1  # the colon
        score = score_of(name)
        if name in (*FACETS, NAMES, NEW):
            after_colon = self.offset
            self.skip_space()
            return self.parse_filter(name, start, after_colon)
        if name == NOTE:
            return self.parse_noted(start)
        if score in taxonomy().scored:
            return self.refuse_condition(score, field)
        close = offer(score, [*FACETS, NAMES, NEW, NOTE, *taxonomy().scored])
        if self.offset < len(self.plain) and not self.plain[self.offset].isspace():
            self.note(f"There is no field “{field.group()}”, so it is searched as a word.{close}")
        return self.plain_words(start, field.end())

    def parse_filter(self, name: str, start: int, after_colon: int) -> list[Node]:
        if name == "edition" and (parts := self.parse_editions(start, after_colon)):
            return parts
        # Anything may be the id of a chapter, thus the words after the first are not tried as a part of it.
        values = self.values()[-1 if name == "chapter" else 0 :]
        for value, _, value_end in values:
            try:
                node = Filter(name, (check_filter(name, value),))
            except QueryError as error:
                problem = str(error)
            else:
                self.offset = value_end
                return [node]
        if not values:
            return self.plain_words(start, after_colon)
        self.unknown.append(self.unknown_value(name, values))
        _, value_start, self.offset = values[-1]
        self.note(f"{problem} It is searched as words.")
        return [*self.plain_words(start, after_colon), *self.plain_words(value_start, self.offset)]

    def unknown_value(self, name: str, values: Sequence[tuple[str, int, int]]) -> UnknownValue:
        """Return the longest of some values that is close to one that a field has, else the shortest."""
        close = ((closest_value(name, value[0]), value) for value in values)
        closest, (_, start, end) = next((pair for pair in close if pair[0]), (None, values[-1]))
        return UnknownValue(start - (self.plain[start - 1] == '"'), end, closest)

    def parse_editions(self, start: int, after_colon: int) -> list[Node]:
        """Parse several editions, >=2023 or [2021 TO 2023] or 2021-2023; nothing where it is no such range."""
        found = find_bounds(self.plain, self.offset)
        if found is None:
            return []
        (low, high, _), self.offset = found
        years = editions_of_all()
        if editions := tuple(str(edition) for edition in years if (low or 0) <= edition * 100 <= (high or 10**9)):
            return [Filter("edition", editions)]
        *others, newest = map(str, years)
        known = f"{', '.join(others)} and {newest}" if others else newest
        raw = self.text[after_colon : self.offset].strip()
        self.note(f"No edition is {raw}: it is searched as words. Editions are {known}.")
        return [*self.plain_words(start, after_colon), *self.plain_words(self.offset - len(raw), self.offset)]

    def parse_noted(self, start: int) -> list[Node]:
        """Parse the words that a note must contain: one word, or several in quotation marks."""
        after_colon = self.offset
        if quoted := self.take(_QUOTED):
            self.offset = quoted.end() - 1
            parts = self.parse_quoted(is_exact=len(quoted.group()) > 1)
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
        """Return the possible values of a field, with offsets: quoted, or up to six words, the longest first."""
        start = self.offset
        if self.at('"') and (end := self.plain.find('"', self.offset + 1)) >= 0:
            return [(self.text[start + 1 : end].strip(), start + 1, end + 1)]
        values: list[tuple[str, int, int]] = []
        offset = start
        while len(values) < LONGEST_VALUE and (chunk := _CHUNK.match(self.plain, offset)):
            if values and (_FIELD.match(self.plain, offset) or _OPERATOR.match(self.plain, offset)):
                break
            value = self.text[start : chunk.end()].rstrip(".,;:!?")
            values.append((value, start, chunk.end()))
            space = _SPACE.match(self.plain, chunk.end())
            offset = space.end() if space else chunk.end()
            if offset == chunk.end():
                break
        return values[::-1]

    def refuse_condition(self, slug: str, field: re.Match[str]) -> list[Node]:
        """Return the words of a condition that cannot be read: a number or a sign among them excludes nothing."""
        value = self.take(_AMOUNT)
        needed = f"A score is compared with a number, as in {slug}:>=7, {slug}:7-8 or {slug}:[5 TO 7]"
        self.note(
            f"{TOO_LONG if value and has_long_number(value.group()) else needed}; "
            f"“{self.text[field.start() : self.offset].rstrip(':')}” is searched as words."
        )
        words = self.plain_words(field.start(), field.end())
        return [*words, *self.plain_words(value.start(), value.end())] if value else words

    # Words.

    def parse_chunk(self) -> list[Node]:
        chunk = self.take(_CHUNK)
        if chunk is None:  # punctuation that starts nothing
            self.offset += 1
            return []
        text = chunk.group()
        if prefix := _PREFIX.fullmatch(text):
            return self.parse_prefix(prefix.group(1), chunk.start())
        if fuzzy := _FUZZY.fullmatch(text):
            return self.parse_fuzzy(fuzzy, chunk.start())
        if _SIGNED.match(text):
            self.note(f"“{text}” has no score before it, and is searched as a word.")
        if "*" in text:
            self.note("“*” matches everything and is left out." if not text.strip("*") else _MISPLACED)
        return self.plain_words(chunk.start(), chunk.end())

    def parse_prefix(self, text: str, start: int) -> list[Node]:
        end = start + len(text)
        if "*" in text or not (prefix := joined(text) or _only(words(text))):
            if "*" in text:
                self.note(_MISPLACED)
            return self.plain_words(start, end)
        if len(prefix) < SHORTEST_PREFIX:
            self.note(f"“{text}*” is too wide: at least {SHORTEST_PREFIX} letters are needed before “*”.")
            return self.plain_words(start, end)
        return [Prefix(prefix)] if self.limit_words((prefix,)) else []

    def parse_fuzzy(self, fuzzy: re.Match[str], start: int) -> list[Node]:
        text, digits = fuzzy.group(1), fuzzy.group(2)
        distance = int(digits or 1)
        word = joined(text) or _only(words(text))
        if not word or distance == 0:
            return self.plain_words(start, start + len(text))
        if distance > LOOSEST:
            distance = LOOSEST
            self.note(f"Words are searched with at most {LOOSEST} letters that differ.")
        return [Fuzzy(word, distance)] if self.limit_words((word,)) else []

    def plain_words(self, start: int, end: int) -> list[Node]:
        """Return the words between two offsets, each a part of its own."""
        parts: list[Node] = []
        for match in runs(self.text[start:end]):
            first, last = start + match.start(), start + match.end()
            text = self.text[first:last]
            if folded := self.limit_words(self.words(text)):
                parts.append(Word(text, folded, joined(text), first, last))
        return parts


def _is_in_capitals(text: str) -> bool:
    """Tell whether a whole query is typed in capitals, so that they make no names of stop words: "CRIME IN THE US".

    It has capitals only, and an article or a preposition or a word too long for an acronym: "WHO UNODC" are two names.
    """
    if text != text.upper():
        return False
    folded = [fold_text(match[0]) for match in runs(text) if match[0].isalpha()]
    return any(word in _GRAMMAR or (len(word) >= SHORTEST_ORDINARY and word not in _acronyms()) for word in folded)


_GRAMMAR = frozenset({"a", "by", "for", "from", "in", "of", "on", "the", "to", "with"})  # no operator


@cache
def _acronyms() -> frozenset[str]:
    """Return the names of organizations and treaties that are one word, folded."""
    return frozenset(fold_text(name) for work in works() for name in (work.name, *work.also) if name.isalpha())


def _only(folded: tuple[str, ...]) -> str | None:
    return folded[0] if len(folded) == 1 else None


def _as_node(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else All(tuple(parts), is_loose=True)
