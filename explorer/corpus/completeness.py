"""How complete a corpus is: the state of each profile of the Index, of every country in every edition.

Profiles of another series are counted apart, where there are any.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from explorer.core.errors import CorpusError, NotFoundError
from explorer.corpus.library import Library
from explorer.model.ids import profile_id
from explorer.model.profiles import TextKind
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import EDITIONS, taxonomy
from explorer.text.counted_nouns import counted, join_names

# Full text, digest, scores without text, neither text nor scores, or a file that cannot be read.
ProfileState = Literal["full", "digest", "scores", "missing", "unreadable"]
STATES: tuple[ProfileState, ...] = get_args(ProfileState)
STATE_NAMES: Mapping[ProfileState, str] = {
    "full": "full text",
    "digest": "digest",
    "scores": "scores only",
    "missing": "missing",
    "unreadable": "cannot be read",
}


class KnownProfile(NamedTuple):
    """What a corpus has of a profile."""

    text_kind: TextKind
    has_scores: bool

    @property
    def state(self) -> ProfileState:
        if self.text_kind != "none":
            return self.text_kind
        return "scores" if self.has_scores else "missing"


@dataclass(frozen=True, slots=True)
class EditionCompleteness:
    """The profiles of one edition, a state each."""

    edition: int
    states: Mapping[str, ProfileState]  # by id, in order of code
    scored: int  # profiles with scores, with and without text

    @property
    def profiles(self) -> int:
        """The number of profiles of the edition, here or not."""
        return len(self.states)

    def count(self, state: ProfileState) -> int:
        """Count the profiles of a state."""
        return sum(1 for other in self.states.values() if other == state)

    def __str__(self) -> str:
        """Write the counts: "2023: 12 with full text, 1 digest, 180 scores only, 0 missing"."""
        counts = {state: self.count(state) for state in STATES}
        digests = counted(counts["digest"], "digest")
        line = f"{self.edition}: {counts['full']} with full text, {digests}, {counts['scores']} scores only"
        unreadable = f", {counts['unreadable']} that cannot be read" if counts["unreadable"] else ""
        return f"{line}, {counts['missing']} missing{unreadable}"


@dataclass(frozen=True, slots=True)
class SeriesCompleteness:
    """The profiles of another series than the Index, of all its editions."""

    series: Series
    with_text: int  # full text or digest
    unreadable: int

    @property
    def profiles(self) -> int:
        """The number of profiles of the series, here or not."""
        return len(self.series.countries) * len(self.series.editions)

    def __str__(self) -> str:
        """Write the count: "ENACT Africa index: 2 of 162 profiles with text"."""
        unreadable = f", {self.unreadable} that cannot be read" if self.unreadable else ""
        return f"{self.series.name}: {self.with_text} of {self.profiles} profiles with text{unreadable}"


@dataclass(frozen=True, slots=True)
class Completeness:
    """The editions of the Index in a corpus, oldest first. Chapters are not counted, and other series apart."""

    editions: tuple[EditionCompleteness, ...]
    other_series: tuple[SeriesCompleteness, ...] = ()  # that have a profile here

    @classmethod
    def of(cls, library: Library, indexed: Mapping[str, KnownProfile] | None = None) -> "Completeness":
        """Count the profiles of a library; those that an index has, by id, are not read."""
        codes = sorted(country.code for country in taxonomy().countries)
        editions = []
        for edition in EDITIONS:
            ids = [profile_id(code, edition) for code in codes]
            known = [_known(library, indexed, id) for id in ids]
            states = {id: profile.state if profile else "unreadable" for id, profile in zip(ids, known, strict=True)}
            scored = sum(1 for profile in known if profile and profile.has_scores)
            editions.append(EditionCompleteness(edition, states, scored))
        others = (_count_series(library, indexed, slug) for slug in library.series() if slug != INDEX_SERIES)
        return cls(tuple(editions), tuple(others))

    def count(self, state: ProfileState) -> int:
        """Count the profiles of a state, in all editions."""
        return sum(edition.count(state) for edition in self.editions)

    @property
    def profiles(self) -> int:
        """The number of profiles of all editions, here or not."""
        return sum(edition.profiles for edition in self.editions)

    @property
    def is_sample(self) -> bool:
        """Tell whether there are digests and nothing else, as when nothing has been imported."""
        return self.count("full") == self.count("scores") == self.count("unreadable") == 0 < self.count("digest")

    @property
    def lacks_scores(self) -> bool:
        """Tell whether some profile has no scores here."""
        return any(edition.scored < edition.profiles for edition in self.editions)

    @property
    def lacks_texts(self) -> bool:
        """Tell whether some profile has no full text here."""
        return self.count("full") < self.profiles

    @property
    def is_fresh(self) -> bool:
        """Tell whether there is no full text yet, or no edition with the scores of all countries."""
        return self.count("full") == 0 or all(edition.scored < edition.profiles for edition in self.editions)

    def __str__(self) -> str:
        """Write one sentence: "Full text of 14 of 193 profiles of 2023; scores of all 579 profiles."."""
        full = self._spread([edition.count("full") for edition in self.editions])
        digests = self._spread([edition.count("digest") for edition in self.editions])
        scored = self._spread([edition.scored for edition in self.editions])
        unreadable = self.count("unreadable")
        clauses = (
            f"Full text of {full}" if full else "No full text",
            f"a digest of {digests}" if digests else "",
            f"scores of {scored}" if scored else "no scores",
            f"{counted(unreadable, 'profile')} cannot be read" if unreadable else "",
        )
        return "; ".join(filter(None, clauses)) + "."

    def _spread(self, counts: Sequence[int]) -> str:
        """Write how many profiles of each edition: "1 of 193 profiles of 2021 and all of 2023"; empty for none."""
        if sum(counts) == self.profiles:
            return f"all {self.profiles:,} profiles"
        parts: list[str] = []
        for edition, count in zip(self.editions, counts, strict=True):
            if not count:
                continue
            is_all = count == edition.profiles
            if parts:
                parts.append(f"{'all' if is_all else count} of {edition.edition}")
            else:
                of = f"all {count}" if is_all else f"{count} of {edition.profiles}"
                parts.append(f"{of} profiles of {edition.edition}")
        return join_names(parts)


def _count_series(library: Library, indexed: Mapping[str, KnownProfile] | None, slug: str) -> SeriesCompleteness:
    known = [_known(library, indexed, id) for id in library.ids(slug)]
    with_text = sum(1 for profile in known if profile and profile.text_kind != "none")
    return SeriesCompleteness(find_series(slug), with_text, known.count(None))


def _known(library: Library, indexed: Mapping[str, KnownProfile] | None, id: str) -> KnownProfile | None:
    return (indexed or {}).get(id) or _read(library, id)


def _read(library: Library, id: str) -> KnownProfile | None:
    """Read what there is of a profile, perhaps nothing; None where a file that may have it cannot be read."""
    try:
        profile = library.profile(id)
    except NotFoundError:
        return None if library.is_hidden(id) else KnownProfile("none", False)
    except CorpusError:
        return None
    return KnownProfile(profile.text_kind, bool(profile.scores))
