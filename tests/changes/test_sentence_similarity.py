"""How surely a sentence continues as another."""

import pytest

from explorer.changes.sentence_similarity import SentenceSimilarity, compared_sentences

OTHERS = compared_sentences("Ferries sail at night. Judges are named by a council. Timber is floated down the river.")


def _certainty(before: str, after: str) -> float:
    old, new = compared_sentences(before), compared_sentences(after)
    pairs = SentenceSimilarity((*old, *new, *OTHERS)).continuations(old, new)
    return max((pair.certainty for pair in pairs), default=0.0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Some 300 kilograms of heroin were seized.", "Some 450 kilograms of heroin were seized."),
        ("Firearms circulate in limited numbers.", "The number of firearms in circulation is limited, police say."),
        ("Many report beatings and confinement.", "Many report beatings and confinement, and nobody at home can help."),
        ("Retailers keep their licence on payment.", "“RETAILERS” keep their licence – on payment!"),
        ("There were 12.", "There were 15."),
    ],
)
def test_a_sentence_continues_in_other_words_or_with_another_number(before: str, after: str) -> None:
    assert _certainty(before, after) == 1.0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Heroin crosses the northern border.", "Heroin is sold in parks by students."),
        ("Directors who lose their posts are given others.", "Directors of online banks are homeless men."),
        ("Heroin is rare.", ""),
        ("", "Heroin is rare."),
    ],
)
def test_a_new_sentence_on_the_topic_does_not_continue(before: str, after: str) -> None:
    assert _certainty(before, after) < 0.5


def test_a_sentence_without_a_word_is_left_out() -> None:
    assert [sentence.words for sentence in compared_sentences("* * * Heroin is rare.")] == [("heroin", "is", "rare")]
