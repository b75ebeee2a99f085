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
_SPECIAL = re.compile("[&<>\"']")  # characters that HTML escapes
Span = tuple[int, int]
_Places = dict[str, list[Token]]  # word or stem: its tokens
_Phrases = dict[str, list[tuple[tuple[str, ...], int]]]  # first word or stem: phrases, each with its distance


class Located(Protocol):
    """A passage, as a profile or as a search has it."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...


IndicatorSpans = Callable[
    [Located, Collection[str]], Sequence[Span] | None
]  # where a passage refers to some indicators


def _unknown(_passage: Located, _indicators: Collection[str]) -> None:
    """Return None: no indicator spans are indexed."""


@dataclass
class HighlightTerms:
    """The words, phrases and indicators to mark."""

    words: set[str] = field(default_factory=set)  # folded, in this form only
    stems: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)
    phrases: set[tuple[tuple[str, ...], bool, int]] = field(
        default_factory=set
    )  # words or stems, whether words, distance
    indicators: set[str] = field(default_factory=set)


class QueryMarker:
    """Marks the matches of a query: its words in the forms it searched for, and the words of its indicators."""

    def __init__(
        self, expanded: ExpandedQuery, linker: QueryLinker, indicator_spans: IndicatorSpans = _unknown
    ) -> None:
        """Take a query; `indicator_spans` returns the indexed spans of a passage, or None for the text to be read."""
        self._linker = linker
        self._indicator_spans = indicator_spans
        self._terms = HighlightTerms()
        self._noted: list[Node] = []
        walk(expanded.root, self._add)
        self.in_notes = (
            QueryMarker(replace(expanded, root=All(tuple(self._noted))), linker) if self._noted else None
        )  # marks the words that the query looks for in notes
        for slug in self._terms.indicators:
            self._add_stems(phrases_of(linker, slug))

    @property
    def query_indicators(self) -> Collection[str]:
        """The indicators that the query refers to."""
        return self._terms.indicators

    def _add(self, node: Node) -> None:
        terms = self._terms
        match node:
            case Word():
                self._add_phrase(node.words, node.is_exact)
                for spelling in (*node.spellings, *([node.joined] if node.joined else [])):
                    self._add_phrase((spelling,), node.is_exact)
                self._add_stems(node.synonyms)
                self._terms.indicators.update(node.indicators)
            case Noted(part):
                self._noted.append(part)
            case Phrase():
                self._add_phrase(node.words, node.is_exact, node.distance)
            case Prefix():
                terms.starts.add(node.start)
            case Fuzzy():
                terms.words.update(node.words)
            case _:
                pass

    def _add_stems(self, phrases: Iterable[tuple[str, ...]]) -> None:
        for phrase in phrases:
            if len(phrase) == 1:
                self._terms.stems.add(phrase[0])
            else:
                self._terms.phrases.add((phrase, False, 0))

    def _add_phrase(self, words: tuple[str, ...], is_exact: bool, distance: int = 0) -> None:
        phrase = words if is_exact else tuple(map(stem, words))
        if len(phrase) == 1:
            (self._terms.words if is_exact else self._terms.stems).add(phrase[0])
        elif phrase:
            self._terms.phrases.add((phrase, is_exact, distance))

    @property
    def terms(self) -> HighlightTerms:
        """The words, phrases and indicators to mark."""
        return self._terms

    def spans(self, text: str) -> list[Span]:
        """Return start and end of each matched run of words, in order, not overlapping."""
        spans = [
            (evidence.start, evidence.end)
            for link in (self._linker.read(text) if self._terms.indicators else ())
            if link.indicator in self._terms.indicators
            for evidence in link.evidence
        ]
        return self._spans(text, spans)

    def _spans(self, text: str, evidence: Iterable[Span]) -> list[Span]:
        terms, starts = self._terms, tuple(self._terms.starts)
        every = list(tokens(text))
        alone = [
            (token.start, token.end)
            for token in every
            if token.word in terms.words or token.stem in terms.stems or token.word.startswith(starts)
        ]
        return merged([*alone, *self.phrase_spans(every), *evidence])

    def spans_in(self, passage: Located) -> list[Span]:
        """Return the spans of a whole passage, from the indexed offsets of its indicators where they are known."""
        evidence = self._indicator_spans(passage, self._terms.indicators) if self._terms.indicators else ()
        return self.spans(passage.text) if evidence is None else self._spans(passage.text, evidence)

    def phrase_spans(self, candidates: Iterable[Token]) -> list[Span]:
        """Return where the phrases occur, by the tokens of a text: all, or those that may be part of a phrase."""
        by_word: _Places = {}
        by_stem: _Places = {}
        for token in candidates:
            by_word.setdefault(token.word, []).append(token)
            by_stem.setdefault(token.stem, []).append(token)
        spans: list[Span] = []
        for places, phrases in ((by_stem, self._stem_phrases), (by_word, self._word_phrases)):
            for first in places.keys() & phrases.keys():
                for phrase, distance in phrases[first]:
                    if places.keys() >= set(phrase):
                        spans += _phrase_spans(places, phrase, distance)
        return spans

    @cached_property
    def _stem_phrases(self) -> _Phrases:
        return self._phrases_by_first(is_exact=False)

    @cached_property
    def _word_phrases(self) -> _Phrases:
        return self._phrases_by_first(is_exact=True)

    def _phrases_by_first(self, is_exact: bool) -> _Phrases:
        by_first: _Phrases = {}
        for phrase, is_of_words, distance in self._terms.phrases:
            if is_of_words == is_exact:
                by_first.setdefault(phrase[0], []).append((phrase, distance))
        return by_first

    def mark(self, text: str) -> str:
        """Return the whole text as HTML: escaped, with <mark> around each match."""
        return _mark(text, self.spans(text), 0, len(text))

    def snippet(self, text: str, spans: Sequence[Span] | None = None) -> str:
        """Return the one or two parts of a text that show the matches best, as HTML of about SNIPPET characters.

        `spans` are those of the text, where they are known.
        """
        spans = self.spans(text) if spans is None else spans
        windows = _windows(text, spans)
        html = " … ".join(_mark(text, spans, start, end) for start, end in windows)
        return ("… " if windows[0][0] > 0 else "") + html + (" …" if windows[-1][1] < len(text) else "")


def _phrase_spans(places: _Places, phrase: tuple[str, ...], distance: int) -> Iterable[Span]:
    """Yield where the words of a phrase occur: adjacent, or each within a distance of the last, in either direction."""
    for order in (phrase, phrase[::-1]) if distance else (phrase,):
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
    """Return the spans in order, those that overlap as one."""
    disjoint: list[Span] = []
    for start, end in sorted(spans):
        if disjoint and start < disjoint[-1][1]:
            disjoint[-1] = (disjoint[-1][0], max(end, disjoint[-1][1]))
        else:
            disjoint.append((start, end))
    return disjoint


def _mark(text: str, spans: Iterable[Span], start: int, end: int) -> str:
    """Return a part of a text as HTML, with <mark> around the spans in it."""
    is_plain = _SPECIAL.search(text, start, end) is None
    pieces = []
    place = start
    for first, last in spans:
        if start <= first and last <= end:
            if is_plain:
                pieces += [text[place:first], "<mark>", text[first:last], "</mark>"]
            else:
                pieces += [escape(text[place:first]), "<mark>", escape(text[first:last]), "</mark>"]
            place = last
    pieces.append(text[place:end] if is_plain else escape(text[place:end]))
    return "".join(pieces)


def _windows(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the part with the most different matches; a second one when it adds matches from elsewhere."""
    if len(text) <= SNIPPET or not spans:
        return [_whole_words(text, 0, SNIPPET)]
    kinds = [stem(text[start:end].lower()) for start, end in spans]
    first = _best(text, spans, kinds, SNIPPET)
    inside = _kinds_in(first, spans, kinds)
    if inside >= set(kinds):
        return [first]
    half = _best(text, spans, kinds, SNIPPET // 2)
    covered = _kinds_in(half, spans, kinds)
    rest = [
        (span, kind)
        for span, kind in zip(spans, kinds, strict=True)
        if kind not in covered and (span[0] >= half[1] or span[1] <= half[0])
    ]
    if not rest or covered | {kind for _, kind in rest} <= inside:
        return [first]
    other = _best(text, [span for span, _ in rest], [kind for _, kind in rest], SNIPPET // 2)
    windows = sorted([half, other])
    if windows[0][1] >= windows[1][0] - 1:
        return [_whole_words(text, windows[0][0], windows[0][0] + SNIPPET)]
    return windows


def _kinds_in(window: Span, spans: Sequence[Span], kinds: Sequence[str]) -> set[str]:
    """Return the different matches in a window."""
    first, last = window
    return {kind for (start, end), kind in zip(spans, kinds, strict=True) if first <= start and end <= last}


def _best(text: str, spans: Sequence[Span], kinds: Sequence[str], size: int) -> Span:
    """Return the window of a size with most different matches, then most matches, then the earliest."""
    count = len(spans)
    most_kinds = most = chosen = after = 0
    stop = 0  # after the last span that a window from the current one has room for
    inside: dict[str, int] = {}  # how often each kind is in that window
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
            most_kinds, most, chosen, after = len(inside), stop - number, number, stop
        if stop == count:
            break  # a later window has less of the same
    first = spans[chosen][0]
    last = spans[after - 1][1] if after > chosen else first
    start = _start(text, first, last, size)
    if len(text) - start < size:  # the text ends before the window does: show more of the text before it
        start = _start(text, min(first, len(text) - size), len(text), size)
    return _whole_words(text, start, 0, size)


def _start(text: str, first: int, last: int, size: int) -> int:
    """Return where a window starts: with the sentence of its first match if there is room, else just before it."""
    room = max(0, size - (last - first))
    earliest = max(0, first - room)
    while earliest and not text[earliest - 1].isalnum():  # so that no end of a sentence is cut
        earliest -= 1
    sentence = last_sentence_start(text, earliest, first)
    return sentence if sentence >= first - room else max(0, first - room // 3)


def _whole_words(text: str, start: int, end: int, size: int = 0) -> Span:
    """Return a window that cuts no word: its start moves on, its end moves back."""
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
