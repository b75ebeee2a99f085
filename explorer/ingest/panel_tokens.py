"""The tokens of a country page's scores panel: labels of facts and scores, headlines, ranks and numbers."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from explorer.ingest.lines import Line
from explorer.model.profiles import FACTS, tidy
from explorer.model.ranks import Rank
from explorer.model.series import INDEX_SERIES, all_series, find_series
from explorer.model.taxonomy import name_key, taxonomy

_OTHER_FACT_LABELS = {
    "Capital city": "capital",
    "Gross domestic product": "gdp",
    "GINI coefficient": "gini-index",
    "GINI": "gini-index",
}
HEADLINES = {"criminality score": "criminality", "resilience score": "resilience"}  # their scores precede them

_SIGN = r"[+\-−–‐‑▲△↑▼▽↓]"
_FALLS = "-−–‐‑▼▽↓"
_NONE = r"n\s?/\s?a"
_NUMBERS = re.compile(
    rf"(\d{{1,2}}\.\d\d)(?:\s*(?:\(?({_SIGN}?\s?\d{{1,2}}\.\d\d)\)?|({_NONE})))?(?![\d.,%]|\s*(?-i:[a-z]))",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(rf"\(?({_SIGN}?\s?\d{{1,3}}(?:\.\d{{1,2}})?|{_NONE})\)?", re.IGNORECASE)
_CHART = re.compile(r"(?:\d{1,2}\.\d\d\s+){2,}\d{1,2}\.\d\d")  # the labels of a picture, saved as one line
_SCORES = re.compile(rf"(?:\(?{_SIGN}?\s?\d{{1,2}}\.\d{{1,2}}\)?\s*|{_NONE}\s*){{1,3}}", re.IGNORECASE)
_RANK = re.compile(r"(\d{1,3})\s?(?:st|nd|rd|th)\s+of\s+(\d{1,3})\s+countries")
_PLACE = re.compile(rf"[A-Z]\D*?(?=\s*(?:{_SIGN}\s?)?(?:\d|\Z)|\s+{_NONE})")
_RANK_CHANGE = re.compile(rf"\s*(?:({_SIGN}?\s?\d{{1,3}})(?![\d.])|{_NONE})(?!\s?(?:st|nd|rd|th)\s+of)")
_INSIDE = re.compile(r"\s+in\s+(?:the\s+)?")
WHOLE = re.compile(rf"{_SIGN}?\s?\d{{1,3}}|{_NONE}")
_FOLLOWS_LABEL = re.compile(rf"[\s:*_/]*(?:\Z|\(?{_SIGN}?\s?\d|{_NONE})", re.IGNORECASE)
_SPLIT_NUMBER = re.compile(r"\d{1,2}\.\d\d?(?!\d)")
_UNIT = re.compile(r"\s*\([^()]{1,30}\)")
_SKIPPED = re.compile(r"(?:[\s:|*_/•·‣▪]|[–-](?=\s))*")  # bullets, and marks of emphasis in saved text
_VALUE = re.compile(r"\s*:\s*|\s*(?=[A-Z\d€$£])")

_PIECES = 8  # of a name, which elements may divide


@dataclass(frozen=True, slots=True)
class PanelToken:
    """A piece of a line with one meaning."""

    kind: Literal["fact", "headline", "label", "rank", "numbers", "text"]
    line: int
    start: int  # in the line
    end: int
    slug: str = ""  # of a fact, an indicator or an aggregate
    value: str = ""  # of a fact on the line of its label
    numbers: tuple[str, ...] = ()  # a score and its change, or one of the two
    rank: Rank | None = None


@cache
def _score_labels(series: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the labels of scores, as one pattern and by key; of the headlines only the form that ends in "score"."""
    slugs = {
        name_key(name): scored.slug
        for scored in taxonomy().scored.values()
        if scored.slug not in HEADLINES.values()
        for name in (scored.label, *scored.also)
    }
    slugs |= {name_key(label): slug for label, slug in find_series(series).labels.items()}
    return _alternatives(slugs | HEADLINES), slugs | HEADLINES


@cache
def _fact_labels() -> tuple[re.Pattern[str], dict[str, str]]:
    slugs = {name_key(label): slug for slug, label in FACTS.items()}
    slugs |= {name_key(label): slug for label, slug in _OTHER_FACT_LABELS.items()}
    return _alternatives(slugs), slugs


def _alternatives(labels: Iterable[str]) -> re.Pattern[str]:
    patterns = (
        r"[\W_]{1,3}".join("(?:and|&)" if word == "and" else re.escape(word) for word in label.split())
        for label in sorted(labels, key=len, reverse=True)
    )
    return re.compile(f"(?:{'|'.join(patterns)})", re.IGNORECASE)


class PanelScanner:
    """Divides one line into tokens: at its start, where an element begins in it, and where the last token ended."""

    def __init__(self, number: int, line: Line, series: str = INDEX_SERIES) -> None:
        """Take a line, and the series whose labels of scores it may have."""
        self.number = number
        self.series = series
        self.text, starts = line.cells()
        self.ends = sorted({*starts[1:], len(self.text)})  # of the elements in the line
        self.at = 0

    def tokens(self) -> Iterator[PanelToken]:
        if len(self.ends) == 1 and _CHART.fullmatch(self.text.strip()):
            return
        readers: tuple[Callable[[int], PanelToken | None], ...] = (self._rank, self._label, self._fact, self._numbers)
        at = 0
        while (at := self._skip(at)) < len(self.text):
            token = next((token for reader in readers if (token := reader(at))), None)
            token = token or PanelToken("text", self.number, at, self._cell_end(at))
            yield token
            at = token.end

    def _skip(self, at: int) -> int:
        match = _SKIPPED.match(self.text, at)
        return match.end() if match else at

    def _cell_end(self, at: int) -> int:
        """Find the end of the element at a place."""
        return self.ends[min(bisect_right(self.ends, at), len(self.ends) - 1)]

    def _rank(self, at: int) -> PanelToken | None:
        match = _RANK.match(self.text, at)
        if not match or int(match[1]) > int(match[2]):
            return None
        end, name, change = match.end(), "", None
        if inside := _INSIDE.match(self.text, end):
            place = self._place(inside.end())
            if not place:
                return None
            end, name = place.end(), tidy(place[0])
        if moved := _RANK_CHANGE.match(self.text, end, self._cell_end(end - 1)):
            end, change = moved.end(), parse_number(moved[1]) if moved[1] else None
        rank = Rank(int(match[1]), int(match[2]), name, None if change is None else int(change))
        return PanelToken("rank", self.number, at, end, rank=rank)

    def _place(self, at: int) -> re.Match[str] | None:
        """Match the name of a continent or region: the longest known one, else to the end of the element."""
        first = bisect_right(self.ends, at)
        ends = self.ends[first : first + _PIECES]
        matches = [match for end in ends if (match := _PLACE.match(self.text, at, end))]
        return next((match for match in reversed(matches) if area_of(match[0])), matches[0] if matches else None)

    def _label(self, at: int) -> PanelToken | None:
        pattern, slugs = _score_labels(self.series)
        match = pattern.match(self.text, at)
        if not match or not _FOLLOWS_LABEL.match(self.text, match.end(), self._cell_end(match.end() - 1)):
            return None
        folded = name_key(match[0])
        kind: Literal["headline", "label"] = "headline" if folded in HEADLINES else "label"
        return PanelToken(kind, self.number, at, match.end(), slugs[folded])

    def _fact(self, at: int) -> PanelToken | None:
        pattern, slugs = _fact_labels()
        match = pattern.match(self.text, at)
        if not match:
            return None
        unit = _UNIT.match(self.text, match.end())
        start = unit.end() if unit else match.end()
        end = self._cell_end(start - 1)
        value = _VALUE.match(self.text, start, end)
        if self.text[start:end].strip() and not value:
            return None
        beside = tidy(self.text[value.end() : end]) if value else ""
        return PanelToken("fact", self.number, at, end, slugs[name_key(match[0])], beside)

    def _numbers(self, at: int) -> PanelToken | None:
        end = self._cell_end(at)
        cell = self.text[at:end].strip()
        if cell.isdecimal() and (split := _SPLIT_NUMBER.match(self.text, at)):
            numbers: tuple[str, ...] = (split[0],)  # "7" large and ".50" small
            end = split.end()
        elif alone := _LONE_NUMBER.fullmatch(cell):
            numbers = (alone[1],)
        elif match := _NUMBERS.match(self.text, at, end):
            numbers = tuple(number for number in match.groups() if number)
            end = match.end()
        else:
            return None
        return PanelToken("numbers", self.number, at, end, numbers=numbers)


def area_of(name: str) -> str:
    """Return where a rank counts, by the name of the place; empty when that is not known."""
    if not name:
        return "world"
    if name_key(name) in map(name_key, taxonomy().continents):
        return "continent"
    return "region" if taxonomy().find_region(name) else ""


def parse_number(raw: str) -> float | None:
    """Parse a published number with whatever sign it has; None for "n/a"."""
    digits = re.sub(r"[^\d.]", "", raw)
    if not digits:
        return None
    return -float(digits) if raw.strip()[0] in _FALLS and float(digits) else float(digits)


def is_number_text(text: str) -> bool:
    """Tell whether a text is nothing but scores, ranks or their changes."""
    text = text.strip()
    return _LONE_NUMBER.fullmatch(text) is not None or _SCORES.fullmatch(text) is not None


def is_panel_label(text: str) -> bool:
    """Tell whether a text is the label of a score, in any series, or of a fact."""
    folded = name_key(text)
    return folded in _fact_labels()[1] or any(folded in _score_labels(series)[1] for series in all_series())


def is_headline(text: str) -> bool:
    """Tell whether a text is one of the two labels that are after their scores."""
    return name_key(text) in HEADLINES


@lru_cache(maxsize=4096)  # lines of one PDF, each looked at many times
def is_panel_line(text: str) -> bool:
    """Tell whether a line is nothing but labels, scores, ranks and facts."""
    tokens = list(PanelScanner(0, Line(text)).tokens())
    return bool(tokens) and all(token.kind != "text" for token in tokens)


def is_broken_rank(start: str, rest: str) -> bool:
    """Tell whether a line is a rank whose place goes on in the next: "in Southern" and "Africa", perhaps a change."""
    whole = f"{start} {rest}"
    match = _RANK.match(whole)
    inside = _INSIDE.match(whole, match.end()) if match else None
    place = _PLACE.match(whole, inside.end()) if inside and inside.start() < len(start) else None
    if place is None or not area_of(place[0]) or place.end() <= len(start):
        return False
    return not whole[place.end() :].strip() or _RANK_CHANGE.fullmatch(whole, place.end()) is not None
