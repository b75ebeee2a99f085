"""Highlighting: which words of a text a query matched, those typed apart from similar ones."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from explorer.search.marks import Span, WordMark, merge_marks, to_html
from explorer.search.query.expansion import ExpandedQuery, walk
from explorer.search.query.nodes import All, Fuzzy, Node, Noted, Phrase, Prefix, Word
from explorer.search.snippets import snippet
from explorer.text.analysis import Token, tokens
from explorer.text.stems import stem

_Places = dict[str, list[Token]]  # word or stem: its tokens
_Phrases = dict[str, list[tuple[tuple[str, ...], int]]]  # first word or stem: phrases, each with its distance


class Located(Protocol):
    """A passage, as a profile or as a search has it."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...


# The words of a passage that are evidence for some indicators.
EvidenceSpans = Callable[[Located, Collection[str]], Sequence[Span]]


def _no_evidence(_passage: Located, _indicators: Collection[str]) -> Sequence[Span]:
    """Return nothing: no evidence is indexed."""
    return ()


@dataclass
class HighlightTerms:
    """Words and phrases to mark."""

    words: set[str] = field(default_factory=set)  # folded, in this form only
    stems: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)
    phrases: set[tuple[tuple[str, ...], bool, int]] = field(
        default_factory=set
    )  # words or stems, whether words, distance

    def __bool__(self) -> bool:
        return bool(self.words or self.stems or self.starts or self.phrases)

    def add(self, words: tuple[str, ...], is_exact: bool, distance: int = 0) -> None:
        """Add adjacent words, in this form or any."""
        self._add(words if is_exact else tuple(map(stem, words)), is_exact, distance)

    def add_stems(self, phrase: tuple[str, ...]) -> None:
        """Add adjacent words by their stems."""
        self._add(phrase, is_exact=False, distance=0)

    def _add(self, phrase: tuple[str, ...], is_exact: bool, distance: int) -> None:
        if len(phrase) == 1:
            (self.words if is_exact else self.stems).add(phrase[0])
        elif phrase:
            self.phrases.add((phrase, is_exact, distance))

    def spans(self, text_tokens: Sequence[Token]) -> list[Span]:
        """Return where they occur, by the tokens of a text; spans may overlap."""
        starts = tuple(self.starts)
        alone = [
            (token.start, token.end)
            for token in text_tokens
            if token.word in self.words or token.stem in self.stems or token.word.startswith(starts)
        ]
        return [*alone, *self.phrase_spans(text_tokens)]

    def phrase_spans(self, candidates: Iterable[Token]) -> list[Span]:
        """Return where the phrases occur, by the tokens of a text: all, or those that may be part of a phrase."""
        if not self.phrases:
            return []
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
        for phrase, is_of_words, distance in self.phrases:
            if is_of_words == is_exact:
                by_first.setdefault(phrase[0], []).append((phrase, distance))
        return by_first


class QueryMarker:
    """Marks the words of a query in any of their forms, and apart from them the similar words that were added.

    What is evidence for an indicator is not marked, since it may be any word.
    """

    def __init__(self, expanded: ExpandedQuery, evidence_spans: EvidenceSpans = _no_evidence) -> None:
        """Take a query; snippets of passages that have none of its words are made around `evidence_spans`."""
        self._evidence_spans = evidence_spans
        self.typed = HighlightTerms()
        self.similar = HighlightTerms()
        self.query_indicators: set[str] = set()  # those that the query refers to
        self._noted: list[Node] = []
        walk(expanded.root, self._add)
        self.in_notes = (
            QueryMarker(replace(expanded, root=All(tuple(self._noted)))) if self._noted else None
        )  # marks the words that the query looks for in notes

    def _add(self, node: Node) -> None:
        match node:
            case Word():
                self._add_word(node)
            case Noted(part):
                self._noted.append(part)
            case Phrase():
                self.typed.add(node.words, node.is_exact, node.distance)
            case Prefix():
                self.typed.starts.add(node.start)
            case Fuzzy():
                self.typed.words.update(node.words)
            case _:
                pass

    def _add_word(self, word: Word) -> None:
        self.typed.add(word.words, word.is_exact)
        if word.joined:
            self.typed.add((word.joined,), word.is_exact)
        for spelling in word.spellings:
            self.similar.add((spelling,), word.is_exact)
        self.similar.stems.update(map(stem, word.derived))
        for phrase in word.synonyms:
            self.similar.add_stems(phrase)
        self.query_indicators.update(word.indicators)

    def marks(self, text: str) -> list[WordMark]:
        """Return the marks of a text, in order, not overlapping."""
        text_tokens = list(tokens(text))
        return merge_marks(self.typed.spans(text_tokens), self.similar.spans(text_tokens) if self.similar else ())

    def mark(self, text: str) -> str:
        """Return the whole text as HTML: escaped, with <mark> around each match."""
        return to_html(text, self.marks(text), 0, len(text))

    def snippet(self, passage: Located, marks: Sequence[WordMark] | None = None) -> str:
        """Return the part of a passage that shows best what matched, as HTML; `marks` where they are known."""
        marks = self.marks(passage.text) if marks is None else marks
        evidence = () if marks or not self.query_indicators else self._evidence_spans(passage, self.query_indicators)
        return snippet(passage.text, marks, evidence)


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
