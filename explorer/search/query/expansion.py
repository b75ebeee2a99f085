"""Query expansion: close spellings, synonyms, stop words left out, and the indicators that words refer to.

The same on every engine: an engine provides its lexicon, and gets a tree in which everything is already expanded.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, Protocol

from explorer.linking.links import Link
from explorer.model.series import INDEX_SERIES
from explorer.model.taxonomy import taxonomy
from explorer.search.lexicon import Lexicon
from explorer.search.query.country_synonyms import countries_of, similar_names
from explorer.search.query.describe import described
from explorer.search.query.name_table import stems_of_names
from explorer.search.query.nodes import (
    All,
    Any,
    Fuzzy,
    Node,
    Not,
    Noted,
    Phrase,
    Prefix,
    Query,
    UnknownValue,
    Word,
)
from explorer.search.query.synonyms import StemPhrase, Synonym, Synonyms, stem_phrase
from explorer.search.request import Scope
from explorer.text.analysis import words
from explorer.text.punctuation import LOOKALIKES
from explorer.text.stems import root, stem
from explorer.text.stop_words import STOP_WORDS

MOST_EXPANDED = 200  # words of the index to which one prefix or fuzzy word is expanded
SHORTEST_CORRECTED = 5  # letters; shorter words have too many neighbours
SHORTEST_DERIVED = 4  # letters
LONG = 8  # letters; so long a word may differ in two


class QueryLinker(Protocol):
    """The part of a linker that reads queries."""

    def __hash__(self) -> int:
        """Return a hash: phrases of indicators are cached by linker."""

    def read(self, text: str) -> tuple[Link, ...]:
        """Return the indicators that a query refers to."""

    def words(self, indicator: str) -> tuple[str, ...]:
        """Return the plain terms of an indicator, most usual first."""


@dataclass(frozen=True)
class ExpandedQuery:
    """A query as it is searched."""

    query: Query
    root: All
    summary: str  # in a sentence: "Passages with “heroin”."
    notes: str  # on how the query was read, in sentences
    widened: str  # what related passages may have instead, in sentences; empty where nothing was added
    suggestion: str | None  # the whole query with close spellings in place
    is_exact: bool
    series: tuple[str, ...] = (INDEX_SERIES,)  # whose scores its conditions, and an order by score, are about

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of which a passage should have all, and has most if too few passages have all."""
        return tuple(part for part in self.root.parts if isinstance(part, Word))

    @property
    def needed(self) -> tuple[Node, ...]:
        """The parts that a passage must match."""
        return tuple(part for part in self.root.parts if not isinstance(part, Word))

    def described(self, scope: Scope) -> str:
        """Return how the query was read and, where related passages are hits, what was added to it, in sentences."""
        return " ".join(filter(None, (self.summary, self.added(scope))))

    def added(self, scope: Scope) -> str:
        """Return the same without the query itself."""
        return " ".join(filter(None, (self.notes, self.widened if scope == "related" else "")))

    @property
    def read_as(self) -> str:
        """Describe how the query was read, in sentences."""
        return self.described("words")


def expand_query(
    query: Query,
    lexicon: Lexicon,
    linker: QueryLinker,
    synonyms: Synonyms,
    is_exact: bool = False,
    *,
    with_names_alone: bool = False,
) -> ExpandedQuery:
    """Expand a query with the words of an index; not at all if `is_exact`.

    `with_names_alone` adds other names of countries and peoples, and nothing else.
    """
    expansion = _Expansion(lexicon, linker, synonyms, is_exact, query.unknown)
    expansion.text, expansion.adds_names_alone = query.text, with_names_alone
    root = expansion.expand_list(query.root)
    suggestion = expansion.suggestion(query.text)
    notes = _notes(query, expansion)
    return ExpandedQuery(query, root, _summary(query, root), notes, _widened(expansion), suggestion, is_exact)


class _Expansion:
    """One pass over a tree, which collects what it changed."""

    def __init__(
        self,
        lexicon: Lexicon,
        linker: QueryLinker,
        synonyms: Synonyms,
        is_exact: bool,
        unknown: Sequence[UnknownValue] = (),
    ) -> None:
        self.lexicon = lexicon
        self.linker = linker
        self.synonyms = synonyms
        self.is_exact = is_exact
        self.notes: list[str] = []
        self.spellings: list[str] = []  # sentences on words that were corrected
        self.stop_words: list[str] = []  # left out
        self.derived_of: dict[str, str] = {}
        self.synonyms_of: dict[str, str] = {}
        self.indicators: list[str] = []
        self.unknown = unknown
        self.text = ""  # of the query
        self.adds_names_alone = False
        self.corrections = {  # offsets in the query: the close spelling
            (value.start, value.end): value.closest for value in unknown if value.closest
        }

    def suggestion(self, text: str) -> str | None:
        """Return the query with all corrections, or None if there are none."""
        if not self.corrections:
            return None
        for (start, end), spelling in sorted(self.corrections.items(), reverse=True):
            text = text[:start] + spelling + text[end:]
        return text

    def expand_list(self, node: All) -> All:
        """Expand a loose list, whose words are read together."""
        expanded = self.expand_words([part for part in node.parts if isinstance(part, Word) and not part.is_exact])
        parts: list[Node] = []
        forms: set[tuple[tuple[str, ...], str | None]] = set()  # a word that is typed twice is searched once
        for part in node.parts:
            if not isinstance(part, Word) or part.is_exact:
                parts.append(self.expand(part))
            elif (word := expanded.get(part)) is not None and (word.words, word.joined) not in forms:
                forms.add((word.words, word.joined))
                parts.append(word)
        return All(tuple(parts), is_loose=True)

    def expand(self, node: Node) -> Node:
        """Expand any node."""
        match node:
            case Word() if not node.is_exact:
                return self.expand_words([node]).get(node, node)
            case Phrase() if self.is_exact:
                return replace(node, is_exact=True)
            case Noted(part) if self.is_exact:
                return Noted(replace(part, is_exact=True))
            case Prefix():
                return replace(node, words=self.limit(f"{node.start}*", self.lexicon.starting(node.start)))
            case Fuzzy():
                close = self.lexicon.close(node.word, node.distance)
                return replace(node, words=self.limit(f"{node.word}~{node.distance}", close))
            case All(parts, is_loose):
                return self.expand_list(node) if is_loose else All(tuple(map(self.expand, parts)))
            case Any(parts):
                return Any(tuple(map(self.expand, parts)))
            case Not(part):
                return Not(self.expand_excluded(part))
            case _:
                return node

    def expand_excluded(self, node: Node) -> Node:
        """Expand an excluded node: its words as typed, without other spellings and indicators."""
        match node:
            case Word():
                return replace(node, is_exact=node.is_exact or self.is_exact)
            case All(parts, is_loose):
                return All(tuple(map(self.expand_excluded, parts)), is_loose)
            case Any(parts):
                return Any(tuple(map(self.expand_excluded, parts)))
            case Not(part):
                return Not(self.expand_excluded(part))
            case _:
                return self.expand(node)

    def limit(self, typed: str, expanded: Sequence[str]) -> tuple[str, ...]:
        """Limit the words to which a prefix or a fuzzy word is expanded."""
        if not expanded:
            self.notes.append(f"No word of the index is like {typed}.")
        elif len(expanded) > MOST_EXPANDED:
            self.notes.append(
                f"{typed} matches {len(expanded):,} words; the {MOST_EXPANDED} in most passages are searched."
            )
        return tuple(expanded[:MOST_EXPANDED])

    def expand_words(self, run: Sequence[Word]) -> Mapping[Word, Word]:
        """Expand each word of a run; stop words are left out unless there is nothing else."""
        if self.is_exact:
            return {word: replace(word, is_exact=True) for word in run}
        if self.adds_names_alone:
            return dict(zip(run, self.add_names(run), strict=True))
        named = self.add_names(self.add_synonyms([self.correct(word) for word in run]))
        similar = [self.add_derived(word) for word in named]
        expanded = self.add_indicators(similar)
        searched = {
            word: expanded[number]
            for number, word in enumerate(run)
            if expanded[number].indicators or not _is_stop_word(word)
        }
        if not searched:
            return dict(zip(run, expanded, strict=True))
        self.stop_words += [word.text for word in run if word not in searched]
        return searched

    def correct(self, word: Word) -> Word:
        """Add a close spelling to a word that neither the index nor the vocabulary contains, and that is no name."""
        only = word.words[0]
        if len(word.words) > 1 or len(only) < SHORTEST_CORRECTED or not only.isalpha():
            return word
        if any(value.start <= word.start < value.end for value in self.unknown):
            return word
        if (
            self.lexicon.knows(only)
            or stem(only) in stems_of(self.linker, self.synonyms)
            or stem(only) in stems_of_names()
            or self.linker.read(word.text)
        ):
            return word
        close = self.close_word(only)
        if close is None:
            return word
        self.corrections[word.start, word.end] = close
        self.spellings.append(f"“{word.text}” is not in the index: “{close}” is searched too.")
        return replace(word, spellings=(close,))

    def add_derived(self, word: Word) -> Word:
        """Add the words of the index that have the same root and are no synonyms, those of most passages first."""
        only = (word.spellings or word.words)[0]
        if len(word.words) > 1 or not only.isalpha() or len(only) < SHORTEST_DERIVED or only in STOP_WORDS:
            return word
        of_stem, own_root = {stem(only): only}, root(only)
        for form in self.lexicon.starting(own_root.removesuffix("i")):
            if root(form) == own_root and (stem(form),) not in word.synonyms:
                of_stem.setdefault(stem(form), form)
        _, *derived = of_stem.values()
        if derived:
            self.derived_of[word.text] = ", ".join(derived)
        return replace(word, derived=tuple(derived))

    def close_word(self, word: str) -> str | None:
        """Return the closest word of the index, or of the vocabulary; long words may differ in two letters."""
        for distance in (1,) if len(word) < LONG else (1, 2):
            for close_words in (
                self.lexicon.close(word, distance),
                _close_words(word, vocabulary_of(self.linker, self.synonyms), distance),
            ):
                if close_words:
                    return close_words[0]
        return None

    def terms_of(self, run: Sequence[Word]) -> Iterator[tuple[Sequence[int], StemPhrase]]:
        """Yield each term that a run may have: the numbers of its words, and their stems.

        Its words are neighbours, or have only stop words between them: "clean their money" is "clean money" too.
        """
        stems = [tuple(stem(form) for form in (word.spellings or word.words)) for word in run]
        content = [number for number, word in enumerate(run) if not _is_stop_word(word)]
        terms = (
            tuple(numbers[first:last])
            for numbers in (range(len(run)), content)
            for first in range(len(numbers))
            for last in range(first + 1, min(len(numbers), first + self.synonyms.longest) + 1)
        )
        for term in dict.fromkeys(terms):
            yield term, tuple(form for number in term for form in stems[number])

    def add_synonyms(self, run: Sequence[Word]) -> list[Word]:
        """Add to the words of a run the other terms for each, alone or as part of a longer term."""
        phrases: list[dict[StemPhrase, None]] = [{} for _ in run]
        for numbers, phrase in self.terms_of(run):
            if synonyms := self.known_synonyms(phrase):
                term = " ".join(run[number].text for number in numbers)
                self.synonyms_of[term] = ", ".join(synonym.text for synonym in synonyms)
                for number in _content_words(run, numbers):
                    phrases[number].update(dict.fromkeys(synonym.phrase for synonym in synonyms))
        return [replace(word, synonyms=tuple(phrases[number])) for number, word in enumerate(run)]

    def add_names(self, run: Sequence[Word]) -> list[Word]:
        """Add to the name of a country its other names and its people, as far as the index has them."""
        named = list(run)
        for numbers, code in countries_of(run):
            if any(self.is_quoted(run[number]) for number in numbers):
                continue
            typed = tuple(form for number in numbers for form in run[number].stems)
            names = [
                synonym
                for synonym in similar_names(code)
                if synonym.phrase != typed and all(map(self.lexicon.knows, _words_of(synonym)))
            ]
            if not names:
                continue
            term = " ".join(run[number].text for number in numbers)
            known = filter(None, (self.synonyms_of.get(term), *(synonym.text for synonym in names)))
            self.synonyms_of[term] = ", ".join(known)
            for number in _content_words(run, numbers):
                phrases = dict.fromkeys((*run[number].synonyms, *(synonym.phrase for synonym in names)))
                named[number] = replace(named[number], synonyms=tuple(phrases))
        return named

    def is_quoted(self, word: Word) -> bool:
        """Tell whether a word was typed in quotation marks."""
        return self.text[max(0, word.start - 1) : word.start].translate(LOOKALIKES) == '"'

    def known_synonyms(self, term: StemPhrase) -> list[Synonym]:
        """Return the other terms for a term that a passage may have: the index knows all their words."""
        return [synonym for synonym in self.synonyms.of(term) if all(map(self.lexicon.knows, _words_of(synonym)))]

    def add_indicators(self, run: Sequence[Word]) -> list[Word]:
        """Add to the words of a run the indicators that each refers to, alone or with its neighbours.

        Everyday words are read as the terms of the field too: "crooked cops" as "corrupt police".
        """
        typed = [_Reading((number,), (word.spellings or (word.text,))[0]) for number, word in enumerate(run)]
        slugs: list[dict[str, None]] = [{} for _ in run]
        for readings in dict.fromkeys((tuple(typed), self.in_terms_of_the_field(run, typed))):
            self.read(readings, run, slugs)
        return [replace(word, indicators=tuple(slugs[number])) for number, word in enumerate(run)]

    def in_terms_of_the_field(self, run: Sequence[Word], typed: Sequence["_Reading"]) -> tuple["_Reading", ...]:
        """Return a run with its everyday words replaced by the terms of the field, longer ones first."""
        replaced: dict[int, _Reading] = {}
        for numbers, phrase in sorted(self.terms_of(run), key=lambda term: -len(term[0])):
            term = self.synonyms.term(phrase)
            if term and not replaced.keys() & set(numbers):
                replaced.update(dict.fromkeys(numbers, _Reading(numbers, term)))
        return tuple(dict.fromkeys(replaced.get(number, reading) for number, reading in enumerate(typed)))

    def read(self, readings: Sequence["_Reading"], run: Sequence[Word], slugs: Sequence[dict[str, None]]) -> None:
        """Add the indicators that a run refers to, as it is read, to those of each word."""
        text = " ".join(reading.text for reading in readings)
        ends = list(accumulate(len(reading.text) + 1 for reading in readings))
        for link in self.linker.read(text):
            self.indicators.append(link.indicator)
            for evidence in link.evidence:
                inside = [
                    number
                    for reading, end in zip(readings, ends, strict=True)
                    if end - len(reading.text) - 1 < evidence.end and evidence.start < end - 1
                    for number in reading.numbers
                ]
                for number in _content_words(run, inside):
                    slugs[number][link.indicator] = None


class _Reading(NamedTuple):
    """One or several words of a run, and the text as which they are read."""

    numbers: Sequence[int]
    text: str


@lru_cache(maxsize=256)
def phrases_of(linker: QueryLinker, indicator: str) -> tuple[StemPhrase, ...]:
    """Return the stems of each plain term of an indicator, most usual first."""
    return tuple(map(stem_phrase, linker.words(indicator)))


@lru_cache(maxsize=4096)
def _words_of(synonym: Synonym) -> tuple[str, ...]:
    """Return the folded words of a term of the synonyms, which are few and asked for in every search."""
    return words(synonym.text)


@lru_cache(maxsize=8)
def vocabulary_of(linker: QueryLinker, synonyms: Synonyms) -> frozenset[str]:
    """Return the words that refer to indicators or have synonyms, whether or not the index contains them."""
    slugs = (indicator.slug for indicator in taxonomy().indicators)
    plain_terms = (word for slug in slugs for term in linker.words(slug) for word in words(term))
    return synonyms.words.union(plain_terms)


@lru_cache(maxsize=8)
def stems_of(linker: QueryLinker, synonyms: Synonyms) -> frozenset[str]:
    """Return the stems of those words."""
    return frozenset(map(stem, vocabulary_of(linker, synonyms)))


def _content_words(run: Sequence[Word], numbers: Sequence[int]) -> Sequence[int]:
    """Return the words of a term that are no stop words, or all if there are no others."""
    return [number for number in numbers if not _is_stop_word(run[number])] or numbers


def _close_words(word: str, known: Iterable[str], distance: int) -> list[str]:
    """Return known words within a distance, that of `explorer.search.lexicon`, the closest first."""
    from rapidfuzz import process  # lazy: only a misspelt word needs it
    from rapidfuzz.distance import OSA

    matches = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=distance, limit=None, processor=None)
    ordered = sorted(matches, key=lambda match: (match[1], match[0][:1] != word[:1], match[0]))
    return [close for close, _, _ in ordered]


def _is_stop_word(word: Word) -> bool:
    """Tell whether a word is a stop word: "us", but neither "US" nor "u.s."."""
    return (word.joined or word.words[0]) in STOP_WORDS and "." not in word.text


def _summary(query: Query, root: All) -> str:
    """Describe a query in a sentence."""
    if not query.text.strip():
        return "All passages."
    if not root.parts:
        return "Nothing to search for."
    return described(root).sentence


def _notes(query: Query, expansion: _Expansion) -> str:
    """Describe in sentences how a query was read."""
    sentences: list[str] = []
    if query.text.strip() and expansion.stop_words:
        sentences.append(f"Left out as too common: {', '.join(dict.fromkeys(expansion.stop_words))}.")
    if query.text.strip() and expansion.is_exact:
        sentences.append("Exact words only.")
    return " ".join([*sentences, *query.notes, *dict.fromkeys(expansion.notes)])


def _widened(expansion: _Expansion) -> str:
    """Describe in sentences what was added to a query."""
    sentences: list[str] = []
    if expansion.indicators:
        labels = (taxonomy().indicator(slug).label for slug in dict.fromkeys(expansion.indicators))
        sentences.append(f"Also included: passages linked to {' or '.join(labels)}.")
    if expansion.derived_of:
        derived = "; ".join(f"for “{word}”: {others}" for word, others in expansion.derived_of.items())
        sentences.append(f"Words of the same root, ranked lower: {derived}.")
    if expansion.synonyms_of:
        terms = "; ".join(f"for “{term}”: {synonyms}" for term, synonyms in expansion.synonyms_of.items())
        sentences.append(f"Similar words, ranked lower: {terms}.")
    return " ".join([*sentences, *dict.fromkeys(expansion.spellings)])


def walk(node: Node, visit: Callable[[Node], None]) -> None:
    """Visit every part that a passage may be found by, but not those excluded."""
    visit(node)
    if isinstance(node, All | Any):
        for part in node.parts:
            walk(part, visit)
