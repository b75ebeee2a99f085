"""The views of a search as JSON: groups, concordance, distribution, term matrix, passages alike, suggestions."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from explorer.model.addresses import passage_path
from explorer.search.autocomplete import KINDS_OF_SUGGESTION, MOST, Group, Suggestion
from explorer.search.more_like_this import MoreLikeThis
from explorer.search.result_set import Occurrences, ResultSet
from explorer.search.results import Hit
from explorer.search.views.concordance import ORDERS, ConcordanceLine
from explorer.search.views.corpus_parts import PARTS
from explorer.search.views.frequency import Distribution, Share
from explorer.search.views.grouping import HitGroup
from explorer.search.views.term_matrix import Matrix
from explorer.serializers.hit_records import FoundRecord, HitRecord, hit_record, scope_counts_record, understood_record
from explorer.serializers.json_fields import (
    BuildId,
    Frequency,
    JsonRecord,
    PassageId,
    SeriesName,
    SitePath,
    WholeNumber,
)

PartName = Annotated[str, Meta(description="part of the corpus", extra_json_schema={"enum": list(PARTS)})]
PassageCount = Annotated[WholeNumber, Meta(description="passages that match")]
FilteredPassageCount = Annotated[WholeNumber, Meta(description="passages that the filters allow")]


class GroupRecord(JsonRecord, frozen=True, kw_only=True):
    """A country, or a profile or chapter, with the best of its hits."""

    value: Annotated[str, Meta(description="code of the country, or id of the profile or chapter")]
    label: str
    series: Annotated[SeriesName | None, Meta(description="null: a chapter of none")]
    passage_count: PassageCount
    best: HitRecord


class GroupsRecord(FoundRecord, frozen=True, kw_only=True):
    """One page of groups."""

    total: PassageCount
    group_count: Annotated[WholeNumber, Meta(description="groups on all pages")]
    limit: WholeNumber
    offset: WholeNumber
    groups: tuple[GroupRecord, ...]
    generation: BuildId


class ConcordanceLineRecord(JsonRecord, frozen=True, kw_only=True):
    """An occurrence in its context."""

    left: str
    occurrence: str
    right: str
    id: PassageId
    series: Annotated[SeriesName | None, Meta(description="null: in a chapter of none")]
    start: Annotated[WholeNumber, Meta(description="characters of the passage before the occurrence")]
    end: WholeNumber
    url: SitePath


class ConcordanceRecord(FoundRecord, frozen=True, kw_only=True):
    """One page of occurrences in their context."""

    total: PassageCount
    occurrences: WholeNumber
    order: Annotated[str, Meta(extra_json_schema={"enum": list(ORDERS)})]
    limit: WholeNumber
    offset: WholeNumber
    lines: tuple[ConcordanceLineRecord, ...]
    generation: BuildId


class FrequencyRecord(JsonRecord, frozen=True, kw_only=True):
    """The frequency of the words of a search in the whole corpus."""

    occurrences: WholeNumber
    words: WholeNumber
    per_thousand: Annotated[Frequency | None, Meta(description="null: there is no word")]
    passage_count: PassageCount
    filtered_passage_count: FilteredPassageCount


class ShareRecord(JsonRecord, frozen=True, kw_only=True):
    """The frequency of the words of a search in one part of the corpus."""

    value: Annotated[str, Meta(description="code of the country, name of the region, slug of the section, or edition")]
    label: str
    series: Annotated[SeriesName | None, Meta(description="null: chapters of the Index and of none")]
    occurrences: WholeNumber
    words: WholeNumber
    per_thousand: Annotated[Frequency | None, Meta(description="null: there is no word")]
    passage_count: PassageCount
    filtered_passage_count: FilteredPassageCount


class DistributionRecord(FoundRecord, frozen=True, kw_only=True):
    """The frequency of the words of a search in each part of the corpus."""

    by: PartName
    definition: Annotated[str, Meta(description="of an occurrence and its frequency")]
    shares: tuple[ShareRecord, ...]
    whole: FrequencyRecord
    generation: BuildId


class MatrixFilterRecord(JsonRecord, frozen=True, kw_only=True):
    """A filter on the passages in which terms are counted."""

    name: str
    value: str


class MatrixRowRecord(JsonRecord, frozen=True, kw_only=True):
    """The counts in one part of the corpus."""

    value: Annotated[str, Meta(description="code of the country, name of the region, slug of the section, or edition")]
    label: str
    series: Annotated[SeriesName | None, Meta(description="null: chapters of the Index and of none")]
    filtered_passage_count: FilteredPassageCount
    words: WholeNumber
    term_counts: Annotated[tuple[WholeNumber, ...], Meta(description="one a term, in the order of the terms")]


class MatrixRecord(JsonRecord, frozen=True, kw_only=True):
    """The occurrences of each term in each part of the corpus."""

    by: PartName
    all_forms: bool
    filters: tuple[MatrixFilterRecord, ...]
    terms: tuple[str, ...]
    rows: tuple[MatrixRowRecord, ...]
    totals: Annotated[tuple[WholeNumber, ...], Meta(description="one a term")]
    generation: BuildId


class MoreLikeThisRecord(JsonRecord, frozen=True, kw_only=True):
    """The passages most like one, by its top terms."""

    id: PassageId
    terms: tuple[str, ...]
    hits: tuple[HitRecord, ...]


class SuggestionRecord(JsonRecord, frozen=True, kw_only=True):
    """A way to go on from what is typed."""

    group: Annotated[
        Group,
        Meta(description="a page to go to, a narrower search, a word to go on with, or a field that a value follows"),
    ]
    kind: Annotated[str, Meta(extra_json_schema={"enum": list(KINDS_OF_SUGGESTION)})]
    label: str
    query: Annotated[str, Meta(description="the whole query with it in place")]
    url: Annotated[SitePath, Meta(description="the page to go to, or the search; of a field, help")]
    passage_count: Annotated[
        WholeNumber | None, Meta(description="passages that have every word of the query, for a word")
    ]


class SuggestionsRecord(JsonRecord, frozen=True, kw_only=True):
    """Ways to go on from what is typed."""

    query: str
    suggestions: Annotated[tuple[SuggestionRecord, ...], Meta(max_length=MOST)]


def groups_record(results: ResultSet, group_count: int, page: Sequence[tuple[HitGroup, Hit]]) -> GroupsRecord:
    """Return one page of groups, each with its best hit."""
    return GroupsRecord(
        query=results.request.text,
        read_as=results.read_as,
        scope=results.found.scope,
        counts=scope_counts_record(results.found),
        headline=results.found.headline,
        understood=understood_record(results.understood),
        total=results.total,
        group_count=group_count,
        limit=results.request.limit,
        offset=results.request.offset,
        groups=tuple(
            GroupRecord(
                value=group.value,
                label=group.label,
                series=group.best.series,
                passage_count=group.count,
                best=hit_record(best),
            )
            for group, best in page
        ),
        generation=results.generation,
    )


def concordance_record(occurrences: Occurrences, lines: Sequence[ConcordanceLine], order: str) -> ConcordanceRecord:
    """Return one page of lines."""
    results = occurrences.result_set
    return ConcordanceRecord(
        query=results.request.text,
        read_as=results.read_as,
        scope=results.found.scope,
        counts=scope_counts_record(results.found),
        headline=results.found.headline,
        understood=understood_record(results.understood),
        total=results.total,
        occurrences=occurrences.total,
        order=order,
        limit=results.request.limit,
        offset=results.request.offset,
        lines=tuple(
            ConcordanceLineRecord(
                left=line.left,
                occurrence=line.word,
                right=line.right,
                id=line.passage.id,
                series=line.passage.series,
                start=line.start,
                end=line.end,
                url=SitePath(passage_path(line.passage.id)),
            )
            for line in lines
        ),
        generation=results.generation,
    )


def distribution_record(distribution: Distribution, definition: str) -> DistributionRecord:
    """Return a distribution; frequencies are rounded to 4 digits."""
    whole = distribution.whole
    return DistributionRecord(
        query=distribution.request.text,
        read_as=distribution.read_as,
        scope=distribution.found.scope,
        counts=scope_counts_record(distribution.found),
        headline=distribution.found.headline,
        understood=understood_record(distribution.understood),
        by=distribution.by,
        definition=definition,
        shares=tuple(
            ShareRecord(
                value=share.part.value,
                label=share.part.label,
                series=share.part.series,
                occurrences=share.occurrences,
                words=share.words,
                per_thousand=_per_thousand(share),
                passage_count=share.hits,
                filtered_passage_count=share.passages,
            )
            for share in distribution.shares
            if share.part
        ),
        whole=FrequencyRecord(
            occurrences=whole.occurrences,
            words=whole.words,
            per_thousand=_per_thousand(whole),
            passage_count=whole.hits,
            filtered_passage_count=whole.passages,
        ),
        generation=distribution.generation,
    )


def _per_thousand(share: Share) -> float | None:
    return None if share.per_thousand is None else round(share.per_thousand, 4)


def matrix_record(matrix: Matrix) -> MatrixRecord:
    return MatrixRecord(
        by=matrix.by,
        all_forms=matrix.counts_all_forms,
        filters=tuple(MatrixFilterRecord(name=name, value=value) for name, value in matrix.request.filters),
        terms=tuple(term.text for term in matrix.terms),
        rows=tuple(
            MatrixRowRecord(
                value=row.part.value,
                label=row.part.label,
                series=row.part.series,
                filtered_passage_count=row.passages,
                words=row.words,
                term_counts=tuple(row.counts),
            )
            for row in matrix.rows
        ),
        totals=tuple(matrix.totals),
        generation=matrix.generation,
    )


def more_like_this_record(id: str, alike: MoreLikeThis) -> MoreLikeThisRecord:
    """Return the passages most like the one of that id."""
    return MoreLikeThisRecord(id=id, terms=tuple(alike.terms), hits=tuple(map(hit_record, alike.hits)))


def suggestions_record(typed: str, suggestions: Sequence[Suggestion]) -> SuggestionsRecord:
    return SuggestionsRecord(
        query=typed,
        suggestions=tuple(
            SuggestionRecord(
                group=suggestion.group,
                kind=suggestion.kind,
                label=suggestion.label,
                query=suggestion.text,
                url=SitePath(suggestion.path),
                passage_count=suggestion.passages,
            )
            for suggestion in suggestions
        ),
    )
