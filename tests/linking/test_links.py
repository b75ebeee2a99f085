"""The records of linking, and the text of an explanation."""

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
