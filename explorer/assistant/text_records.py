"""The records of the tools that find and return texts."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from explorer.search.link_grades import Relation
from explorer.search.request import Scope
from explorer.serializers.hit_records import ConditionScores, FacetValueRecord, FoundRecord, MatchingProfileRecord
from explorer.serializers.json_fields import (
    BuildId,
    EditionYear,
    IndicatorSlug,
    IsoDate,
    JsonRecord,
    PassageId,
    PositiveNumber,
    ScoreValue,
    SeriesName,
    SitePath,
    TextKindName,
    WholeNumber,
)
from explorer.serializers.passage_records import CountryRecord, SectionNameRecord
from explorer.serializers.quote_records import LinkStatusRecord
from explorer.serializers.score_records import RankRecord, ScoreRecord

Notice = Annotated[str, Meta(description="what was left out and how to go on, or why there is nothing")] | UnsetType
VerbatimText = Annotated[str, Meta(description="word for word as it is in the corpus")]


class ResultRecord(JsonRecord, frozen=True, kw_only=True):
    """A passage that was found."""

    id: Annotated[PassageId, Meta(description="what `fetch` takes")]
    title: Annotated[str, Meta(description="where the passage is; says so where it is a digest")]
    url: Annotated[
        str, Meta(description="permanent link; without an address of the server the publisher's, empty if not known")
    ]


class ResultsRecord(JsonRecord, frozen=True, kw_only=True):
    """The passages that were found, best first."""

    results: tuple[ResultRecord, ...]
    notice: Notice = UNSET


class NamedIndicatorRecord(JsonRecord, frozen=True, kw_only=True):
    """An indicator that a text is evidence for: a link of the OC Explorer's, not of the authors of the Index."""

    slug: IndicatorSlug
    label: str
    score: Annotated[ScoreValue | None, Meta(description="in the profile; null: not scored, or a chapter")]
    relation: Annotated[Relation, Meta(description="the text is about it, or mentions it")]


class FetchedMetadataRecord(JsonRecord, frozen=True, kw_only=True):
    """Whose words a text has, where it is from, and how it is cited."""

    kind: Literal["passage", "section", "profile", "chapter", "score"]
    text_kind: TextKindName
    whose_words: Annotated[str, Meta(description="the kind of text in a sentence")]
    author: str
    country: Annotated[CountryRecord | None, Meta(description="null: in a chapter")]
    edition: Annotated[EditionYear | None, Meta(description="null: in a chapter of none")]
    series: Annotated[SeriesName | None, Meta(description="null: in a chapter of none")]
    section: Annotated[SectionNameRecord | None, Meta(description="null: more than one section, or a score")]
    indicators: tuple[NamedIndicatorRecord, ...]
    score: Annotated[ScoreRecord | None, Meta(description="null: not the id of a score")]
    ranks: Annotated[dict[str, RankRecord], Meta(description="of the score: in the world, the continent, the region")]
    notes: Annotated[tuple[str, ...], Meta(description="footnotes of the text, each with its mark")]
    citation: Annotated[str, Meta(description="entry of a list of references, APA style")]
    in_text: Annotated[str, Meta(description="reference in the text, APA style")]
    permanent_link: Annotated[
        str,
        Meta(description="a path on the server where that has no public address; without text it records none"),
    ]
    source_url: Annotated[str, Meta(description="the publisher's address; empty where it is not known")]
    accessed: IsoDate
    passages: Annotated[tuple[PassageId, ...], Meta(description="of the text, one a paragraph of it, in order")]
    continues_with: Annotated[tuple[str, ...], Meta(description="ids to fetch for the rest of a text that is cut")]
    notice: Notice = UNSET
    link_status: Annotated[
        LinkStatusRecord | UnsetType,
        Meta(description="how the text or score of the link that was given has changed; absent: it has not"),
    ] = UNSET


class FetchedTextRecord(JsonRecord, frozen=True, kw_only=True):
    """A text with all that is needed to quote and cite it."""

    id: str
    title: str
    text: Annotated[str, Meta(description="passages word for word, an empty line between two; of a score a sentence")]
    url: Annotated[
        str, Meta(description="permanent link; without an address of the server the publisher's, empty if not known")
    ]
    metadata: FetchedMetadataRecord


class FoundPassageRecord(JsonRecord, frozen=True, kw_only=True):
    """A passage that matches, whole."""

    id: PassageId
    title: str
    text_kind: TextKindName
    text: VerbatimText
    matched: Annotated[Scope, Meta(description="the narrowest scope that it is in")]
    country: Annotated[CountryRecord | None, Meta(description="null: in a chapter")]
    edition: Annotated[EditionYear | None, Meta(description="null: in a chapter of none")]
    series: Annotated[SeriesName | None, Meta(description="null: in a chapter of none")]
    section: SectionNameRecord
    paragraph: PositiveNumber
    indicators: Annotated[
        tuple[NamedIndicatorRecord, ...],
        Meta(description="those that the query refers to first"),
    ]
    scores: ConditionScores
    permanent_link: SitePath


class ConditionProfilesRecord(JsonRecord, frozen=True, kw_only=True):
    """The profiles that meet the conditions of a query, with text or without."""

    total: Annotated[WholeNumber, Meta(description="exact")]
    with_text: WholeNumber
    items: Annotated[tuple[MatchingProfileRecord, ...], Meta(description="the first of them")]


class FoundPassagesRecord(FoundRecord, frozen=True, kw_only=True):
    """One page of the passages that match, with the counts of the JSON interface."""

    total: Annotated[WholeNumber, Meta(description="exact; of the scope")]
    limit: PositiveNumber
    offset: WholeNumber
    passages: tuple[FoundPassageRecord, ...]
    profiles: Annotated[
        ConditionProfilesRecord | None, Meta(description="null: the query has words, or no condition on a score")
    ]
    facets: Annotated[
        dict[str, tuple[FacetValueRecord, ...]],
        Meta(description="those asked for: hits by value, most first"),
    ]
    suggestion: Annotated[str | None, Meta(description="another query that would find more")]
    generation: BuildId
    notice: Notice = UNSET
