"""Quotations, articles and bibliographies have their fixed keys, without absent values."""

from typing import Any

from explorer.citations.bibliography import Verdict
from explorer.quotations.checked_article import CheckedArticle, Finding
from explorer.quotations.claim import Claim, UnreadText
from explorer.quotations.quotation_match import QuotationMatch, QuotationMatches
from explorer.serializers.quote_records import article_record, quotes_record, verdicts_record
from explorer.text.diff import Difference
from tests.serializers.decoded import decoded

CHANGED = Difference("changed", "three", "two")
MATCH = QuotationMatch("mlt-2021/drugs/1", "near", 0.83, "They have two boats.", 0, 19, "full", (CHANGED,))
MATCH_JSON: dict[str, Any] = {
    "id": "mlt-2021/drugs/1",
    "kind": "near",
    "similarity": 0.83,
    "passage": "They have two boats.",
    "diff": [{"op": "changed", "quote": "three", "source": "two"}],
    "url": "/passages/mlt-2021/drugs/1",
}


def test_a_match_has_the_passage_and_what_differs() -> None:
    answer = decoded(quotes_record(QuotationMatches((MATCH,))))
    assert answer == {"matches": [MATCH_JSON]}
    assert list(answer["matches"][0]) == list(MATCH_JSON)


def test_a_notice_is_there_when_there_is_something_to_say() -> None:
    record = quotes_record(QuotationMatches((), "There are no words to look up."))
    assert decoded(record) == {"matches": [], "notice": "There are no words to look up."}


def test_a_finding_has_a_match_where_it_is_a_quotation_that_was_found() -> None:
    stated = Claim(
        0, 9, "scored 6.0", "differs", "It is 7.0.", "kgz-2021", "KGZ", 2021, "heroin-trade", "score", 6.0, 7.0
    )
    claim = Finding("claim", 0, 9, "scored 6.0", "differs", "It is 7.0.", "kgz-2021", claim=stated)
    quotation = Finding("quotation", 10, 30, "They have three boats.", "altered", "The words differ.", MATCH.id, MATCH)
    answer = decoded(article_record(CheckedArticle((claim, quotation), (UnreadText(40, 44, "17th"),))))
    assert answer["unread"] == [{"start": 40, "end": 44, "text": "17th"}]
    first, second = answer["findings"]
    assert first == {
        "kind": "claim",
        "start": 0,
        "end": 9,
        "text": "scored 6.0",
        "status": "differs",
        "says": "It is 7.0.",
        "id": "kgz-2021",
        "country": "KGZ",
        "edition": 2021,
        "measure": "heroin-trade",
        "aspect": "score",
        "stated": 6.0,
        "actual": 7.0,
    }
    assert second["match"] == MATCH_JSON


def test_a_verdict_names_the_entry_and_where_its_passage_is_now() -> None:
    now = "/passages/mlt-2021/drugs/2?v=00000000"
    verdict = Verdict("smith", "moved", "It is another paragraph now.", "/passages/mlt-2021/drugs/1", now)
    assert decoded(verdicts_record([verdict])) == {
        "entries": [
            {
                "entry": "smith",
                "status": "moved",
                "says": "It is another paragraph now.",
                "link": "/passages/mlt-2021/drugs/1",
                "now": now,
                "diff": [],
            }
        ]
    }
