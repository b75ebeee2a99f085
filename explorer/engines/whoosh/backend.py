"""The embedded engine: the passages in a Whoosh index, with no server beside it."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np

from explorer.core.errors import IndexUnavailableError
from explorer.core.lru_cache import LRUCache
from explorer.core.timeouts import with_timeout
from explorer.engines.generations import Generations
from explorer.engines.whoosh.array_file import Array
from explorer.engines.whoosh.executor import Executor
from explorer.engines.whoosh.index_reader import IndexReader
from explorer.engines.whoosh.query_vocabulary import SHIPPED, vocabulary_key, write_vocabulary
from explorer.engines.whoosh.schema import FORMAT
from explorer.engines.whoosh.top_k import top_k
from explorer.linking.links import Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import PassageLinker, Progress, silent
from explorer.search.highlighting import QueryMarker
from explorer.search.plan import build_plan
from explorer.search.query.expansion import ExpandedQuery, expand_query, phrases_of
from explorer.search.query.literal import without_expansion
from explorer.search.query.nodes import All, Any, Condition, Node
from explorer.search.query.parser import parse_query
from explorer.search.query.synonyms import Synonyms, synonyms
from explorer.search.relevance import RelevanceWeights
from explorer.search.request import SearchRequest
from explorer.search.result_set import MatchingPassage, Occurrences, ResultSet
from explorer.search.results import HitNote, SearchPage

KEPT_ANSWERS = 1_000  # finished answers, about 40 kB each
_AT_ONCE = 1_000  # passages in which words are looked up between two looks at the clock
TOO_FEW = 10  # hits with all words: with fewer, those with most words follow


@dataclass(frozen=True)
class MatchSet:
    """The passages that answer a text, before the filters of the request; arrays with one value a passage."""

    mask: Array
    missing: Array | None = None  # words of the query that it lacks; None where no hit lacks any
    relevance: Callable[[Array], Array] | None = None  # of hits

    def whole(self, hits: Array) -> int:
        """How many of the hits have all words."""
        return len(hits) - (0 if self.missing is None else int(np.count_nonzero(self.missing[hits])))

    def top_k(self, hits: Array, sort_key: Array | None, count: int) -> list[tuple[int, float]]:
        """The numbers of the first hits with their relevance, in order; ties stand in order of id."""
        relevance = None if self.relevance is None else self.relevance(hits)
        keys = [sort_key, self.missing, None if relevance is None else -relevance]
        numbers = top_k(hits, [key for key in keys if key is not None], count)
        relevances = [0.0] * len(numbers) if relevance is None else relevance[numbers].tolist()
        return list(zip(numbers.tolist(), relevances, strict=True))


class WhooshEngine:
    """Builds and searches generations in one folder. Threads may share it."""

    def __init__(
        self,
        folder: Path,
        linker: PassageLinker | None = None,  # the one that this copy ships
        known: Synonyms | None = None,  # those that this copy ships
        weights: RelevanceWeights | None = None,
        kept_answers: int = KEPT_ANSWERS,
    ) -> None:
        self._generations = Generations(folder, "whoosh", FORMAT)
        self._given = linker, known
        self._weights = weights or RelevanceWeights()
        self._lock = threading.Lock()
        self._pointer: tuple[int, int, int] | None = None
        self._snapshot: IndexReader | None = None
        self._answers = LRUCache[tuple[str, SearchRequest], SearchPage](kept_answers)

    @property
    def generation(self) -> str:
        with self._current() as snapshot:
            return snapshot.generation.id

    @property
    def fingerprint(self) -> str:
        return self._generations.manifest().fingerprint

    def problems(self) -> list[str]:
        return self._generations.problems()

    def build(self, texts: Iterable[Text], fingerprint: str, progress: Progress = silent) -> str:
        # Who only searches does not wait for what writes.
        from explorer.engines.whoosh.indexer import write_generation
        from explorer.linking.linker import Linker

        with self._last() as previous, self._generations.building(fingerprint) as building:
            linker, known = self._linker, self._given[1] or synonyms()
            spoken = (row for one in taxonomy().indicators for row in phrases_of(linker, one.slug))
            rows = known.phrases.union(spoken)
            building.passages = write_generation(building.folder, texts, linker, progress, previous, rows)
            if isinstance(linker, Linker):
                write_vocabulary(building.folder, vocabulary_key(SHIPPED), linker.reader_tables(), known)
        return building.id

    @contextmanager
    def _last(self) -> Iterator[Path | None]:
        """The folder of the current generation, when it is whole, kept for the block."""
        try:
            generation = self._generations.open()
        except IndexUnavailableError:
            yield None
            return
        try:
            yield generation.folder
        finally:
            generation.hold.release()

    def close(self) -> None:
        """Let go of the generation; the next search opens it again."""
        with self._lock:
            if self._snapshot:
                self._snapshot.close()
            self._snapshot = self._pointer = None

    @contextmanager
    def _current(self) -> Iterator[IndexReader]:
        """The generation that answers now, kept open for the block; one look at the pointer finds a new one."""
        pointer = self._generations.pointer()
        with self._lock:
            if self._snapshot is None or pointer != self._pointer:
                opened = IndexReader(self._generations.open(), self._weights, self._given)
                if self._snapshot:
                    self._snapshot.close()
                self._snapshot, self._pointer = opened, pointer
            snapshot = self._snapshot
            snapshot.acquire()
        try:
            yield snapshot
        finally:
            snapshot.release()

    def scores(self) -> Mapping[str, Mapping[str, float]]:
        with self._current() as snapshot:
            return snapshot.scores()

    def search(self, request: SearchRequest) -> SearchPage:
        started = perf_counter()
        with self._current() as snapshot:
            key = (snapshot.generation.id, request)
            page = self._answers.get(key)
            if page is None:
                page = self._answer(snapshot, request)
                self._answers.keep(key, page)
        return replace(page, took_ms=(perf_counter() - started) * 1000)

    def _answer(self, snapshot: IndexReader, request: SearchRequest) -> SearchPage:
        meaning = self._understand(snapshot, request.text, request.exact)
        filters = snapshot.facets.filters(request)
        found = self._find(snapshot, meaning, request, filters)
        selected, facets = snapshot.facets.counted(found.mask, filters, request)
        hits = selected.numbers
        whole = found.whole(hits)
        shown = found.top_k(hits, snapshot.sort_key(request.sort), request.offset + request.limit)[request.offset :]
        marker = QueryMarker(meaning, snapshot.vocabulary.reader)
        numbers = [number for number, _ in shown]
        marks = [snapshot.passages.marks(number, marker.asked) for number in numbers]
        spans = snapshot.highlighter.spans(numbers, marks, marker)
        passages = _passages(snapshot, shown, meaning, request.sort)
        return SearchPage(
            request=request,
            read_as=meaning.read_as + _say_partial(whole, len(hits)),
            total=len(hits),
            hits=tuple(
                [
                    one.hit(marker.snippet(one.text, marked), _notes(snapshot, number, marker), marker.asked)
                    for number, one, marked in zip(numbers, passages, spans, strict=True)
                ]
            ),
            facets=facets,
            suggestion=meaning.suggestion,
            generation=snapshot.generation.id,
            partial=whole < len(hits),
            took_ms=0.0,
        )

    def passages(self, request: SearchRequest) -> ResultSet:
        with self._current() as snapshot:
            return self._everything(snapshot, request, self._understand(snapshot, request.text, request.exact))[0]

    def occurrences(self, request: SearchRequest) -> Occurrences:
        with self._current() as snapshot:
            meaning = self._understand(snapshot, request.text, request.exact)
            findings, numbers = self._everything(snapshot, request, meaning)
            marker = QueryMarker(without_expansion(meaning), snapshot.vocabulary.reader)
            parts = [numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)]
            spans = [
                span
                for part in with_timeout(parts)
                for span in snapshot.highlighter.spans(part, [()] * len(part), marker)
            ]
            return Occurrences(findings, tuple(spans), tuple(snapshot.highlighter.word_counts(numbers)))

    def _everything(
        self, snapshot: IndexReader, request: SearchRequest, meaning: ExpandedQuery
    ) -> tuple[ResultSet, list[int]]:
        """All that answers a request, with the numbers of the passages."""
        filters = snapshot.facets.filters(request)
        found = self._find(snapshot, meaning, request, filters)
        hits = snapshot.facets.select(found.mask, filters).numbers
        whole = found.whole(hits)
        shown = found.top_k(hits, snapshot.sort_key(request.sort), len(hits))
        findings = ResultSet(
            request=request,
            read_as=meaning.read_as + _say_partial(whole, len(hits)),
            passages=tuple(_passages(snapshot, shown, meaning, request.sort)),
            partial=whole < len(hits),
            generation=snapshot.generation.id,
        )
        return findings, [number for number, _ in shown]

    def marker(self, text: str, exact: bool = False) -> QueryMarker:
        with self._current() as snapshot:
            meaning = self._understand(snapshot, text, exact)
            return QueryMarker(meaning, snapshot.vocabulary.reader, snapshot.indicator_spans)

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        if self._given[0] is None:
            try:
                with self._current() as snapshot:
                    if (links := snapshot.links(passage)) is not None:
                        return links
            except IndexUnavailableError:
                pass  # a profile is read without an index too
        return self._linker.links(passage, edition)

    @property
    def _linker(self) -> PassageLinker:
        from explorer.linking.linker import linker  # all that reads the vocabulary's files, which are seldom read

        return self._given[0] or linker()

    def starting(self, start: str, limit: int) -> Sequence[str]:
        with self._current() as snapshot:
            return snapshot.words.starting(start)[:limit]

    def passages_with(self, words: Iterable[str]) -> Mapping[str, int]:
        with self._current() as snapshot:
            return {word: snapshot.words.passages_with(word) for word in words}

    def _understand(self, snapshot: IndexReader, text: str, is_exact: bool) -> ExpandedQuery:
        return expand_query(parse_query(text), snapshot.words, *snapshot.vocabulary, is_exact)

    def _find(
        self, snapshot: IndexReader, meaning: ExpandedQuery, request: SearchRequest, filters: Mapping[str, Array]
    ) -> MatchSet:
        """The passages that answer the text; the filters only decide whether enough have all of its words."""
        evaluation = Executor(snapshot.index)
        plan = build_plan(meaning, snapshot, snapshot.vocabulary.reader, self._weights)
        if not snapshot.passage_count:
            return MatchSet(evaluation.everything())
        found = evaluation.matching(plan.needed) if plan.needed else evaluation.everything()
        missing = None
        if plan.words:
            matched = np.zeros(len(found), np.uint8)  # words of a query are limited to fewer
            for words in plan.words:
                matched += evaluation.matching(words)
            fewest = len(plan.words)
            if not request.exact:
                passing = np.logical_and.reduce([found, *filters.values()])
                fewest = _fewest(np.bincount(matched[passing], minlength=fewest + 1))
            found &= matched >= fewest
            missing = None if fewest == len(plan.words) else len(plan.words) - matched
        return MatchSet(found, missing, partial(evaluation.relevance, plan.ranking) if plan.ranking else None)


def _fewest(met: Array) -> int:
    """How many words a hit must have: all, or fewer where too few do; `met` counts passages with 0, 1, 2 … words."""
    enough = 0
    for fewest in range(len(met) - 1, 0, -1):
        enough += int(met[fewest])
        if enough >= TOO_FEW:
            break
    return fewest


def _passages(
    snapshot: IndexReader, shown: Iterable[tuple[int, float]], meaning: ExpandedQuery, sort: str
) -> Iterator[MatchingPassage]:
    """The passages of these numbers, whole, with the scores that the query names and that hits are sorted by."""
    named = _score_names(meaning, sort)
    for number, relevance in with_timeout(shown):
        yield snapshot.passages.read(number, relevance, named)


def _notes(snapshot: IndexReader, number: int, marker: QueryMarker) -> tuple[HitNote, ...]:
    """The notes in which a passage was found."""
    in_notes = marker.in_notes
    if in_notes is None:
        return ()
    found: list[HitNote] = []
    for place, note in enumerate(snapshot.passages.notes(number), 1):
        mark, _, text = note.partition(" ")
        if spans := in_notes.spans(text):
            found.append(HitNote(place, mark, in_notes.snippet(text, spans)))
    return tuple(found)


def _conditions(node: Node) -> Iterator[Condition]:
    if isinstance(node, Condition):
        yield node
    elif isinstance(node, All | Any):
        for part in node.parts:
            yield from _conditions(part)


def _score_names(meaning: ExpandedQuery, sort: str) -> list[Condition]:
    """The scores that a hit shows: those that the query sets conditions on, and the one that hits are sorted by."""
    found = list(_conditions(meaning.root))
    if sort.removeprefix("-") in taxonomy().scored:
        found.append(Condition(sort.removeprefix("-"), is_change=False, low=None, high=None, bounds=""))
    return found


def _say_partial(whole: int, total: int) -> str:
    if whole == total:
        return ""
    if not whole:
        return " No passage has all words: these have most of them."
    has = "1 passage has" if whole == 1 else f"{whole} passages have"
    return f" {has} all words; those with most of them follow."
