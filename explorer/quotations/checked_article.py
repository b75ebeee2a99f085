"""What the check of an article found: quotations, citations and claims with a status each, and what was not read."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from explorer.quotations.claim import Claim, UnreadText
from explorer.quotations.quotation_match import QuotationMatch

FindingKind = Literal["quotation", "citation", "claim"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in an article that can be checked."""

    kind: FindingKind
    start: int  # in the article
    end: int
    text: str  # as in the article
    status: str
    message: str  # in a sentence
    id: str = ""  # of the passage, profile or chapter it is about
    match: QuotationMatch | None = None  # of a quotation
    claim: Claim | None = None  # of a claim: country, edition, measure, aspect, the number stated and the actual one


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """Everything in an article that was checked, and every number that was not, both in order."""

    findings: tuple[Finding, ...] = ()
    unread: tuple[UnreadText, ...] = ()

    def counts(self, kind: FindingKind) -> Counter[str]:
        """Count the findings of a kind by status."""
        return Counter(finding.status for finding in self.findings if finding.kind == kind)
