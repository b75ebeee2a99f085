"""Highlighting of many passages at once, by the numbers of words."""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise

import numpy as np

from explorer.engines.whoosh.array_file import run_indices, unpack
from explorer.engines.whoosh.array_types import RunStarts, TokenMask, TokenNumbers
from explorer.engines.whoosh.index_arrays import IndexArrays
from explorer.engines.whoosh.term_dictionary import TermDictionary
from explorer.search.highlighting import HighlightTerms, QueryMarker
from explorer.search.marks import Span, WordMark, merge_marks
from explorer.text.analysis import Token


class IndexedHighlighter:
    """The tokens of a generation's passages."""

    def __init__(self, arrays: IndexArrays, words: TermDictionary) -> None:
        self._arrays = arrays
        exact = arrays.fields["exact"].postings
        self._terms = exact.terms  # by number
        self._numbers = exact.numbers
        self._stems = {stem: number for number, stem in enumerate(unpack(arrays.stems))}
        self._words = words

    def marks(self, passages: Sequence[int], marker: QueryMarker) -> list[list[WordMark]]:
        """Return the marks of each passage, in order, not overlapping."""
        tokens, starts = run_indices(self._arrays.token_starts, np.array(passages, dtype=np.int64))
        words = self._arrays.token_word[tokens]
        typed = self._spans(tokens, starts, words, marker.typed)
        if not marker.similar:
            return [merge_marks(spans, ()) for spans in typed]
        similar = self._spans(tokens, starts, words, marker.similar)
        return [merge_marks(*spans) for spans in zip(typed, similar, strict=True)]

    def _spans(
        self, tokens: TokenNumbers, starts: RunStarts, words: TokenNumbers, target: HighlightTerms
    ) -> list[list[Span]]:
        """Return where the target occurs in each passage, in any order; `starts` are of the passages."""
        arrays = self._arrays
        stems = arrays.word_stem[words]
        alone = np.flatnonzero(self._is_target(words, stems, target))
        first = arrays.token_start[tokens[alone]].astype(np.int64)
        last = (first + arrays.token_length[tokens[alone]]).tolist()
        spans = list(zip(first.tolist(), last, strict=True))
        cuts = np.searchsorted(alone, starts).tolist()
        in_phrases = self._in_phrases(tokens, starts, words, stems, target)
        return [[*spans[cuts[n] : cuts[n + 1]], *target.phrase_spans(in_phrases[n])] for n in range(len(starts) - 1)]

    def word_counts(self, passages: Sequence[int]) -> list[int]:
        """Return how many words each passage has; the parts of a compound count each."""
        starts = self._arrays.token_starts.astype(np.int64)
        numbers = np.array(passages, dtype=np.int64)
        firsts, ends = starts[numbers], starts[numbers + 1]
        counts = np.zeros(len(numbers), dtype=np.int64)
        has_words = ends > firsts
        counts[has_words] = self._arrays.token_position[ends[has_words] - 1].astype(np.int64) + 1
        return list(counts.tolist())

    def _is_target(self, words: TokenNumbers, stems: TokenNumbers, target: HighlightTerms) -> TokenMask:
        """Return which tokens are marked wherever they occur."""
        is_target = self._has(stems, self._stems, target.stems)
        if target.words or target.starts:
            is_target |= self._has(words, self._numbers, target.words)
        for start in target.starts:
            numbers = self._words.range_starting(start)
            is_target |= (words >= numbers.start) & (words < numbers.stop)
        return is_target

    def _in_phrases(
        self, tokens: TokenNumbers, starts: RunStarts, words: TokenNumbers, stems: TokenNumbers, target: HighlightTerms
    ) -> Sequence[Sequence[Token]]:
        """Return the tokens of each passage that may be part of a target phrase; `starts` are of the passages."""
        if not target.phrases:
            return [()] * (len(starts) - 1)
        is_candidate = np.zeros(len(tokens), dtype=bool)
        pairs: set[tuple[str, str]] = set()
        for phrase, is_exact, distance in target.phrases:
            if is_exact:
                is_candidate |= self._has(words, self._numbers, phrase)
            elif distance:
                is_candidate |= self._has(stems, self._stems, phrase)
            else:
                pairs.update(pairwise(phrase))
        if pairs:
            self._add_pairs(is_candidate, self._arrays.token_position[tokens], stems, pairs)
        candidates = np.flatnonzero(is_candidate)
        arrays = self._arrays
        columns = [
            column[tokens[candidates]].tolist()
            for column in (arrays.token_position, arrays.token_start, arrays.token_length)
        ]
        terms = self._terms
        made = [
            Token(terms[word], place, start, start + length)
            for word, place, start, length in zip(words[candidates].tolist(), *columns, strict=True)
        ]
        cuts = np.searchsorted(candidates, starts).tolist()
        return [made[cuts[n] : cuts[n + 1]] for n in range(len(starts) - 1)]

    def _add_pairs(
        self, is_candidate: TokenMask, places: TokenNumbers, stems: TokenNumbers, pairs: Set[tuple[str, str]]
    ) -> None:
        """Add the tokens of two stems that are adjacent in a phrase; many passages have one of them, few have both."""
        known = self._stems
        target = {(known[first], known[second]) for first, second in pairs if first in known and second in known}
        firsts, seconds = np.zeros((2, len(known)), dtype=bool)
        firsts[[first for first, _ in target]] = True
        seconds[[second for _, second in target]] = True
        is_first, is_second = firsts[stems], seconds[stems]
        for apart in (1, 2, 3):  # a compound written as one word, and a name in small letters, may be between
            beside = is_first[:-apart] & is_second[apart:] & (places[apart:] == places[:-apart] + 1)
            at = np.flatnonzero(beside)
            neighbours = zip(stems[at].tolist(), stems[at + apart].tolist(), strict=True)
            met = at[[pair in target for pair in neighbours]]
            is_candidate[met] = True
            is_candidate[met + apart] = True

    def _has(self, numbers: TokenNumbers, known: Mapping[str, int], target: Iterable[str]) -> TokenMask:
        """Return which of the numbers are those of target words."""
        table = np.zeros(len(known) + 1, dtype=bool)
        table[[known[word] for word in target if word in known]] = True
        return table[numbers]
