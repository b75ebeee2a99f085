"""The embedded engine: the passages in a Whoosh index, with no server beside it."""

import heapq
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from explorer.engines.generations import Generations
from explorer.engines.whoosh.build import write_generation
from explorer.engines.whoosh.compile import compile_meaning
from explorer.engines.whoosh.evaluate import Evaluation
from explorer.engines.whoosh.ranking import Weights, make_scoring
from explorer.engines.whoosh.schema import FORMAT
from explorer.engines.whoosh.snapshot import PassageRow, Snapshot
from explorer.profiles import Profile
from explorer.search.engine import PassageLinker, Progress, silent
from explorer.search.finding import Findings, FoundPassage
from explorer.search.highlight import QueryMarker
from explorer.search.language import All, Any, Condition, Node, read_query
from explorer.search.meaning import Meaning, understand
from explorer.search.occurrence import words_alone
from explorer.search.page import FacetValue, HitIndicator, SearchPage
from explorer.search.request import FACETS, SearchRequest
from explorer.search.synonyms import Synonyms, synonyms
from explorer.taxonomy import taxonomy

TOO_FEW = 10  # hits with all words: with fewer, those with most words follow


@dataclass(frozen=True, slots=True)
class Match:
    """How a passage answers a query."""

    missing: int  # words of the query that it lacks
    relevance: float


class WhooshEngine:
    """Builds and searches generations in one folder. Threads may share it."""

    def __init__(
        self,
        folder: Path,
        linker: PassageLinker,
        known: Synonyms | None = None,  # those that this copy ships
        weights: Weights | None = None,
    ) -> None:
        self._generations = Generations(folder, "whoosh", FORMAT)
        self._linker = linker
        self._synonyms = known or synonyms()
        self._weights = weights or Weights()
        self._lock = threading.Lock()
        self._pointer: tuple[int, int, int] | None = None
        self._snapshot: Snapshot | None = None

    @property
    def generation(self) -> str:
        with self._current() as snapshot:
            return snapshot.generation.id

    @property
    def fingerprint(self) -> str:
        return self._generations.manifest().fingerprint

    def problems(self) -> list[str]:
        return self._generations.problems()

    def build(self, profiles: Iterable[Profile], fingerprint: str, progress: Progress = silent) -> str:
        with self._generations.building(fingerprint) as building:
            building.passages = write_generation(building.folder, profiles, self._linker, progress)
        return building.id

    def close(self) -> None:
        """Let go of the generation; the next search opens it again."""
        with self._lock:
            if self._snapshot:
                self._snapshot.retire()
            self._snapshot = self._pointer = None

    @contextmanager
    def _current(self) -> Iterator[Snapshot]:
        """The generation that answers now, kept open for the block; one look at the pointer finds a new one."""
        pointer = self._generations.pointer()
        with self._lock:
            if self._snapshot is None or pointer != self._pointer:
                opened = Snapshot(self._generations.open(), make_scoring(self._weights))
                if self._snapshot:
                    self._snapshot.retire()
                self._snapshot, self._pointer = opened, pointer
            snapshot = self._snapshot
            snapshot.enter()
        try:
            yield snapshot
        finally:
            snapshot.leave()

    def search(self, request: SearchRequest) -> SearchPage:
        started = perf_counter()
        with self._current() as snapshot:
            meaning = self._understand(snapshot, request.text, request.exact)
            found = self._find(snapshot, meaning, request)
            hits, facets = _filter(snapshot, found, request)
            marker = QueryMarker(meaning, self._linker)
            named = _score_names(meaning, request.sort)
            whole = sum(1 for match in hits.values() if not match.missing)
            return SearchPage(
                request=request,
                read_as=meaning.read_as + _say_partial(whole, len(hits)),
                total=len(hits),
                hits=tuple(
                    passage.hit(marker.snippet(passage.text))
                    for passage in _passages(snapshot, _shown(snapshot, hits, request), hits, named)
                ),
                facets=facets,
                suggestion=meaning.suggestion,
                generation=snapshot.generation.id,
                partial=whole < len(hits),
                took_ms=(perf_counter() - started) * 1000,
            )

    def passages(self, request: SearchRequest) -> Findings:
        with self._current() as snapshot:
            meaning = self._understand(snapshot, request.text, request.exact)
            hits, _ = _filter(snapshot, self._find(snapshot, meaning, request), request)
            everything = replace(request, limit=max(1, len(hits)), offset=0)
            whole = sum(1 for match in hits.values() if not match.missing)
            numbers = _shown(snapshot, hits, everything)
            return Findings(
                request=request,
                read_as=meaning.read_as + _say_partial(whole, len(hits)),
                passages=tuple(_passages(snapshot, numbers, hits, _score_names(meaning, request.sort))),
                partial=whole < len(hits),
                generation=snapshot.generation.id,
            )

    def marker(self, text: str, exact: bool = False, alone: bool = False) -> QueryMarker:
        with self._current() as snapshot:
            meaning = self._understand(snapshot, text, exact)
            return QueryMarker(words_alone(meaning) if alone else meaning, self._linker)

    def starting(self, start: str, limit: int) -> Sequence[str]:
        with self._current() as snapshot:
            return snapshot.words.starting(start)[:limit]

    def passages_with(self, words: Iterable[str]) -> Mapping[str, int]:
        with self._current() as snapshot:
            return {word: snapshot.words.passages_with(word) for word in words}

    def _understand(self, snapshot: Snapshot, text: str, is_exact: bool) -> Meaning:
        return understand(read_query(text), snapshot.words, self._linker, self._synonyms, is_exact)

    def _find(self, snapshot: Snapshot, meaning: Meaning, request: SearchRequest) -> Mapping[int, Match]:
        """The passages that answer the text, before the filters of the request."""
        evaluation = Evaluation(snapshot.searcher())
        if not request.text:
            return dict.fromkeys(evaluation.everything(), Match(0, 0.0))
        if not meaning.root.parts:
            return {}
        plan = compile_meaning(meaning, snapshot, self._linker, self._weights)
        needed = evaluation.matching(plan.needed) if plan.needed else evaluation.everything()
        groups = [evaluation.matching(words) & needed for words in plan.words]
        relevance = evaluation.relevance(plan.ranking) if plan.ranking else {}
        matched = Counter(number for group in groups for number in group) if groups else dict.fromkeys(needed, 0)
        fewest = len(groups)
        if not request.exact:
            met = Counter(count for number, count in matched.items() if _passes(snapshot.passages[number], request))
            enough = 0
            for fewest in range(len(groups), 0, -1):
                enough += met[fewest]
                if enough >= TOO_FEW:
                    break
        return {
            number: Match(len(groups) - count, relevance.get(number, 0.0))
            for number, count in matched.items()
            if count >= fewest
        }


def _passes(passage: PassageRow, request: SearchRequest) -> bool:
    return not _failed(passage, request)


def _failed(passage: PassageRow, request: SearchRequest) -> list[str]:
    """The names of the filters that a passage does not pass."""
    return [name for name in FACETS if (chosen := request.chosen(name)) and not set(chosen) & set(passage.facet(name))]


def _filter(
    snapshot: Snapshot, found: Mapping[int, Match], request: SearchRequest
) -> tuple[Mapping[int, Match], Mapping[str, tuple[FacetValue, ...]]]:
    """The hits, and for each facet its counts over the hits that there are without its own filter."""
    hits: dict[int, Match] = {}
    counts: dict[str, Counter[str]] = {name: Counter(dict.fromkeys(request.chosen(name), 0)) for name in FACETS}
    for number, match in found.items():
        passage = snapshot.passages[number]
        failed = _failed(passage, request) if request.filters else []
        if not failed:
            hits[number] = match
        if len(failed) < 2:
            for name in failed or FACETS:
                counts[name].update(passage.facet(name))
    return hits, {name: _facet(name, counts[name]) for name in FACETS}


def _facet(name: str, counts: Mapping[str, int]) -> tuple[FacetValue, ...]:
    values = [FacetValue(value, _label(name, value), count) for value, count in counts.items()]
    return tuple(sorted(values, key=lambda one: (-one.count, one.label)))


def _label(name: str, value: str) -> str:
    match name:
        case "country":
            return taxonomy().country(value).name
        case "section":
            return taxonomy().heading(value).title
        case "indicator":
            return taxonomy().indicator(value).label
        case _:
            return value


def _shown(snapshot: Snapshot, hits: Mapping[int, Match], request: SearchRequest) -> list[int]:
    """The numbers of the hits on the page that was asked for, in order; ties stand in order of id."""

    def place(number: int) -> tuple[object, ...]:
        passage, match = snapshot.passages[number], hits[number]
        return (*_sorted_by(passage, request.sort), match.missing, -match.relevance, number)

    return heapq.nsmallest(request.offset + request.limit, hits, key=place)[request.offset :]


def _sorted_by(passage: PassageRow, sort: str) -> tuple[object, ...]:
    """What a passage is put in order by, before its relevance."""
    match sort:
        case "relevance":
            return ()
        case "country":
            return (passage.profile.country.name,)
        case "newest":
            return (-passage.profile.edition,)
        case "oldest":
            return (passage.profile.edition,)
    score = passage.profile.scores.get(sort.removeprefix("-"))
    if score is None:
        return (True, 0)
    return (False, score if sort.startswith("-") else -score)


def _conditions(node: Node) -> Iterator[Condition]:
    if isinstance(node, Condition):
        yield node
    elif isinstance(node, All | Any):
        for part in node.parts:
            yield from _conditions(part)


def _passages(
    snapshot: Snapshot, numbers: Iterable[int], hits: Mapping[int, Match], named: Sequence[Condition]
) -> Iterator[FoundPassage]:
    """The passages of these numbers, whole, with the scores that were named."""
    labels = {slug: one.label for slug, one in taxonomy().scored.items()}
    for number in numbers:
        passage = snapshot.passages[number]
        profile = passage.profile
        text, links = snapshot.stored(number)
        yield FoundPassage(
            id=passage.id,
            relevance=hits[number].relevance,
            code=profile.country.code,
            edition=profile.edition,
            section=passage.section,
            paragraph=passage.paragraph,
            text_kind=profile.text,
            text=text,
            indicators=tuple(
                HitIndicator(slug, labels[slug], _points(profile.scores.get(slug)), grade, evidence)
                for slug, grade, evidence in links
            ),
            scores={condition.name: _points(profile.value(condition)) for condition in named},
        )


def _points(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def _score_names(meaning: Meaning, sort: str) -> list[Condition]:
    """The scores that a hit shows: those that the query sets conditions on, and the one that hits are sorted by."""
    found = list(_conditions(meaning.root))
    if sort.removeprefix("-") in taxonomy().scored:
        found.append(Condition(sort.removeprefix("-"), is_change=False, low=None, high=None, said=""))
    return found


def _say_partial(whole: int, total: int) -> str:
    if whole == total:
        return ""
    if not whole:
        return " No passage has all words: these have most of them."
    has = "1 passage has" if whole == 1 else f"{whole} passages have"
    return f" {has} all words; those with most of them follow."
