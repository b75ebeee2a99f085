"""The records of linking, and how an explanation reads."""

import json

from explorer.linking.links import Evidence, Explanation, PatternMatch

EVIDENCE = (Evidence("Kilos", 0, 5), Evidence("heroin", 9, 15))
EXPLANATION = Explanation(
    "heroin-trade",
    1,
    3.14159,
    3.0,
    True,
    "linked with 3.14159 points of 3, grade 1, in a section about it",
    (PatternMatch("heroin + kilos", "decisive", "markets.toml:7", EVIDENCE),),
)


def test_an_explanation_has_a_line_for_each_pattern() -> None:
    assert str(EXPLANATION).splitlines() == [
        "heroin-trade: linked with 3.14159 points of 3, grade 1, in a section about it",
        "  decisive “Kilos … heroin”  markets.toml:7",
    ]


def test_the_json_of_an_explanation_has_the_same() -> None:
    assert json.loads(json.dumps(EXPLANATION.answer())) == {
        "slug": "heroin-trade",
        "grade": 1,
        "points": 3.14,
        "threshold": 3.0,
        "section_boost": True,
        "reason": EXPLANATION.reason,
        "matches": [
            {
                "pattern": "heroin + kilos",
                "strength": "decisive",
                "location": "markets.toml:7",
                "evidence": [
                    {"text": "Kilos", "start": 0, "end": 5},
                    {"text": "heroin", "start": 9, "end": 15},
                ],
            }
        ],
    }
