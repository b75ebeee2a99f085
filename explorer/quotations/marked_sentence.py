"""A sentence with everything in it that a statement on the Index is made of: names, years, numbers."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from explorer.quotations.article_sentences import ArticleSentence
from explorer.quotations.claim_words import ClaimWords
from explorer.quotations.field_marks import FieldMark, MarkKind

_YEAR = re.compile(r"(?<![\w.,/$€£])(?P<year>(?:19|20)\d\d)(?:[–/-](?P<second>\d\d)(?!\d))?(?![\d.,]\d|\d|\s?%)")
_MASKS = {"country": "\ue000", "area": "\ue001", "measure": "\ue002", "series": "\ue003"}
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*\.?|[#№%°]")


@dataclass(frozen=True, slots=True)
class Year:
    """A year in a sentence."""

    start: int
    end: int
    year: int


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number in a sentence as it is written."""

    start: int
    end: int
    text: str
    value: float
    decimals: int
    is_ordinal: bool
    is_last: bool = False  # "last", "bottom": the value is from the end
    sign: int = 0
    is_word: bool = False  # whether it is a whole number in words


def _stated(match: re.Match[str], words: ClaimWords) -> StatedNumber:
    start, end = match.span()
    if match["last"]:
        return StatedNumber(start, end, match[0], 1, 0, True, True)
    if match["cardinal"]:
        return StatedNumber(start, end, match[0], words.cardinals[match["cardinal"].lower()], 0, False, is_word=True)
    if match["word"]:
        return StatedNumber(start, end, match[0], words.ordinals[match["word"].lower()], 0, True)
    if match["ordinal"]:
        return StatedNumber(match.start("ordinal"), end, match[0], float(match["ordinal"]), 0, True)
    raw = match["number"]
    sign = {"+": 1, "−": -1, "-": -1, None: 0}[match["sign"]]
    if re.fullmatch(r"\d{1,2}[.,]\d{1,2}", raw):
        value, decimals = float(raw.replace(",", ".")), len(re.split("[.,]", raw)[1])
        return StatedNumber(match.start("number"), end, match[0], value, decimals, False, sign=sign)
    if raw.isascii() and raw.isdigit() and len(raw) < 6:
        return StatedNumber(match.start("number"), end, match[0], float(raw), 0, False, sign=sign)
    return StatedNumber(match.start("number"), end, match[0], -1.0, 0, False)  # an amount that is no score or rank


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence of an article with its marks; offsets are in the sentence."""

    sentence: ArticleSentence
    words: ClaimWords
    marks: tuple[FieldMark, ...]

    @property
    def text(self) -> str:
        return self.sentence.text

    def in_article(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the sentence begins and ends in its article."""
        return self.sentence.start + start, self.sentence.start + end

    @cached_property
    def masked(self) -> str:
        """The text, of the same length, with a character of its kind for each of a name."""
        characters = list(self.text)
        for mark in self.marks:
            characters[mark.start : mark.end] = _MASKS[mark.kind] * (mark.end - mark.start)
        return "".join(characters)

    def of_kind(self, kind: MarkKind) -> tuple[FieldMark, ...]:
        """Return the marks of a kind."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[str, tuple[FieldMark, ...]]:
        return {kind: tuple(mark for mark in self.marks if mark.kind == kind) for kind in _MASKS}

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """The years that may be editions; not those of a date."""
        found = []
        before = self.words.pattern(r"(?:{months}|\d{1,2}[./]\d{1,2}[./])[\s,]*(?:de\s+)?$")
        for match in _YEAR.finditer(self.masked):
            if not before.search(self.masked[max(0, match.start() - 16) : match.start()]):
                found.append(Year(match.start("year"), match.end("year"), int(match["year"])))
                if match["second"]:
                    second = int(match["year"][:2] + match["second"])
                    found.append(Year(match.start("second"), match.end("second"), second))
        return tuple(found)

    @cached_property
    def _dates(self) -> tuple[tuple[int, int], ...]:
        return tuple(match.span() for match in _YEAR.finditer(self.masked))

    @cached_property
    def numbers(self) -> tuple[StatedNumber, ...]:
        """Every number that is no year."""
        taken = self._dates
        starts = [start for start, _ in taken]
        found = []
        for match in self.words.numbers.finditer(self.masked):
            at = bisect_left(starts, match.end())
            if not any(start < match.end() and match.start() < end for start, end in taken[max(0, at - 2) : at + 1]):
                found.append(_stated(match, self.words))
        return tuple(found)

    @cached_property
    def _found(self) -> dict[str, tuple[tuple[int, int], ...]]:
        return {}

    def find(self, *names: str) -> tuple[tuple[int, int], ...]:
        """Return start and end of every word of any of the lists."""
        key = " ".join(names)
        if key not in self._found:
            template = "(?:" + "|".join(f"{{{name}}}" for name in names) + ")"
            self._found[key] = tuple(m.span() for m in self.words.pattern(template).finditer(self.masked))
        return self._found[key]

    def has(self, *names: str) -> bool:
        """Tell whether any word of the lists is in the sentence."""
        return bool(self.find(*names))

    def between(self, names: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the words of a list from one place to another."""
        spans = self.find(names)
        at = bisect_left(spans, (start, 0))
        found: list[tuple[int, int]] = []
        while at < len(spans) and spans[at][1] <= end and len(found) < 50:
            found.append(spans[at])
            at += 1
        return tuple(found)

    def before(self, position: int, template: str, most: int = 60) -> re.Match[str] | None:
        """Match a pattern with {lists} right before a place."""
        return self.words.pattern(f"(?:{template})$").search(self.masked[max(0, position - most) : position])

    def after(self, position: int, template: str, most: int = 80) -> re.Match[str] | None:
        """Match a pattern with {lists} right after a place."""
        return self.words.pattern(template).match(self.masked[position : position + most])

    def is_linked(self, start: int, end: int) -> bool:
        """Tell whether only words that join a measure to its number are between two places."""
        gap = self.masked[start:end]
        if end - start > 160 or re.search(r"[;!?]|\.\s", gap):
            return False
        linking = self.words.pattern("(?:{linking}|{up}|{down}|{better}|{worse}|{about}|{cardinals}|half)")
        return all(linking.fullmatch(word) for word in _WORD.findall(gap))

    def words_in(self, start: int, end: int) -> list[str]:
        """Return the words between two places, without names and numbers."""
        return _WORD.findall(self.masked[start : min(end, start + 400)])

    def last_before(self, marks: Sequence[FieldMark], position: int) -> int:
        """Return the index of the last of some marks before a place; -1 for none."""
        return bisect_left([mark.start for mark in marks], position) - 1

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """The places where a clause ends: at a semicolon, a dash, a comma before a conjunction."""
        pattern = re.compile(
            r"[;:]\s|\s[–—-]\s|,\s(?:and|but|while|whereas|although|though|which|who|where|because|so|yet"
            r"|y|pero|mientras|que|et|mais|tandis|qui|e|mas|enquanto|а|но|тогда|который|которая)\s"
            r"|\s(?:but|while|whereas|although|because|mientras|tandis|enquanto)\s"
        )
        return tuple(match.start() for match in pattern.finditer(self.masked))

    def clause(self, position: int) -> tuple[int, int]:
        """Return start and end of the clause that has a place."""
        at = bisect_left(self.clauses, position)
        start = self.clauses[at - 1] if at else 0
        return start, self.clauses[at] if at < len(self.clauses) else len(self.text)


def numbers_between(sentence: MarkedSentence, start: int, end: int) -> Iterator[StatedNumber]:
    """Yield the numbers from one place to another."""
    for number in sentence.numbers:
        if number.start >= end:
            return
        if number.start >= start:
            yield number
