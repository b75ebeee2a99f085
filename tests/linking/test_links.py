"""The records of linking, and the text of an explanation."""

from explorer.linking.links import Evidence, Explanation, SentenceExplanation, WeighedWords

EXPLANATION = Explanation(
    "heroin-trade",
    1,
    0.874,
    0.5,
    True,
    "linked: 0.87 of 0.50, grade 1, in a section about it",
    (
        SentenceExplanation(
            "Kilos of heroin came by train.",
            0,
            0.8741,
            (
                WeighedWords((Evidence("heroin", 9, 15), Evidence("Kilos", 0, 5)), 4.5, "names", "heroin-trade.toml:7"),
                WeighedWords((Evidence("train", 24, 29),), -0.251, "context", "context.csv: train"),
                WeighedWords((), -2.5, "section", "weights.csv"),
            ),
        ),
    ),
)


def test_an_explanation_has_a_line_for_each_sentence_and_its_words() -> None:
    assert str(EXPLANATION).splitlines() == [
        "heroin-trade: linked: 0.87 of 0.50, grade 1, in a section about it",
        "  0.87  “Kilos of heroin came by train.”",
        "    +4.50 names    “heroin … Kilos”  heroin-trade.toml:7",
        "    -0.25 context  “train”  context.csv: train",
        "    -2.50 section  weights.csv",
    ]
