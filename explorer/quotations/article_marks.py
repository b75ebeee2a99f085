"""An article cut at everything that was found in it, so that each stretch has all the marks that it needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from explorer.quotations.article_verdicts import SIGNS, ArticleVerdict, verdict_of
from explorer.quotations.checked_article import CheckedArticle, Finding


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with its number in the order of the text."""

    number: int
    finding: Finding
    verdict: ArticleVerdict


@dataclass(frozen=True, slots=True)
class MarkedStretch:
    """A stretch of an article between two places where something begins or ends."""

    text: str
    verdict: ArticleVerdict | None  # the worst of the findings over it
    ending: tuple[NumberedFinding, ...]  # the findings that end with it
    unread: int = 0  # the number of the unread text over it
    is_unread_start: bool = False


def number_findings(article: CheckedArticle) -> tuple[NumberedFinding, ...]:
    """Return the findings of an article with their numbers, from 1, and verdicts."""
    return tuple(
        NumberedFinding(number, finding, verdict_of(finding)) for number, finding in enumerate(article.findings, 1)
    )


def mark_article(text: str, article: CheckedArticle) -> tuple[MarkedStretch, ...]:
    """Cut an article at the start and the end of every finding and of all that was not read."""
    findings = number_findings(article)
    ends = {item.number: _end_of_words(text, item.finding) for item in findings}
    spans = [(item.finding.start, ends[item.number]) for item in findings]
    spans += [(unread.start, unread.end) for unread in article.unread]
    places = sorted({0, len(text), *(place for span in spans for place in span)})
    starting, ending = _by_place(findings, ends)
    unread_at = {unread.start: number for number, unread in enumerate(article.unread, 1)}
    open_findings: dict[int, NumberedFinding] = {}
    number, unread_end = 0, 0
    stretches = []
    for start, end in pairwise(places):
        open_findings |= {item.number: item for item in starting.get(start, ())}
        if start in unread_at:
            number = unread_at[start]
            unread_end = article.unread[number - 1].end
        is_unread = start < unread_end
        verdicts = {item.verdict for item in open_findings.values()}
        stretches.append(
            MarkedStretch(
                text[start:end],
                next((verdict for verdict in SIGNS if verdict in verdicts), None),
                tuple(ending.get(end, ())),
                number if is_unread else 0,
                is_unread and start in unread_at,
            )
        )
        for item in ending.get(end, ()):
            open_findings.pop(item.number, None)
    return tuple(stretches)


def _end_of_words(text: str, finding: Finding) -> int:
    """Return where the words of a finding end: the line break after a block quotation is no part of it."""
    words = text[finding.start : finding.end].rstrip()
    return finding.start + len(words) if words else finding.end


def _by_place(
    findings: Iterable[NumberedFinding], ends: Mapping[int, int]
) -> tuple[dict[int, list[NumberedFinding]], dict[int, list[NumberedFinding]]]:
    """Return findings by where they start, and by where they end."""
    starting: dict[int, list[NumberedFinding]] = {}
    ending: dict[int, list[NumberedFinding]] = {}
    for item in findings:
        starting.setdefault(item.finding.start, []).append(item)
        ending.setdefault(ends[item.number], []).append(item)
    return starting, ending
