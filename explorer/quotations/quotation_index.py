"""Search for a quotation: the passages that contain it exactly, except for typography, or altered.

A verbatim quotation is found by its comparison key, one with omissions by the keys of its pieces. An altered one is
aligned word by word with the few passages that share most of its words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from explorer.core.errors import QueryError
from explorer.core.timeouts import with_timeout
from explorer.model.chapters import Text
from explorer.model.profiles import TextKind
from explorer.quotations.alignment import Alignment, align
from explorer.quotations.omissions import MarkedQuotation, read_omissions
from explorer.quotations.passage_keys import PassageKeys
from explorer.quotations.pasted_text import repair, without_note_mark
from explorer.quotations.piece_matching import list_omissions, match_pieces
from explorer.quotations.quotation_match import MatchKind, QuotationMatch, QuotationMatches
from explorer.quotations.shingles import ShingleIndex
from explorer.text.comparison_key import bare, comparison_key, is_whole, tokens

MOST = 5  # matches of one quotation in an answer
LONGEST = 10_000  # characters of one quotation
SHORT = 4  # words; with fewer, chance decides which passages contain them
COMMON = 3  # passages that may contain a short quotation and still show where it comes from
_MOST_PIECES = 40  # with more marks than that, it is no quotation
_ALIKE = 0.6  # the least similarity of an altered quotation
_ALIKE_SHORT = 0.72  # the same for quotations of fewer words than _FEW
_FEW = 9
_CACHED_PASSAGES = 4096


@dataclass(frozen=True, slots=True)
class QuotablePassage:
    """A passage in which quotations are searched."""

    id: str
    text: str
    text_kind: TextKind


def quotable_passages(texts: Iterable[Text]) -> Iterator[QuotablePassage]:
    """Yield the passages of profiles and chapters, in order."""
    for text in texts:
        for passage in text.passages():
            yield QuotablePassage(passage.id, passage.text, text.text_kind)


class QuotationIndex:
    """The passages of a corpus, indexed for quotations. Thread-safe."""

    def __init__(self, passages: Iterable[QuotablePassage]) -> None:
        self.passages = tuple(passages)
        self._texts = [passage.text for passage in self.passages]
        self._keys = PassageKeys(self._texts)
        self._tokens = lru_cache(maxsize=_CACHED_PASSAGES)(lambda number: tokens(self._texts[number]))

    @cached_property
    def _shingles(self) -> ShingleIndex:
        """The candidates' index, made for the first altered quotation: verbatim search needs none."""
        return ShingleIndex(self._texts)

    def search(self, raw: str, limit: int = MOST) -> QuotationMatches:
        """Find the passages that contain a quotation, best first. Raises QueryError for one that is too long."""
        if len(raw) > LONGEST:
            raise QueryError(f"A quotation has at most {LONGEST:,} characters; this one has {len(raw):,}.")
        words = bare(raw)
        count = sum(token.is_word for token in tokens(words))
        if not count:
            return QuotationMatches((), "There are no words to check.")
        matches = self._match_verbatim(raw.strip(), words)
        if not matches:
            words, matches = self._match_repaired(words)
        quotation = read_omissions(words)
        if not matches and 0 < len(quotation.pieces) <= _MOST_PIECES:
            matches = self._match_pieces(quotation)
        if count < SHORT:
            return _answer_short(count, matches, limit)
        if not matches:
            matches = self._match_altered(quotation, words, count)
        matches.sort(key=lambda match: (match.kind != "exact", match.kind != "same", -match.similarity, match.id))
        is_tie = len(matches) > 1 and matches[0].kind == "near" and matches[0].similarity == matches[1].similarity
        notice = "Several passages are equally like these words." if is_tie else ""
        return QuotationMatches(tuple(matches[:limit]), notice)

    def _match_verbatim(self, raw: str, words: str) -> list[QuotationMatch]:
        """List the passages that contain the words, exactly or with other typography."""
        matches: dict[int, QuotationMatch] = {}
        for span in self._keys.find(comparison_key(words)):
            text = self._texts[span.number]
            start = next((at for verbatim in (raw, words) if (at := _find_whole(text, verbatim)) >= 0), -1)
            if start >= 0:
                length = len(raw) if text.startswith(raw, start) else len(words)
                match = self._match(span.number, "exact", start, start + length)
            else:
                match = self._match(span.number, "same", span.start, span.end)
            matches.setdefault(span.number, match)
        return list(matches.values())

    def _match_repaired(self, words: str) -> tuple[str, list[QuotationMatch]]:
        """Undo what copying did to a quotation; return its words, and the passages that contain them, never exactly."""
        repaired = bare(repair(words))
        for reading in (repaired, without_note_mark(repaired)):
            if reading != words and (matches := self._match_verbatim(reading, reading)):
                return reading, [replace(match, kind="same") for match in matches]
        return repaired, []

    def _match_pieces(self, quotation: MarkedQuotation) -> list[QuotationMatch]:
        """List the passages that contain all pieces in order, with no more between them than the marks allow."""
        longest = max(quotation.pieces, key=lambda piece: len(piece.text))
        matches = []
        for number in dict.fromkeys(span.number for span in self._keys.find(comparison_key(longest.text))):
            text = self._texts[number]
            if spans := match_pieces(self._keys, number, text, quotation.pieces):
                differences = () if quotation.is_whole else list_omissions(text, quotation.pieces, spans)
                match = self._match(number, "same", spans[0].start, spans[-1].end)
                matches.append(replace(match, differences=differences))
        return matches

    def _match_altered(self, quotation: MarkedQuotation, words: str, count: int) -> list[QuotationMatch]:
        """List the passages that contain words like these."""
        least = _ALIKE if count >= _FEW else _ALIKE_SHORT
        if len(quotation.pieces) > _MOST_PIECES:
            return []
        matches = []
        for number in with_timeout(self._shingles.candidates(words)):
            source = self._tokens(number)
            if count * least > len(source):
                continue  # the passage is too short to be like it
            alignment = align(quotation, self._texts[number], source)
            if alignment is not None and alignment.similarity >= least:
                matches.append(self._match_near(number, alignment))
        return matches

    def _match(self, number: int, kind: MatchKind, start: int, end: int) -> QuotationMatch:
        passage = self.passages[number]
        return QuotationMatch(passage.id, kind, 1.0, passage.text, start, end, passage.text_kind)

    def _match_near(self, number: int, alignment: Alignment) -> QuotationMatch:
        match = self._match(number, "near", alignment.start, alignment.end)
        # An altered quotation is never shown as 1.00, however small the difference.
        similarity = min(0.99, round(alignment.similarity, 2))
        return replace(match, similarity=similarity, differences=alignment.differences)


def _find_whole(text: str, words: str) -> int:
    """Return where a text contains these whole words to the letter, or -1."""
    at = text.find(words) if words else -1
    while at >= 0 and not is_whole(text, at, at + len(words)):
        at = text.find(words, at + 1)
    return at


def _answer_short(count: int, matches: list[QuotationMatch], limit: int) -> QuotationMatches:
    """Answer a quotation of so few words that only its exact passages count, and only if they are few."""
    words = f"{count} word{'' if count == 1 else 's'}"
    if len(matches) > COMMON:
        occur, are = ("occurs", "is") if count == 1 else ("occur", "are")
        notice = f"{words} that {occur} in {len(matches)} passages {are} too few to identify a source."
        return QuotationMatches((), notice)
    notice = "" if matches else f"No passage contains these {words}. So few words are only matched exactly."
    matches.sort(key=lambda match: (match.kind != "exact", match.id))
    return QuotationMatches(tuple(matches[:limit]), notice.replace("these 1 word", "this word"))
