"""A checked article to hand back: one HTML file that needs no other, or a Word document with comments."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, render_template

from explorer.core.days import utc_today
from explorer.corpus.library import Library
from explorer.quotations.article_marks import NumberedFinding, mark_article, number_findings
from explorer.quotations.article_verdicts import HEADINGS, SIGNS, ArticleVerdict, summary_of
from explorer.quotations.checked_article import CheckedArticle, Finding
from explorer.quotations.claim import UnreadText
from explorer.quotations.draft_file import plain_document
from explorer.quotations.word_document import WordComment, add_comments
from explorer.text.excerpts import first_words, last_words
from explorer.web.cite.article_request import ArticleRequest
from explorer.web.cite.finding_links import finding_links
from explorer.web.cite.quotation_marks import marked
from explorer.web.root import site

UNREAD = "This was not read, so nothing is said about it."
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one verdict, in the order of the text."""

    verdict: ArticleVerdict
    heading: str
    findings: tuple[NumberedFinding, ...]


def group_findings(article: CheckedArticle) -> tuple[FindingGroup, ...]:
    """Return the findings by verdict, what differs first; those without a finding are left out."""
    findings = number_findings(article)
    groups = (
        FindingGroup(verdict, heading, tuple(item for item in findings if item.verdict == verdict))
        for verdict, heading in HEADINGS.items()
    )
    return tuple(group for group in groups if group.findings)


def excerpt(text: str, start: int, end: int) -> str:
    """Return a few words around a stretch of an article, in one line."""
    before, after = last_words(text[max(0, start - 200) : start], 50), first_words(text[end : end + 200], 50)
    return " ".join(f"{before}{text[start:end]}{after}".split())


def marked_copy(sent: ArticleRequest, article: CheckedArticle, library: Library) -> Response:
    """Return a marked copy as a file to download."""
    stem = sent.file.stem if sent.file else "article"
    write: Callable[[ArticleRequest, CheckedArticle, Library], bytes]
    write, kind = (_docx, _DOCX) if sent.format == "docx" else (_html, "text/html; charset=utf-8")
    response = Response(write(sent, article, library), content_type=kind)
    name = f"{stem}-checked.{sent.format}"  # in letters of any script: RFC 6266
    plain = name.encode("ascii", "ignore").decode()
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return response


def _html(sent: ArticleRequest, article: CheckedArticle, library: Library) -> bytes:
    written = render_template(
        "cite/marked_copy.html",
        name=sent.file.name if sent.file else "",
        stretches=mark_article(sent.text, article),
        article=article,
        groups=group_findings(article),
        summary=summary_of(article),
        marked=marked,
        signs=SIGNS,
        headings=HEADINGS,
        unread_message=UNREAD,
        around=lambda unread: excerpt(sent.text, unread.start, unread.end),
        day=utc_today(),
        links=lambda finding: [(link.label, f"{site()}{link.path}") for link in finding_links(finding, library)],
        address=site(),
    )
    return written.encode()


def _docx(sent: ArticleRequest, article: CheckedArticle, library: Library) -> bytes:
    comments = [_comment(item.finding, item.verdict, library) for item in number_findings(article)]
    comments += [_unread_comment(unread) for unread in article.unread]
    comments.sort(key=lambda comment: (comment.start, comment.end))
    document = sent.file.document if sent.file else None
    return add_comments(document or plain_document(sent.text), comments, datetime.datetime.now(datetime.UTC))


def _comment(finding: Finding, verdict: ArticleVerdict, library: Library) -> WordComment:
    links = (f"{link.label}: {site()}{link.path}" for link in finding_links(finding, library))
    first = f"{SIGNS[verdict]} {finding.kind.capitalize()}: {finding.status}. {finding.message}"
    return WordComment(finding.start, finding.end, (first, *links))


def _unread_comment(unread: UnreadText) -> WordComment:
    return WordComment(unread.start, unread.end, (f"Not read: {unread.text}. {UNREAD}",))
