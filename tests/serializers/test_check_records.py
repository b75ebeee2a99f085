"""The explanation of a passage's links, as JSON."""

from explorer.serializers.check_records import explanations_record
from tests.linking.test_links import EXPLANATION
from tests.serializers.decoded import decoded


def test_an_explanation_has_points_threshold_and_the_patterns_with_their_words() -> None:
    assert decoded(explanations_record("kgz-2021/drugs/1", [EXPLANATION])) == {
        "id": "kgz-2021/drugs/1",
        "links": [
            {
                "slug": "heroin-trade",
                "grade": 1,
                "relation": "mentions",
                "points": 3.14,
                "threshold": 3.0,
                "section_boost": True,
                "reason": EXPLANATION.reason,
                "matches": [
                    {
                        "pattern": "heroin + kilos",
                        "strength": "decisive",
                        "location": "markets.toml:7",
                        "evidence_spans": [
                            {"text": "Kilos", "start": 0, "end": 5},
                            {"text": "heroin", "start": 9, "end": 15},
                        ],
                    }
                ],
            }
        ],
    }
