"""What a query means to an index: close spellings, stop words left out, and the indicators that its words speak of.

The same on every engine: an engine lends its words, and gets a tree in which everything is already widened.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from explorer.linking.links import Link
from explorer.model.taxonomy import taxonomy
from explorer.search.query.describe import describe
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
from explorer.search.query.synonyms import StemPhrase, Synonyms, stem_phrase
from explorer.text.analysis import STOP_WORDS, stem, words

MOST_WIDENED = 200  # words of the index that one prefix or fuzzy word stands for
SHORTEST_CORRECTED = 5  # letters; shorter words have too many neighbours
LONG = 8  # letters; so long a word may differ in two


class Lexicon(Protocol):
    """The words of an index."""

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in it, in this or another form."""

    def starting(self, start: str) -> Sequence[str]:
        """The words that start so, those of most passages first."""

    def close(self, word: str, distance: int) -> Sequence[str]:
        """The words that differ in at most so many letters, the closest and then most frequent first."""


class QueryLinker(Protocol):
    """The part of a linker that reads queries."""

    def __hash__(self) -> int:
        """What a reader says of an indicator is kept by reader."""

    def read(self, text: str) -> tuple[Link, ...]:
        """The indicators that a query speaks of."""

    def words(self, indicator: str) -> tuple[str, ...]:
        """Plain terms of an indicator, most usual first."""


@dataclass(frozen=True)
class ExpandedQuery:
    """A query as it is searched."""

    query: Query
    root: All
    read_as: str
    suggestion: str | None  # the whole query with close spellings in place
    is_exact: bool

    @property
    def words(self) -> tuple[Word, ...]:
        """What a passage should have all of, and has most of when too few have all."""
        return tuple(part for part in self.root.parts if isinstance(part, Word))

    @property
    def needed(self) -> tuple[Node, ...]:
        """What a passage must have."""
        return tuple(part for part in self.root.parts if not isinstance(part, Word))


def expand_query(
    query: Query, lexicon: Lexicon, reader: QueryLinker, synonyms: Synonyms, is_exact: bool = False
) -> ExpandedQuery:
    """Read a query against the words of an index; `is_exact` widens nothing."""
    widening = _Expansion(lexicon, reader, synonyms, is_exact)
    root = widening.widen_list(query.root)
    return ExpandedQuery(query, root, _read_as(query, root, widening), widening.suggestion(query.text), is_exact)


class _Expansion:
    """One pass over a tree, which remembers what it changed."""

    def __init__(self, lexicon: Lexicon, reader: QueryLinker, synonyms: Synonyms, is_exact: bool) -> None:
        self.lexicon = lexicon
        self.reader = reader
        self.synonyms = synonyms
        self.is_exact = is_exact
        self.notes: list[str] = []
        self.left_out: list[str] = []
        self.synonyms_said: dict[str, str] = {}
        self.indicators_said: list[str] = []
        self.corrected: dict[tuple[int, int], str] = {}  # offsets in the query: the close spelling

    def suggestion(self, text: str) -> str | None:
        if not self.corrected:
            return None
        for (start, end), spelling in sorted(self.corrected.items(), reverse=True):
            text = text[:start] + spelling + text[end:]
        return text

    def widen_list(self, node: All) -> All:
        """A loose list: its words are read together."""
        kept = self.read_words([part for part in node.parts if isinstance(part, Word) and not part.is_exact])
        parts: list[Node] = []
        for part in node.parts:
            if not isinstance(part, Word) or part.is_exact:
                parts.append(self.widen(part))
            elif (meant := kept.get(part)) is not None and meant not in parts:
                parts.append(meant)
        return All(tuple(parts), is_loose=True)

    def widen(self, node: Node) -> Node:
        match node:
            case Word() if not node.is_exact:
                return self.read_words([node]).get(node, node)
            case Phrase() if self.is_exact:
                return replace(node, is_exact=True)
            case Noted(part) if self.is_exact:
                return Noted(replace(part, is_exact=True))
            case Prefix():
                return replace(node, words=self.limited(f"{node.start}*", self.lexicon.starting(node.start)))
            case Fuzzy():
                close = self.lexicon.close(node.word, node.distance)
                return replace(node, words=self.limited(f"{node.word}~{node.distance}", close))
            case All(parts, is_loose):
                return self.widen_list(node) if is_loose else All(tuple(map(self.widen, parts)))
            case Any(parts):
                return Any(tuple(map(self.widen, parts)))
            case Not(part):
                return Not(self.narrow(part))
            case _:
                return node

    def narrow(self, node: Node) -> Node:
        """What is excluded is excluded as typed: neither spelling nor indicators widen it."""
        match node:
            case Word():
                return replace(node, is_exact=node.is_exact or self.is_exact)
            case All(parts, is_loose):
                return All(tuple(map(self.narrow, parts)), is_loose)
            case Any(parts):
                return Any(tuple(map(self.narrow, parts)))
            case Not(part):
                return Not(self.narrow(part))
            case _:
                return self.widen(node)

    def limited(self, typed: str, found: Sequence[str]) -> tuple[str, ...]:
        if not found:
            self.notes.append(f"No word of the index is like {typed}.")
        elif len(found) > MOST_WIDENED:
            self.notes.append(
                f"{typed} stands for {len(found):,} words; the {MOST_WIDENED} in most passages are searched."
            )
        return tuple(found[:MOST_WIDENED])

    def read_words(self, typed: Sequence[Word]) -> Mapping[Word, Word]:
        """What each word of a run means; a stop word means nothing unless there is nothing else."""
        if self.is_exact:
            return {word: replace(word, is_exact=True) for word in typed}
        meant = self.add_indicators(self.add_synonyms([self.spell(word) for word in typed]))
        kept = {word: meant[n] for n, word in enumerate(typed) if meant[n].indicators or not _is_stop_word(word)}
        if not kept:
            return dict(zip(typed, meant, strict=True))
        self.left_out += [word.text for word in typed if word not in kept]
        return kept

    def spell(self, word: Word) -> Word:
        """The word with a close spelling, where neither the index nor the vocabulary knows it."""
        only = word.words[0]
        if len(word.words) > 1 or len(only) < SHORTEST_CORRECTED or not only.isalpha():
            return word
        if (
            self.lexicon.knows(only)
            or stem(only) in stems_of(self.reader, self.synonyms)
            or self.reader.read(word.text)
        ):
            return word
        close = self.close(only)
        if close is None:
            return word
        self.corrected[word.start, word.end] = close
        self.notes.append(f"“{word.text}” is not in the index: “{close}” is searched too.")
        return replace(word, spellings=(close,))

    def close(self, word: str) -> str | None:
        """The closest word of the index, or of the vocabulary; long words may differ in two letters."""
        for distance in (1,) if len(word) < LONG else (1, 2):
            for known in (
                self.lexicon.close(word, distance),
                _close(word, vocabulary_of(self.reader, self.synonyms), distance),
            ):
                if known:
                    return known[0]
        return None

    def add_synonyms(self, run: Sequence[Word]) -> list[Word]:
        """The words of a run with the other terms for each, alone or as part of a longer term."""
        found: list[dict[StemPhrase, None]] = [{} for _ in run]
        rows = [tuple(stem(one) for one in (word.spellings or word.words)) for word in run]
        for first in range(len(run)):
            for last in range(first + 1, min(len(run), first + self.synonyms.longest) + 1):
                if others := self.synonyms.of(tuple(one for row in rows[first:last] for one in row)):
                    term = " ".join(word.text for word in run[first:last])
                    self.synonyms_said[term] = ", ".join(one.text for one in others)
                    for number in _telling(run, range(first, last)):
                        found[number].update(dict.fromkeys(one.row for one in others))
        return [replace(word, synonyms=tuple(rows)) for word, rows in zip(run, found, strict=True)]

    def add_indicators(self, run: Sequence[Word]) -> list[Word]:
        """The words of a run with the indicators that each speaks of, alone or with its neighbours."""
        text = ""
        starts: list[int] = []
        for word in run:
            starts.append(len(text))
            text += (word.spellings[0] if word.spellings else word.text) + " "
        found: list[dict[str, None]] = [{} for _ in run]
        for link in self.reader.read(text):
            self.indicators_said.append(link.indicator)
            for evidence in link.evidence:
                inside = [n for n, start in enumerate(starts) if evidence.start <= start < evidence.end]
                for number in _telling(run, inside):
                    found[number][link.indicator] = None
        return [replace(word, indicators=tuple(slugs)) for word, slugs in zip(run, found, strict=True)]


@lru_cache(maxsize=256)
def phrases_of(reader: QueryLinker, indicator: str) -> tuple[StemPhrase, ...]:
    """The stems of each plain term of an indicator, most usual first."""
    return tuple(map(stem_phrase, reader.words(indicator)))


@lru_cache(maxsize=8)
def vocabulary_of(reader: QueryLinker, synonyms: Synonyms) -> frozenset[str]:
    """The words that speak of indicators or have synonyms, whether or not they stand in the index."""
    slugs = (one.slug for one in taxonomy().indicators)
    spoken = (word for slug in slugs for term in reader.words(slug) for word in words(term))
    return synonyms.words.union(spoken)


@lru_cache(maxsize=8)
def stems_of(reader: QueryLinker, synonyms: Synonyms) -> frozenset[str]:
    """The stems of those words."""
    return frozenset(map(stem, vocabulary_of(reader, synonyms)))


def _telling(run: Sequence[Word], numbers: Sequence[int]) -> Sequence[int]:
    """The words of a term that tell something: all of them when none does."""
    return [number for number in numbers if not _is_stop_word(run[number])] or numbers


def _close(word: str, known: Iterable[str], distance: int) -> list[str]:
    from rapidfuzz import process  # who misspells nothing does not wait for it
    from rapidfuzz.distance import OSA

    found = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=distance, limit=None, processor=None)
    return [close for close, _, _ in sorted(found, key=lambda one: (one[1], one[0][:1] != word[:1], one[0]))]


def _is_stop_word(word: Word) -> bool:
    return (word.joined or word.words[0]) in STOP_WORDS


def _read_as(query: Query, root: All, widening: _Expansion) -> str:
    if not query.text.strip():
        return "All passages."
    if not root.parts:
        said = "Nothing to search for."
    elif all(isinstance(part, Filter | Condition | Not) for part in root.parts):
        said = f"All passages, {describe(root)}."
    else:
        said = f"Passages with {describe(root)}."
    if widening.left_out:
        said += f" Left out as too common: {', '.join(dict.fromkeys(widening.left_out))}."
    if widening.indicators_said:
        labels = (taxonomy().indicator(slug).label for slug in dict.fromkeys(widening.indicators_said))
        said += f" Passages that are evidence for {' or '.join(labels)} count too."
    if widening.synonyms_said:
        terms = "; ".join(f"for “{term}”: {others}" for term, others in widening.synonyms_said.items())
        said += f" Searched too, ranked lower: {terms}."
    if widening.is_exact:
        said += " Only the words as typed."
    return " ".join([said, *query.notes, *dict.fromkeys(widening.notes)])


def walk(node: Node, visit: Callable[[Node], None]) -> None:
    """Visit every part that a passage may be found by: not what is excluded."""
    visit(node)
    if isinstance(node, All | Any):
        for part in node.parts:
            walk(part, visit)
