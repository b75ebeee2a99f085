"""What a query means to an index: close spellings, stop words left out, and the indicators that its words speak of.

The same on every engine: an engine lends its words, and gets a tree in which everything is already widened.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer.linking.links import Link
from explorer.search.language import (
    All,
    Any,
    Condition,
    Filter,
    Fuzzy,
    Node,
    Not,
    Phrase,
    Prefix,
    Query,
    Topic,
    Word,
    describe,
)
from explorer.search.synonyms import Row, Synonyms
from explorer.search.tokens import STOP_WORDS, stem, words
from explorer.taxonomy import taxonomy

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


class QueryReader(Protocol):
    """The part of a linker that reads queries."""

    def read(self, text: str) -> tuple[Link, ...]:
        """The indicators that a query speaks of."""

    def words(self, indicator: str) -> tuple[str, ...]:
        """Plain terms of an indicator, most usual first."""


@dataclass(frozen=True)
class Meaning:
    """A query as it is searched."""

    query: Query
    root: All
    read_as: str
    suggestion: str | None  # the whole query with close spellings in place
    is_exact: bool

    @property
    def words(self) -> tuple[Word | Topic, ...]:
        """What a passage should have all of, and has most of when too few have all."""
        return tuple(part for part in self.root.parts if isinstance(part, Word | Topic))

    @property
    def needed(self) -> tuple[Node, ...]:
        """What a passage must have."""
        return tuple(part for part in self.root.parts if not isinstance(part, Word | Topic))


def understand(
    query: Query, lexicon: Lexicon, reader: QueryReader, synonyms: Synonyms, is_exact: bool = False
) -> Meaning:
    """Read a query against the words of an index; `is_exact` widens nothing."""
    widening = _Widening(lexicon, reader, synonyms, is_exact)
    root = widening.widen_list(query.root)
    return Meaning(query, root, _read_as(query, root, widening), widening.suggestion(query.text), is_exact)


class _Widening:
    """One pass over a tree, which remembers what it changed."""

    def __init__(self, lexicon: Lexicon, reader: QueryReader, synonyms: Synonyms, is_exact: bool) -> None:
        self.lexicon = lexicon
        self.reader = reader
        self.synonyms = synonyms
        self.is_exact = is_exact
        self.notes: list[str] = []
        self.left_out: list[str] = []
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

    def read_words(self, typed: Sequence[Word]) -> Mapping[Word, Word | Topic]:
        """What each word of a run means; a stop word means nothing unless there is nothing else."""
        if self.is_exact:
            return {word: replace(word, is_exact=True) for word in typed}
        spelt = [self.spell(word) for word in typed]
        spelt = [replace(word, synonyms=self.others(word.text, word_row(word))) for word in spelt]
        topics = self.read_topics(spelt)
        kept: dict[Word, Word | Topic] = {}
        for number, word in enumerate(typed):
            topic = topics.get(number)
            if topic is not None:
                kept[word] = topic
            elif not _is_stop_word(word):
                kept[word] = spelt[number]
        if not kept:
            return dict(zip(typed, spelt, strict=True))
        self.left_out += [word.text for word in typed if word not in kept]
        return kept

    def spell(self, word: Word) -> Word:
        """The word with a close spelling, where neither the index nor the vocabulary knows it."""
        only = word.words[0]
        if len(word.words) > 1 or len(only) < SHORTEST_CORRECTED or not only.isalpha():
            return word
        if self.lexicon.knows(only) or only in self.vocabulary or self.reader.read(word.text):
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
            for known in (self.lexicon.close(word, distance), _close(word, self.vocabulary, distance)):
                if known:
                    return known[0]
        return None

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words that speak of indicators or have synonyms, whether or not they stand in the index."""
        slugs = (one.slug for one in taxonomy().indicators)
        spoken = (word for slug in slugs for term in self.reader.words(slug) for word in words(term))
        return self.synonyms.words.union(spoken)

    def read_topics(self, spelt: Sequence[Word]) -> dict[int, Topic]:
        """The topic that each word belongs to, by its number in the run; words of several join them."""
        text = ""
        starts: list[int] = []
        for word in spelt:
            starts.append(len(text))
            text += (word.spellings[0] if word.spellings else word.text) + " "
        groups: list[Group] = []
        for link in self.reader.read(text):
            for evidence in link.evidence:
                numbers = {n for n, start in enumerate(starts) if evidence.start <= start < evidence.end}
                numbers = {n for n in numbers if not _is_stop_word(spelt[n])} or numbers
                groups = _joined(groups, numbers, [link.indicator])
        rows = [word_row(word) for word in spelt]
        terms: dict[tuple[int, ...], tuple[Row, ...]] = {}
        for first in range(len(spelt)):
            for last in range(first + 2, min(len(spelt), first + self.synonyms.longest) + 1):
                row = tuple(one for part in rows[first:last] for one in part)
                if others := self.others(" ".join(word.text for word in spelt[first:last]), row):
                    terms[tuple(range(first, last))] = others
                    groups = _joined(groups, set(range(first, last)), [])
        topics: dict[int, Topic] = {}
        for numbers, slugs in groups:
            chosen = tuple(sorted(numbers))
            topic = Topic(tuple(spelt[n] for n in chosen), tuple(dict.fromkeys(slugs)), terms.get(chosen, ()))
            topics.update(dict.fromkeys(numbers, topic))
        return topics

    def others(self, text: str, row: Row) -> tuple[Row, ...]:
        """The rows of other terms for a term; that they are searched is noted."""
        found = self.synonyms.of(row)
        if found:
            self.notes.append(f"Searched too, ranked lower: {', '.join(one.text for one in found)} (for “{text}”).")
        return tuple(one.row for one in found)


Group = tuple[set[int], list[str]]  # numbers of words, slugs of indicators


def _joined(groups: list[Group], numbers: set[int], slugs: list[str]) -> list[Group]:
    """The groups with one more, which takes in those that it shares words with."""
    if not numbers:
        return groups
    joint = [group for group in groups if group[0] & numbers]
    others = [group for group in groups if not group[0] & numbers]
    whole = numbers.union(*(group[0] for group in joint))
    return [*others, (whole, [*(slug for group in joint for slug in group[1]), *slugs])]


def word_row(word: Word) -> Row:
    return tuple(stem(one) for one in (word.spellings[:1] or word.words))


def _close(word: str, known: Iterable[str], distance: int) -> list[str]:
    found = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=distance, limit=None, processor=None)
    return [close for close, _, _ in sorted(found, key=lambda one: (one[1], one[0][:1] != word[:1], one[0]))]


def _is_stop_word(word: Word) -> bool:
    return (word.joined or word.words[0]) in STOP_WORDS


def _read_as(query: Query, root: All, widening: _Widening) -> str:
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
    if widening.is_exact:
        said += " Only the words as typed."
    return " ".join([said, *query.notes, *dict.fromkeys(widening.notes)])


def walk(node: Node, visit: Callable[[Node], None]) -> None:
    """Visit every part that a passage may be found by: not what is excluded."""
    visit(node)
    if isinstance(node, All | Any):
        for part in node.parts:
            walk(part, visit)
    elif isinstance(node, Topic):
        for word in node.words:
            visit(word)
