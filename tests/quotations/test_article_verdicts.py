"""The summary counts statements, quotations and citations apart, in words that fit their number."""

from itertools import chain

from explorer.quotations.article_verdicts import HEADINGS, SIGNS, summary_of, verdict_of
from explorer.quotations.checked_article import CheckedArticle, Finding, FindingKind
from explorer.quotations.claim import UnreadText


def findings(kind: FindingKind, **counts: int) -> list[Finding]:
    return [
        Finding(kind, 0, 1, "x", status.replace("_", " "), "") for status, count in counts.items() for _ in range(count)
    ]


def article(*found: list[Finding], unread: int = 0) -> CheckedArticle:
    return CheckedArticle(tuple(chain(*found)), tuple(UnreadText(0, 1, "7") for _ in range(unread)))


def test_statements_are_counted_with_what_was_not_read() -> None:
    claims = findings("claim", cannot_be_checked=1, differs=2, matches=9)
    assert summary_of(article(claims, unread=4)) == (
        "12 statements: 9 match, 2 differ, 1 cannot be checked; 4 numbers were not read.",
    )
    assert summary_of(article(findings("claim", differs=1))) == ("1 statement: 1 differs.",)
    assert summary_of(article(findings("claim", matches=1, not_in_the_corpus=1))) == (
        "2 statements: 1 matches, 1 is not in the corpus.",
    )
    assert summary_of(article(unread=1)) == ("1 number was not read.",)
    assert summary_of(article()) == ()
    words = (UnreadText(0, 7, "seventh"), UnreadText(9, 11, "17"), UnreadText(20, 25, "risen"))
    assert summary_of(CheckedArticle((), words)) == ("1 number and 2 words were not read.",)


def test_quotations_and_citations_are_counted_apart() -> None:
    quotations = findings("quotation", exact=1, same=1, too_short=2, differs=1)
    citations = findings("citation", here=1, there=1, gone=1, new_status=1)
    assert summary_of(article(quotations, citations)) == (
        "5 quotations: 2 match, 1 differs, 2 are too short to look up.",
        "4 citations: 2 are in the corpus, 1 is gone, 1 new status.",
    )


def test_every_verdict_has_a_sign_and_an_unknown_status_is_open() -> None:
    assert SIGNS.keys() == HEADINGS.keys()
    assert next(iter(HEADINGS)) == "differs"
    (unknown,) = findings("claim", anything_else=1)
    assert verdict_of(unknown) == "open"
