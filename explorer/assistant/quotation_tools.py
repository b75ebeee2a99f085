"""`verify_quotation` and `check_article`: words and figures, checked against the corpus before they are handed over."""

from dataclasses import replace
from typing import Annotated

from msgspec import UNSET, Meta, structs

from explorer.assistant.text_records import Notice
from explorer.assistant.tool import Tool, ToolContext
from explorer.model.addresses import passage_path
from explorer.model.profiles import version_of
from explorer.quotations.article import LONGEST_ARTICLE, examine
from explorer.quotations.quotation_index import LONGEST, MOST
from explorer.serializers.json_fields import JsonRecord, SitePath, TextKindName, WholeNumber
from explorer.serializers.quote_records import ArticleRecord, QuoteRecord, article_record, quote_record

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
    limit: Annotated[int, Meta(ge=1, le=MOST_FINDINGS, description="findings to return")] = 25
    offset: Annotated[int, Meta(ge=0, description="findings to leave out first")] = 0


class CheckedArticleRecord(ArticleRecord, frozen=True, kw_only=True):
    """What can be checked in an article, in the order of its text, a page of it."""

    total: Annotated[WholeNumber, Meta(description="findings in the whole article")]
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
    checked = examine(arguments.text, context.corpus.library, context.corpus.quotations())
    findings = checked.findings
    last = arguments.offset + arguments.limit
    shown = findings[arguments.offset : last]
    notice = ""
    if not findings:
        notice = "There is nothing to check: no quotation, no citation of the Index and no claim about its scores."
    elif not shown:
        notice = f"Findings: {len(findings):,}; offset {arguments.offset} is beyond the last."
    elif len(findings) > last:
        notice = f"These are {arguments.offset + 1} to {last} of {len(findings):,}. For the next give offset {last}."
    page = article_record(replace(checked, findings=shown))
    return CheckedArticleRecord(findings=page.findings, unread=page.unread, total=len(findings), notice=notice or UNSET)


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
        "in the text, a status and a sentence that says what the corpus has.",
        CheckArticleArguments,
        CheckedArticleRecord,
        _check_article,
    ),
)
