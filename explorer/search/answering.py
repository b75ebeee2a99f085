"""Answering requests: the engine over a backend, the same for every search library.

A search has eight steps: parse the query, expand it by the words of the index, plan it, match the plan, decide the
scope, take the first hits, mark them, and count the facets.
"""

import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from explorer.core.errors import IndexUnavailableError
from explorer.core.lru_cache import LRUCache
from explorer.core.timeouts import with_timeout
from explorer.linking.links import Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage
from explorer.model.published_scores import PublishedScores
from explorer.model.series import all_series
from explorer.model.taxonomy import taxonomy
from explorer.search.backends import Backend, QueryVocabulary, RankedHit, SearchIndex
from explorer.search.engine import PassageLinker, Progress, silent
from explorer.search.highlighting import EvidenceSpans, Located, QueryMarker
from explorer.search.marks import Span
from explorer.search.matched_query import MatchedQuery
from explorer.search.matching_profiles import matching_profiles
from explorer.search.plan import build_plan
from explorer.search.query.expansion import ExpandedQuery, expand_query
from explorer.search.query.literal import without_expansion
from explorer.search.query.names import Understood, with_names_as_fields
from explorer.search.query.nodes import All, Any, Condition, Node, Not
from explorer.search.query.parser import parse_query
from explorer.search.query.synonyms import Synonyms, synonyms
from explorer.search.request import CHANGE, SearchRequest
from explorer.search.result_set import MatchingPassage, Occurrences, ResultSet
from explorer.search.results import Found, HitNote, SearchPage
from explorer.search.scope import ENOUGH, found
from explorer.search.scored_series import NAME as SERIES
from explorer.search.scored_series import scored_series, with_series
from explorer.search.snippets import snippet
from explorer.search.stored import StoredPassage, StoredText
from explorer.search.uncompared_profiles import with_uncompared
from explorer.text.analysis import tokens

CACHED_ANSWERS = 32 * 2**20  # bytes of answers that are kept, as `size_of` estimates them
_AT_ONCE = 1_000  # passages in which words are looked up between two checks of the timeout


class SearchEngine:
    """The engine over one backend. Thread-safe."""

    def __init__(
        self,
        backend: Backend,
        linker: PassageLinker | None = None,  # by default that of this copy
        known: Synonyms | None = None,  # by default those of this copy
        cached_answers: int = CACHED_ANSWERS,  # bytes
    ) -> None:
        self.backend = backend
        self._own_linker = linker
        self._own_synonyms = known
        self._answers = LRUCache[tuple[str, SearchRequest], SearchPage](cached_answers, size_of)

    @property
    def generation(self) -> str:
        with self.backend.current() as index:
            return index.id

    @property
    def fingerprint(self) -> str:
        return self.backend.fingerprint

    def problems(self) -> list[str]:
        return self.backend.problems()

    def probe(self) -> str:
        self.backend.probe()
        with self.backend.current() as index:
            if index.passage_count:
                (passage,) = index.read([random.randrange(index.passage_count)])  # noqa: S311 - not for security
                words = [token.word for token in tokens(passage.text)] or ["heroin"]
                self.answer(index, SearchRequest.make(f'="{random.choice(words)}"', limit=1))  # noqa: S311
            return index.id

    def restore(self) -> str:
        return self.backend.restore()

    def build(self, texts: Iterable[Text], fingerprint: str, progress: Progress = silent) -> str:
        return self.backend.build(texts, fingerprint, self._linker, self._own_synonyms or synonyms(), progress)

    def close(self) -> None:
        self.backend.close()

    def profiles(self) -> Sequence[StoredText]:
        with self.backend.current() as index:
            return index.profiles()

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
        match = self._find(index, request)
        expanded, what = match.expanded, match.found
        rows = match.hits.first(request.sort, request.offset + request.limit)[request.offset :]
        numbers = [row.number for row in rows]
        marker = QueryMarker(expanded, _evidence_in(index))
        passages = list(index.read(with_timeout(numbers)))
        named = _named_scores(expanded, request)
        hidden = set() if len(index.series) > 1 or request.chosen(SERIES) else {SERIES}
        matching = _matching(passages, rows, named)
        marks = index.marks(numbers, marker)
        return SearchPage(
            request=request,
            read_as=match.read_as,
            found=what,
            hits=tuple(
                [
                    passage.hit(
                        marker.snippet(stored, marked), _matching_notes(stored, marker), marker.query_indicators
                    )
                    for stored, passage, marked in zip(passages, matching, marks, strict=True)
                ]
            ),
            facets={
                name: labels.with_counts(counts, request.chosen(name))
                for name, (labels, counts) in match.hits.facet_counts().items()
                if name not in hidden
            },
            suggestion=match.suggestion or self._names_as_fields(index, match.searched),
            generation=index.id,
            profiles=match.profiles and replace(match.profiles, named=tuple(named)),
            took_ms=0.0,
            understood=match.understood,
            words_request=match.words_request,
        )

    def words_of(self, request: SearchRequest) -> SearchRequest:
        if request.understood is None:
            return request
        with self.backend.current() as index:
            return self._find(index, request).words_request

    def count(self, request: SearchRequest) -> Found:
        with self.backend.current() as index:
            return self._find(index, request).found

    def passages(self, request: SearchRequest) -> ResultSet:
        with self.backend.current() as index:
            return self._all_passages(index, request)[0]

    def occurrences(self, request: SearchRequest) -> Occurrences:
        with self.backend.current() as index:
            result_set, numbers, expanded = self._all_passages(index, request)
            marker = QueryMarker(without_expansion(expanded))
            chunks = [numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)]
            spans = [
                [(mark.start, mark.end) for mark in marks]
                for chunk in with_timeout(chunks)
                for marks in index.marks(chunk, marker)
            ]
            return Occurrences(result_set, tuple(spans), tuple(index.word_counts(numbers)))

    def _all_passages(
        self, index: SearchIndex, request: SearchRequest
    ) -> tuple[ResultSet, Sequence[int], ExpandedQuery]:
        """Return all hits of a request, their numbers, and the query as it was expanded."""
        match = self._find(index, request)
        expanded, what = match.expanded, match.found
        rows = match.hits.first(request.sort, what.total)
        numbers = [row.number for row in rows]
        named = _named_scores(expanded, request)
        result_set = ResultSet(
            request=request,
            read_as=match.read_as,
            found=what,
            passages=tuple(_matching(index.read(with_timeout(numbers)), rows, named)),
            generation=index.id,
            searched=match.searched,
            understood=match.understood,
            score_names=tuple(dict.fromkeys(condition.name for condition in named)),
        )
        return result_set, numbers, expanded

    def _find(self, index: SearchIndex, request: SearchRequest) -> MatchedQuery:
        """Find the hits of a request: by its words and names, or by its words where the names leave nothing at all.

        The name of a country without passages is words where it is all of the query: these, and as similar words its
        other names and its people, but no others. With an
        edition or other words it stays the place that was asked for, and passages elsewhere that are found by all the
        words are related.
        """
        understood = request.understood
        match = self._match(index, request, request.reading(understood), understood)
        if understood is None or not match.is_empty:
            return match
        words_request = replace(request, reads_names=False)
        if not understood.text:
            is_name = all(name == "country" for name, _ in understood.filters)
            return self._match(index, request, words_request, None, is_literal=True) if is_name else match
        elsewhere = self._match(index, request, words_request, None, without=understood.place)
        return elsewhere.elsewhere(request, match) if elsewhere.found.related else match

    def _names_as_fields(self, index: SearchIndex, searched: SearchRequest) -> str | None:
        """Return a query that has names beside conditions with these as fields; None where that would find nothing."""
        text = with_names_as_fields(searched.text) if searched.reads_names else None
        if text is None:
            return None
        match = self._match(index, searched, replace(searched, text=text), None)
        return text if match.found.related or (match.profiles and match.profiles.total) else None

    def marker(self, text: str, is_exact: bool = False) -> QueryMarker:
        with self.backend.current() as index:
            expanded, _ = self.expand(index, text, is_exact)
            return QueryMarker(expanded, _evidence_in(index))

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

    def written_words(self, words: Iterable[str]) -> Sequence[str]:
        with self.backend.current() as index:
            return [index.written_word(word) for word in words]

    def passages_with(self, words: Iterable[str]) -> Mapping[str, int]:
        with self.backend.current() as index:
            return {word: index.lexicon.passages_with(word) for word in words}

    def expand(
        self, index: SearchIndex, text: str, is_exact: bool, *, with_names_alone: bool = False
    ) -> tuple[ExpandedQuery, QueryVocabulary]:
        """Return a query expanded by the words of a generation, and the vocabulary that it was expanded by."""
        vocabulary = self._vocabulary(index)
        query = parse_query(text)
        expanded = expand_query(query, index.lexicon, *vocabulary, is_exact, with_names_alone=with_names_alone)
        return expanded, vocabulary

    def _match(
        self,
        index: SearchIndex,
        request: SearchRequest,
        searched: SearchRequest,
        understood: Understood | None,
        without: Node | None = None,
        is_literal: bool = False,
    ) -> MatchedQuery:
        """Match a query, in passages without a part beside it, and choose the scope of its hits.

        A literal query finds only what has every word typed, or another name of the country or its people.
        """
        expanded, vocabulary = self.expand(index, searched.text, request.is_exact, with_names_alone=is_literal)
        series = scored_series(expanded.root, request)
        root = with_series(expanded.root, series)
        assert isinstance(root, All)
        expanded = with_uncompared(replace(expanded, root=root, series=series), index)
        if without is not None:
            expanded = replace(expanded, root=All((*expanded.root.parts, Not(without)), expanded.root.is_loose))
        plan = build_plan(expanded, index, vocabulary.linker, self.backend.weights)
        matches = index.match(plan, request)
        # Whatever the filters of the request: each narrows the answer, as its count says, and none adds to it.
        by_words = matches.count_by_matched_words()
        fewest = len(plan.words) if request.is_exact or is_literal else fewest_words(by_words)
        typed = matches.as_typed()
        related = matches.with_words(fewest)
        what = found(expanded, request, typed.total, related.total, lacks_words=fewest < len(plan.words))
        if (profiles := matching_profiles(expanded.root, request, index)) and profiles.total:
            what = replace(what, profiles=profiles.count)
        hits = typed if what.scope == "words" else related
        return MatchedQuery(expanded, what, hits, searched, understood, profiles, is_empty=not sum(by_words[fewest:]))

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


def size_of(page: SearchPage) -> int:
    """Estimate the bytes that an answer takes in memory, rather too many than too few."""
    texts = len(page.request.text) + len(page.read_as) + len(page.suggestion or "")
    snippets = sum(len(hit.snippet) + sum(len(note.snippet) for note in hit.notes) for hit in page.hits)
    passages = sum(len(hit.text) for hit in page.hits)
    facet_values = sum(map(len, page.facets.values()))
    profiles = len(page.profiles.texts) if page.profiles else 0
    return 8_000 + 16 * texts + 3_000 * len(page.hits) + 2 * (snippets + passages) + 150 * facet_values + 250 * profiles


def fewest_words(counts: Sequence[int]) -> int:
    """Return how many words of the query a related passage must have: all, or fewer where too few passages have all.

    `counts` counts the passages with 0, 1, 2 … words.
    """
    fewest = len(counts) - 1
    enough = 0
    for fewest in range(len(counts) - 1, 0, -1):
        enough += counts[fewest]
        if enough >= ENOUGH:
            break
    return fewest


def _matching(
    passages: Iterable[StoredPassage], rows: Iterable[RankedHit], named: Sequence[Condition]
) -> Iterator[MatchingPassage]:
    """Yield passages as hits, with the scores that are named."""
    for stored, row in zip(passages, rows, strict=True):
        yield stored.matching(row.relevance, named, row.has_words)


def _matching_notes(passage: StoredPassage, marker: QueryMarker) -> tuple[HitNote, ...]:
    """Return the notes of a passage that have the words that the query looks for in notes."""
    in_notes = marker.in_notes
    if in_notes is None:
        return ()
    notes: list[HitNote] = []
    for number, note in enumerate(passage.notes, 1):
        mark, _, text = note.partition(" ")
        if marks := in_notes.marks(text):
            notes.append(HitNote(number, mark, snippet(text, marks)))
    return tuple(notes)


def _evidence_in(index: SearchIndex) -> EvidenceSpans:
    """Return what looks up the evidence of a passage in a generation."""

    def evidence_spans(passage: Located, indicators: Collection[str]) -> Sequence[Span]:
        stored = index.find(passage)
        return stored.evidence_spans(indicators) if stored else ()

    return evidence_spans


def _conditions(node: Node) -> Iterator[Condition]:
    if isinstance(node, Condition):
        yield node
    elif isinstance(node, All | Any):
        for part in node.parts:
            yield from _conditions(part)


def _named_scores(expanded: ExpandedQuery, request: SearchRequest) -> list[Condition]:
    """Return the scores that a hit shows: those of the query's conditions, of its sort, and those that are asked for.

    What is asked for is of the hit's own series: it decides nothing.
    """
    named = list(_conditions(expanded.root))
    slug = request.sort.removeprefix("-")
    if slug in taxonomy().scored:
        named.append(Condition(slug, is_change=False, low=None, high=None, bounds="", series=expanded.series))
    known = {condition.name for condition in named}
    for name in request.scores:
        if name not in known:
            slug, is_change = name.removeprefix(CHANGE), name.startswith(CHANGE)
            named.append(Condition(slug, is_change, None, None, "", series=tuple(all_series())))
    return named
