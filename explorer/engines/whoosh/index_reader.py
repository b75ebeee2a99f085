"""One generation, open for searching. Threads share its arrays, which are read-only; nothing of Whoosh's is open."""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from explorer.changes.new_passages import uncompared_term
from explorer.core.errors import IndexUnavailableError
from explorer.engines.generations import MEND, Generation, damaged
from explorer.engines.manifest import file_problems
from explorer.engines.whoosh.array_file import unpack
from explorer.engines.whoosh.array_types import Array, DocumentKeys
from explorer.engines.whoosh.facet_counts import FacetColumn, FacetCounts, PassageFacet, SourceFacet
from explorer.engines.whoosh.highlighter import IndexedHighlighter
from explorer.engines.whoosh.index_arrays import ARRAYS, NO_COUNTRY, NO_SCORE, NO_SERIES, SOURCE_KINDS, IndexArrays
from explorer.engines.whoosh.match_set import MaskMatchSet
from explorer.engines.whoosh.query_vocabulary import SHIPPED, VOCABULARY, read_vocabulary, vocabulary_key
from explorer.engines.whoosh.scoring import PostingIndex
from explorer.engines.whoosh.stored_passages import StoredPassages
from explorer.engines.whoosh.term_dictionary import TermDictionary
from explorer.engines.whoosh.written_words import WrittenWords
from explorer.model.published_scores import PublishedScores
from explorer.model.taxonomy import taxonomy
from explorer.search.backends import QueryVocabulary
from explorer.search.facets import FacetLabels, facet_labels
from explorer.search.highlighting import Located, QueryMarker
from explorer.search.link_grades import ABOUT
from explorer.search.marks import WordMark
from explorer.search.plan import Plan
from explorer.search.query.nodes import FACETS, Condition
from explorer.search.relevance import RelevanceWeights
from explorer.search.request import SearchRequest
from explorer.search.stored import StoredPassage, StoredText

_AFTER_SCORES = 2**14  # sorts after every score
MAPPED = (ARRAYS, VOCABULARY)  # files that are mapped into memory
_FAULTS = (OSError, ValueError, TypeError, LookupError, ArithmeticError)  # of a file that is not as it was written


class IndexReader:
    """A generation that answers: the SearchIndex of the embedded engine."""

    def __init__(self, generation: Generation, weights: RelevanceWeights) -> None:
        self.generation = generation
        self._lock = threading.Lock()
        self._users = 0
        self._is_closed = False
        self._mapped = [generation.folder / name for name in MAPPED if name in generation.manifest.files]
        try:
            self.arrays = IndexArrays.read(generation.folder)
            self.postings = PostingIndex(self.arrays, weights)
            self._scored = {slug: number for number, slug in enumerate(unpack(self.arrays.scored))}
        except _FAULTS as error:
            generation.lock.release()
            raise _damaged(error) from error

    def check_mapped(self) -> None:
        """Check that no file in memory was cut short, since to read beyond its end would kill the process (SIGBUS).

        Raises IndexUnavailableError. A file that was removed, or replaced by another, is still there in memory.
        """
        for path in self._mapped:
            try:
                size = path.stat().st_size
            except OSError:
                continue
            if size < self.generation.manifest.files[path.name][0]:
                raise damaged(f"generations/{self.id}/{path.name} was cut short")

    def check_files(self) -> None:
        """Compare every byte of the generation with its manifest. Raises IndexUnavailableError where any differs."""
        if problem := next(file_problems(self.generation.folder, self.generation.manifest), None):
            raise damaged(problem)

    @property
    def id(self) -> str:
        return self.generation.id

    @cached_property
    def vocabulary(self) -> QueryVocabulary | None:
        try:
            return read_vocabulary(self.generation.folder, vocabulary_key(SHIPPED))
        except _FAULTS as error:
            raise _damaged(error) from error

    @cached_property
    def lexicon(self) -> TermDictionary:
        exact = self.postings.field("exact").postings
        stems = self.postings.field("body").postings.numbers
        return TermDictionary(exact.terms, np.diff(exact.starts), stems, self.arrays.word_letters)

    # Statistics for plans.

    @property
    def passage_count(self) -> int:
        return self.arrays.passage_count

    @cached_property
    def _linked(self) -> Array:
        """The number of passages that are linked to each indicator: shape (scored,), int64."""
        return np.bincount(self.arrays.link_indicator, minlength=len(self._scored))

    def word_count(self, stem: str) -> int:
        return self.postings.field("body").postings.document_frequency(stem)

    def linked_count(self, indicator: str) -> int:
        return int(self._linked[self._scored[indicator]])

    def uncompared_count(self, edition: str) -> int:
        return self.postings.field("new").postings.document_frequency(uncompared_term(edition))

    def profiles_where(self, condition: Condition) -> Sequence[str]:
        values = self._values(condition.slug, condition.is_change)
        is_met = values != NO_SCORE
        if condition.low is not None:
            is_met &= values >= condition.low
        if condition.high is not None:
            is_met &= values <= condition.high
        is_met &= self._is_of(condition.series)
        ids = self._stored.ids
        return [ids[number] for number in np.flatnonzero(is_met).tolist()]

    def _is_of(self, series: Collection[str]) -> Array:
        """Return which sources are of some series: shape (sources,), bool."""
        return np.isin(self._source_series, list(series))

    @cached_property
    def _source_series(self) -> Array:
        """The series of each source: shape (sources,), text."""
        return np.array(self._stored.series)

    @cached_property
    def series(self) -> Sequence[str]:
        return sorted(set(self._stored.series) - {NO_SERIES})

    def _values(self, slug: str, is_change: bool) -> Array:
        """Return a score of each source, or its change: shape (sources,), int16, hundredths of a point."""
        table = self.arrays.source_changes if is_change else self.arrays.source_scores
        return table[:, self._scored[slug]]

    # Matching, facets and sort keys.

    def match(self, plan: Plan, request: SearchRequest) -> MaskMatchSet:
        return MaskMatchSet(self.postings, self.facets, lambda sort: self.sort_key(sort, plan.series), plan, request)

    @cached_property
    def facets(self) -> FacetCounts:
        """The facets of all passages."""
        passage_source = self.arrays.passage_source.astype(np.int64)
        return FacetCounts({name: self._facet(name) for name in FACETS}, passage_source, len(self._stored.ids))

    def _facet(self, name: str) -> FacetColumn:
        match name:
            case "indicator":
                return self._indicator_facet(facet_labels(name), np.ones(len(self.arrays.link_grade), dtype=bool))
            case "about":
                return self._indicator_facet(facet_labels(name), self.arrays.link_grade == ABOUT)
            case "section":
                labels = facet_labels(name)
                numbers = {heading.slug: heading.number for heading in taxonomy().headings}
                of_values = np.array([numbers[slug] for slug in labels.values])
                return PassageFacet.of(labels, self.arrays.passage_section == of_values[:, None])
        labels = self._chapter_labels if name == "chapter" else facet_labels(name)
        places = {value: place for place, value in enumerate(labels.values)}
        codes = [places.get(value, len(places)) for value in self._source_values(name)]
        lengths = np.bincount(self.arrays.passage_source, minlength=len(codes))
        return SourceFacet(labels, np.array(codes, dtype=np.int64), lengths)

    def _indicator_facet(self, labels: FacetLabels, is_counted: Array) -> PassageFacet:
        """Return the facet of some of the links: shape (links,), bool."""
        masks = np.zeros((len(labels.values), self.passage_count), dtype=bool)
        owners = np.repeat(np.arange(self.passage_count), np.diff(self.arrays.link_starts))
        of_numbers = np.array([labels.values.index(slug) for slug in self._scored])
        masks[of_numbers[self.arrays.link_indicator[is_counted]], owners[is_counted]] = True
        return PassageFacet.of(labels, masks)

    @cached_property
    def _kinds(self) -> list[str]:
        """The kind of each source."""
        return [SOURCE_KINDS[kind] for kind in self.arrays.source_kinds.tolist()]

    @cached_property
    def _chapter_labels(self) -> FacetLabels:
        """The id and title of every chapter."""
        names = zip(self._stored.ids, unpack(self.arrays.source_names), self._kinds, strict=True)
        return FacetLabels.of((id, name) for id, name, kind in names if kind == "chapter")

    def _source_values(self, name: str) -> Iterable[str]:
        """Return the value of each source in a facet; an unknown one where it has no such property."""
        match name:
            case "edition":
                return map(str, self.arrays.source_editions.tolist())
            case "kind":
                return self._kinds
            case "chapter":
                return self._stored.ids
            case "series":
                return self._stored.series
        codes = unpack(self.arrays.source_countries)
        if name == "country":
            return codes
        of_codes = {country.code: getattr(country, name) for country in taxonomy().countries}  # region or continent
        return [of_codes.get(code, NO_COUNTRY) for code in codes]

    def sort_key(self, sort: str, series: Collection[str]) -> DocumentKeys | None:
        """Return the key by which passages are sorted before their relevance; None for relevance alone.

        Scores are those of some series; passages of others come after them.
        """
        match sort:
            case "relevance":
                return None
            case "country":
                keys = self._codes("country")
            case "newest":
                codes = self._codes("edition")
                keys = np.where(codes == len(self.facets["edition"].labels.values), codes, -codes)
            case "oldest":
                keys = self._codes("edition")
            case _:
                values = self._values(sort.removeprefix("-"), is_change=False)
                signed = values if sort.startswith("-") else -values
                keys = np.where((values == NO_SCORE) | ~self._is_of(series), _AFTER_SCORES, signed)
        return keys[self.arrays.passage_source]

    def _codes(self, name: str) -> Array:
        """Return the place of each source's value in a facet: shape (sources,), int64."""
        facet = self.facets[name]
        assert isinstance(facet, SourceFacet)
        return facet.codes

    # Stored passages and their marks.

    @cached_property
    def _stored(self) -> StoredPassages:
        return StoredPassages(self.arrays, self._scored)

    def read(self, numbers: Iterable[int]) -> Iterator[StoredPassage]:
        return map(self._stored.read, numbers)

    def passages(self) -> Iterator[StoredPassage]:
        return self.read(range(self.passage_count))

    def find(self, passage: Located) -> StoredPassage | None:
        number = self._stored.number_of(passage)
        return None if number is None else self._stored.read(number)

    def marks(self, numbers: Sequence[int], marker: QueryMarker) -> list[list[WordMark]]:
        return self._highlighter.marks(numbers, marker)

    def word_counts(self, numbers: Sequence[int]) -> list[int]:
        return self._highlighter.word_counts(numbers)

    def written_word(self, word: str) -> str:
        return self._written_words.of(word)

    @cached_property
    def _written_words(self) -> WrittenWords:
        return WrittenWords(self.arrays)

    def profiles(self) -> Sequence[StoredText]:
        return self._stored.profiles()

    def scores(self) -> Mapping[str, PublishedScores]:
        return self._stored.scores()

    @cached_property
    def _highlighter(self) -> IndexedHighlighter:
        return IndexedHighlighter(self.arrays, self.lexicon)

    # Users: the generation is released after the last.

    def acquire(self) -> None:
        """Increment the number of searches that use this generation."""
        with self._lock:
            self._users += 1

    def release(self) -> None:
        """Decrement the number of searches that use this generation."""
        with self._lock:
            self._users -= 1
            self._release_when_unused()

    def close(self) -> None:
        """Release the generation after the last search that uses it."""
        with self._lock:
            self._is_closed = True
            self._release_when_unused()

    def _release_when_unused(self) -> None:
        if self._is_closed and self._users == 0:
            self.generation.lock.release()


def _damaged(error: Exception) -> IndexUnavailableError:
    return IndexUnavailableError(f"The search index is damaged ({error}). {MEND}")
