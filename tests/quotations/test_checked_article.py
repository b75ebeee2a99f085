"""What the check of an article found is counted by kind and status."""

from explorer.quotations.checked_article import CheckedArticle, Finding


def test_findings_are_counted_by_kind_and_status() -> None:
    def finding(kind: str, status: str) -> Finding:
        return Finding(kind, 0, 1, "x", status, "")  # type: ignore[arg-type]

    article = CheckedArticle((finding("claim", "matches"), finding("claim", "matches"), finding("quotation", "exact")))
    assert article.counts("claim") == {"matches": 2}
    assert article.counts("citation") == {}
