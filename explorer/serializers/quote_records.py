"""Quotations, articles and bibliographies that were checked, as JSON."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType, field

from explorer.citations.bibliography import Verdict
from explorer.citations.permalinks import LinkState, LinkStatus
from explorer.citations.record import CitationKind
from explorer.model.addresses import passage_path
from explorer.quotations.checked_article import CheckedArticle, Finding, FindingKind
from explorer.quotations.claim import Aspect, UnreadText
from explorer.quotations.quotation_match import MatchKind, QuotationMatch, QuotationMatches
from explorer.serializers.json_fields import IndexEditionYear, JsonRecord, PassageId, Similarity, SitePath, WholeNumber
from explorer.text.diff import Difference, Op

EDITION_SENT = "The edition that the article is about, for statements that name none; without it as the article says"


class DifferenceRecord(JsonRecord, frozen=True, kw_only=True):
    """A stretch of a quotation beside a stretch of its source."""

    op: Annotated[
        Op,
        Meta(
            description="changed: other words; added: in the quotation alone; missing: in the source alone; omitted: "
            "left out or replaced with a mark that shows it"
        ),
    ]
    quote: str
    source: str


class QuoteRecord(JsonRecord, frozen=True, kw_only=True):
    """A passage that has the words of a quotation, or words like them."""

    id: PassageId
    kind: Annotated[
        MatchKind, Meta(description="same: but for typography or marked omissions; near: the words are altered")
    ]
    similarity: Similarity
    passage: Annotated[str, Meta(description="the whole text of the passage")]
    diff: Annotated[tuple[DifferenceRecord, ...], Meta(description="empty where nothing differs")]
    url: SitePath


class QuotesRecord(JsonRecord, frozen=True, kw_only=True):
    """The passages that a quotation may come from, best first."""

    matches: tuple[QuoteRecord, ...]
    notice: Annotated[str, Meta(description="why there may be none, or several")] | UnsetType = UNSET


class FindingRecord(JsonRecord, frozen=True, kw_only=True):
    """A quotation, a citation or a claim in an article, and how it compares with the corpus."""

    kind: FindingKind
    start: Annotated[WholeNumber, Meta(description="characters of the article before it")]
    end: WholeNumber
    text: str
    status: str
    message: Annotated[str, Meta(description="the status, in a sentence")] = field(name="says")
    id: Annotated[str, Meta(description="of the passage, profile or chapter that it is about; empty: of none")]
    match: QuoteRecord | UnsetType = UNSET
    country: (
        Annotated[str | None, Meta(description="of a claim: ISO 3166-1 alpha-3; null: of none, as a mean is")]
        | UnsetType
    ) = UNSET
    edition: Annotated[int | None, Meta(description="of a claim: null where it is not known")] | UnsetType = UNSET
    measure: Annotated[str | None, Meta(description="of a claim: slug of an indicator or average")] | UnsetType = UNSET
    aspect: Annotated[Aspect | None, Meta(description="of a claim: what it states")] | UnsetType = UNSET
    stated: (
        Annotated[float | None, Meta(description="of a claim: null where only a direction or a comparison is stated")]
        | UnsetType
    ) = UNSET
    actual: Annotated[float | None, Meta(description="of a claim: null where it is not known")] | UnsetType = UNSET


class UnreadTextRecord(JsonRecord, frozen=True, kw_only=True):
    """A number or a ranking word near a name of the Index's field that was not judged."""

    start: Annotated[WholeNumber, Meta(description="characters of the article before it")]
    end: WholeNumber
    text: str


class ArticleRecord(JsonRecord, frozen=True, kw_only=True):
    """What can be checked in an article, and what was not read, in the order of its text."""

    findings: tuple[FindingRecord, ...]
    unread: tuple[UnreadTextRecord, ...]


class VerdictRecord(JsonRecord, frozen=True, kw_only=True):
    """An entry of a bibliography, and whether what it cites is still there."""

    entry: str
    status: str
    message: Annotated[str, Meta(description="the status, in a sentence")] = field(name="says")
    link: str
    now: Annotated[SitePath, Meta(description="the permanent link that leads to it now; empty where there is none")]
    diff: tuple[DifferenceRecord, ...]


class VerdictsRecord(JsonRecord, frozen=True, kw_only=True):
    """The entries of a bibliography, in its order."""

    entries: tuple[VerdictRecord, ...]


class TextChangeRecord(JsonRecord, frozen=True, kw_only=True):
    """A paragraph that has changed, is new, or is gone; `quote` is what it was, and `source` what it is now."""

    place: Annotated[str, Meta(description="in words; empty where the link is of one passage")]
    diff: tuple[DifferenceRecord, ...]


class LinkStatusRecord(JsonRecord, frozen=True, kw_only=True):
    """A permanent link compared with the corpus: `/api/v1/permalinks`."""

    link: Annotated[str, Meta(description="as it was sent")]
    id: Annotated[str, Meta(description="of what it names", examples=["kgz-2021/drugs/1"])]
    kind: CitationKind
    status: Annotated[LinkState, Meta(description="there: it exists, and the link does not record how it was")]
    message: Annotated[str, Meta(description="the status, in a sentence")] = field(name="says")
    now: Annotated[SitePath, Meta(description="the permanent link that leads to it now; empty where there is none")]
    before: Annotated[str, Meta(description="the text or score as it was; empty where that is not known")]
    text_changes: tuple[TextChangeRecord, ...]


class SentArticleRecord(JsonRecord, frozen=True, kw_only=True):
    """An article that is sent as JSON."""

    text: Annotated[str, Meta(min_length=1)]
    edition: Annotated[IndexEditionYear, Meta(description=EDITION_SENT)] | UnsetType = UNSET


class SentTextRecord(JsonRecord, frozen=True, kw_only=True):
    """A text that is sent as JSON."""

    text: Annotated[str, Meta(min_length=1)]


def _difference_records(differences: Iterable[Difference]) -> tuple[DifferenceRecord, ...]:
    return tuple(
        DifferenceRecord(op=difference.op, quote=difference.quote, source=difference.source)
        for difference in differences
    )


def quote_record(match: QuotationMatch) -> QuoteRecord:
    return QuoteRecord(
        id=match.id,
        kind=match.kind,
        similarity=match.similarity,
        passage=match.passage,
        diff=_difference_records(match.differences),
        url=SitePath(passage_path(match.id)),
    )


def quotes_record(matches: QuotationMatches) -> QuotesRecord:
    """Return the answer of `quote --json` and `/api/v1/quotes`."""
    return QuotesRecord(matches=tuple(map(quote_record, matches.matches)), notice=matches.notice or UNSET)


def _finding_record(finding: Finding) -> FindingRecord:
    claim = finding.claim
    return FindingRecord(
        kind=finding.kind,
        start=finding.start,
        end=finding.end,
        text=finding.text,
        status=finding.status,
        message=finding.message,
        id=finding.id,
        match=quote_record(finding.match) if finding.match else UNSET,
        country=UNSET if claim is None else claim.country or None,
        edition=UNSET if claim is None else claim.edition,
        measure=UNSET if claim is None else claim.measure or None,
        aspect=UNSET if claim is None else claim.aspect,
        stated=UNSET if claim is None else claim.stated,
        actual=UNSET if claim is None else claim.actual,
    )


def _unread_record(unread: UnreadText) -> UnreadTextRecord:
    return UnreadTextRecord(start=unread.start, end=unread.end, text=unread.text)


def article_record(article: CheckedArticle) -> ArticleRecord:
    """Return the answer of `quote --article --json` and `/api/v1/articles`."""
    return ArticleRecord(
        findings=tuple(map(_finding_record, article.findings)), unread=tuple(map(_unread_record, article.unread))
    )


def verdicts_record(verdicts: Iterable[Verdict]) -> VerdictsRecord:
    """Return the answer of `verify --json` and `/api/v1/bibliographies`."""
    return VerdictsRecord(
        entries=tuple(
            VerdictRecord(
                entry=verdict.label,
                status=verdict.status,
                message=verdict.message,
                link=verdict.link,
                now=SitePath(verdict.now),
                diff=_difference_records(verdict.differences),
            )
            for verdict in verdicts
        )
    )


def link_status_record(status: LinkStatus) -> LinkStatusRecord:
    return LinkStatusRecord(
        link=status.link,
        id=status.id,
        kind=status.kind,  # type: ignore[arg-type]
        status=status.status,
        message=status.message,
        now=SitePath(status.now),
        before=status.before,
        text_changes=tuple(
            TextChangeRecord(place=change.place, diff=_difference_records(change.differences))
            for change in status.changes
        ),
    )
