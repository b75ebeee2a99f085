"""One generation, open for searching. Threads share its arrays, which are read-only; nothing of Whoosh's is open."""

import threading
from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np

from explorer.core.errors import IndexUnavailableError
from explorer.engines.generations import MEND, Generation
from explorer.engines.whoosh.array_file import ARRAYS, NONE, Array, read_arrays, unpack
from explorer.engines.whoosh.facets import FacetColumn, Facets, PassageFacet, ProfileFacet, values_of
from explorer.engines.whoosh.highlighter import IndexedHighlighter
from explorer.engines.whoosh.query_vocabulary import SHIPPED, QueryVocabulary, read_vocabulary, vocabulary_key
from explorer.engines.whoosh.scoring import PostingIndex
from explorer.engines.whoosh.stored_passages import StoredPassages
from explorer.engines.whoosh.term_dictionary import TermDictionary
from explorer.linking.links import Link
from explorer.model.ids import is_profile_id, split_profile_id
from explorer.model.taxonomy import taxonomy
from explorer.search.highlighting import Located
from explorer.search.query.expansion import QueryLinker
from explorer.search.query.nodes import Condition
from explorer.search.query.synonyms import Synonyms, synonyms
from explorer.search.relevance import RelevanceWeights
from explorer.search.request import FACETS

Given = tuple[QueryLinker | None, Synonyms | None]
_UNSCORED = 2**14  # sorts behind every score


class IndexReader:
    """A generation that answers."""

    def __init__(self, generation: Generation, weights: RelevanceWeights, reading: Given = (None, None)) -> None:
        """Queries are read as is given, else as this copy reads them."""
        self._given = reading
        self.generation = generation
        self._lock = threading.Lock()
        self._users = 0
        self._is_retired = False
        try:
            self._arrays = read_arrays(generation.folder / ARRAYS)
            self.index = PostingIndex(self._arrays, weights)
            self.passage_count = self.index.size
            self._ids = unpack(self._arrays["profiles/ids"])
            self._scored = {slug: number for number, slug in enumerate(unpack(self._arrays["scored"]))}
        except (OSError, ValueError, TypeError, KeyError) as error:
            generation.hold.release()
            raise IndexUnavailableError(f"The search index is damaged ({error}). {MEND}") from error

    @cached_property
    def _kept_vocabulary(self) -> QueryVocabulary | None:
        if self._given[0] is not None:
            return None
        try:
            return read_vocabulary(self.generation.folder, vocabulary_key(SHIPPED))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise IndexUnavailableError(f"The search index is damaged ({error}). {MEND}") from error

    @cached_property
    def vocabulary(self) -> QueryVocabulary:
        """What queries are read by: as it is kept here, unless it was edited since."""
        reader, known = self._given
        kept = self._kept_vocabulary
        if kept is None:
            from explorer.linking.linker import linker  # all that reads the files, which are seldom read

            kept = QueryVocabulary(reader or linker(), known or synonyms())
        return kept if known is None else kept._replace(synonyms=known)

    @cached_property
    def words(self) -> TermDictionary:
        exact = self.index.field("exact").postings
        stems = self.index.field("body").postings.numbers
        return TermDictionary(exact.terms, np.diff(exact.starts), stems, self._arrays["words/letters"])

    # What ranking asks.

    @cached_property
    def _linked(self) -> Array:
        return np.bincount(self._arrays["links/indicator"], minlength=len(self._scored))

    def linked_count(self, indicator: str) -> int:
        """The number of passages that are linked to an indicator."""
        return int(self._linked[self._scored[indicator]])

    def profiles_where(self, condition: Condition) -> Sequence[str]:
        """The ids of the profiles that meet a condition."""
        values = self._values(condition.slug, condition.is_change)
        met = values != NONE
        if condition.low is not None:
            met &= values >= condition.low
        if condition.high is not None:
            met &= values <= condition.high
        return [self._ids[number] for number in np.flatnonzero(met).tolist()]

    def _values(self, slug: str, is_change: bool) -> Array:
        """A score of each profile, or its change, in hundredths."""
        return self._arrays["profiles/changes" if is_change else "profiles/scores"][:, self._scored[slug]]

    def scores(self) -> dict[str, dict[str, float]]:
        """The scores of all profiles, by profile id and slug."""
        rows = zip(self._ids, self._arrays["profiles/scores"].tolist(), strict=True)
        return {
            id: {slug: value / 100 for slug, value in zip(self._scored, row, strict=True) if value != NONE}
            for id, row in rows
            if is_profile_id(id)
        }

    # What is counted and sorted by.

    @cached_property
    def facets(self) -> Facets:
        of_passage = self._arrays["passages/profile"].astype(np.int64)
        return Facets({name: self._facet(name) for name in FACETS}, of_passage, len(self._ids))

    def _facet(self, name: str) -> FacetColumn:
        names = self._chapters if name == "chapter" else values_of(name)
        values, labels = tuple(value for value, _ in names), tuple(label for _, label in names)
        places = {value: place for place, value in enumerate(values)}
        match name:
            case "indicator":
                masks = np.zeros((len(values), self.passage_count), dtype=bool)
                starts = self._arrays["links/starts"]
                owners = np.repeat(np.arange(self.passage_count), np.diff(starts))
                of_number = np.array([places[slug] for slug in self._scored])
                masks[of_number[self._arrays["links/indicator"]], owners] = True
                return PassageFacet.of(values, labels, masks)
            case "section":
                numbers = {heading.slug: heading.number for heading in taxonomy().headings}
                of_value = np.array([numbers[slug] for slug in values])
                return PassageFacet.of(values, labels, self._arrays["passages/section"] == of_value[:, None])
        texts = zip(self._ids, self._arrays["profiles/editions"].tolist(), strict=True)
        codes = [places.get(_text_value(id, edition, name), len(values)) for id, edition in texts]
        lengths = np.bincount(self._arrays["passages/profile"], minlength=len(self._ids))
        return ProfileFacet(values, labels, np.array(codes, dtype=np.int64), lengths)

    @property
    def _chapters(self) -> tuple[tuple[str, str], ...]:
        """The id and title of every chapter, in order of title."""
        names = zip(self._ids, unpack(self._arrays["profiles/names"]), strict=True)
        return tuple(sorted((pair for pair in names if not is_profile_id(pair[0])), key=lambda pair: pair[1]))

    def sort_key(self, sort: str) -> Array | None:
        """What passages are put in order by before their relevance, lowest first."""
        match sort:
            case "relevance":
                return None
            case "country":
                keys = self._codes("country")
            case "newest":
                codes = self._codes("edition")
                keys = np.where(codes == len(self.facets["edition"].values), codes, -codes)
            case "oldest":
                keys = self._codes("edition")
            case _:
                values = self._values(sort.removeprefix("-"), is_change=False)
                signed = values if sort.startswith("-") else -values
                keys = np.where(values == NONE, _UNSCORED, signed)
        return keys[self._arrays["passages/profile"]]

    def _codes(self, name: str) -> Array:
        facet = self.facets[name]
        assert isinstance(facet, ProfileFacet)
        return facet.codes

    # What a hit shows.

    @cached_property
    def passages(self) -> StoredPassages:
        return StoredPassages(self._arrays, self._ids, self._scored)

    def links(self, passage: Located) -> tuple[Link, ...] | None:
        """The links of a passage; None where its text, or the vocabulary, is not what was indexed."""
        number = self.passages.number_of(passage) if self._kept_vocabulary else None
        return None if number is None else self.passages.links(number)

    def indicator_spans(self, passage: Located, indicators: Collection[str]) -> list[tuple[int, int]] | None:
        """Where a passage speaks of some indicators; None as for its links."""
        number = self.passages.number_of(passage) if self._kept_vocabulary else None
        return None if number is None else self.passages.marks(number, indicators)

    @cached_property
    def highlighter(self) -> IndexedHighlighter:
        exact = self.index.field("exact").postings
        stems = {stem: number for number, stem in enumerate(unpack(self._arrays["stems"]))}
        return IndexedHighlighter(self._arrays, exact.terms, exact.numbers, stems, self.words)

    # How long it is kept.

    def acquire(self) -> None:
        """A search starts that uses this generation."""
        with self._lock:
            self._users += 1

    def release(self) -> None:
        """That search is over."""
        with self._lock:
            self._users -= 1
            self._let_go_when_unused()

    def close(self) -> None:
        """Another generation answers now: let go of this one after the last search that uses it."""
        with self._lock:
            self._is_retired = True
            self._let_go_when_unused()

    def _let_go_when_unused(self) -> None:
        if self._is_retired and self._users == 0:
            self.generation.hold.release()


def _text_value(id: str, edition: int, name: str) -> str:
    """What the passages of a profile or a chapter count for in a facet; nothing where they have no such property."""
    is_profile = is_profile_id(id)
    match name:
        case "edition":
            return str(edition)
        case "kind":
            return "profile" if is_profile else "chapter"
        case "chapter":
            return id
    if not is_profile:
        return ""
    country = taxonomy().country(split_profile_id(id)[0])
    return {"country": country.code, "region": country.region, "continent": country.continent}[name]
