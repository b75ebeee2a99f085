"""One generation, open for searching: Whoosh's index for each thread, and the tables beside it for all."""

import json
import pickle
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from whoosh.filedb.filestore import FileStorage
from whoosh.index import IndexError as WhooshIndexError
from whoosh.scoring import WeightingModel
from whoosh.searching import Searcher

from explorer.engines.generations import MEND, Generation
from explorer.engines.whoosh.build import INDEX, PASSAGES, PROFILES, WORDS
from explorer.engines.whoosh.words import Words
from explorer.errors import IndexUnavailableError
from explorer.search.language import Condition
from explorer.taxonomy import Country, taxonomy


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """What is asked of a profile; scores in hundredths."""

    id: str
    country: Country
    edition: int
    text: str
    scores: Mapping[str, int]
    changes: Mapping[str, int | None]

    def value(self, condition: Condition) -> int | None:
        return (self.changes if condition.is_change else self.scores).get(condition.slug)


@dataclass(frozen=True, slots=True)
class PassageRow:
    """What is asked of a passage without reading its text."""

    profile: ProfileRow
    section: str  # slug
    paragraph: int
    indicators: tuple[str, ...]  # slugs of those it is linked to

    @property
    def id(self) -> str:
        return f"{self.profile.id}/{self.section}/{self.paragraph}"

    def facet(self, name: str) -> tuple[str, ...]:
        """The values of a facet that a passage counts for."""
        match name:
            case "country":
                return (self.profile.country.code,)
            case "region":
                return (self.profile.country.region,)
            case "continent":
                return (self.profile.country.continent,)
            case "edition":
                return (str(self.profile.edition),)
            case "section":
                return (self.section,)
            case _:
                return self.indicators


class Snapshot:
    """A generation that answers. Everything but the searchers is read once and never changed, so threads share it."""

    def __init__(self, generation: Generation, scoring: WeightingModel) -> None:
        self.generation = generation
        self._scoring = scoring
        self._local = threading.local()
        self._searchers: list[Searcher] = []
        self._lock = threading.Lock()
        self._users = 0
        self._is_retired = False
        try:
            self.profiles, self.passages = _read_tables(generation)
        except (OSError, ValueError, TypeError, KeyError, IndexError) as error:
            generation.hold.let_go()
            raise IndexUnavailableError(f"The search index is damaged ({error}). {MEND}") from error

    @cached_property
    def words(self) -> Words:
        return Words.read(self.generation.folder / WORDS)

    @property
    def passage_count(self) -> int:
        return len(self.passages)

    @cached_property
    def _linked(self) -> Counter[str]:
        return Counter(slug for passage in self.passages for slug in passage.indicators)

    def linked_count(self, indicator: str) -> int:
        """The number of passages that are linked to an indicator."""
        return self._linked[indicator]

    def profiles_where(self, condition: Condition) -> Sequence[str]:
        """The ids of the profiles that meet a condition."""
        return [profile.id for profile in self.profiles if condition.meets(profile.value(condition))]

    def searcher(self) -> Searcher:
        """This thread's own searcher: Whoosh's keep the place that they read from, and are not to be shared."""
        searcher = getattr(self._local, "searcher", None)
        if searcher is None:
            try:
                index = FileStorage(str(self.generation.folder / INDEX), supports_mmap=True).open_index()
                searcher = self._local.searcher = index.searcher(weighting=self._scoring)
            except (OSError, WhooshIndexError, pickle.UnpicklingError, EOFError, ValueError) as error:
                raise IndexUnavailableError(f"The search index cannot be opened ({error}). {MEND}") from error
            with self._lock:
                self._searchers.append(searcher)
        return searcher

    def stored(self, number: int) -> tuple[str, Sequence[tuple[str, int, tuple[str, ...]]]]:
        """The text of a passage, and its links: indicator, grade and evidence of each."""
        text, links = self.searcher().stored_fields(number)["stored"]
        return text, links

    def enter(self) -> None:
        """A search starts that uses this generation."""
        with self._lock:
            self._users += 1

    def leave(self) -> None:
        """That search is over."""
        with self._lock:
            self._users -= 1
        self._close_when_unused()

    def retire(self) -> None:
        """Another generation answers now: close this one after the last search that uses it."""
        self._is_retired = True
        self._close_when_unused()

    def _close_when_unused(self) -> None:
        with self._lock:
            if self._is_retired and self._users == 0:
                while self._searchers:
                    self._searchers.pop().close()
                self.generation.hold.let_go()


def _read_tables(generation: Generation) -> tuple[list[ProfileRow], list[PassageRow]]:
    known = taxonomy()
    slugs = list(known.scored)
    sections = {heading.number: heading.slug for heading in known.headings}
    profiles = [
        ProfileRow(row["id"], known.country(row["code"]), row["edition"], row["text"], row["scores"], row["changes"])
        for row in json.loads((generation.folder / PROFILES).read_bytes())
    ]
    passages = [
        PassageRow(profiles[profile], sections[section], paragraph, tuple(slugs[number] for number, _ in linked))
        for profile, section, paragraph, linked in json.loads((generation.folder / PASSAGES).read_bytes())
    ]
    return profiles, passages
