"""The answer to a search as JSON: `search --json` and `/api/v1/search`."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from explorer.model.addresses import indicator_path, passage_path, place_path, text_path
from explorer.model.rankings import ChangedScore
from explorer.search.cards import Card
from explorer.search.link_grades import ABOUT
from explorer.search.query.names import Understood
from explorer.search.query.nodes import FACETS
from explorer.search.request import LARGEST_LIMIT, Scope
from explorer.search.results import Found, Hit, HitIndicator, MatchingProfile, MatchingProfiles, SearchPage
from explorer.serializers.card_records import CardRecord, card_record
from explorer.serializers.json_fields import (
    REFERENCE,
    BuildId,
    CountryCode,
    EditionYear,
    JsonRecord,
    Milliseconds,
    PassageId,
    PositiveNumber,
    ProfileId,
    Relevance,
    SeriesName,
    SitePath,
    SnippetHtml,
    TextKindName,
    WholeNumber,
)
from explorer.serializers.passage_records import (
    ChapterNameRecord,
    CountryRecord,
    IndicatorLinkRecord,
    SectionNameRecord,
    sentence_records,
)
from explorer.serializers.score_records import ScoreRecord, score_record

ConditionScores = Annotated[
    dict[str, ScoreRecord],
    Meta(
        description="those that the conditions and the sort are about, each with its change",
        extra_json_schema={"propertyNames": {"$ref": REFERENCE.format(name="IndicatorSlug")}},
    ),
]


class HitIndicatorRecord(IndicatorLinkRecord, frozen=True, kw_only=True):
    """An indicator that the passage of a hit is evidence for, with its page."""

    url: SitePath


class HitNoteRecord(JsonRecord, frozen=True, kw_only=True):
    """A note in which a search found what it looks for with `note:`."""

    mark: str
    snippet: SnippetHtml
    url: SitePath


class HitRecord(JsonRecord, frozen=True, kw_only=True):
    """A passage that matches."""

    id: PassageId
    relevance: Relevance
    matched: Annotated[Scope, Meta(description="the narrowest scope that it is in")]
    country: Annotated[CountryRecord | None, Meta(description="null: in a chapter")]
    edition: Annotated[EditionYear | None, Meta(description="null: in a chapter of none")]
    series: Annotated[SeriesName | None, Meta(description="null: in a chapter of none")]
    chapter: Annotated[ChapterNameRecord | None, Meta(description="null: in a profile")]
    section: SectionNameRecord
    paragraph: PositiveNumber
    text_kind: TextKindName
    snippet: SnippetHtml
    matching_notes: Annotated[
        tuple[HitNoteRecord, ...],
        Meta(description="those in which it was found, where the query looks into notes with note:"),
    ]
    url: SitePath
    indicators: Annotated[
        tuple[HitIndicatorRecord, ...], Meta(description="those that the query refers to first, then grade 2")
    ]
    condition_scores: Annotated[
        dict[str, float | None],
        Meta(description="scores, and changes, of the conditions that it meets, of the sort, and those asked for"),
    ]
    scores: ConditionScores


class FacetValueRecord(JsonRecord, frozen=True, kw_only=True):
    """A value to filter by, and how many hits have it."""

    value: str
    label: str
    count: Annotated[WholeNumber, Meta(description="exact; of the hits without this facet's own filter")]


class ScopeCountsRecord(JsonRecord, frozen=True, kw_only=True):
    """How many passages a search finds in each scope."""

    words: Annotated[WholeNumber, Meta(description="with every word typed, in any form, under all conditions; exact")]
    related: Annotated[
        WholeNumber,
        Meta(description="those, and with similar words, most of the words, or a link to an indicator that is meant"),
    ]


class MatchingProfileRecord(JsonRecord, frozen=True, kw_only=True):
    """A profile that meets the conditions of a query."""

    id: ProfileId
    country: CountryRecord
    edition: EditionYear
    series: SeriesName
    text_kind: TextKindName
    condition_scores: Annotated[
        dict[str, float | None], Meta(description="of the conditions, of the sort, and those asked for")
    ]
    scores: ConditionScores
    url: SitePath


class MatchingProfilesRecord(JsonRecord, frozen=True, kw_only=True):
    """The profiles that meet the conditions and pass the filters, with text or without, by name unless sorted."""

    total: Annotated[WholeNumber, Meta(description="exact")]
    with_text: WholeNumber
    items: tuple[MatchingProfileRecord, ...]


class UnderstoodRecord(JsonRecord, frozen=True, kw_only=True):
    """The words of a query apart from the names in it, and the filters that these stand for."""

    text: Annotated[str, Meta(description="the words that are searched")]
    country: tuple[CountryCode, ...]
    region: tuple[str, ...]
    continent: tuple[str, ...]
    edition: tuple[EditionYear, ...]
    section: tuple[str, ...]


class FoundRecord(JsonRecord, frozen=True, kw_only=True):
    """Base of the answers to a search, in whatever view: how it was read, and what was found."""

    query: str
    read_as: Annotated[str, Meta(description="how the query was read and expanded, in words")]
    scope: Annotated[Scope, Meta(description="of the hits, the total, the facets and all else that is counted")]
    counts: ScopeCountsRecord
    headline: Annotated[str, Meta(description="what was found, in a sentence")]
    understood: Annotated[UnderstoodRecord | None, Meta(description="null: no name in the query is a filter")]


class SearchRecord(FoundRecord, frozen=True, kw_only=True):
    """One page of the passages that match, with exact totals and facets."""

    total: Annotated[WholeNumber, Meta(description="exact; of the scope")]
    profiles: Annotated[
        MatchingProfilesRecord | None, Meta(description="null: the query has words, or no condition on a score")
    ]
    took_ms: Milliseconds
    limit: Annotated[int, Meta(ge=1, le=LARGEST_LIMIT)]
    offset: WholeNumber
    sort: str
    hits: tuple[HitRecord, ...]
    facets: Annotated[
        dict[str, tuple[FacetValueRecord, ...]], Meta(extra_json_schema={"propertyNames": {"enum": list(FACETS)}})
    ]
    suggestion: Annotated[str | None, Meta(description="another query that would find more")]
    card: Annotated[
        CardRecord | None, Meta(description="null: the query is not the name of a country or indicator alone")
    ]
    generation: BuildId


def hit_record(hit: Hit) -> HitRecord:
    return HitRecord(
        id=hit.id,
        relevance=round(hit.relevance, 4),
        matched=hit.matched,
        country=CountryRecord(code=hit.code, name=hit.country or "") if hit.code else None,
        edition=hit.edition,
        series=hit.series,
        chapter=ChapterNameRecord(id=hit.text_id, title=hit.chapter) if hit.chapter else None,
        section=SectionNameRecord(slug=hit.section, title=hit.section_title),
        paragraph=hit.paragraph,
        text_kind=hit.text_kind,
        snippet=hit.snippet,
        matching_notes=tuple(
            HitNoteRecord(
                mark=note.mark,
                snippet=note.snippet,
                url=SitePath(place_path(hit.text_id, f"{hit.section}-{hit.paragraph}-note-{note.number}")),
            )
            for note in hit.notes
        ),
        url=SitePath(passage_path(hit.id)),
        indicators=tuple(_hit_indicator_record(indicator, hit) for indicator in hit.indicators),
        condition_scores=dict(hit.scores),
        scores=score_records(hit.changed_scores),
    )


def score_records(scores: Mapping[str, ChangedScore]) -> dict[str, ScoreRecord]:
    return {slug: score_record(known.score, known.change) for slug, known in scores.items()}


def _hit_indicator_record(indicator: HitIndicator, hit: Hit) -> HitIndicatorRecord:
    return HitIndicatorRecord(
        slug=indicator.slug,
        label=indicator.label,
        score=indicator.score,
        grade=2 if indicator.grade == ABOUT else 1,
        relation=indicator.relation,
        evidence=indicator.evidence,
        sentences=sentence_records(hit.text, indicator.spans),
        url=SitePath(indicator_path(indicator.slug, hit.index_edition)),
    )


def scope_counts_record(found: Found) -> ScopeCountsRecord:
    return ScopeCountsRecord(words=found.words, related=found.related)


def _profiles_record(profiles: MatchingProfiles) -> MatchingProfilesRecord:
    return MatchingProfilesRecord(
        total=profiles.total,
        with_text=profiles.with_text,
        items=tuple(map(matching_profile_record, profiles.items)),
    )


def matching_profile_record(profile: MatchingProfile) -> MatchingProfileRecord:
    return MatchingProfileRecord(
        id=profile.id,
        country=CountryRecord(code=profile.code, name=profile.country),
        edition=profile.edition,
        series=profile.series,
        text_kind=profile.text_kind,
        condition_scores=dict(profile.scores),
        scores=score_records(profile.changed_scores),
        url=SitePath(text_path(profile.id)),
    )


def understood_record(understood: Understood | None) -> UnderstoodRecord | None:
    if understood is None:
        return None
    return UnderstoodRecord(
        text=understood.text,
        country=understood.chosen("country"),
        region=understood.chosen("region"),
        continent=understood.chosen("continent"),
        edition=tuple(map(int, understood.chosen("edition"))),
        section=understood.chosen("section"),
    )


def search_record(page: SearchPage, card: Card | None = None) -> SearchRecord:
    """Return the answer to a search; relevance is rounded to 4 digits, the time to hundredths of a millisecond."""
    return SearchRecord(
        query=page.request.text,
        read_as=page.read_as,
        scope=page.found.scope,
        counts=scope_counts_record(page.found),
        headline=page.found.headline,
        total=page.total,
        profiles=_profiles_record(page.profiles) if page.profiles else None,
        took_ms=round(page.took_ms, 2),
        limit=page.request.limit,
        offset=page.request.offset,
        sort=page.request.sort,
        hits=tuple(map(hit_record, page.hits)),
        facets={
            name: tuple(FacetValueRecord(value=facet.value, label=facet.label, count=facet.count) for facet in values)
            for name, values in page.facets.items()
        },
        suggestion=page.suggestion,
        understood=understood_record(page.understood),
        card=card_record(card) if card else None,
        generation=page.generation,
    )
