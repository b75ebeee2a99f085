"""Articles with labelled claims, compared with what is said of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from explorer.corpus.library import Library
from explorer.quotations.claim import Claim
from explorer.quotations.claims import check_claims

_JUDGED = ("matches", "differs")


def judged_claims(articles: Iterable[Mapping[str, Any]], library: Library) -> Counter[str]:
    """Count the claims, those answered as labelled, the wrong verdicts and those neither answered nor listed."""
    counts: Counter[str] = Counter(claims=0, right=0, wrong=0, silent=0)
    for article in articles:
        checked = check_claims(article["text"], library)
        for label in article["claims"]:
            counts["claims"] += 1
            answers = [claim for claim in checked.claims if _is_of(claim, label)]
            accepted = {label["status"], *label.get("also", [])}
            is_open = bool(accepted - set(_JUDGED))
            if any(answer.status in accepted or (is_open and answer.status not in _JUDGED) for answer in answers):
                counts["right"] += 1
            elif any(answer.status in _JUDGED for answer in answers):
                counts["wrong"] += 1
            elif not answers and not any(_overlap(unread, label) for unread in checked.unread):
                counts["silent"] += 1
        for span in article["not_claims"]:
            counts["wrong"] += any(claim.status in _JUDGED and _overlap(claim, span) for claim in checked.claims)
    return counts


def _overlap(found: Any, label: Mapping[str, Any]) -> bool:
    return bool(found.start < label["end"] and label["start"] < found.end)


def _is_of(claim: Claim, label: Mapping[str, Any]) -> bool:
    """Tell whether a claim is of a label's words, aspect and number."""
    has_aspect = claim.aspect == label["aspect"] or label["shape"] == "from-to"
    has_number = claim.stated is None or label["stated"] is None or abs(abs(claim.stated) - abs(label["stated"])) < 1e-6
    return _overlap(claim, label) and has_aspect and has_number
