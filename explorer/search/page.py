"""What a search answers: one page of hits with exact totals and facets."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class HitIndicator:
    """An indicator that the passage of a hit is evidence for, with its score in that profile."""

    slug: str
    label: str
    score: float | None  # 1-10; None where the profile has no score
    grade: int  # 2: the passage is about it; 1: a sentence is evidence for it
    evidence: tuple[str, ...]  # the words that say so


@dataclass(frozen=True, slots=True)
class HitNote:
    """A note that has what the query looks for in notes."""

    number: int  # among the notes of its passage, from 1
    mark: str  # as the source has it, "12"
    snippet: str  # HTML, like that of the hit


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matched."""

    id: str  # "kgz-2021/drugs/1"
    relevance: float  # engine-made, unitless
    code: str  # of the country
    country: str  # its name
    edition: int
    section: str  # slug
    section_title: str
    paragraph: int
    text_kind: str  # "digest" or "full"
    snippet: str  # HTML: escaped, with <mark> around what matched
    indicators: tuple[HitIndicator, ...]  # grade 2 first
    scores: Mapping[str, float | None]  # of the score conditions that it met, and of the sort
    notes: tuple[HitNote, ...] = ()  # in which it was found, where the query looks into notes


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int  # exact, of the hits without this facet's own filter


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of the answer to a request. HTML, JSON and the command line show the same one."""

    request: SearchRequest
    read_as: str  # how the query was understood, in words
    total: int  # exact
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]  # by name of FACETS; most first
    suggestion: str | None  # "did you mean", a whole query
    generation: str
    partial: bool = False  # no passage had all words: these have most of them
