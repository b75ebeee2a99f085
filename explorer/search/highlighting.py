"""Marks and snippets: which words of a text a query matched, and the part of the text that shows it best."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from typing import Protocol

from explorer.search.query.expansion import ExpandedQuery, QueryLinker, phrases_of, walk
from explorer.search.query.nodes import All, Fuzzy, Node, Noted, Phrase, Prefix, Word
from explorer.text.analysis import Token, stem, tokens
from explorer.text.sentences import last_sentence_start

SNIPPET = 280  # characters, of one window or of two together
_SPECIAL = re.compile("[&<>\"']")  # what HTML escapes
Span = tuple[int, int]
_Places = dict[str, list[Token]]  # word or stem: its tokens
_Rows = dict[str, list[tuple[tuple[str, ...], int]]]  # first word or stem: wanted rows, each with its distance


class Located(Protocol):
    """A passage, as a profile or as a search has it."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...


IndicatorSpans = Callable[
    [Located, Collection[str]], Sequence[Span] | None
]  # where a passage speaks of some indicators


def _unknown(_passage: Located, _indicators: Collection[str]) -> None:
    """Of no passage it is known what it speaks of."""


@dataclass
class HighlightTerms:
    """What is marked."""

    words: set[str] = field(default_factory=set)  # folded, in this form only
    stems: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)
    rows: set[tuple[tuple[str, ...], bool, int]] = field(default_factory=set)  # words or stems, whether words, distance
    indicators: set[str] = field(default_factory=set)


class QueryMarker:
    """Marks what a query matched: its words in the forms it searched for, and the words of its indicators."""

    def __init__(self, meaning: ExpandedQuery, reader: QueryLinker, spoken: IndicatorSpans = _unknown) -> None:
        """`spoken` says what is known of a passage; None stands for nothing, and its text is read."""
        self._reader = reader
        self._spoken = spoken
        self._wanted = HighlightTerms()
        self._noted: list[Node] = []
        walk(meaning.root, self._add)
        self.in_notes = (
            QueryMarker(replace(meaning, root=All(tuple(self._noted))), reader) if self._noted else None
        )  # marks what the query looks for in notes
        for slug in self._wanted.indicators:
            self._add_stems(phrases_of(reader, slug))

    @property
    def asked(self) -> Collection[str]:
        """The indicators that the query speaks of."""
        return self._wanted.indicators

    def _add(self, node: Node) -> None:
        wanted = self._wanted
        match node:
            case Word():
                self._add_row(node.words, node.is_exact)
                for spelling in (*node.spellings, *([node.joined] if node.joined else [])):
                    self._add_row((spelling,), node.is_exact)
                self._add_stems(node.synonyms)
                self._wanted.indicators.update(node.indicators)
            case Noted(part):
                self._noted.append(part)
            case Phrase():
                self._add_row(node.words, node.is_exact, node.distance)
            case Prefix():
                wanted.starts.add(node.start)
            case Fuzzy():
                wanted.words.update(node.words)
            case _:
                pass

    def _add_stems(self, rows: Iterable[tuple[str, ...]]) -> None:
        for row in rows:
            if len(row) == 1:
                self._wanted.stems.add(row[0])
            else:
                self._wanted.rows.add((row, False, 0))

    def _add_row(self, found: tuple[str, ...], is_exact: bool, distance: int = 0) -> None:
        row = found if is_exact else tuple(map(stem, found))
        if len(row) == 1:
            (self._wanted.words if is_exact else self._wanted.stems).add(row[0])
        elif row:
            self._wanted.rows.add((row, is_exact, distance))

    @property
    def wanted(self) -> HighlightTerms:
        """What is marked."""
        return self._wanted

    def spans(self, text: str) -> list[Span]:
        """Start and end of each matched run of words, in order, not overlapping."""
        evidence = [
            (one.start, one.end)
            for link in (self._reader.read(text) if self._wanted.indicators else ())
            if link.indicator in self._wanted.indicators
            for one in link.evidence
        ]
        return self._spans(text, evidence)

    def _spans(self, text: str, evidence: Iterable[Span]) -> list[Span]:
        wanted, starts = self._wanted, tuple(self._wanted.starts)
        found = list(tokens(text))
        alone = [
            (token.start, token.end)
            for token in found
            if token.word in wanted.words or token.stem in wanted.stems or token.word.startswith(starts)
        ]
        return merged([*alone, *self.row_spans(found), *evidence])

    def spans_in(self, passage: Located) -> list[Span]:
        """The same for a whole passage, sooner: what it speaks of may be known."""
        evidence = self._spoken(passage, self._wanted.indicators) if self._wanted.indicators else ()
        return self.spans(passage.text) if evidence is None else self._spans(passage.text, evidence)

    def row_spans(self, found: Iterable[Token]) -> list[Span]:
        """Where the wanted rows stand, by the tokens of a text: all, or those that are in a wanted row."""
        by_word: _Places = {}
        by_stem: _Places = {}
        for token in found:
            by_word.setdefault(token.word, []).append(token)
            by_stem.setdefault(token.stem, []).append(token)
        spans: list[Span] = []
        for places, rows in ((by_stem, self._stem_rows), (by_word, self._word_rows)):
            for first in places.keys() & rows.keys():
                for row, distance in rows[first]:
                    if places.keys() >= set(row):
                        spans += _rows(places, row, distance)
        return spans

    @cached_property
    def _stem_rows(self) -> _Rows:
        return self._rows_by_first(is_exact=False)

    @cached_property
    def _word_rows(self) -> _Rows:
        return self._rows_by_first(is_exact=True)

    def _rows_by_first(self, is_exact: bool) -> _Rows:
        found: _Rows = {}
        for row, is_of_words, distance in self._wanted.rows:
            if is_of_words == is_exact:
                found.setdefault(row[0], []).append((row, distance))
        return found

    def mark(self, text: str) -> str:
        """The whole text as HTML: escaped, with <mark> around what matched."""
        return _mark(text, self.spans(text), 0, len(text))

    def snippet(self, text: str, spans: Sequence[Span] | None = None) -> str:
        """The one or two parts of a text that show best what matched, as HTML of about SNIPPET characters.

        `spans` are those of the text, where they are known.
        """
        spans = self.spans(text) if spans is None else spans
        windows = _windows(text, spans)
        shown = " … ".join(_mark(text, spans, start, end) for start, end in windows)
        return ("… " if windows[0][0] > 0 else "") + shown + (" …" if windows[-1][1] < len(text) else "")


def _rows(places: _Places, row: tuple[str, ...], distance: int) -> Iterable[Span]:
    """Where the words of a row stand: side by side, or each within a distance of the last, in either direction."""
    for order in (row, row[::-1]) if distance else (row,):
        chains = [[token] for token in places[order[0]]]
        for word in order[1:]:
            chains = [
                [*chain, token]
                for chain in chains[:1000]
                for token in places[word]
                if 1 <= token.position - chain[-1].position <= max(1, distance)
            ]
        for chain in chains:
            if distance:
                yield from ((token.start, token.end) for token in chain)
            else:
                yield chain[0].start, chain[-1].end


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _mark(text: str, spans: Iterable[Span], start: int, end: int) -> str:
    """A part of a text as HTML, with <mark> around the spans that stand in it."""
    is_plain = _SPECIAL.search(text, start, end) is None
    shown = []
    place = start
    for first, last in spans:
        if start <= first and last <= end:
            if is_plain:
                shown += [text[place:first], "<mark>", text[first:last], "</mark>"]
            else:
                shown += [escape(text[place:first]), "<mark>", escape(text[first:last]), "</mark>"]
            place = last
    shown.append(text[place:end] if is_plain else escape(text[place:end]))
    return "".join(shown)


def _windows(text: str, spans: Sequence[Span]) -> list[Span]:
    """The part with the most different matches; a second one when it adds matches that stand elsewhere."""
    if len(text) <= SNIPPET or not spans:
        return [_whole_words(text, 0, SNIPPET)]
    kinds = [stem(text[start:end].lower()) for start, end in spans]
    first = _best(text, spans, kinds, SNIPPET)
    inside = _kinds_in(first, spans, kinds)
    if inside >= set(kinds):
        return [first]
    half = _best(text, spans, kinds, SNIPPET // 2)
    shown = _kinds_in(half, spans, kinds)
    rest = [
        (span, kind)
        for span, kind in zip(spans, kinds, strict=True)
        if kind not in shown and (span[0] >= half[1] or span[1] <= half[0])
    ]
    if not rest or shown | {kind for _, kind in rest} <= inside:
        return [first]
    other = _best(text, [span for span, _ in rest], [kind for _, kind in rest], SNIPPET // 2)
    windows = sorted([half, other])
    if windows[0][1] >= windows[1][0] - 1:
        return [_whole_words(text, windows[0][0], windows[0][0] + SNIPPET)]
    return windows


def _kinds_in(window: Span, spans: Sequence[Span], kinds: Sequence[str]) -> set[str]:
    """The different matches that stand in a window."""
    first, last = window
    return {kind for (start, end), kind in zip(spans, kinds, strict=True) if first <= start and end <= last}


def _best(text: str, spans: Sequence[Span], kinds: Sequence[str], size: int) -> Span:
    """The window of a size with most different matches, then most matches, then the earliest."""
    count = len(spans)
    most_kinds = most = chosen = behind = 0
    stop = 0  # behind the last span that a window from the current one has room for
    inside: dict[str, int] = {}  # how often each kind stands in that window
    for number, (start, _) in enumerate(spans):
        if stop < number:
            stop = number
        elif number:
            left = kinds[number - 1]
            inside[left] -= 1
            if not inside[left]:
                del inside[left]
        limit = start + size
        while stop < count and spans[stop][1] <= limit:
            kind = kinds[stop]
            inside[kind] = inside.get(kind, 0) + 1
            stop += 1
        if len(inside) > most_kinds or (len(inside) == most_kinds and stop - number > most):
            most_kinds, most, chosen, behind = len(inside), stop - number, number, stop
        if stop == count:
            break  # a later window has less of the same
    first = spans[chosen][0]
    last = spans[behind - 1][1] if behind > chosen else first
    start = _start(text, first, last, size)
    if len(text) - start < size:  # the text ends before the window does: show more of what stands before
        start = _start(text, min(first, len(text) - size), len(text), size)
    return _whole_words(text, start, 0, size)


def _start(text: str, first: int, last: int, size: int) -> int:
    """Where a window starts: with the sentence of its first match when there is room, else a little before it."""
    room = max(0, size - (last - first))
    behind = max(0, first - room)
    while behind and not text[behind - 1].isalnum():  # so that no end of a sentence is cut
        behind -= 1
    sentence = last_sentence_start(text, behind, first)
    return sentence if sentence >= first - room else max(0, first - room // 3)


def _whole_words(text: str, start: int, end: int, size: int = 0) -> Span:
    """A window that cuts no word: its start moves on, its end moves back."""
    end = min(len(text), end or start + size)
    if start > 0 and not text[start - 1].isspace():
        space = text.find(" ", start, end)
        start = space + 1 if space >= 0 else start
    if end < len(text) and not text[end].isspace():
        space = text.rfind(" ", start, end)
        end = space if space > start else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
