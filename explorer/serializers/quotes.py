"""The JSON of quotations, articles and bibliographies that were checked."""

from typing import Any

from explorer.citations.bibliography import Verdict
from explorer.model.addresses import passage_path
from explorer.quotations.article import Finding
from explorer.quotations.quotation_match import QuotationMatch, QuotationMatches


def match_answer(match: QuotationMatch) -> dict[str, Any]:
    return {
        "id": match.id,
        "kind": match.kind,
        "similarity": match.similarity,
        "passage": match.passage,
        "diff": [{"op": one.op, "quote": one.quote, "source": one.source} for one in match.differences],
        "url": passage_path(match.id),
    }


def quotes_answer(found: QuotationMatches) -> dict[str, Any]:
    """The answer of `quote --json` and of /api/v1/quotes; `notice` is there when there is something to say."""
    answer: dict[str, Any] = {"matches": [match_answer(match) for match in found.matches]}
    return answer | {"notice": found.notice} if found.notice else answer


def article_answer(findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The answer of `quote --article --json`."""
    return {
        "findings": [
            {
                "kind": one.kind,
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "status": one.status,
                "says": one.says,
                "id": one.id,
                **({"match": match_answer(one.match)} if one.match else {}),
            }
            for one in findings
        ]
    }


def verdict_answer(verdict: Verdict) -> dict[str, Any]:
    return {
        "entry": verdict.label,
        "status": verdict.status,
        "says": verdict.says,
        "link": verdict.link,
        "now": verdict.now,
        "diff": [{"op": one.op, "quote": one.quote, "source": one.source} for one in verdict.differences],
    }
