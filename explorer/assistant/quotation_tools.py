"""`verify_quotation` and `check_article`: words and figures, checked against the corpus before they are handed over."""

from dataclasses import replace
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType, structs

from explorer.assistant.text_records import Notice
from explorer.assistant.tool import Tool, ToolContext
from explorer.model.addresses import passage_path
from explorer.model.profiles import version_of
from explorer.quotations.article import LONGEST_ARTICLE, examine
from explorer.quotations.article_edition import read_article_edition
from explorer.quotations.article_verdicts import summary_of
from explorer.quotations.quotation_index import LONGEST, MOST
from explorer.serializers.json_fields import IndexEditionYear, JsonRecord, SitePath, TextKindName, WholeNumber
from explorer.serializers.quote_records import EDITION_SENT, ArticleRecord, QuoteRecord, article_record, quote_record

MOST_MATCHES = 20
MOST_FINDINGS = 50  # of one answer


class VerifyQuotationArguments(JsonRecord, frozen=True, kw_only=True):
    """What `verify_quotation` takes."""

    text: Annotated[
        str,
        Meta(
            description="the words as you mean to quote them, without quotation marks; ellipses, [sic] and words "
            "in brackets "
            "are understood",
            extra_json_schema={"maxLength": LONGEST},
        ),
    ]
    limit: Annotated[int, Meta(ge=1, le=MOST_MATCHES, description="matches to return")] = MOST


class VerifiedQuoteRecord(QuoteRecord, frozen=True, kw_only=True):
    """A passage that has the words of a quotation, or words like them, whose words these are, and how it is linked."""

    text_kind: TextKindName
    permanent_link: Annotated[SitePath, Meta(description="of the passage as it is now; this one is to be cited")]


class VerifiedQuotesRecord(JsonRecord, frozen=True, kw_only=True):
    """The passages that a quotation may come from, best first."""

    matches: tuple[VerifiedQuoteRecord, ...]
    notice: Notice = UNSET


class CheckArticleArguments(JsonRecord, frozen=True, kw_only=True):
    """What `check_article` takes."""

    text: Annotated[
        str, Meta(description="a draft as plain text, whole", extra_json_schema={"maxLength": LONGEST_ARTICLE})
    ]
    edition: Annotated[IndexEditionYear, Meta(description=EDITION_SENT)] | UnsetType = UNSET
    limit: Annotated[
        int, Meta(ge=1, le=MOST_FINDINGS, description="findings to return, and as many numbers that were not read")
    ] = 25
    offset: Annotated[int, Meta(ge=0, description="findings, and numbers not read, to leave out first")] = 0


class CheckedArticleRecord(ArticleRecord, frozen=True, kw_only=True):
    """What can be checked in an article, and what was not read, each in the order of its text, a page of both."""

    summary: Annotated[str, Meta(description="of the whole article, in sentences; empty where there is nothing")]
    total: Annotated[WholeNumber, Meta(description="findings in the whole article")]
    total_unread: Annotated[WholeNumber, Meta(description="numbers and ranking words in it that were not judged")]
    notice: Notice = UNSET


def _verify_quotation(context: ToolContext, arguments: VerifyQuotationArguments) -> VerifiedQuotesRecord:
    found = context.corpus.quotations().search(arguments.text, arguments.limit)
    return VerifiedQuotesRecord(
        matches=tuple(
            VerifiedQuoteRecord(
                **structs.asdict(quote_record(match)),
                text_kind=match.text_kind,
                permanent_link=SitePath(passage_path(match.id, version_of(match.passage))),
            )
            for match in found.matches
        ),
        notice=found.notice or UNSET,
    )


def _check_article(context: ToolContext, arguments: CheckArticleArguments) -> CheckedArticleRecord:
    edition = None if arguments.edition is UNSET else read_article_edition(str(arguments.edition))
    checked = examine(arguments.text, context.corpus.library, context.corpus.quotations(), edition)
    page = slice(arguments.offset, arguments.offset + arguments.limit)
    record = article_record(replace(checked, findings=checked.findings[page], unread=checked.unread[page]))
    return CheckedArticleRecord(
        findings=record.findings,
        unread=record.unread,
        summary=" ".join(summary_of(checked)),
        total=len(checked.findings),
        total_unread=len(checked.unread),
        notice=_page_notice(len(checked.findings), len(checked.unread), page) or UNSET,
    )


def _page_notice(findings: int, unread: int, page: slice) -> str:
    """Tell which of the findings and of the numbers that were not read a page has; empty where it has all."""
    if not findings and not unread:
        return "There is nothing to check: no quotation, no citation of the Index and no claim about its scores."
    if page.start >= max(findings, unread):
        return f"Findings: {findings:,}; numbers not read: {unread:,}; offset {page.start} is beyond the last."
    if page.stop >= max(findings, unread):
        return ""
    counts = ((findings, ""), (unread, " numbers that were not read"))
    parts = [f"{page.start + 1} to {page.stop} of {total:,}{noun}" for total, noun in counts if total > page.stop]
    return f"These are {' and '.join(parts)}. For the next give offset {page.stop}."


QUOTATION_TOOLS = (
    Tool(
        "verify_quotation",
        "Verify a quotation",
        "Find the passage that words come from: exact, the same except for typography or marked omissions, or "
        "near, with what was "
        "altered. Only words of kind exact, of a passage whose text_kind is full, may be quoted as GI-TOC's.",
        VerifyQuotationArguments,
        VerifiedQuotesRecord,
        _verify_quotation,
    ),
    Tool(
        "check_article",
        "Check an article",
        "Check every quotation, every citation of the Index and every claim about its scores in a draft. Each "
        "finding has its place "
        "in the text, a status and a sentence that says what the corpus has. What was not judged is in `unread`: check "
        "that yourself.",
        CheckArticleArguments,
        CheckedArticleRecord,
        _check_article,
    ),
)
