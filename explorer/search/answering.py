"""Answering requests: the engine over a backend, the same for every search library.

A search has eight steps: parse the query, expand it by the words of the index, plan it, match the plan, decide how many
words a hit must have, take the first hits, mark them, and count the facets.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from explorer.core.errors import IndexUnavailableError
from explorer.core.lru_cache import LRUCache
from explorer.core.timeouts import with_timeout
from explorer.linking.links import Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage
from explorer.model.published_scores import PublishedScores
from explorer.model.taxonomy import taxonomy
from explorer.search.backends import Backend, HitSet, MatchSet, QueryVocabulary, SearchIndex
from explorer.search.engine import PassageLinker, Progress, silent
from explorer.search.highlighting import QueryMarker
from explorer.search.matching_profiles import matching_profiles
from explorer.search.plan import build_plan
from explorer.search.query.expansion import ExpandedQuery, expand_query
from explorer.search.query.literal import without_expansion
from explorer.search.query.nodes import All, Any, Condition, Node
from explorer.search.query.parser import parse_query
from explorer.search.query.synonyms import Synonyms, synonyms
from explorer.search.request import SearchRequest
from explorer.search.result_set import MatchingPassage, Occurrences, ResultSet
from explorer.search.results import HitNote, SearchPage
from explorer.search.stored import StoredPassage

CACHED_ANSWERS = 1_000  # about 40 kB each
TOO_FEW = 10  # hits with all words: with fewer, those with most words follow
_AT_ONCE = 1_000  # passages in which words are looked up between two checks of the timeout


class SearchEngine:
    """The engine over one backend. Thread-safe."""

    def __init__(
        self,
        backend: Backend,
        linker: PassageLinker | None = None,  # by default that of this copy
        known: Synonyms | None = None,  # by default those of this copy
        cached_answers: int = CACHED_ANSWERS,
    ) -> None:
        self.backend = backend
        self._own_linker = linker
        self._own_synonyms = known
        self._answers = LRUCache[tuple[str, SearchRequest], SearchPage](cached_answers)

    @property
    def generation(self) -> str:
        with self.backend.current() as index:
            return index.id

    @property
    def fingerprint(self) -> str:
        return self.backend.fingerprint

    def problems(self) -> list[str]:
        return self.backend.problems()

    def build(self, texts: Iterable[Text], fingerprint: str, progress: Progress = silent) -> str:
        return self.backend.build(texts, fingerprint, self._linker, self._own_synonyms or synonyms(), progress)

    def close(self) -> None:
        self.backend.close()

    def scores(self) -> Mapping[str, PublishedScores]:
        with self.backend.current() as index:
            return index.scores()

    def search(self, request: SearchRequest) -> SearchPage:
        started = perf_counter()
        with self.backend.current() as index:
            key = (index.id, request)
            page = self._answers.get(key)
            if page is None:
                page = self.answer(index, request)
                self._answers.put(key, page)
        return replace(page, took_ms=(perf_counter() - started) * 1000)

    def answer(self, index: SearchIndex, request: SearchRequest) -> SearchPage:
        """Answer a request from one generation, whatever is cached."""
        expanded, vocabulary = self.expand(index, request.text, request.is_exact)
        hits = self._match(index, expanded, vocabulary, request)
        rows = hits.first(request.sort, request.offset + request.limit)[request.offset :]
        numbers = [number for number, _ in rows]
        marker = QueryMarker(expanded, vocabulary.linker)
        passages = list(index.read(with_timeout(numbers)))
        named = _named_scores(expanded, request.sort)
        matching = _matching(passages, rows, named)
        spans = index.spans(numbers, marker)
        return SearchPage(
            request=request,
            read_as=expanded.read_as + partial_notice(hits.complete, hits.total),
            total=hits.total,
            hits=tuple(
                [
                    passage.hit(
                        marker.snippet(passage.text, marked), _matching_notes(stored, marker), marker.query_indicators
                    )
                    for stored, passage, marked in zip(passages, matching, spans, strict=True)
                ]
            ),
            facets={
                name: labels.with_counts(counts, request.chosen(name))
                for name, (labels, counts) in hits.facet_counts().items()
            },
            suggestion=expanded.suggestion,
            generation=index.id,
            profiles=matching_profiles(expanded.root, named, request, index),
            is_partial=hits.complete < hits.total,
            took_ms=0.0,
        )

    def passages(self, request: SearchRequest) -> ResultSet:
        with self.backend.current() as index:
            expanded, vocabulary = self.expand(index, request.text, request.is_exact)
            return self._all_passages(index, request, expanded, vocabulary)[0]

    def occurrences(self, request: SearchRequest) -> Occurrences:
        with self.backend.current() as index:
            expanded, vocabulary = self.expand(index, request.text, request.is_exact)
            result_set, numbers = self._all_passages(index, request, expanded, vocabulary)
            marker = QueryMarker(without_expansion(expanded), vocabulary.linker)
            chunks = [numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)]
            spans = [span for chunk in with_timeout(chunks) for span in index.spans(chunk, marker)]
            return Occurrences(result_set, tuple(spans), tuple(index.word_counts(numbers)))

    def _all_passages(
        self, index: SearchIndex, request: SearchRequest, expanded: ExpandedQuery, vocabulary: QueryVocabulary
    ) -> tuple[ResultSet, Sequence[int]]:
        """Return all hits of a request, and their numbers."""
        hits = self._match(index, expanded, vocabulary, request)
        rows = hits.first(request.sort, hits.total)
        numbers = [number for number, _ in rows]
        result_set = ResultSet(
            request=request,
            read_as=expanded.read_as + partial_notice(hits.complete, hits.total),
            passages=tuple(_matching(index.read(with_timeout(numbers)), rows, _named_scores(expanded, request.sort))),
            is_partial=hits.complete < hits.total,
            generation=index.id,
        )
        return result_set, numbers

    def marker(self, text: str, is_exact: bool = False) -> QueryMarker:
        with self.backend.current() as index:
            expanded, vocabulary = self.expand(index, text, is_exact)
            if self._is_as_indexed(index):
                return QueryMarker(expanded, vocabulary.linker, index.indicator_spans)
            return QueryMarker(expanded, vocabulary.linker)

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        if self._own_linker is None:
            try:
                with self.backend.current() as index:
                    if self._is_as_indexed(index) and (stored := index.find(passage)) is not None:
                        return stored.full_links()
            except IndexUnavailableError:
                pass  # a profile is read without an index too
        return self._linker.links(passage, edition)

    def stored_passages(self) -> Iterator[StoredPassage]:
        with self.backend.current() as index:
            yield from index.passages()

    def starting(self, start: str, limit: int) -> Sequence[str]:
        with self.backend.current() as index:
            return index.lexicon.starting(start)[:limit]

    def passages_with(self, words: Iterable[str]) -> Mapping[str, int]:
        with self.backend.current() as index:
            return {word: index.lexicon.passages_with(word) for word in words}

    def expand(self, index: SearchIndex, text: str, is_exact: bool) -> tuple[ExpandedQuery, QueryVocabulary]:
        """Return a query expanded by the words of a generation, and the vocabulary that it was expanded by."""
        vocabulary = self._vocabulary(index)
        return expand_query(parse_query(text), index.lexicon, *vocabulary, is_exact), vocabulary

    def _match(
        self, index: SearchIndex, expanded: ExpandedQuery, vocabulary: QueryVocabulary, request: SearchRequest
    ) -> HitSet:
        plan = build_plan(expanded, index, vocabulary.linker, self.backend.weights)
        matches = index.match(plan, request)
        return matches.with_words(_fewest(matches, len(plan.words), request.is_exact))

    def _vocabulary(self, index: SearchIndex) -> QueryVocabulary:
        """Return the vocabulary of a generation, unless it was edited since or another was passed in."""
        stored = index.vocabulary if self._own_linker is None else None
        if stored is None:
            return QueryVocabulary(self._linker, self._own_synonyms or synonyms())
        return stored if self._own_synonyms is None else stored._replace(synonyms=self._own_synonyms)

    def _is_as_indexed(self, index: SearchIndex) -> bool:
        """Return whether the passages would be linked now as they were when they were indexed."""
        return self._own_linker is None and index.vocabulary is not None

    @property
    def _linker(self) -> PassageLinker:
        from explorer.linking.linker import linker  # lazily: it reads the files of the vocabulary

        return self._own_linker or linker()


def _fewest(matches: MatchSet, words: int, is_exact: bool) -> int:
    return words if is_exact or not words else fewest_words(matches.count_by_matched_words())


def fewest_words(counts: Sequence[int]) -> int:
    """Return how many words of the query a hit must have: all, or fewer where too few passages have all.

    `counts` counts the passages with 0, 1, 2 … words.
    """
    fewest = len(counts) - 1
    enough = 0
    for fewest in range(len(counts) - 1, 0, -1):
        enough += counts[fewest]
        if enough >= TOO_FEW:
            break
    return fewest


def partial_notice(complete: int, total: int) -> str:
    """Return a sentence on hits that lack words, with a space before it; empty where none does."""
    if complete == total:
        return ""
    if not complete:
        return " No passage has all words: these have most of them."
    has = "1 passage has" if complete == 1 else f"{complete} passages have"
    return f" {has} all words; those with most of them follow."


def _matching(
    passages: Iterable[StoredPassage], rows: Iterable[tuple[int, float]], named: Sequence[Condition]
) -> Iterator[MatchingPassage]:
    """Yield passages as hits, with the scores that are named."""
    for stored, (_, relevance) in zip(passages, rows, strict=True):
        yield stored.matching(relevance, named)


def _matching_notes(passage: StoredPassage, marker: QueryMarker) -> tuple[HitNote, ...]:
    """Return the notes of a passage that have the words that the query looks for in notes."""
    in_notes = marker.in_notes
    if in_notes is None:
        return ()
    notes: list[HitNote] = []
    for number, note in enumerate(passage.notes, 1):
        mark, _, text = note.partition(" ")
        if spans := in_notes.spans(text):
            notes.append(HitNote(number, mark, in_notes.snippet(text, spans)))
    return tuple(notes)


def _conditions(node: Node) -> Iterator[Condition]:
    if isinstance(node, Condition):
        yield node
    elif isinstance(node, All | Any):
        for part in node.parts:
            yield from _conditions(part)


def _named_scores(expanded: ExpandedQuery, sort: str) -> list[Condition]:
    """Return the scores that a hit shows: those of the query's conditions, and the one that hits are sorted by."""
    named = list(_conditions(expanded.root))
    if sort.removeprefix("-") in taxonomy().scored:
        named.append(Condition(sort.removeprefix("-"), is_change=False, low=None, high=None, bounds=""))
    return named
