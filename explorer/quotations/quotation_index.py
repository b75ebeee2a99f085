"""Looking a quotation up: the passages that have it, exactly, all but exactly, or altered.

Verbatim text is found in one long string of all passages' keys, so none can be missed. What is altered is found by
the shingles it shares with passages: pairs of neighbouring words, weighted by how rare they are, and then aligned
word by word with the few passages that share most.
"""

import math
import re
import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.core.errors import QueryError
from explorer.core.timeouts import check_timeout, with_timeout
from explorer.corpus.library import Library
from explorer.model.chapters import Text
from explorer.model.profiles import Passage, TextKind
from explorer.quotations.alignment import Alignment, align
from explorer.quotations.omissions import MarkedQuotation, QuotationPiece, read_omissions
from explorer.text.comparison_key import INVISIBLE, bare, comparison_key, is_whole, key_offsets, tokens
from explorer.text.diff import Difference

MatchKind = Literal["exact", "same", "near"]
MOST = 5  # matches of one quotation that are shown
LONGEST = 10_000  # characters of one quotation
_MOST_PIECES = 40  # with more marks than that, it is no quotation
SHORT = 4  # words; with fewer, chance decides which passages have them
COMMON = 3  # passages that a short string may stand in and still point to one
_CANDIDATES = 12
_SHARE = 0.25  # of what the best candidate shares
_LEAST_SHARE = 0.15  # of what all words and pairs of the quotation are worth
_ALIKE = 0.6  # similarity from which an altered quotation is shown
_ALIKE_SHORT = 0.72  # the same for quotations of fewer words than _FEW
_FEW = 9
_FREQUENT = 0.25  # words in more of the passages than this find nothing


@dataclass(frozen=True, slots=True)
class QuotationMatch:
    """A passage that has the words, or words like them."""

    id: str  # of the passage
    kind: MatchKind
    similarity: float  # 0-1; below 1 for what is near
    passage: str  # its whole text
    start: int  # where in the text the words stand
    end: int
    text: TextKind  # the publisher's words, or our digest's
    differences: tuple[Difference, ...] = ()  # of a near match, and of one with omissions


@dataclass(frozen=True, slots=True)
class QuotationMatches:
    """The answer to one quotation."""

    matches: tuple[QuotationMatch, ...]  # best first
    notice: str = ""  # why there may be none, in a sentence


class _Place(NamedTuple):
    number: int  # of the passage
    start: int
    end: int


class QuotationIndex:
    """The passages of a library, ready for quotations. Reading is safe from several threads."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.passages: list[Passage] = []
        self.kinds: list[TextKind] = []
        for text in texts:
            for passage in text.passages():
                self.passages.append(passage)
                self.kinds.append(text.text)
        keys = [comparison_key(passage.text) for passage in self.passages]
        self._starts = [0]
        for key in keys:
            self._starts.append(self._starts[-1] + len(key) + 1)
        self._keys = "\n".join(keys)
        self._tokens = lru_cache(maxsize=4096)(lambda number: tokens(self.passages[number].text))
        self._places = lru_cache(maxsize=4096)(lambda number: key_offsets(self.passages[number].text))

    @cached_property
    def _shingles(self) -> "_Shingles":
        """Made when something altered is first looked for: verbatim text needs none."""
        return _Shingles([passage.text for passage in self.passages])

    def search(self, given: str, limit: int = MOST) -> QuotationMatches:
        """The passages that have these words, best first. Raises QueryError for a text that is too long."""
        if len(given) > LONGEST:
            raise QueryError(f"A quotation has at most {LONGEST:,} characters; this one has {len(given):,}.")
        words = bare(given)
        count = sum(token.is_word for token in tokens(words))
        if not count:
            return QuotationMatches((), "There are no words to look up.")
        marked = read_omissions(words)
        found = self._verbatim(given.strip(), words)
        if not found and 0 < len(marked.pieces) <= _MOST_PIECES:
            found = self._pieced(marked)
        if count < SHORT:
            return _short(count, found, limit)
        if not found:
            found = self._altered(marked, words, count)
        found.sort(key=lambda match: (match.kind != "exact", match.kind != "same", -match.similarity, match.id))
        several = len(found) > 1 and found[0].kind == "near" and found[0].similarity == found[1].similarity
        return QuotationMatches(
            tuple(found[:limit]), "Several passages are equally like these words." if several else ""
        )

    def _verbatim(self, given: str, words: str) -> list[QuotationMatch]:
        """The passages that have the words as they are, or the same but for what keys leave out."""
        found: dict[int, QuotationMatch] = {}
        for place in self._occurrences(comparison_key(words)):
            passage = self.passages[place.number]
            start = next((at for text in (given, words) if (at := _find(passage.text, text)) >= 0), -1)
            if start >= 0:
                length = len(given) if passage.text.startswith(given, start) else len(words)
                match = self._match(place.number, "exact", start, start + length)
            else:
                match = self._match(place.number, "same", place.start, place.end)
            found.setdefault(place.number, match)
        return list(found.values())

    def _match(self, number: int, kind: MatchKind, start: int, end: int) -> QuotationMatch:
        passage = self.passages[number]
        return QuotationMatch(passage.id, kind, 1.0, passage.text, start, end, self.kinds[number])

    def _occurrences(self, key: str) -> Iterator[_Place]:
        """Where whole words with this key stand."""
        at = self._keys.find(key) if key else -1
        while at >= 0:
            check_timeout()
            number = bisect_right(self._starts, at) - 1
            if place := self._whole(number, at - self._starts[number], len(key)):
                yield place
            at = self._keys.find(key, at + 1)

    def _whole(self, number: int, first: int, length: int) -> _Place | None:
        """The stretch of a passage that a stretch of its key stands for, when it is of whole words."""
        found = self._places(number)
        text = self.passages[number].text
        last = first + length - 1
        if (first and found[first - 1] == found[first]) or (last + 1 < len(found) and found[last + 1] == found[last]):
            return None  # it would part a ligature or a fraction
        start, end = found[first], found[last] + 1
        return _Place(number, start, end) if is_whole(text, start, end) else None

    def _pieced(self, marked: MarkedQuotation) -> list[QuotationMatch]:
        """The passages that have all pieces in order, with nothing between them but what the marks allow."""
        longest = max(marked.pieces, key=lambda piece: len(piece.text))
        found = []
        for number in dict.fromkeys(place.number for place in self._occurrences(comparison_key(longest.text))):
            if spans := self._in_order(number, marked.pieces):
                shown = () if marked.is_whole else self._omissions(number, marked.pieces, spans)
                match = self._match(number, "same", spans[0].start, spans[-1].end)
                found.append(replace(match, differences=shown))
        return found

    def _in_order(self, number: int, pieces: Sequence[QuotationPiece]) -> list[_Place]:
        """Where the pieces stand in a passage, each after the one before and as near as can be, or nothing."""
        chains: list[list[_Place]] = [[]]
        for piece in with_timeout(pieces):
            # Of all chains that a place can continue, the one that starts latest is the shortest.
            chains = [
                [*max(before, key=lambda chain: chain[0].start if chain else 0), place]
                for place in self._inside(number, comparison_key(piece.text))
                if (before := [chain for chain in chains if not chain or self._follows(place, chain[-1], piece.gap)])
            ]
        return min(chains, key=lambda chain: chain[-1].end - chain[0].start, default=[])

    def _inside(self, number: int, key: str) -> Iterator[_Place]:
        """Where whole words with this key stand in one passage."""
        start, stop = self._starts[number], self._starts[number + 1] - 1
        at = self._keys.find(key, start, stop)
        while at >= 0:
            if place := self._whole(number, at - start, len(key)):
                yield place
            at = self._keys.find(key, at + 1, stop)

    def _follows(self, place: _Place, before: _Place, gap: int | None) -> bool:
        if place.start < before.end:
            return False
        between = self.passages[place.number].text[before.end : place.start]
        return gap is None or sum(token.is_word for token in tokens(between)) <= gap

    def _omissions(
        self, number: int, pieces: Sequence[QuotationPiece], spans: Sequence[_Place]
    ) -> tuple[Difference, ...]:
        text = self.passages[number].text
        shown: list[Difference] = []
        for place, (piece, span) in enumerate(zip(pieces, spans, strict=True)):
            if place:
                shown.append(Difference("omitted", piece.mark, text[spans[place - 1].end : span.start].strip()))
            shown.append(Difference("same", piece.text, text[span.start : span.end]))
        return tuple(shown)

    def _altered(self, marked: MarkedQuotation, words: str, count: int) -> list[QuotationMatch]:
        """The passages that have words like these."""
        least = _ALIKE if count >= _FEW else _ALIKE_SHORT
        found = []
        if len(marked.pieces) > _MOST_PIECES:
            return []
        for number in with_timeout(self._shingles.candidates(words)):
            source = self._tokens(number)
            if count * least > len(source):
                continue  # the passage is too short to be like it
            alignment = align(marked, self.passages[number].text, source)
            if alignment is not None and alignment.similarity >= least:
                found.append(self._near(number, alignment))
        return found

    def _near(self, number: int, alignment: Alignment) -> QuotationMatch:
        passage = self.passages[number]
        # What is altered never reads as 1.00, however little it is.
        similarity = min(0.99, round(alignment.similarity, 2))
        return QuotationMatch(
            passage.id,
            "near",
            similarity,
            passage.text,
            alignment.start,
            alignment.end,
            self.kinds[number],
            alignment.differences,
        )


def _find(text: str, words: str) -> int:
    """Where whole words stand in a text to the letter, or -1."""
    at = text.find(words) if words else -1
    while at >= 0 and not is_whole(text, at, at + len(words)):
        at = text.find(words, at + 1)
    return at


def _short(count: int, found: list[QuotationMatch], limit: int) -> QuotationMatches:
    said = f"{count} word{'' if count == 1 else 's'}"
    if len(found) > COMMON:
        return QuotationMatches(
            (), f"{said} that stand in {len(found)} passages are too few to tell where they come from."
        )
    notice = "" if found else f"No passage has these {said}, and so few are only looked up as they are."
    found.sort(key=lambda match: (match.kind != "exact", match.id))
    return QuotationMatches(tuple(found[:limit]), notice.replace("these 1 word", "this word"))


class _Shingles:
    """Which passages have which words and pairs of neighbouring words."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._words: dict[str, int] = {}
        ids: list[int] = []
        owners: list[int] = []
        for number, text in enumerate(texts):
            found = _plain_words(text)
            ids += [self._words.setdefault(word, len(self._words)) for word in found]
            owners += [number] * len(found)
        self._count = max(1, len(texts))
        words = np.array(ids, dtype=np.int64)
        owner = np.array(owners, dtype=np.int64)
        within = owner[:-1] == owner[1:]
        pairs = (words[:-1] * len(self._words) + words[1:])[within] if len(words) else words
        self._single = _Postings(words, owner, self._count)
        self._pair = _Postings(pairs, owner[:-1][within] if len(words) else owner, self._count)

    def candidates(self, text: str) -> list[int]:
        """The passages that share most with a text, most first."""
        shared = np.zeros(self._count)
        ids = [self._words.get(word, -1) for word in _plain_words(text)]
        worth = sum(self._single.add(shared, id, 0.5) for id in set(ids))
        size = len(self._words)
        pairs = {-1 if -1 in pair else pair[0] * size + pair[1] for pair in pairwise(ids)}
        worth += sum(self._pair.add(shared, pair, 1.0) for pair in pairs)
        most = np.argsort(-shared, kind="stable")[:_CANDIDATES]
        # What shares far less than the best, or than there is to share, is not going to be like it.
        least = max(_SHARE * shared[most[0]], _LEAST_SHARE * worth, 1e-9) if len(most) else 0.0
        return [int(number) for number in most if shared[number] >= least]


_WORD = re.compile(r"[^\W_]+")
_DROP = str.maketrans("", "", INVISIBLE)


def _plain_words(text: str) -> list[str]:
    """The words of a text, roughly: enough to tell which passages to look at."""
    return _WORD.findall(text.translate(_DROP).casefold())


class _Postings:
    """For each term the passages that have it, in one array."""

    def __init__(self, terms: NDArray[np.int64], owners: NDArray[np.int64], count: int) -> None:
        self._count = count
        codes = np.unique(terms * count + owners)
        of = codes // count
        self._owners = (codes % count).astype(np.int32)
        self._terms, self._starts = np.unique(of, return_index=True)
        self._ends = np.append(self._starts[1:], len(of))

    def add(self, shared: NDArray[np.float64], term: int, weight: float) -> float:
        """Add to each passage that has the term what its rarity is worth, and say what that is."""
        at = int(np.searchsorted(self._terms, term))
        if at == len(self._terms) or self._terms[at] != term:
            return weight * math.log1p(self._count)  # as rare as can be
        start, end = int(self._starts[at]), int(self._ends[at])
        if end - start > max(_CANDIDATES, _FREQUENT * self._count):
            return 0.0
        worth = weight * math.log1p(self._count / (end - start))
        shared[self._owners[start:end]] += worth
        return worth


_LOCK = threading.Lock()
_latest: list[tuple[Library, QuotationIndex]] = []


def quotations(library: Library) -> QuotationIndex:
    """The index over a library, built at first use and kept until another library is asked for."""
    with _LOCK:
        if not _latest or _latest[0][0] is not library:
            _latest[:] = [(library, QuotationIndex(library.texts()))]
        return _latest[0][1]
