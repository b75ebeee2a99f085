"""The answer to a search: one page of hits with exact totals and facets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from explorer.model.ids import series_of_id, split_profile_id, text_id_of
from explorer.model.rankings import ChangedScore
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import taxonomy
from explorer.search.link_grades import Relation, relation_of
from explorer.search.marks import SIMILAR_TAG, Span
from explorer.search.query.names import Understood
from explorer.search.query.nodes import Condition
from explorer.search.request import Scope, SearchRequest

MOST_PROFILES = 50  # that meet a query of conditions, shown before the rest is folded away


def place_of(name: str, section: str, paragraph: int) -> str:
    """Return where a passage is, in words, by the name of its text; a name that is also the section is given once."""
    return ", ".join([*dict.fromkeys((name, section)), f"paragraph {paragraph}"])


def name_of_profile(country: str | None, edition: int | None, series: str | None) -> str:
    """Return the profile of a country in words: "Kyrgyzstan 2021", "Lesotho, ENACT Africa index 2019"."""
    return find_series(series or INDEX_SERIES).profile_name(country or "", edition or 0)


def name_of_edition(edition: int | None, series: str | None) -> str:
    """Return an edition in words: "2021" of the Index, "ENACT Africa index 2019"; empty without one."""
    return find_series(series or INDEX_SERIES).edition_name(edition) if edition else ""


class HitIndicator(NamedTuple):
    """An indicator that the passage of a hit is evidence for, with its score in that profile."""

    slug: str
    label: str
    score: float | None  # 1-10; None where the profile has no score, and in a chapter
    grade: int  # 2: the passage is about it; 1: a sentence is evidence for it
    evidence: tuple[str, ...]  # its words in the text
    spans: tuple[Span, ...]  # where these are in the text

    @property
    def relation(self) -> Relation:
        """The grade in words."""
        return relation_of(self.grade)


@dataclass(frozen=True, slots=True)
class HitNote:
    """A note that has the words that the query looks for in notes."""

    number: int  # among the notes of its passage, from 1
    mark: str  # as the source has it, "12"
    snippet: str  # HTML, like that of the hit


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matched."""

    id: str  # "kgz-2021/drugs/1"
    relevance: float  # engine-made, unitless
    matched: Scope  # the narrowest that it is in
    code: str | None  # of the country; None in a chapter
    country: str | None  # its name
    edition: int | None  # a chapter may belong to none
    section: str  # slug
    section_title: str
    paragraph: int
    text_kind: str  # "digest" or "full"
    version: str  # the hash of its text that its permanent link carries
    text: str
    snippet: str  # HTML: escaped, with <mark> around words typed and <mark class="similar"> around similar ones
    indicators: tuple[HitIndicator, ...]  # those that the query refers to first, then grade 2 first
    scores: Mapping[str, float | None]  # of the score conditions that it met, and of the sort
    notes: tuple[HitNote, ...] = ()  # in which it was found, where the query looks into notes
    chapter: str | None = None  # its title; None in a profile
    changed_scores: Mapping[str, ChangedScore] = field(default_factory=dict)  # the same scores, whole, by slug
    series: str | None = INDEX_SERIES  # slug; None in a chapter that belongs to none

    @property
    def edition_name(self) -> str:
        """The edition in words; empty in a chapter of none."""
        return name_of_edition(self.edition, self.series)

    @property
    def index_edition(self) -> int | None:
        """The edition where it is one of the Index, whose indicators have a page for each."""
        return self.edition if self.series == INDEX_SERIES else None

    @property
    def has_similar_marks(self) -> bool:
        """Tell whether a similar word is marked in the snippet."""
        return SIMILAR_TAG in self.snippet

    @property
    def text_id(self) -> str:
        """The id of the profile or the chapter."""
        return text_id_of(self.id)

    @property
    def name(self) -> str:
        """The profile or the chapter in words: "Kyrgyzstan 2021"."""
        return self.chapter or name_of_profile(self.country, self.edition, self.series)

    @property
    def place(self) -> str:
        """The location in words: "Kyrgyzstan 2021, Drugs, paragraph 1"."""
        return place_of(self.name, self.section_title, self.paragraph)


class FacetValue(NamedTuple):  # made in a fraction of the time of a record, hundreds of times for each answer
    value: str
    label: str
    count: int  # type: ignore[assignment]  # of a tuple's method; exact, of the hits without this facet's own filter


@dataclass(frozen=True, slots=True)
class Found:
    """How many passages a search finds, exactly, and which of them are its hits."""

    scope: Scope  # that of the hits, of the facets, and of everything else that is counted
    words: int  # passages with every word typed, in any form, under all filters and conditions
    related: int  # those, and passages that are found in other ways
    wanted: str  # what the former contain, in words: "“heroin” and “police”"; empty where no word is needed
    seeks_words: bool  # False where the query is empty, or has filters and conditions alone
    widened_by: str  # what the others have, in words: "with similar words"; empty where there can be none
    limits: str = ""  # where they are, in words: "in Kyrgyzstan, without “police”"; empty where there are none
    profiles: str = ""  # how many profiles meet its conditions, in words; empty where none does, or it has others too
    is_elsewhere: bool = False  # the others are not in the places or editions that the query names

    @property
    def total(self) -> int:
        """The number of hits."""
        return self.words if self.scope == "words" else self.related

    @property
    def more(self) -> int:
        """The number of passages that are related and lack the words."""
        return self.related - self.words

    @property
    def headline(self) -> str:
        """The sentence on what was found: "3 passages contain “hawala”; 22 more are on the same subject".

        With profiles: "No passage where Heroin trade is at least 9; 2 profiles meet this".
        """
        message = f"{self.words:,} passages" if self.words > 1 else "1 passage" if self.words else "No passage"
        if self.wanted:
            message += f" {'contain' if self.words > 1 else 'contains'} {self.wanted}"
        if self.limits:
            message += f"{',' * bool(self.wanted)} {self.limits}"
        beside = self.beside if self.scope == "related" and self.more else ""
        return "; ".join(filter(None, (message, beside, self.profiles)))

    @property
    def beside(self) -> str:
        """The number of passages that are related beside those with the words: "22 more are on the same subject"."""
        verb = "is" if self.more == 1 else "are"
        if self.is_elsewhere:
            return f"{self.more:,} in other places or editions {verb} related"
        return f"{self.more:,}{' more' if self.words else ''} {verb} on the same subject"

    @property
    def related_title(self) -> str:
        """The title above the passages that are related: "Related: on the same subject, without every word"."""
        if self.is_elsewhere:
            return "Related: in other places or editions"
        return f"Related: on the same subject, without {'every word' if self.words else 'the words'}"

    def in_scope(self, request: SearchRequest) -> SearchRequest:
        """Return a request with this scope, so that its links count the same passages; all have one without a query."""
        return replace(request, scope=self.scope) if request.text else request


@dataclass(frozen=True, slots=True)
class MatchingProfile:
    """A profile that meets the conditions of a query."""

    id: str  # "kgz-2021"
    code: str  # of its country
    edition: int
    text_kind: str  # "none" where its scores alone are here
    scores: Mapping[str, float | None]  # of the conditions and of the sort, by name
    changed_scores: Mapping[str, ChangedScore] = field(default_factory=dict)  # the same scores, whole, by slug

    @property
    def country(self) -> str:
        """The name of its country."""
        return taxonomy().country(self.code).name

    @property
    def series(self) -> str:
        """The slug of its series."""
        return series_of_id(self.id)

    @property
    def name(self) -> str:
        """The profile in words: "Kyrgyzstan 2021"."""
        return name_of_profile(self.country, self.edition, self.series)


class ScoredText(Protocol):
    """A profile with its scores, as an index stores it."""

    @property
    def id(self) -> str: ...

    @property
    def text_kind(self) -> str: ...

    def score(self, condition: Condition) -> float | None: ...

    def changed_scores(self, named: Sequence[Condition]) -> Mapping[str, ChangedScore]: ...


@dataclass(frozen=True, slots=True)
class MatchingProfiles:
    """All profiles that meet the conditions and pass the filters by country, region, continent and edition."""

    texts: tuple[ScoredText, ...]  # in the order of the request; by name where that is relevance
    named: tuple[Condition, ...] = ()  # those of the query, and the sort, whose scores are shown
    aside: tuple[str, ...] = ()  # what the filters that no whole profile passes or fails are by: "section", "indicator"

    @property
    def score_names(self) -> tuple[str, ...]:
        """The names of the scores that each profile has."""
        return tuple(dict.fromkeys(condition.name for condition in self.named))

    @property
    def items(self) -> tuple[MatchingProfile, ...]:
        """The profiles with these scores; made anew, since a cached answer may have hundreds."""
        return tuple(map(self._item, self.texts))

    def _item(self, text: ScoredText) -> MatchingProfile:
        code, edition = split_profile_id(text.id)
        scores = {condition.name: text.score(condition) for condition in self.named}
        return MatchingProfile(text.id, code, edition, text.text_kind, scores, text.changed_scores(self.named))

    @property
    def total(self) -> int:
        return len(self.texts)

    @property
    def with_text(self) -> int:
        """The number of those that have text."""
        return sum(text.text_kind != "none" for text in self.texts)

    @property
    def not_comparable(self) -> int:
        """The number of those that have a change of the conditions which is not comparable."""
        changes = [condition for condition in self.named if condition.is_change]
        changed_scores = (text.changed_scores(changes) for text in self.texts)
        return sum(any(known.change.is_unlike for known in scores.values()) for scores in changed_scores)

    @property
    def sentence(self) -> str:
        """The number of profiles, and of those with text: "10 profiles meet this; 1 has text."."""
        if not self.texts:
            return f"{self.count}."
        have = f"{self.with_text or 'none'} {'has' if self.with_text < 2 else 'have'} text"
        if self.with_text == self.total:
            have = "it has text" if self.total == 1 else "all have text"
        return f"{self.count}; {have}{self._comparability}."

    @property
    def _comparability(self) -> str:
        """The number of changes that are not comparable: "; the change in 130 of them is not comparable"."""
        count = self.not_comparable
        if not count:
            return ""
        noun = "the change" if sum(condition.is_change for condition in self.named) == 1 else "a change"
        those = "" if self.total == 1 else " in each" if count == self.total else f" in {count} of them"
        return f"; {noun}{those} is not comparable"

    @property
    def count(self) -> str:
        """The number of profiles: "10 profiles meet this"."""
        asked = f"this, the {' and the '.join(self.aside)} aside" if self.aside else "this"
        if self.total < 2:
            return f"{self.total or 'No'} profile meets {asked}"
        return f"{self.total:,} profiles meet {asked}"


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of the answer to a request. HTML, JSON and the command line show the same one."""

    request: SearchRequest
    read_as: str  # how the query was read and expanded, in words
    found: Found
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]  # by name of FACETS; most first
    suggestion: str | None  # "did you mean", a whole query
    generation: str
    profiles: MatchingProfiles | None = None  # those that meet a query of conditions on scores alone
    understood: Understood | None = None  # the names in the query, which are filters; None: all is words
    words_request: SearchRequest = field(kw_only=True)  # for the words that are marked, without names that are filters

    @property
    def total(self) -> int:
        """The number of hits, exactly."""
        return self.found.total
