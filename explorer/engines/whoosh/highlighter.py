"""Where the words that a query marks stand in passages: found for all of them at once, by the numbers of words."""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise

import numpy as np

from explorer.engines.whoosh.array_file import Array, run_indices
from explorer.engines.whoosh.term_dictionary import TermDictionary
from explorer.search.highlighting import HighlightTerms, QueryMarker, Span, merged
from explorer.text.analysis import Token


class IndexedHighlighter:
    """The tokens of a generation's passages."""

    def __init__(
        self,
        arrays: Mapping[str, Array],
        terms: Sequence[str],
        numbers: Mapping[str, int],
        stems: Mapping[str, int],
        words: TermDictionary,
    ) -> None:
        self._arrays = arrays
        self._terms = terms  # of the exact field, by number
        self._numbers = numbers
        self._stems = stems
        self._words = words

    def spans(self, passages: Sequence[int], marks: Sequence[Sequence[Span]], marker: QueryMarker) -> list[list[Span]]:
        """What is marked in each passage, beside its own marks: in order, not overlapping."""
        arrays, wanted = self._arrays, marker.wanted
        tokens, starts = run_indices(arrays["tokens/starts"], np.array(passages, dtype=np.int64))
        words = arrays["tokens/word"][tokens]
        stems = arrays["words/stem"][words]
        alone = np.flatnonzero(self._is_wanted(words, stems, wanted))
        first = arrays["tokens/start"][tokens[alone]].astype(np.int64)
        last = (first + arrays["tokens/length"][tokens[alone]]).tolist()
        spans = list(zip(first.tolist(), last, strict=True))
        cuts = np.searchsorted(alone, starts).tolist()
        in_rows = self._in_rows(tokens, starts, words, stems, wanted)
        return [
            merged([*spans[cuts[n] : cuts[n + 1]], *marker.row_spans(in_rows[n]), *marks[n]])
            for n in range(len(passages))
        ]

    def word_counts(self, passages: Sequence[int]) -> list[int]:
        """How many words each passage has; the parts of a compound count each."""
        starts = self._arrays["tokens/starts"].astype(np.int64)
        numbers = np.array(passages, dtype=np.int64)
        firsts, ends = starts[numbers], starts[numbers + 1]
        counts = np.zeros(len(numbers), dtype=np.int64)
        has_words = ends > firsts
        counts[has_words] = self._arrays["tokens/place"][ends[has_words] - 1].astype(np.int64) + 1
        return list(counts.tolist())

    def _is_wanted(self, words: Array, stems: Array, wanted: HighlightTerms) -> Array:
        """Which tokens are marked wherever they stand."""
        found = self._has(stems, self._stems, wanted.stems)
        if wanted.words or wanted.starts:
            found |= self._has(words, self._numbers, wanted.words)
        for start in wanted.starts:
            its = self._words.range_starting(start)
            found |= (words >= its.start) & (words < its.stop)
        return found

    def _in_rows(
        self, tokens: Array, starts: Array, words: Array, stems: Array, wanted: HighlightTerms
    ) -> Sequence[Sequence[Token]]:
        """The tokens of each passage that may be part of a wanted row."""
        if not wanted.rows:
            return [()] * (len(starts) - 1)
        found = np.zeros(len(tokens), dtype=bool)
        pairs: set[tuple[str, str]] = set()
        for row, is_exact, distance in wanted.rows:
            if is_exact:
                found |= self._has(words, self._numbers, row)
            elif distance:
                found |= self._has(stems, self._stems, row)
            else:
                pairs.update(pairwise(row))
        if pairs:
            self._add_pairs(found, self._arrays["tokens/place"][tokens], stems, pairs)
        kept = np.flatnonzero(found)
        columns = [self._arrays[f"tokens/{name}"][tokens[kept]].tolist() for name in ("place", "start", "length")]
        terms = self._terms
        made = [
            Token(terms[word], place, start, start + length)
            for word, place, start, length in zip(words[kept].tolist(), *columns, strict=True)
        ]
        cuts = np.searchsorted(kept, starts).tolist()
        return [made[cuts[n] : cuts[n + 1]] for n in range(len(starts) - 1)]

    def _add_pairs(self, found: Array, places: Array, stems: Array, pairs: Set[tuple[str, str]]) -> None:
        """Add tokens of two stems that stand side by side in a row; many have one of them, few have both."""
        known = self._stems
        wanted = {(known[one], known[other]) for one, other in pairs if one in known and other in known}
        firsts, seconds = np.zeros((2, len(known)), dtype=bool)
        firsts[[one for one, _ in wanted]] = True
        seconds[[other for _, other in wanted]] = True
        is_first, is_second = firsts[stems], seconds[stems]
        for apart in (1, 2):  # a compound written as one word may stand between
            beside = is_first[:-apart] & is_second[apart:] & (places[apart:] == places[:-apart] + 1)
            at = np.flatnonzero(beside)
            ones, others = stems[at].tolist(), stems[at + apart].tolist()
            met = at[[pair in wanted for pair in zip(ones, others, strict=True)]]
            found[met] = True
            found[met + apart] = True

    def _has(self, numbers: Array, known: Mapping[str, int], wanted: Iterable[str]) -> Array:
        """Which of the numbers are those of wanted words."""
        table = np.zeros(len(known) + 1, dtype=bool)
        table[[known[word] for word in wanted if word in known]] = True
        return table[numbers]
