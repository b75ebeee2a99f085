"""What the check of an article found is counted by kind and status."""

from explorer.quotations.checked_article import CheckedArticle, Finding, claims_summary
from explorer.quotations.claim import UnreadText


def test_findings_are_counted_by_kind_and_status() -> None:
    def finding(kind: str, status: str) -> Finding:
        return Finding(kind, 0, 1, "x", status, "")  # type: ignore[arg-type]

    article = CheckedArticle((finding("claim", "matches"), finding("claim", "matches"), finding("quotation", "exact")))
    assert article.counts("claim") == {"matches": 2}
    assert article.counts("citation") == {}


def test_claims_are_counted_in_a_sentence() -> None:
    def article(*statuses: str, unread: int = 0) -> CheckedArticle:
        findings = tuple(Finding("claim", 0, 1, "7", status, "") for status in statuses)
        return CheckedArticle(findings, (UnreadText(0, 1, "7"),) * unread)

    assert claims_summary(article()) == "0 statements."
    assert claims_summary(article("matches", unread=1)) == "1 statement: 1 matches; 1 number was not read."
    assert claims_summary(article("differs", "differs", "matches", "cannot be checked", unread=4)) == (
        "4 statements: 1 matches, 2 differ, 1 cannot be checked; 4 numbers were not read."
    )
