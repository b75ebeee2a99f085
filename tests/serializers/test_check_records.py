"""What the checks found, and the explanation of a passage's links, as JSON."""

from explorer.linking.links import Evidence, Explanation, SentenceExplanation, WeighedWords
from explorer.linking.term_trial import TrialHit, TrialSentence
from explorer.linking.vocabulary_check import VocabularyReport
from explorer.linking.vocabulary_findings import VocabularyFinding
from explorer.model.profiles import Passage
from explorer.serializers.check_records import explanations_record, trial_record, vocabulary_record
from tests.serializers.decoded import decoded

KILOS, HEROIN = Evidence("Kilos", 0, 5), Evidence("heroin", 9, 15)
KILOS_JSON, HEROIN_JSON = {"text": "Kilos", "start": 0, "end": 5}, {"text": "heroin", "start": 9, "end": 15}


def test_an_explanation_has_probability_threshold_and_sentences_with_weighed_words() -> None:
    entry = WeighedWords((KILOS, HEROIN), 6.5678, "links", "markets/heroin-trade.toml:7")
    context = WeighedWords((HEROIN,), -0.4321, "context", "context.csv")
    sentence = SentenceExplanation("Kilos of heroin", 0, 0.98765, (entry, context))
    explanation = Explanation("heroin-trade", 1, 0.98765, 0.3, False, "linked: 0.99 of 0.30, grade 1", (sentence,))
    entry_json = {
        "strength": "links",
        "location": "markets/heroin-trade.toml:7",
        "weight": 6.57,
        "evidence_spans": [KILOS_JSON, HEROIN_JSON],
    }
    context_json = {
        "strength": "context",
        "location": "context.csv",
        "weight": -0.43,
        "evidence_spans": [HEROIN_JSON],
    }
    assert decoded(explanations_record("kgz-2021/drugs/1", [explanation])) == {
        "id": "kgz-2021/drugs/1",
        "links": [
            {
                "slug": "heroin-trade",
                "grade": 1,
                "relation": "mentions",
                "probability": 0.99,
                "threshold": 0.3,
                "section_boost": False,
                "reason": "linked: 0.99 of 0.30, grade 1",
                "matches": [entry_json],
                "sentences": [
                    {
                        "text": "Kilos of heroin",
                        "start": 0,
                        "probability": 0.99,
                        "words": [entry_json, context_json],
                    }
                ],
            }
        ],
    }


def test_a_finding_has_file_and_line() -> None:
    problem = VocabularyFinding("markets/heroin-trade.toml:12", "example", "not matched")
    warning = VocabularyFinding("words.toml", "covered", "covered")
    assert decoded(vocabulary_record(VocabularyReport(33, 32, 100, 20, [problem], [warning]))) == {
        "ok": False,
        "files": 33,
        "entries": 32,
        "terms": 100,
        "profiles": 20,
        "corpus_checked": True,
        "problems": [
            {"file": "markets/heroin-trade.toml", "line": 12, "kind": "example", "message": "not matched"},
        ],
        "warnings": [{"file": "words.toml", "line": None, "kind": "covered", "message": "covered"}],
    }
    assert decoded(vocabulary_record(VocabularyReport(33, 32, 100, 1, [], [warning])))["ok"] is True


def test_a_trial_counts_all_passages_and_shows_the_first() -> None:
    sentence = TrialSentence("Kilos of heroin", 0, (KILOS, HEROIN))
    hits = [
        TrialHit(Passage(text_id, "drugs", 1, "Kilos of heroin"), (sentence,), is_linked)
        for text_id, is_linked in (("kgz-2021", False), ("kgz-2023", True), ("ferries-and-the-law", True))
    ]
    record = decoded(trial_record(hits, "heroin-trade", limit=1))
    shown = record.pop("hits")
    assert record == {
        "passages": 3,
        "profiles": 2,
        "countries": 1,
        "indicator": "heroin-trade",
        "linked": 2,
        "new": 1,
    }
    span = {"text": "Kilos of heroin", "start": 0, "evidence_spans": [KILOS_JSON, HEROIN_JSON]}
    assert shown == [{"id": "kgz-2021/drugs/1", "linked": False, "sentences": [span]}]
    assert decoded(trial_record(hits, None, limit=0))["linked"] is None
